import { expect } from 'chai'
import fc from 'fast-check'
import { createVerdictTable } from '../../../lib/decide/verdict-table.ts'
import type { Rule } from '../../../lib/decide/rule.ts'
import { TAG } from '../../../lib/decide/verdict.ts'
import type { Outcome } from '../../../lib/decide/verdict.ts'
import { categoryIndex } from '../../../lib/detect/category.ts'
import { makesSuperfluous } from '../../../lib/policy/lint/covering.ts'
import { contains } from '../../../lib/policy/path-patterns.ts'
import { PathAutomaton, ELEMENT } from '../../../lib/walk/path-automaton.ts'
import { EMAIL, NOW, PHONE, SUPPORT, grant, granting, rule } from '../../decide/fixture.ts'

const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const some = <T>(...values: T[]) => optional(fc.subarray(values, { minLength: 1 }))

const RULE = fc.record({
  outcome: fc.integer({ min: 0, max: 7 }), marker: optional(fc.constantFrom('[a]', '[b]')),
  categories: some('user', 'user.contact', PHONE, `${PHONE}.extension`, EMAIL), contexts: optional(fc.constantFrom(1, 2, 3)),
  audiences: some('partner', 'tenant', 'public'), uses: some('essential', 'essential.service', SUPPORT, 'marketing'),
  apps: some('crm', 'other'), tenants: some('t-1', 't-2'), paths: some(0, 1, 2, 3, 4), jsonTypes: optional(fc.constantFrom(1, 2, 3, 8, 15)),
  minConfidence: optional(fc.constantFrom(0, 0.2, 0.5, 0.9)),
}).map(({ outcome, marker, ...where }) => rule(where as Partial<Rule['where']>, { outcome: outcome as Outcome, marker }))

/** Conditions in which the second rule is another. */
const DIFFERENCES = fc.subarray(Object.keys(rule().where) as (keyof Rule['where'])[], { maxLength: 2 })

const PATHS = ['/**', '/a', '/a/*', '/a/**', '/a/b']
/** By place in a document: the patterns that match there. */
const PLACES = [[0], [0, 1, 3], [0, 2, 3], [0, 2, 3, 4]]

/** Every verdict that the rules above can tell apart. */
function cells(rules: readonly Rule[]): string[] {
  const grants = ['partner', 'tenant'].map((audience, index) =>
    grant({ id: `crm/${index}`, category: 'user', audience: audience as 'partner', use: 'essential' }))
  const book = granting(grants, { rules, paths: PATHS, uses: new Set([SUPPORT, 'marketing']) })
  return ['partner', 'tenant'].flatMap((audience) => ['t-1', undefined].flatMap((tenant) => [SUPPORT, 'marketing'].flatMap((purpose) => {
    const table = createVerdictTable(book, { app: 'crm', tenant, purpose, audience: audience as 'partner' }, NOW, (state) => PLACES[state] ?? [])
    return [EMAIL, PHONE, `${PHONE}.extension`].flatMap((id) => [0, 1, 2].flatMap((context) => [0, 1, 2].flatMap((type) =>
      [0.1, 0.3, 0.6, 1].flatMap((confidence) => PLACES.map((_, state) => {
        const { outcome, marker } = table.decide(categoryIndex(id), context, type, confidence, state)
        // What is at most tagged shows no marker.
        return `${outcome} ${outcome > TAG ? marker : ''}`
      })))))
  })))
}

describe('lint: covering', () => {
  it('a rule that is called superfluous changes no cell', () => {
    let met = 0
    fc.assert(fc.property(RULE, RULE, DIFFERENCES, fc.boolean(), (strong, other, differences, isOther) => {
      // Two rules that differ in everything hardly ever cover each other.
      const where = Object.assign({}, strong.where, ...differences.map((name) => ({ [name]: other.where[name] }))) as Rule['where']
      const weak = { ...strong, where, id: 'h/weak', ...(isOther ? { outcome: other.outcome, marker: other.marker } : {}) }
      const rule = { ...strong, id: 'h/strong' }
      if (!makesSuperfluous(rule, weak, 0.5, (index) => PATHS[index] ?? '')) return
      met++
      expect(cells([rule, weak])).to.deep.equal(cells([rule]))
    }), { numRuns: 500, seed: 7 })
    expect(met).to.be.above(150)
  })

  it('a rule is superfluous beside itself', () => {
    fc.assert(fc.property(RULE, (one) => makesSuperfluous(one, one, 0.5, (index) => PATHS[index] ?? '')), { numRuns: 50 })
  })

  const segment = fc.constantFrom('a', 'b', '*', '**')
  const pattern = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `/${segments.join('/')}`)
  const path = fc.array(fc.constantFrom('a', 'b', 'c', ELEMENT), { maxLength: 5 })

  it('a pattern that includes another one matches where that one does', () => {
    let met = 0
    fc.assert(fc.property(pattern, pattern, path, (wide, narrow, steps) => {
      if (!contains(wide, narrow)) return
      const automaton = new PathAutomaton([wide, narrow])
      const state = steps.reduce<number>((at, step) =>
        automaton.next(at, typeof step === 'number' ? step : (automaton.literals.get(step) ?? -1)), automaton.start)
      const matched = automaton.patternsAt(state)
      if (!matched.includes(1)) return
      met++
      expect(matched).to.include(0)
    }), { numRuns: 5000, seed: 7 })
    expect(met).to.be.above(50)
  })

  const PAIRS: readonly (readonly [string, string, boolean])[] = [
    ['/**', '/a/b', true], ['/**', '/**', true], ['/a/*', '/a/b', true], ['/a/b', '/a/*', false], ['/a/*', '/a/**', false],
    ['/a/**', '/a', true], ['/a/**', '/a/*/c', true], ['/**/c', '/a/*/c', true], ['/**/c', '/a/c/d', false], ['/a', '/a/b', false],
  ]
  for (const [wide, narrow, is] of PAIRS) {
    it(`${wide} ${is ? 'includes' : 'does not include'} ${narrow}`, () => expect(contains(wide, narrow)).to.equal(is))
  }
})
