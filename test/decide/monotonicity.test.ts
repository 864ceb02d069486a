import { expect } from 'chai'
import fc from 'fast-check'
import type { Grant } from '../../lib/decide/grant.ts'
import { compareGrants } from '../../lib/decide/grant.ts'
import type { Rule } from '../../lib/decide/rule.ts'
import type { Rulebook } from '../../lib/decide/rulebook.ts'
import { createVerdictTable } from '../../lib/decide/verdict-table.ts'
import type { Outcome, Verdict } from '../../lib/decide/verdict.ts'
import { categoryIndex } from '../../lib/detect/category.ts'
import { EMAIL, NOW, PHONE, SUPPORT, grant, granting, rule } from './fixture.ts'

const EXTENSION = `${PHONE}.extension`
const CATEGORY = fc.constantFrom('user', 'user.contact', PHONE, EXTENSION, EMAIL, 'user.authorization', 'user.name')
const FOUND = ['user.contact', EXTENSION, EMAIL, 'user.authorization.credentials', 'user.name.first']
const outcome = (most: number) => fc.integer({ min: 0, max: most }).map((value) => value as Outcome)
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })

const GRANTS = fc.uniqueArray(fc.record({
  id: fc.constantFrom('crm/a', 'crm/b', 'crm/c', 'crm/d', 'crm/e'),
  category: CATEGORY, use: fc.constantFrom(SUPPORT, 'essential', 'marketing'),
  audience: fc.constantFrom('self', 'tenant', 'partner'), contexts: fc.constantFrom(1, 2, 3),
  tenants: optional(fc.constant(['t-1'])), outcome: outcome(6),
}).map((change) => grant(change as Partial<Grant>)), { selector: ({ id }) => id, minLength: 1 })

const RULES = fc.uniqueArray(fc.record({
  id: fc.constantFrom('h/a', 'h/b', 'h/c', 'h/d', 'h/e'), outcome: outcome(7),
  categories: optional(CATEGORY.map((category) => [category])), contexts: optional(fc.constantFrom(1, 2, 3)),
  audiences: optional(fc.constant(['partner'])), jsonTypes: optional(fc.constantFrom(1, 2, 8)),
  paths: optional(fc.constant([0])), minConfidence: optional(fc.constantFrom(0.2, 0.5, 0.9)),
}).map(({ id, outcome: what, ...where }) => rule(where as Partial<Rule['where']>, { id, outcome: what })),
{ selector: ({ id }) => id, minLength: 1 })

/** Verdicts of every cell that the rules and grants above can tell apart. */
function cells(book: Rulebook): Verdict[] {
  return ['partner', 'tenant'].flatMap((audience) => {
    const recipient = { app: 'crm', tenant: 't-1', audience: audience as 'partner' }
    const table = createVerdictTable(book, recipient, NOW, (state) => [state])
    return FOUND.flatMap((id) =>
      [0, 1, 2, 3].flatMap((context) => [0, 1, 2].flatMap((type) => [0.1, 0.3, 0.6, 1].flatMap((confidence) =>
        [0, 1].map((state) => table.decide(categoryIndex(id), context, type, confidence, state))))))
  })
}

const OPTIONS = { numRuns: 40 }

describe('monotonicity', () => {
  it('adding a restriction loosens no cell', () => {
    fc.assert(fc.property(GRANTS, RULES, (grants, [added, ...rules]) => {
      const before = cells(granting(grants, { rules }))
      const after = cells(granting(grants, { rules: [...rules, added as Rule] }))
      expect(after.findIndex((verdict, at) => verdict.outcome < before[at]!.outcome)).to.equal(-1)
    }), OPTIONS)
  })

  it('adding a grant tightens no cell, save where it is the more specific one and says so', () => {
    fc.assert(fc.property(GRANTS, RULES, ([added, ...grants], rules) => {
      const before = cells(granting(grants, { rules }))
      const after = cells(granting([...grants, added as Grant], { rules }))
      for (const [at, verdict] of after.entries()) {
        if (verdict.outcome <= before[at]!.outcome) continue
        expect(verdict.because).to.include(added!.id)
        const [other] = grants.filter(({ id }) => before[at]!.because.includes(id))
        if (other !== undefined) expect(compareGrants(added!, other)).to.be.below(0)
      }
    }), OPTIONS)
  })

  it('a grant that is as mild as any other and milder than what is undeclared tightens no cell at all', () => {
    fc.assert(fc.property(GRANTS, RULES, ([added, ...grants], rules) => {
      const before = cells(granting(grants, { rules }))
      const after = cells(granting([...grants, { ...added!, outcome: 0 }], { rules }))
      expect(after.findIndex((verdict, at) => verdict.outcome > before[at]!.outcome)).to.equal(-1)
    }), OPTIONS)
  })

  it('the order of grants and rules is without meaning', () => {
    fc.assert(fc.property(GRANTS, RULES, (grants, rules) => {
      const forth = cells(granting(grants, { rules }))
      expect(cells(granting([...grants].reverse(), { rules: [...rules].reverse() }))).to.deep.equal(forth)
    }), OPTIONS)
  })
})
