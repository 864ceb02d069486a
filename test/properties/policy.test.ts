import { expect } from 'chai'
import { createEgressFilter } from '../../lib/index.ts'
import type { Decision, EgressFilter } from '../../lib/index.ts'
import { makeDocument, random } from '../helpers/documents.ts'
import { exception, manifest } from '../policy/fixture.ts'

type Random = (below: number) => number
type Documents = Readonly<Record<string, object>>

const RUNS = Number(process.env['EGRESS_RUNS'] ?? 60)
const SEED = Number(process.env['EGRESS_SEED'] ?? 0)
const NOW = Date.parse('2026-06-01T00:00:00Z')
const END = Date.parse('2026-07-01T00:00:00Z')
const SUPPORT = 'essential.service.operations.support'
const CATEGORIES = ['user', 'user.contact', 'user.contact.email', 'user.contact.phone_number', 'user.contact.phone_number.extension', 'user.name', 'user.demographic']
const FIDELITIES = ['allow', 'tag', 'generalise', 'mask', 'pseudonymise', 'redact']
const PATHS = ['/**', '/records/**', '/*', '/contact/**']

const one = <Value>(r: Random, list: readonly Value[]): Value => list[r(list.length)] as Value

function ruleOf(r: Random): object {
  const where = {
    ...(r(2) === 0 ? { category: [one(r, CATEGORIES)] } : { path: [one(r, PATHS)] }),
    ...(r(3) === 0 ? { context: [one(r, ['personal', 'business'])] } : {}), ...(r(3) === 0 ? { jsonType: [one(r, ['string', 'number', 'key'])] } : {}),
  }
  const outcome = one(r, ['tag', 'mask', 'pseudonymise', 'redact', 'drop'])
  return { why: 'because', since: '2026-01-01', severity: 'low', where, do: { outcome } }
}

function entryOf(r: Random, category: string, fidelity: string = one(r, FIDELITIES)): object {
  return { use: SUPPORT, categories: { [category]: { fidelity } }, valid: { from: '2026-01-01T00:00:00Z', until: '2026-07-01T00:00:00Z' } }
}

/** Two categories, so that their entries do not contradict each other. */
function twoOf(r: Random): readonly [string, string] {
  const at = r(CATEGORIES.length)
  return [CATEGORIES[at] ?? '', CATEGORIES[(at + 1 + r(CATEGORIES.length - 1)) % CATEGORIES.length] ?? '']
}

function policyOf(rules: Readonly<Record<string, object>>, disclosures: Readonly<Record<string, object>>): Documents {
  return {
    'm.json': manifest({ regions: ['GB'] }),
    ...(Object.keys(rules).length === 0 ? {} : { 'r.json': { kind: 'RedactionRules', schemaVersion: 1, id: 'house', rules } }),
    'd.json': { kind: 'DisclosureDeclaration', schemaVersion: 1, id: 'acme', status: 'approved', app: { name: 'Acme' }, audience: 'partner', defaultPurpose: SUPPORT, disclosures },
  }
}

function filterOf(documents: Documents, now = NOW): EgressFilter {
  return createEgressFilter({ policy: { documents }, secret: 'sixteen bytes at least', clock: () => now })
}

/** The outcome of every finding and value, in order. */
function outcomes(egress: EgressFilter, body: string): readonly number[] {
  return egress.explain(body, { app: 'acme' }).flatMap(({ outcome, rulings }: Decision) => [outcome, ...rulings.map(({ verdict }) => verdict.outcome)])
}

function bodyOf(r: Random): string {
  return JSON.stringify(makeDocument(r, 20))
}

describe('the policy', () => {
  it(`is never loosened by another rule, at any node (seed ${SEED})`, () => {
    for (let run = 0; run < RUNS; run++) {
      const r = random(SEED + run)
      const [grants, rules] = [{ a: entryOf(r, one(r, CATEGORIES)) }, { one: ruleOf(r) }]
      const body = bodyOf(r)
      const before = outcomes(filterOf(policyOf(rules, grants)), body)
      const after = outcomes(filterOf(policyOf({ ...rules, two: ruleOf(r) }, grants)), body)
      expect(after.length, `seed ${SEED + run}`).to.equal(before.length)
      expect(after.findIndex((outcome, at) => outcome < (before[at] ?? 0)), `seed ${SEED + run}`).to.equal(-1)
    }
  })

  it(`is never tightened by another entry, where that is as mild as any (seed ${SEED})`, () => {
    for (let run = 0; run < RUNS; run++) {
      const r = random(1000 + SEED + run)
      const [own, other] = twoOf(r)
      const [grants, rules] = [{ a: entryOf(r, own) }, { one: ruleOf(r) }]
      const body = bodyOf(r)
      const before = outcomes(filterOf(policyOf(rules, grants)), body)
      const after = outcomes(filterOf(policyOf(rules, { ...grants, b: entryOf(r, other, 'allow') })), body)
      expect(after.findIndex((outcome, at) => outcome > (before[at] ?? 0)), `seed ${1000 + SEED + run}`).to.equal(-1)
    }
  })

  it(`is closed by the end of an entry, and of an exception (seed ${SEED})`, () => {
    for (let run = 0; run < RUNS; run++) {
      const r = random(2000 + SEED + run)
      const category = one(r, CATEGORIES)
      const until = new Date(END).toISOString()
      const lifted = exception({ suspends: 'house/one', valid: { from: '2026-05-01T00:00:00Z', until } })
      const policy = { ...policyOf({ one: ruleOf(r) }, { a: entryOf(r, category) }), 'x.json': lifted }
      const body = bodyOf(r)
      const [open, last, closed] = [NOW, END - 1, END].map((now) => outcomes(filterOf(policy, now), body))
      expect(last, `seed ${2000 + SEED + run}`).to.deep.equal(open)
      expect(closed?.findIndex((outcome, at) => outcome < (open?.[at] ?? 0)), `seed ${2000 + SEED + run}`).to.equal(-1)
    }
  })

  it(`is the same in every order of files, entries and rules (seed ${SEED})`, () => {
    for (let run = 0; run < RUNS / 3; run++) {
      const r = random(3000 + SEED + run)
      const [own, other] = twoOf(r)
      const [rules, grants] = [{ one: ruleOf(r), two: ruleOf(r), three: ruleOf(r) }, { a: entryOf(r, own), b: entryOf(r, other) }]
      const turned = (table: object): Record<string, object> => Object.fromEntries(Object.entries(table).reverse() as [string, object][])
      const forth = policyOf(rules, grants)
      const back = turned(policyOf(turned(rules), turned(grants)))
      const [first, second] = [filterOf(forth), filterOf(back)]
      expect(second.policy).to.equal(first.policy)
      const body = bodyOf(r)
      expect(second.bytes(body, { app: 'acme' })).to.deep.equal(first.bytes(body, { app: 'acme' }))
    }
  })
})
