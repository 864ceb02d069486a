import { expect } from 'chai'
import { BUSINESS } from '../../lib/decide/contact.ts'
import { ALLOW, MASK } from '../../lib/decide/verdict.ts'
import { C_BOTH, C_BUSINESS, C_PERSONAL, C_UNKNOWN } from '../../lib/detect/finding.ts'
import { EMAIL, ask, grant, granting, registration, rulebook, said } from './fixture.ts'

const everything = (audience: 'self' | 'partner' | 'public', change = {}) => {
  const grants = ['user', 'system'].map((category) => grant({ id: `crm/${category}`, category, audience, ...change }))
  return rulebook({ registrations: new Map([['crm', registration({ audience, grants })]]) })
}

describe('ceiling', () => {
  it('credentials cannot be granted to anybody', () => {
    for (const category of ['user.authorization', 'user.authorization.credentials', 'system.authentication']) {
      const id = category.startsWith('user') ? 'credentials' : 'system-credentials'
      expect(said(ask(everything('self'), { category }))).to.equal(`redact ceiling:${id} undeclared:${category}`)
    }
  })

  it('signed links can be granted, but not to the public', () => {
    const category = 'system.authentication.signed_url'
    expect(said(ask(everything('partner'), { category }))).to.equal('allow crm/system')
    expect(said(ask(everything('public'), { category }))).to.equal(`redact ceiling:signed-links undeclared:${category}`)
  })

  it('personal contact data never reach the public in clear', () => {
    const asked = (context: number): string => said(ask(everything('public'), { category: EMAIL, context }))
    for (const context of [C_UNKNOWN, C_PERSONAL, C_BOTH]) {
      expect(asked(context)).to.equal('generalise ceiling:public-contact crm/user')
    }
    expect(asked(C_BUSINESS)).to.equal('allow crm/user')
    expect(said(ask(everything('public', { outcome: MASK }), { category: EMAIL }))).to.equal('mask crm/user')
  })

  it('it is the circle of the request that counts', () => {
    const question = { category: EMAIL, audience: 'tenant' } as const
    expect(said(ask(everything('public'), question))).to.equal('allow crm/user')
  })

  it('says nothing about what is not below it', () => {
    expect(said(ask(everything('public'), { category: 'user.job_title' }))).to.equal('allow crm/user')
    expect(ask(granting([grant({ contexts: BUSINESS })]), { context: C_BUSINESS }).outcome).to.equal(ALLOW)
  })
})
