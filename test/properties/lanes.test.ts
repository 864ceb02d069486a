import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { LIMITS } from '../../lib/limits.ts'
import { Engine, type EnginePolicy } from '../../lib/pipeline/engine.ts'
import type { Session } from '../../lib/pipeline/session-contract.ts'
import type { Entry } from '../detect/leaf-of.ts'
import { makeDocument, random, write } from '../helpers/documents.ts'
import { loadPolicy, type PolicySource } from '../../lib/policy/policy.ts'
import { APPS, exampleEngine, examplePolicy, NOW, SECRET } from '../helpers/policy.ts'
import { ROOT } from '../helpers/root.ts'
import { run } from '../helpers/toy.ts'
import { DOUBTFUL, EVIDENT_KEYS, HOLDING_KEYS, NAMED_KEYS } from '../helpers/vocabulary.ts'

/** Documents per app. EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = Number(process.env['EGRESS_RUNS'] ?? 300)
const SEED = Number(process.env['EGRESS_SEED'] ?? 31_007)

type Random = (below: number) => number
type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

const CORPORA = join(ROOT, 'test', 'corpora')
const ENTRIES = readdirSync(CORPORA).flatMap((name) => ['hit', 'miss', 'gap'].flatMap((kind) =>
  JSON.parse(readFileSync(join(CORPORA, name, `${kind}.json`), 'utf8')) as Entry[]))

/** Keys as vendors spell them, and parents that change what is below. */
const KEYS = `
  id name value type label country phoneNumber phone from to caller callee user owner number extension extensionNumber ext fax email mail
  emailAddress address street firstName displayName caller_name callee_number direction duration callId createdAt startTime title jobTitle
  department birthday dob age pin password token ip ipAddress deviceId employeeId userId location city notes comment subject recordingUrl
  transcript voicemail downloadUrl username login sip aor avatar photo skype webPage company status state key field text content
`.trim().split(/\s+/)
const PARENTS = ['', 'owner', 'from', 'contact', 'emails', 'phoneNumbers', 'address', 'extension', 'birthdays', 'call', 'user', 'password', 'fax', 'organization', 'name']
const VALUES: readonly ((r: Random) => Json)[] = [
  (r) => `+44 7700 900${100 + r(900)}`, (r) => `+1202555${1000 + r(9000)}`, (r) => `(202) 555-01${10 + r(90)}`, (r) => `${r(10 ** (1 + r(14)))}`, (r) => r(10 ** (1 + r(9))),
  (r) => `602${r(2)}`, (r) => 6020 + r(2),
  (r) => 1_400_000_000 + r(5e8), (r) => `${1_300_000_000 + r(8e8)}`, (r) => `ann${r(99)}@example.org`, () => 'bob.jones@example.com', (r) => `ext${r(999)}@example.net`,
  (r) => `2026-0${1 + r(9)}-1${r(9)}T10:20:30.${100 + r(900)}Z`, (r) => `19${10 + r(89)}-12-0${1 + r(9)}`, () => 'Ann Smith', () => 'Ann', () => 'anonymous', () => 'internal',
  () => 'work', () => 'home', () => 'work_extension', () => 'US', () => 'GB', () => 'de', () => 'Other Place', () => 'none', () => 'x', () => 'xxxx', () => '[phone]', () => '********',
  () => '', () => ' ', () => true, () => false, () => null, (r) => r(1000) / 8, (r) => -r(1e6), () => 'Zo\u00eb', () => 'see {1}', () => 'email', () => 'dob', () => 'phone',
]

/** What a sibling names, and who holds it. */
const NAMES = ['email', 'dob', 'phone', 'extension', 'first name', 'work', 'home', 'note', 'colour', '********']
const NAMING = ['name', 'key', 'field', 'type', 'label', 'system']
const HOLDERS = ['value', 'text', 'content']
/** Of numbers like the others in shape, what a mask must not show. */
const ODD_NUMBERS: readonly ((r: Random) => Json)[] = [
  (r) => `+44 7700 900${100 + r(900)}`, (r) => `+99 9700 900${100 + r(900)}`, (r) => `+1 202 5550${100 + r(900)}`,
]

const one = <Value>(r: Random, list: readonly Value[]): Value => list[r(list.length)] as Value

