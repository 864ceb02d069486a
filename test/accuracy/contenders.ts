import { findPhoneNumbersInText, type CountryCode } from 'libphonenumber-js/max'
import { EMAIL, PHONE, scrubTree } from '../../benchmarks/contenders/scrub.ts'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import type { Body } from './body.ts'
import type { Json } from './compare.ts'
import { REGIONS } from './numbers.ts'

/** Something that filters bodies. */
export interface Contender {
  readonly name: string
  /** What becomes of a body, parsed; undefined if it is refused. */
  readonly filter: (body: Body) => Json | undefined
}

/** The filter, for an app that declared nothing; all that the policy knows are the regions of the tenants. */
export function ourselves(): Contender {
  const tenants = Object.fromEntries(REGIONS.map((region) => [`tenant-${region}`, { regions: [region] }]))
  const manifest = { kind: 'PolicyManifest', schemaVersion: 1, id: 'accuracy', version: '1', mode: 'enforce', tenants }
  const egress = createEgressFilter({
    policy: { documents: { 'manifest.json': JSON.stringify(manifest) } },
    secret: 'the same in every run',
  })
  return {
    name: 'pii-egress',
    filter: ({ text, region }) => {
      const context = { app: 'nobody', ...(region === null ? {} : { tenant: `tenant-${region}` }) }
      return JSON.parse(egress.bytes(text, context).body.toString()) as Json
    },
  }
}

/** Names of members as lists for redactors have them, in lower case and without signs. */
const BLACKLIST: ReadonlySet<string> = new Set([
  'password', 'passwd', 'secret', 'token', 'apikey', 'accesstoken', 'authorization', 'pin', 'phone', 'phonenumber',
  'mobile', 'mobilephone', 'telephone', 'tel', 'fax', 'homephone', 'workphone', 'businessphone', 'email',
  'emailaddress', 'mail', 'extension', 'ext', 'extensionnumber', 'firstname', 'lastname', 'fullname', 'name',
  'displayname', 'givenname', 'surname', 'address', 'street', 'city', 'zip', 'postalcode', 'birthday', 'birthdate',
  'dateofbirth', 'dob', 'ip', 'ipaddress', 'from', 'to',
])

/** What one would reach for otherwise, on the same bodies. */
export const PEERS: readonly Contender[] = [
  { name: 'two patterns', filter: scrubbed(() => (text) => text.replace(EMAIL, '[email]').replace(PHONE, '[phone]')) },
  { name: 'libphonenumber-js', filter: scrubbed(() => (text) => withoutNumbers(text.replace(EMAIL, '[email]'))) },
  {
    name: 'the same, with the region',
    filter: scrubbed(({ region }) => (text) => withoutNumbers(text.replace(EMAIL, '[email]'), region ?? undefined)),
  },
  { name: 'list of keys', filter: ({ text }) => withoutKeys(JSON.parse(text) as Json) },
]

function scrubbed(scrubOf: (body: Body) => (text: string) => string): Contender['filter'] {
  return (body) => scrubTree(JSON.parse(body.text), scrubOf(body)) as Json
}

function withoutNumbers(text: string, region?: CountryCode): string {
  if (!/(?:\p{Nd}\P{Nd}*){6}/u.test(text)) return text
  let out = ''
  let at = 0
  for (const { startsAt, endsAt } of findPhoneNumbersInText(text, region)) {
    out += `${text.slice(at, startsAt)}[phone]`
    at = endsAt
  }
  return out + text.slice(at)
}

function withoutKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutKeys)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => {
    const isListed = BLACKLIST.has(key.toLowerCase().replace(/[^a-z]/g, ''))
    return [key, isListed && (member === null || typeof member !== 'object') ? '[redacted]' : withoutKeys(member)]
  }))
}
