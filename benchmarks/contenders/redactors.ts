import type { Contender } from './contender.ts'
import { peer } from './peer.ts'
import { EMAIL, PHONE, scrubTree } from './scrub.ts'
import { whole, wholeText } from './whole.ts'

interface PinoRedact {
  readonly default: (options: { paths: string[] }) => (value: unknown) => string
}

interface DeepRedact {
  readonly DeepRedact: new (options: object) => { redact(value: unknown): string }
}

interface RedactPii {
  readonly SyncRedactor: new () => { redact(text: string): string }
}

interface OpenRedaction {
  readonly OpenRedaction: new (options: object) => { detect(text: string): Promise<{ redacted: string }> }
}

/** Packages that redact what a program holds in memory. Those that want keys or paths are told all of them. */
export const REDACTORS: readonly Contender[] = [
  {
    name: 'pino-redact',
    title: '`@pinojs/redact` 0.4, paths',
    peers: ['@pinojs/redact'],
    isBound: false,
    prepare: async ({ places }) => {
      const { default: create } = await peer<PinoRedact>('@pinojs/redact')
      const redact = create({ paths: places.map(pathOf) })
      return { start: wholeText((body) => redact(JSON.parse(body))) }
    },
  },
  {
    name: 'deep-redact',
    title: '`@hackylabs/deep-redact` 3, keys, patterns',
    peers: ['@hackylabs/deep-redact'],
    isBound: false,
    prepare: async ({ keys }) => {
      const library = await peer<DeepRedact>('@hackylabs/deep-redact')
      const stringTests = [[EMAIL, '[email]'], [PHONE, '[phone]']].map(([pattern, mark]) =>
        ({ pattern, replacer: (text: string, found: RegExp) => text.replace(found, String(mark)) }))
      const types = ['string', 'number']
      const redactor = new library.DeepRedact({ blacklistedKeys: keys, stringTests, types, serialise: true })
      return { start: wholeText((body) => redactor.redact(JSON.parse(body))) }
    },
  },
  {
    name: 'redact-pii',
    title: '`redact-pii` 3',
    peers: ['redact-pii'],
    isBound: false,
    prepare: async () => {
      const redactor = new (await peer<RedactPii>('redact-pii')).SyncRedactor()
      const scrub = (text: string): string => redactor.redact(text)
      return { start: wholeText((body) => JSON.stringify(scrubTree(JSON.parse(body), scrub))) }
    },
  },
  {
    name: 'openredaction',
    title: '`openredaction` 1',
    peers: ['openredaction'],
    isBound: false,
    prepare: async () => {
      const library = await peer<OpenRedaction>('openredaction')
      const detector = new library.OpenRedaction({ redactionMode: 'placeholder' })
      const scrub = async (text: string): Promise<string> => (await detector.detect(text)).redacted
      return {
        start: whole(async (body) => Buffer.from(JSON.stringify(await scrubbed(JSON.parse(body.toString()), scrub)))),
      }
    },
  },
]

/** `records[*].from.name`. */
function pathOf(place: readonly string[]): string {
  return place.map((segment, at) => (segment === '*' ? '[*]' : `${at === 0 ? '' : '.'}${segment}`)).join('')
}

async function scrubbed(value: unknown, scrub: (text: string) => Promise<string>): Promise<unknown> {
  if (typeof value === 'string') return scrub(value)
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {}
  for (const [key, member] of Object.entries(value)) Reflect.set(copy, key, await scrubbed(member, scrub))
  return copy
}