function value(r: Random): Json {
  if (r(4) > 0) return one(r, VALUES)(r)
  const { value: text } = one(r, ENTRIES)
  return typeof text === 'string' && r(3) === 0 ? mutated(text, r) : text
}

function mutated(text: string, r: Random): string {
  const at = r(text.length + 1)
  return text.slice(0, at) + one(r, ['', ' ', '1', 'x', '.', '-', '@', '+', 'ext', 'a', '@example.org', ':']) + text.slice(at + r(2))
}

/** Of the keys above, or of all that the detectors know. */
const key = (r: Random): string => one(r, r(2) === 0 ? KEYS : r(2) === 0 ? NAMED_KEYS : one(r, EVIDENT_KEYS))
const parent = (r: Random): string => r(2) === 0 ? one(r, PARENTS) : r(2) === 0 ? one(r, HOLDING_KEYS) : key(r)

/** Records with the same keys and other values, as APIs send them. */
function records(r: Random): Json {
  const keys = Array.from({ length: 1 + r(5) }, () => key(r))
  const nested = Array.from({ length: r(3) }, () => [parent(r), Array.from({ length: 1 + r(3) }, () => key(r))] as const)
  // What one record has and the next has not may be what the rest of it depends on.
  const fill = (names: readonly string[]): { [key: string]: Json } => Object.fromEntries(names.filter(() => r(4) > 0)
    .map((key) => [key, r(12) === 0 ? [value(r), value(r)] : value(r)]))
  const [naming, holder] = [one(r, NAMING), one(r, HOLDERS)]
  const kind = r(3)
  const list = Array.from({ length: 1 + r(4) }, () => {
    const record = fill(keys)
    if (kind === 0) record['pairs'] = [1, 2, 3].map(() => ({ [naming]: one(r, NAMES), [holder]: one(r, VALUES)(r) }))
    if (kind === 1) record['phone'] = one(r, ODD_NUMBERS)(r)
    // Some records are too large to be waited for.
    if (r(4) === 0) record['padding'] = 'p'.repeat(r(120))
    for (const [parent, names] of nested) record[parent] = r(3) === 0 ? [fill(names), fill(names)] : fill(names)
    return r(3) === 0 ? { [parent(r)]: record } : record
  })
  return r(2) === 0 ? list : { [parent(r)]: list }
}

/** Records that differ in nothing but in what stands beside one value, on which it depends what the value is. */
function twins(r: Random): Json {
  const { keys, beside: makers } = one(r, one(r, DOUBTFUL))
  const doubtful = one(r, keys)
  const beside = Array.from({ length: 1 + r(3) }, () => one(r, r(3) === 0 ? one(r, EVIDENT_KEYS) : makers))
  const make = one(r, VALUES)
  const list = Array.from({ length: 4 }, () => Object.fromEntries([
    ...beside.filter(() => r(2) === 0).map((key) => [key, one(r, ['work', 'US', 7])] as const), [doubtful, make(r)] as const,
  ]))
  const holder = one(r, [one(r, one(r, EVIDENT_KEYS)), one(r, HOLDING_KEYS), one(r, NAMED_KEYS), 'messages'])
  return r(3) === 0 ? list : { [holder]: list }
}

const BODIES: readonly ((r: Random) => Json)[] = [records, twins, (r) => makeDocument(r, 12)]

const { rulebook } = examplePolicy
const CLOSED = { self: 'closed', tenant: 'closed', partner: 'closed', public: 'closed' } as const
const DETECTORS: PolicySource = {
  documents: {
    'house.detectors.json': {
      kind: 'Detectors', schemaVersion: 1, id: 'house',
      detectors: {
        word: { category: 'user.unique_id', patterns: ['(?i)\\bann|o[a-z]k', 'ext[0-9]{2}'] },
        digits: { category: 'user.contact', patterns: ['[0-9]{5}$'], types: 'any' },
        key: { category: 'user.contact.phone_number', keys: ['company', 'city', 'status', 'dob'], types: 'any' },
      },
    },
  },
}
const digitsOnly = loadPolicy(DETECTORS).detectors.filter(({ id }) => id !== 'word')

/** Fields that are ending, and that have ended. */
const ENDING: PolicySource = {
  documents: Object.fromEntries(['/**/phone', '/**/notes', '/**/name', '/**/status', '/**/address', '/*/label'].map((field, at) => [`${at}.json`, {
    kind: 'LifecycleEntry', schemaVersion: 1, id: `end-${at}`, target: { operation: at < 3 ? '*' : 'GET /x', field }, deprecatedOn: '2026-01-01',
    ...(at % 2 === 0 ? { removeOn: '2026-04-01' } : {}),
  }])),
}

