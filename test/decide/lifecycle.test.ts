import { expect } from 'chai'
import fc from 'fast-check'
import type { Lifecycle } from '../../lib/decide/lifecycle.ts'
import type { Rulebook } from '../../lib/decide/rulebook.ts'
import { createVerdictTable } from '../../lib/decide/verdict-table.ts'
import type { Verdict } from '../../lib/decide/verdict.ts'
import { categoryIndex } from '../../lib/detect/category.ts'
import { DAY, EMAIL, NOW, PHONE, SUPPORT, ask, grant, granting, registration, rule, rulebook, said } from './fixture.ts'

function life(change: Partial<Lifecycle> = {}): Lifecycle {
  return {
    id: 'lifecycle:home-phone', operation: 'GET /a', paths: [1], isBeta: false, deprecatedFrom: NOW - DAY, removedFrom: NOW + DAY, ...change,
  }
}

const OPERATIONS = new Map([['GET /a', [1, 2]], ['GET /b', [3]]])

/** `crm` is granted telephone numbers; state n matches pattern n, and state 9 cannot be found out. */
function book(lifecycles: readonly Lifecycle[], change: Partial<Rulebook> = {}): Rulebook {
  return granting([grant()], { operations: OPERATIONS, lifecycles, ...change })
}

interface Where {
  readonly app?: string
  readonly operation?: string
  readonly audience?: 'public' | 'partner'
  readonly now?: number
}

function table(rules: Rulebook, { app = 'crm', operation = 'GET /a', audience, now = NOW }: Where = {}) {
  return createVerdictTable(rules, { app, operation, audience }, now, (state) => {
    if (state === 9) throw new Error('bug')
    return [state]
  })
}

const found = (rules: Rulebook, state: number, where: Where = {}): string =>
  said(table(rules, where).decide(categoryIndex(PHONE), 0, 1, 1, state))
const scalar = (rules: Rulebook, state: number, where: Where = {}): string => said(table(rules, where).unclassified(state))

