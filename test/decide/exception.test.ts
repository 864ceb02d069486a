import { expect } from 'chai'
import type { Exception } from '../../lib/decide/exception.ts'
import { DROP, MASK } from '../../lib/decide/verdict.ts'
import { DAY, NOW, PHONE, SUPPORT, ask, grant, granting, registration, rule, said } from './fixture.ts'

const exception = (change: Partial<Exception> = {}): Exception => ({
  id: 'exc-1', suspends: 'house/rule', app: 'crm', tenants: null, uses: null,
  valid: { from: NOW - DAY, until: NOW + DAY }, ...change,
})

const book = (change: Partial<Exception> = {}) =>
  granting([grant()], { rules: [rule({}, { outcome: DROP })], exceptions: [exception(change)] })

const LIFTED = 'allow crm/calls exception:exc-1'
const BOUND = 'drop house/rule'

describe('exception', () => {
  it('suspends its rule, and is named for it', () => expect(said(ask(book()))).to.equal(LIFTED))

  it('leaves other rules alone', () => expect(said(ask(book({ suspends: 'house/other' })))).to.equal(BOUND))

  it('is for its app only', () => expect(said(ask(book({ app: 'other' })))).to.equal(BOUND))

  it('is for its time only', () => {
    expect(said(ask(book(), { now: NOW + DAY - 1 }))).to.equal(LIFTED)
    const late = granting([grant({ valid: { from: NOW, until: NOW + 9 * DAY } })],
      { rules: [rule({}, { outcome: DROP })], exceptions: [exception()] })
    expect(said(ask(late, { now: NOW + DAY }))).to.equal(BOUND)
    expect(said(ask(late, { now: NOW + 2 * DAY }))).to.equal(BOUND)
  })

  it('is for its tenants and purposes, and for none that is not known', () => {
    expect(said(ask(book({ tenants: ['t-1'] }), { tenant: 't-1' }))).to.equal(LIFTED)
    expect(said(ask(book({ tenants: ['t-1'] }), { tenant: 't-2' }))).to.equal(BOUND)
    expect(said(ask(book({ tenants: ['t-1'] })))).to.equal(BOUND)
    expect(said(ask(book({ uses: ['essential'] }), { purpose: SUPPORT }))).to.equal(LIFTED)
    expect(said(ask(book({ uses: ['marketing'] }), { purpose: SUPPORT }))).to.equal(BOUND)
  })

  it('grants nothing', () => {
    const ungranted = granting([], { rules: [rule({}, { outcome: DROP })], exceptions: [exception()] })
    expect(said(ask(ungranted))).to.equal(`redact exception:exc-1 undeclared:${PHONE}`)
  })

  it('is for approved apps only', () => {
    const draft = { ...book(), registrations: new Map([['crm', registration({ status: 'draft' })]]) }
    expect(said(ask(draft))).to.equal(BOUND)
  })

  it('is not named where it made no difference', () => {
    const rules = [rule({}, { outcome: MASK })]
    const mild = granting([grant({ outcome: MASK })], { rules, exceptions: [exception()] })
    expect(said(ask(mild))).to.equal('mask crm/calls')
  })
})
