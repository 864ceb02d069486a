import { expect } from 'chai'
import fc from 'fast-check'
import { GRANT_CONDITIONS } from '../../lib/decide/grant.ts'
import type { Grant } from '../../lib/decide/grant.ts'
import type { Notice } from '../../lib/decide/notice.ts'
import type { Rule } from '../../lib/decide/rule.ts'
import type { Rulebook } from '../../lib/decide/rulebook.ts'
import type { Candidate } from '../../lib/decide/candidate.ts'
import type { Trail } from '../../lib/decide/trail.ts'
import { createVerdictTable } from '../../lib/decide/verdict-table.ts'
import type { TimedVerdictTable } from '../../lib/decide/verdict-table.ts'
import type { Outcome, Verdict } from '../../lib/decide/verdict.ts'
import { categoryIndex } from '../../lib/detect/category.ts'
import { DAY, EMAIL, NOW, PHONE, SUPPORT, grant, granting, registration, rule, rulebook, said } from './fixture.ts'

const EXTENSION = `${PHONE}.extension`
const CATEGORY = fc.constantFrom('user', 'user.contact', PHONE, EXTENSION, EMAIL, 'user.authorization', 'user.name')
const FOUND = ['user.contact', EXTENSION, EMAIL, 'user.authorization.credentials', 'user.name.first']
const outcome = (most: number) => fc.integer({ min: 0, max: most }).map((value) => value as Outcome)
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const OPEN = { from: NOW - DAY, until: NOW + DAY }
const WINDOW = fc.constantFrom(OPEN, OPEN, { from: NOW + 1, until: NOW + DAY }, { from: NOW - DAY, until: NOW })

const GRANTS = fc.uniqueArray(fc.record({
  id: fc.constantFrom('crm/a', 'crm/b', 'crm/c', 'crm/d'),
  category: CATEGORY, use: fc.constantFrom(SUPPORT, 'essential', 'marketing'),
  audience: fc.constantFrom('self', 'tenant', 'partner'), contexts: fc.constantFrom(1, 2, 3),
  tenants: optional(fc.constantFrom(['t-1'], ['t-2'])), valid: WINDOW, outcome: outcome(6),
  notices: fc.constantFrom([], [], [{ id: 'told', version: 1 }], [{ id: 'untold', version: 1 }]),
}).map((change) => grant(change as Partial<Grant>)), { selector: ({ id }) => id })

const RULE_IDS = ['h/a', 'h/b', 'h/c', 'h/d']
const RULES = fc.uniqueArray(fc.record({
  id: fc.constantFrom(...RULE_IDS), outcome: outcome(7), marker: optional(fc.constantFrom('[a]', '[b]')),
  categories: optional(CATEGORY.map((category) => [category])), contexts: optional(fc.constantFrom(1, 2, 3)),
  audiences: optional(fc.constant(['partner'])), jsonTypes: optional(fc.constantFrom(1, 2, 8)),
  paths: optional(fc.constant([0])), minConfidence: optional(fc.constantFrom(0.2, 0.5, 0.9)),
}).map(({ id, outcome: what, marker, ...where }) => rule(where as Partial<Rule['where']>, { id, outcome: what, marker })),
{ selector: ({ id }) => id })

const EXCEPTIONS = fc.uniqueArray(fc.record({
  id: fc.constantFrom('x-1', 'x-2'), suspends: fc.constantFrom(...RULE_IDS), app: fc.constantFrom('crm', 'other'),
  tenants: optional(fc.constantFrom(['t-1'], ['t-2'])), uses: fc.constant(null), valid: WINDOW,
}), { selector: ({ id }) => id })

const record = (at: number) => ({ state: 'acknowledged', version: 1, at }) as const
const notice = (id: string, at: number): Notice =>
  ({ id, version: 1, materialSince: 1, needs: 'acknowledged', records: new Map([['*', record(at)]]) })
const NOTICES = new Map([['told', notice('told', NOW - DAY)], ['untold', notice('untold', NOW + DAY)]])