describe('lifecycle', () => {
  it('a field is as it was, then tagged, then dropped', () => {
    const rules = book([life({ deprecatedFrom: NOW + DAY, removedFrom: NOW + 2 * DAY })])
    const at = (days: number): string[] => [found(rules, 1, { now: NOW + days * DAY }), scalar(rules, 1, { now: NOW + days * DAY })]
    expect(at(0)).to.deep.equal(['allow crm/calls', 'allow posture:open'])
    // The grant ends after a day.
    expect(at(1)).to.deep.equal([`redact undeclared:${PHONE}`, 'tag lifecycle:home-phone'])
    expect(at(2)).to.deep.equal(['drop lifecycle:home-phone', 'drop lifecycle:home-phone'])
    expect(found(book([life()]), 1)).to.equal('tag lifecycle:home-phone')
  })

  it('says so to the millisecond, and when', () => {
    const rules = book([life({ deprecatedFrom: NOW + 5, removedFrom: NOW + 7 })])
    expect([NOW + 4, NOW + 5, NOW + 6, NOW + 7].map((now) => scalar(rules, 1, { now }).split(' ')[0])).to.deep.equal(['allow', 'tag', 'tag', 'drop'])
    expect([NOW, NOW + 5, NOW + 7].map((now) => table(rules, { now }).validUntil - NOW)).to.deep.equal([5, 7, DAY])
    expect(table(rules, { operation: 'GET /b' }).validUntil - NOW).to.equal(DAY)
  })

  it('at a time that is none, everything has ended', () => expect(scalar(book([life({ deprecatedFrom: Infinity })]), 1, { now: NaN })).to.equal('drop lifecycle:home-phone'))

  it('what never ends has not ended, at whatever time', () => {
    const rules = book([life({ deprecatedFrom: Infinity, removedFrom: Infinity })])
    for (const now of [NaN, NOW, Infinity]) expect(scalar(rules, 1, { now })).to.equal('allow posture:open')
  })

  it('other places are left alone; a place that cannot be found out may be this', () => {
    const rules = book([life({ removedFrom: NOW })])
    expect([0, 1, 2, 9].map((state) => scalar(rules, state).split(' ')[0])).to.deep.equal(['allow', 'drop', 'allow', 'drop'])
    expect([0, 1, 2, 9].map((state) => found(rules, state).split(' ')[0])).to.deep.equal(['allow', 'drop', 'allow', 'drop'])
  })

  it('other operations are left alone; one that is not known may be this', () => {
    const rules = book([life({ removedFrom: NOW })])
    expect(scalar(rules, 1, { operation: 'GET /b' })).to.equal('allow posture:open')
    expect(scalar(rules, 1, { operation: 'GET /c' })).to.equal('drop lifecycle:home-phone')
    const nowhere = createVerdictTable(rules, { app: 'crm' }, NOW, (state) => [state])
    expect(said(nowhere.unclassified(1))).to.equal('drop lifecycle:home-phone')
    expect(scalar(book([life({ operation: null, removedFrom: NOW })]), 1, { operation: 'GET /b' })).to.equal('drop lifecycle:home-phone')
  })

  it('of an operation itself nothing is dropped', () => expect(scalar(book([life({ paths: null, removedFrom: NOW })]), 1)).to.equal('allow posture:open'))

  it('takes nulls and markers along, and otherwise leaves them', () => {
    const rules = book([life({ removedFrom: NOW })])
    expect([1, 2].map((state) => said(table(rules).leftOver(state)))).to.deep.equal(['drop lifecycle:home-phone', 'allow'])
    const closed = rulebook({ postures: { self: 'closed', tenant: 'closed', partner: 'closed', public: 'closed' } })
    expect(said(table(closed).leftOver(1))).to.equal('allow')
  })

  it('is stricter than a posture, and says both where it is as strict', () => {
    const postures = { self: 'documented', tenant: 'documented', partner: 'documented', public: 'documented' } as const
    const rules = book([life({ removedFrom: NOW }), life({ id: 'lifecycle:other', paths: [7], removedFrom: NOW })], { postures })
    expect([1, 2, 7].map((state) => scalar(rules, state))).to.deep.equal(
      ['drop lifecycle:home-phone', 'allow posture:documented', 'drop lifecycle:other posture:documented'])
  })

  it('no grant for beta reaches the public, and others as before', () => {
    const grants = [grant({ audience: 'public', contexts: 3, category: 'user', outcome: 2 })]
    const beta = life({ isBeta: true, deprecatedFrom: Infinity, removedFrom: Infinity })
    const rules = (paths: readonly number[] | null): Rulebook => rulebook({
      operations: OPERATIONS, lifecycles: [{ ...beta, paths }], registrations: new Map([['crm', registration({ audience: 'public', grants })]]),
    })
    const partner = { audience: 'partner' } as const
    expect(found(rules([1]), 1)).to.equal(`redact lifecycle:home-phone undeclared:${PHONE}`)
    expect(found(rules([1]), 2)).to.equal('generalise crm/calls')
    expect(found(rules([1]), 1, partner)).to.equal('generalise crm/calls')
    expect(found(rules(null), 2)).to.equal(`redact lifecycle:home-phone undeclared:${PHONE}`)
    expect(found(rules(null), 2, { operation: 'GET /b' })).to.equal('generalise crm/calls')
    expect(scalar(rules([1]), 1)).to.equal('allow posture:open')
  })

  it('lets everything pass unseen only where nothing is to be done', () => {
    expect(table(book([])).isOpen).to.equal(true)
    expect(table(book([life()])).isOpen).to.equal(false)
    expect(table(book([life()]), { operation: 'GET /b' }).isOpen).to.equal(true)
    expect(table(book([life({ isBeta: true, deprecatedFrom: Infinity, removedFrom: Infinity })]), { audience: 'public' }).isOpen).to.equal(true)
    expect(table(rulebook({ postures: { self: 'open', tenant: 'open', partner: 'closed', public: 'open' } })).isOpen).to.equal(false)
  })

  it('stays where a rule is suspended, and where a finding is unsure', () => {
    const valid = { from: NOW - DAY, until: NOW + DAY }
    const exceptions = [{ id: 'exc', suspends: 'house/rule', app: 'crm', tenants: null, uses: null, valid }]
    const rules = book([life({ removedFrom: NOW })], { rules: [rule()], exceptions })
    expect(said(ask(rules, { patternsAt: () => [1], confidence: 0.1 }))).to.equal('drop lifecycle:home-phone')
  })
})

