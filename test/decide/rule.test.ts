import { expect } from 'chai'
import { BUSINESS, PERSONAL } from '../../lib/decide/contact.ts'
import { KEY_TYPE } from '../../lib/decide/rule.ts'
import type { Conditions } from '../../lib/decide/rule.ts'
import { BLOCK, DROP, MASK, REDACT } from '../../lib/decide/verdict.ts'
import { C_BOTH, C_BUSINESS, C_PERSONAL, C_UNKNOWN } from '../../lib/detect/finding.ts'
import { T_LITERAL, T_NUMBER, T_STRING } from '../../lib/walk/watch.ts'
import { EMAIL, PHONE, SUPPORT, ask, grant, granting, registration, rule, rulebook, said } from './fixture.ts'

const FREE = 'allow crm/calls'
const BOUND = 'redact house/rule'
const book = (where: Partial<Conditions>) => granting([grant({ category: 'user' })], { rules: [rule(where)] })

describe('rule', () => {
  it('without conditions applies to everything', () => expect(said(ask(book({})))).to.equal(BOUND))

  it('by category: it and what is below', () => {
    const where = { categories: ['user.contact.fax_number', PHONE] }
    expect(said(ask(book(where)))).to.equal(BOUND)
    expect(said(ask(book(where), { category: `${PHONE}.extension` }))).to.equal(BOUND)
    expect(said(ask(book(where), { category: EMAIL }))).to.equal(FREE)
    expect(said(ask(book(where), { category: 'user.contact' }))).to.equal(FREE)
  })

  it('by context: any that the datum may have', () => {
    const bound = (contexts: number): string => [C_UNKNOWN, C_PERSONAL, C_BUSINESS, C_BOTH]
      .map((context) => (said(ask(book({ contexts }), { context })) === BOUND ? '1' : '0')).join('')
    expect(bound(PERSONAL)).to.equal('1101')
    expect(bound(BUSINESS)).to.equal('1011')
  })

  it('by audience: exactly one of these circles', () => {
    const where = { audiences: ['partner'] as const }
    expect(said(ask(book(where)))).to.equal(BOUND)
    expect(said(ask(book(where), { audience: 'tenant' }))).to.equal(FREE)
    expect(said(ask(book(where), { audience: 'public' }))).to.equal(`redact undeclared:${PHONE}`)
  })

  it('by JSON type, the name of a member being one', () => {
    const bound = (jsonTypes: number): string => [0, T_STRING, T_NUMBER, T_LITERAL]
      .map((jsonType) => (said(ask(book({ jsonTypes }), { jsonType })) === BOUND ? '1' : '0')).join('')
    expect(bound(KEY_TYPE)).to.equal('1000')
    expect(bound(T_STRING | T_NUMBER)).to.equal('0110')
    expect(bound(T_LITERAL)).to.equal('0001')
  })

  it('by path', () => {
    const patternsAt = (state: number): readonly number[] => (state === 7 ? [4, 1] : state === 8 ? [1] : [])
    const where = { paths: [3, 4] }
    expect(said(ask(book(where), { patternsAt, state: 7 }))).to.equal(BOUND)
    expect(said(ask(book(where), { patternsAt, state: 8 }))).to.equal(FREE)
    expect(said(ask(book(where), { patternsAt, state: 9 }))).to.equal(FREE)
  })

  it('by app, tenant and use; what is not known is meant too', () => {
    expect(said(ask(book({ apps: ['crm'] })))).to.equal(BOUND)
    expect(said(ask(book({ apps: ['other'] })))).to.equal(FREE)
    expect(said(ask(book({ apps: ['other'] }), { app: 'nobody' }))).to.equal(`redact house/rule undeclared:${PHONE}`)
    expect(said(ask(book({ tenants: ['t-1'] }), { tenant: 't-1' }))).to.equal(BOUND)
    expect(said(ask(book({ tenants: ['t-1'] }), { tenant: 't-2' }))).to.equal(FREE)
    expect(said(ask(book({ tenants: ['t-1'] })))).to.equal(BOUND)
    expect(said(ask(book({ uses: ['essential'] })))).to.equal(BOUND)
    expect(said(ask(book({ uses: ['marketing'] }), { purpose: SUPPORT }))).to.equal(FREE)
    expect(said(ask(book({ uses: ['marketing'] }), { purpose: 'unheard.of' })))
      .to.equal(`redact house/rule undeclared:${PHONE}`)
  })

  it('combines by strictness, and names all that are as strict', () => {
    const rules = [
      rule({}, { id: 'z/late', outcome: DROP, marker: '[z]' }),
      rule({}, { id: 'a/mild', outcome: MASK, marker: '[a]' }),
      rule({}, { id: 'm/also', outcome: DROP, marker: '[m]' }),
    ]
    const verdict = ask(granting([grant()], { rules }))
    expect(said(verdict)).to.equal('drop m/also z/late')
    expect(verdict.marker).to.equal('[m]')
  })

  it('cannot loosen what is undeclared', () => {
    expect(said(ask(granting([], { rules: [rule({}, { outcome: MASK })] })))).to.equal(`redact undeclared:${PHONE}`)
  })

  describe('that fails', () => {
    const where = Object.defineProperty({ ...rule().where }, 'jsonTypes', { get: () => { throw new Error('bug') } })

    it('counts as one that applies, with redact at least', () => {
      const rules = [{ ...rule({}, { outcome: MASK }), where }]
      expect(said(ask(granting([grant()], { rules })))).to.equal('redact failed:house/rule')
    })

    it('keeps its own outcome if that is stricter', () => {
      const rules = [{ ...rule({}, { outcome: BLOCK }), where }]
      expect(said(ask(granting([grant()], { rules })))).to.equal('block failed:house/rule')
    })

    it('is also one about paths at a place that cannot be found out', () => {
      const patternsAt = (): never => { throw new Error('bug') }
      const question = { patternsAt, state: 3 }
      expect(said(ask(book({ paths: [0] }), question))).to.equal('redact failed:house/rule')
      expect(said(ask(book({ categories: [PHONE] }), question)), 'not about paths').to.equal(BOUND)
    })
  })

  describe('and confidence', () => {
    const reg = new Map([['crm', registration({ grants: [] })]])
    const asked = (where: Partial<Conditions>, confidence: number): string =>
      said(ask(rulebook({ registrations: reg, rules: [rule(where, { outcome: DROP })] }), { confidence }))

    it('below the bound of the policy: a tag at most', () => {
      expect(asked({}, 0.5)).to.equal('drop house/rule')
      expect(asked({}, 0.49)).to.equal(`tag house/rule low-confidence undeclared:${PHONE}`)
    })

    it('a rule may act below it', () => {
      expect(asked({ minConfidence: 0.3 }, 0.3)).to.equal('drop house/rule')
      expect(asked({ minConfidence: 0.3 }, 0.29)).to.equal(`tag low-confidence undeclared:${PHONE}`)
    })

    it('or ask for more', () => {
      expect(asked({ minConfidence: 0.9 }, 0.89)).to.equal(`redact undeclared:${PHONE}`)
      expect(asked({ minConfidence: 0.9 }, 0.9)).to.equal('drop house/rule')
    })

    it('a detector that says NaN is believed', () => expect(asked({}, NaN)).to.equal('drop house/rule'))

    it('what is granted stays granted, without a remark', () => {
      expect(said(ask(granting([grant()]), { confidence: 0.1 }))).to.equal(FREE)
    })
  })

  it('keeps redact where redact is all there is', () => expect(REDACT).to.equal(ask(granting([])).outcome))
})