/** The examples; with domains, regions and numbers; with detectors, of which one asks for no digits; changing nothing; letting nothing pass that is not listed; with what ends. */
const POLICIES: readonly EnginePolicy[] = [
  examplePolicy,
  { ...examplePolicy, businessDomainsFor: () => ['example.com'], regionsFor: () => ['US', 'DE'] },
  { ...examplePolicy, businessNumbersFor: () => ['+447700900', '+1202555'], regionsFor: () => ['US', 'DE'] },
  { ...examplePolicy, detectors: loadPolicy(DETECTORS).detectors },
  { ...examplePolicy, detectors: digitsOnly },
  { ...examplePolicy, rulebook: { ...rulebook, mode: 'report' } },
  { ...examplePolicy, rulebook: { ...rulebook, postures: CLOSED } },
  loadPolicy(ENDING),
]

function engineOf(hasPlans: boolean, policy: EnginePolicy, limits: object): Engine {
  return new Engine({ policy, secret: SECRET, limits: { ...LIMITS, ...limits }, clock: () => NOW, hasPlans })
}

/** A body may be refused; then the code is the result. */
function result(session: Session, body: Buffer, sizes: readonly number[]): { out: string; receipt: Receipt } {
  let out: string
  try {
    out = run(session, body, ...sizes).toString()
  } catch (cause) {
    out = String((cause as { code?: string }).code)
  }
  return { out, receipt: session.receipt() }
}

describe('the fast lane', () => {
  for (const app of APPS) {
    for (const [what, limits] of [['', {}], [', near the limits', { maxSiblingBytes: 90, maxFacts: 2, maxPlans: 40, maxReceiptCells: 6, maxScopes: 20 }]] as const) {
      it(`does what the slow lane does for ${app}${what} (seed ${SEED})`, () => {
        const pairs = POLICIES.map((policy) => [engineOf(true, policy, limits), engineOf(false, policy, limits)] as const)
        for (let i = 0; i < RUNS; i++) {
          const r = random(SEED + i)
          const body = Buffer.from(write(one(r, BODIES)(r), r))
          const sizes = r(2) === 0 ? [body.length] : Array.from({ length: 6 }, () => 1 + r(r(2) === 0 ? 20 : body.length + 1))
          const [fast, slow] = one(r, pairs)
          const context = { app, tenant: 't-0042' }
          const expected = result(slow.open(context, 'json'), body, sizes)
          expect(result(fast.open(context, 'json'), body, sizes), `seed ${SEED + i}: ${body.toString()}`).to.deep.equal(expected)
        }
      })
    }
  }

  it('is shared by sessions that come and go', () => {
    const r = random(SEED)
    let [fast, slow] = [exampleEngine(), exampleEngine()]
    for (let i = 0; i < Math.min(RUNS, 2000); i++) {
      // Beyond `maxScopes`, what a receipt calls a place depends on what was met before.
      if (i % 20 === 0) [fast, slow] = [exampleEngine(), engineOf(false, examplePolicy, {})]
      const bodies = [1, 2, 3].map(() => Buffer.from(write(records(r), r)))
      const contexts = bodies.map(() => ({ app: one(r, APPS) }))
      const sessions = contexts.map((context) => fast.open(context, 'json'))
      const out: Buffer[][] = bodies.map(() => [])
      const halves = bodies.map((body) => r(body.length + 1))
      bodies.forEach((body, n) => out[n]?.push(...(sessions[n] as Session).push(body.subarray(0, halves[n]))))
      sessions[2]?.abort()
      for (const n of [1, 0]) out[n]?.push(...(sessions[n] as Session).push((bodies[n] as Buffer).subarray(halves[n])), ...(sessions[n] as Session).end())
      for (const n of [0, 1]) {
        const alone = slow.open(contexts[n] as { app: string }, 'json')
        expect(Buffer.concat(out[n] as Buffer[]).toString()).to.equal(run(alone, bodies[n] as Buffer).toString())
        expect(sessions[n]?.receipt()).to.deep.equal(alone.receipt())
      }
    }
  })
})