const BOOK = fc.record({ grants: GRANTS, rules: RULES, exceptions: EXCEPTIONS }).map(({ grants, rules, exceptions }) =>
  granting(grants, { rules, exceptions, notices: NOTICES }))

const table = (book: Rulebook, tenant?: string): TimedVerdictTable =>
  createVerdictTable(book, { app: 'crm', tenant }, NOW, (state) => [state])

type Cell = readonly [category: number, context: number, type: number, confidence: number, state: number]
const CELL: fc.Arbitrary<Cell> = fc.tuple(
  fc.constantFrom(...FOUND.map((id) => categoryIndex(id))), fc.constantFrom(0, 1, 2, 3), fc.constantFrom(0, 1, 2),
  fc.constantFrom(0.1, 0.3, 0.6, 1), fc.constantFrom(0, 1))

function explained(made: TimedVerdictTable, cell: Cell): { verdict: Verdict; trail: Trail } {
  const verdict = made.decide(...cell)
  const trail = made.trailOf(verdict)
  if (trail === null) throw new Error('a verdict without a trail')
  return { verdict, trail }
}

/** The book without some rules, or with other grants. */
const without = (book: Rulebook, ...ids: string[]): Rulebook => ({ ...book, rules: book.rules.filter(({ id }) => !ids.includes(id)) })
const regranted = (book: Rulebook, change: (grants: readonly Grant[]) => readonly Grant[]): Rulebook =>
  ({ ...book, registrations: new Map([['crm', registration({ grants: change(book.registrations.get('crm')?.grants ?? []) })]]) })

/** What would make each condition hold. */
const CURES: Readonly<Record<Candidate['lacks'][number], Partial<Grant>>> = {
  status: {}, purpose: { use: SUPPORT }, audience: { audience: 'public' }, tenant: { tenants: null }, begun: { valid: OPEN },
  'not-ended': { valid: OPEN }, notice: { notices: [] }, context: { contexts: 3 },
}

const OPTIONS = { numRuns: 300 }