describe('what the description of the API documents', () => {
  const postures = { self: 'open', tenant: 'open', partner: 'documented', public: 'documented' } as const
  const rules = rulebook({ postures, operations: OPERATIONS, documented: [5], harmless: [6] })
  const leaving = (operation?: string): number[] => {
    const decided = createVerdictTable(rules, { app: 'crm', operation }, NOW, (state) => [state])
    return [1, 2, 3, 4, 5, 6].filter((state) => decided.unclassified(state).outcome === 0)
  }

  it('is that of the operation, beside what the manifest lists', () => {
    expect(leaving('GET /a')).to.deep.equal([1, 2, 5, 6])
    expect(leaving('GET /b')).to.deep.equal([3, 5, 6])
  })

  it('is nothing for an operation that is not described, and all of it where nobody says which', () => {
    for (const operation of ['GET /c', '', '__proto__']) expect(leaving(operation)).to.deep.equal([5, 6])
    expect(leaving()).to.deep.equal([1, 2, 3, 5, 6])
  })
})

describe('lifecycle: monotonicity', () => {
  const moment = fc.constantFrom(-Infinity, NOW - DAY, NOW, NOW + DAY, Infinity)
  const LIVES = fc.array(fc.record({
    id: fc.constantFrom('lifecycle:a', 'lifecycle:b', 'openapi:sunset'), operation: fc.constantFrom('GET /a', 'GET /b', null),
    paths: fc.option(fc.constantFrom([1], [2, 3], [1, 4]), { nil: null }), isBeta: fc.boolean(), deprecatedFrom: moment, removedFrom: moment,
  }), { minLength: 1, maxLength: 4 })

  /** Verdicts on findings and on other scalars, for whom they can differ. */
  function cells(lifecycles: readonly Lifecycle[], outcome: number): Verdict[] {
    const grants = [grant({ audience: 'public', outcome: outcome as 0, category: 'user.contact', use: SUPPORT })]
    const rules = rulebook({
      operations: OPERATIONS, lifecycles, postures: { self: 'open', tenant: 'open', partner: 'documented', public: 'closed' }, harmless: [4],
      registrations: new Map([['crm', registration({ audience: 'public', grants })]]),
    })
    return (['public', 'partner', 'self'] as const).flatMap((audience) => ['GET /a', 'GET /b', 'GET /c', undefined].flatMap((operation) => {
      const decided = createVerdictTable(rules, { app: 'crm', audience, operation }, NOW, (state) => [state])
      return [0, 1, 2, 3, 4].flatMap((state) => [
        decided.unclassified(state), decided.leftOver(state),
        ...[PHONE, EMAIL].flatMap((id) => [0.1, 1].map((sure) => decided.decide(categoryIndex(id), 2, 1, sure, state))),
      ])
    }))
  }

  it('adding an entry loosens nothing', () => {
    let stricter = 0
    fc.assert(fc.property(LIVES, fc.integer({ min: 0, max: 6 }), ([added, ...others], outcome) => {
      const before = cells(others, outcome)
      const after = cells([...others, added!], outcome)
      expect(after.findIndex((verdict, at) => verdict.outcome < before[at]!.outcome)).to.equal(-1)
      if (after.some((verdict, at) => verdict.outcome > before[at]!.outcome)) stricter++
    }), { numRuns: 150 })
    expect(stricter).to.be.above(30)
  })

  it('the order of entries is without meaning', () => {
    fc.assert(fc.property(LIVES, (lives) => {
      expect(cells([...lives].reverse(), 0)).to.deep.equal(cells(lives, 0))
    }), { numRuns: 50 })
  })
})
