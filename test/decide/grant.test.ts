import { expect } from 'chai'
import { BUSINESS, PERSONAL } from '../../lib/decide/contact.ts'
import { ALLOW, MASK, TAG } from '../../lib/decide/verdict.ts'
import { C_BOTH, C_BUSINESS, C_PERSONAL, C_UNKNOWN } from '../../lib/detect/finding.ts'
import { DAY, EMAIL, NOW, PHONE, SUPPORT, ask, grant, granting, registration, rulebook, said } from './fixture.ts'

const GRANTED = 'allow crm/calls'
const UNDECLARED = `redact undeclared:${PHONE}`

describe('grant', () => {
  it('permits what it names', () => {
    expect(said(ask(granting([grant()])))).to.equal(GRANTED)
  })

  it('covers what is below its category, and nothing beside it', () => {
    const book = granting([grant()])
    expect(said(ask(book, { category: `${PHONE}.extension` }))).to.equal(GRANTED)
    expect(said(ask(book, { category: 'user.contact' }))).to.equal('redact undeclared:user.contact')
    expect(said(ask(book, { category: EMAIL }))).to.equal(`redact undeclared:${EMAIL}`)
  })

  describe('by purpose', () => {
    const table: [string, string | undefined, string][] = [
      ['the same', SUPPORT, GRANTED], ['the default of the registration', undefined, GRANTED],
      ['a wider one', 'essential.service', UNDECLARED], ['another', 'marketing', UNDECLARED],
      ['one that is in no taxonomy', `${SUPPORT}.bogus`, UNDECLARED],
      ['a name from the prototype', '__proto__', UNDECLARED],
    ]
    for (const [name, purpose, outcome] of table) {
      it(name, () => expect(said(ask(granting([grant()]), purpose === undefined ? {} : { purpose }))).to.equal(outcome))
    }

    it('one below the declared use', () => {
      expect(said(ask(granting([grant({ use: 'essential.service' })]), { purpose: SUPPORT }))).to.equal(GRANTED)
    })

    it('none at all', () => {
      const silent = registration({ defaultPurpose: null })
      expect(said(ask(rulebook({ registrations: new Map([['crm', silent]]) })))).to.equal(UNDECLARED)
    })
  })

  describe('by audience', () => {
    const tenant = granting([grant({ audience: 'tenant' })])
    it('a narrower circle is within reach', () => {
      expect(said(ask(tenant, { audience: 'self' }))).to.equal(GRANTED)
      expect(said(ask(tenant, { audience: 'tenant' }))).to.equal(GRANTED)
    })

    it('a circle that does not exist is the widest', () => {
      for (const audience of ['everyone', '__proto__', '']) {
        expect(said(ask(granting([grant()]), { audience: audience as 'public' }))).to.equal(UNDECLARED)
      }
    })

    it('a wider one is not', () => {
      expect(said(ask(tenant))).to.equal(UNDECLARED)
      expect(said(ask(granting([grant()]), { audience: 'public' }))).to.equal(UNDECLARED)
    })
  })

  describe('by context', () => {
    const table: [string, number, number, string][] = [
      ['business for business', BUSINESS, C_BUSINESS, GRANTED],
      ['business for personal', BUSINESS, C_PERSONAL, UNDECLARED],
      ['business for unknown', BUSINESS, C_UNKNOWN, UNDECLARED], ['business for both', BUSINESS, C_BOTH, UNDECLARED],
      ['personal for business', PERSONAL, C_BUSINESS, UNDECLARED],
      ['personal for personal', PERSONAL, C_PERSONAL, GRANTED],
      ['personal for unknown', PERSONAL, C_UNKNOWN, GRANTED], ['personal for both', PERSONAL, C_BOTH, UNDECLARED],
      ['any for both', PERSONAL | BUSINESS, C_BOTH, GRANTED],
      ['any for unknown', PERSONAL | BUSINESS, C_UNKNOWN, GRANTED],
    ]
    for (const [name, contexts, context, outcome] of table) {
      it(name, () => expect(said(ask(granting([grant({ contexts })]), { context }))).to.equal(outcome))
    }
  })

  it('by tenant: a named one only, and never none', () => {
    const book = granting([grant({ tenants: ['t-1'] })])
    expect(said(ask(book, { tenant: 't-1' }))).to.equal(GRANTED)
    expect(said(ask(book, { tenant: 't-2' }))).to.equal(UNDECLARED)
    expect(said(ask(book))).to.equal(UNDECLARED)
  })

  it('by time: from the first millisecond up to and without the last', () => {
    const book = granting([grant({ valid: { from: NOW, until: NOW + DAY } })])
    expect(said(ask(book, { now: NOW - 1 }))).to.equal(UNDECLARED)
    expect(said(ask(book, { now: NOW }))).to.equal(GRANTED)
    expect(said(ask(book, { now: NOW + DAY - 1 }))).to.equal(GRANTED)
    expect(said(ask(book, { now: NOW + DAY }))).to.equal(UNDECLARED)
    expect(said(ask(book, { now: NaN }))).to.equal(UNDECLARED)
  })

  it('only for approved registrations', () => {
    for (const status of ['draft', 'suspended'] as const) {
      const book = rulebook({ registrations: new Map([['crm', registration({ status })]]) })
      expect(said(ask(book)), status).to.equal(UNDECLARED)
    }
  })

  it('never for an app that is not registered, whatever it is called', () => {
    for (const app of ['other', '__proto__', 'constructor', 'toString', '']) {
      expect(said(ask(granting([grant()]), { app }))).to.equal(UNDECLARED)
    }
  })

  describe('the most specific one counts', () => {
    const coarse = grant({ id: 'crm/coarse', category: 'user.contact', outcome: ALLOW })
    const fine = grant({ id: 'crm/fine', category: PHONE, outcome: MASK })

    it('the finer category, although it permits less', () => {
      expect(said(ask(granting([coarse, fine])))).to.equal('mask crm/fine')
      expect(said(ask(granting([fine, coarse]), { category: EMAIL }))).to.equal('allow crm/coarse')
    })

    it('then the one with more conditions', () => {
      const bound = grant({ id: 'crm/bound', outcome: MASK, contexts: BUSINESS })
      const free = grant({ id: 'crm/free', outcome: ALLOW })
      expect(said(ask(granting([free, bound]), { context: C_BUSINESS }))).to.equal('mask crm/bound')
      expect(said(ask(granting([free, bound]), { context: C_PERSONAL }))).to.equal('allow crm/free')
    })

    it('then the milder one, then the first by name', () => {
      const a = grant({ id: 'crm/a', outcome: MASK })
      const b = grant({ id: 'crm/b', outcome: TAG })
      const c = grant({ id: 'crm/c', outcome: TAG })
      for (const order of [[a, b, c], [c, b, a], [b, c, a]]) expect(said(ask(granting(order)))).to.equal('tag crm/b')
    })
  })
})