describe('trail', () => {
  it('ends in the verdict that is explained', () => {
    fc.assert(fc.property(BOOK, CELL, fc.constantFrom(undefined, 't-1'), (book, cell, tenant) => {
      const { verdict, trail } = explained(table(book, tenant), cell)
      expect(trail.verdict).to.deep.equal(verdict)
    }), OPTIONS)
  })

  it('holds the voices that make the verdict: the strictest that is not suspended', () => {
    fc.assert(fc.property(BOOK, CELL, (book, cell) => {
      const { verdict, trail: { permission, rules } } = explained(table(book), cell)
      const inForce = rules.filter(({ suspendedBy }) => suspendedBy.length === 0)
      const voices = [permission.voice, ...inForce.map(({ voice }) => voice)]
      expect(verdict.outcome).to.equal(Math.max(...voices.map((voice) => voice.outcome)))
      const stricter = rules.filter(({ suspendedBy, voice }) => suspendedBy.length > 0 && voice.outcome > verdict.outcome)
      const because = [...voices.filter((voice) => voice.outcome === verdict.outcome).flatMap(({ ids }) => ids),
        ...stricter.flatMap(({ suspendedBy }) => suspendedBy)]
      expect(verdict.because).to.deep.equal([...new Set(because)].sort())
    }), OPTIONS)
  })

  it('names no rule too few: those that it does not name change nothing when they are gone', () => {
    fc.assert(fc.property(BOOK, CELL, (book, cell) => {
      const { verdict, trail } = explained(table(book), cell)
      const named = trail.rules.map((one) => one.rule.id)
      const others = RULE_IDS.filter((id) => !named.includes(id))
      expect(said(table(without(book, ...others)).decide(...cell))).to.equal(said(verdict))
    }), OPTIONS)
  })

  it('names no rule too many: alone, each that is in force makes nothing milder than it says', () => {
    fc.assert(fc.property(BOOK, CELL, (book, cell) => {
      for (const { rule: { id }, voice, suspendedBy } of explained(table(book), cell).trail.rules) {
        if (suspendedBy.length > 0) continue
        const alone = without(book, ...RULE_IDS.filter((other) => other !== id))
        expect(table(alone).decide(...cell).outcome).to.be.at.least(voice.outcome)
      }
    }), OPTIONS)
  })

  it('names the entry that counts: without it, another one or none does', () => {
    fc.assert(fc.property(BOOK, CELL, (book, cell) => {
      const { permission } = explained(table(book), cell).trail
      const { grant: counting } = permission
      if (counting === null) return
      const less = regranted(book, (grants) => grants.filter((other) => other !== counting))
      expect(explained(table(less), cell).trail.permission.grant).not.to.equal(counting)
    }), OPTIONS)
  })

  it('says what an entry lacks: cured of that it grants, cured of less it does not', () => {
    let met = 0
    fc.assert(fc.property(BOOK, CELL, (book, cell) => {
      const { candidate } = explained(table(book), cell).trail
      if (candidate === null) return
      met++
      expect(candidate.lacks).not.to.deep.equal([])
      const cured = (lacks: Candidate['lacks']): Trail => {
        const cure = Object.assign({}, candidate.grant, ...lacks.map((lack) => CURES[lack])) as Grant
        return explained(table(regranted(book, () => [cure])), cell).trail
      }
      expect(cured(candidate.lacks).permission.grant?.id).to.equal(candidate.grant.id)
      for (const lack of candidate.lacks) {
        const others = candidate.lacks.filter((other) => other !== lack)
        // One window cures both of its ends.
        if (others.some((other) => CURES[other].valid !== undefined) && CURES[lack].valid !== undefined) continue
        expect(cured(others).permission.grant, lack).to.equal(null)
      }
    }), OPTIONS)
    expect(met).to.be.above(30)
  })

  it('names no entry where none is about the category', () => {
    const { trail } = explained(table(granting([grant({ category: EMAIL })])), [categoryIndex(PHONE), 0, 1, 1, 0])
    expect(trail.candidate).to.equal(null)
  })

  it('names the entry that lacks the least', () => {
    const far = grant({ id: 'crm/a', use: 'marketing', tenants: ['t-1'] })
    const near = grant({ id: 'crm/b', category: 'user', use: 'marketing' })
    for (const grants of [[far, near], [near, far]]) {
      const { trail } = explained(table(granting(grants)), [categoryIndex(PHONE), 0, 1, 1, 0])
      expect(trail.candidate?.grant.id).to.equal('crm/b')
    }
  })

  it('says that the registration is not approved', () => {
    const book = rulebook({ registrations: new Map([['crm', registration({ status: 'suspended' })]]) })
    expect(explained(table(book), [categoryIndex(PHONE), 0, 1, 1, 0]).trail.candidate?.lacks).to.deep.equal(['status'])
  })

  it('names the ceiling over an entry, whether it cuts or not', () => {
    const grants = [grant({ audience: 'public' })]
    const book = rulebook({ registrations: new Map([['crm', registration({ audience: 'public', grants })]]) })
    const { trail } = explained(table(book), [categoryIndex(PHONE), 1, 1, 1, 0])
    expect(trail.permission.ceiling?.id).to.equal('public-contact')
    expect(trail.permission.voice.ids).to.deep.equal(['crm/calls', 'ceiling:public-contact'])
  })

  it('is known of verdicts of the same table only, and of findings only', () => {
    const [one, other] = [table(rulebook()), table(rulebook())]
    expect(other.trailOf(one.decide(categoryIndex(PHONE), 0, 1, 1, 0))).to.equal(null)
    expect(one.trailOf(one.unclassified(0))).to.equal(null)
  })

  it('has a cure for every condition', () => {
    expect(Object.keys(CURES)).to.have.members([...GRANT_CONDITIONS, 'context'])
  })
})
