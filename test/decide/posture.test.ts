import { expect } from 'chai'
import { createVerdictTable } from '../../lib/decide/verdict-table.ts'
import type { Posture } from '../../lib/decide/verdict.ts'
import { NOW, registration, rulebook, said } from './fixture.ts'

// Patterns 0 and 1 are listed: 0 as harmless, 1 as documented. State n matches pattern n.
const at = (posture: Posture, app = 'crm', audience?: 'self') => createVerdictTable(rulebook({
  harmless: [0], documented: [1], paths: ['/status', '/calls/*/id', '/other'],
  postures: { self: 'closed', tenant: 'open', partner: posture, public: 'documented' },
}), { app, audience }, NOW, (state) => {
  if (state === 9) throw new Error('bug')
  return [state]
})

describe('posture', () => {
  it('open: everything leaves', () => {
    for (const state of [0, 1, 2, 9]) expect(said(at('open').unclassified(state))).to.equal('allow posture:open')
  })

  it('documented: what is documented or harmless', () => {
    const table = at('documented')
    expect([0, 1, 2].map((state) => said(table.unclassified(state)))).to.deep.equal(
      ['allow posture:documented', 'allow posture:documented', 'drop posture:documented'])
  })

  it('closed: what is harmless', () => {
    const table = at('closed')
    expect([0, 1, 2].map((state) => said(table.unclassified(state)))).to.deep.equal(
      ['allow posture:closed', 'drop posture:closed', 'drop posture:closed'])
  })

  it('a place that cannot be found out is not listed', () => {
    expect(said(at('documented').unclassified(9))).to.equal('drop posture:documented')
    expect(said(at('closed').unclassified(9))).to.equal('drop posture:closed')
  })

  it('is that of the circle of the request, and of the public for an unknown app', () => {
    expect(at('open').posture).to.equal('open')
    expect(at('open', 'crm', 'self').posture).to.equal('closed')
    expect(at('open', 'nobody', 'self').posture).to.equal('documented')
  })

  it('lets nothing pass to a revoked app', () => {
    const book = rulebook({ registrations: new Map([['crm', registration({ status: 'revoked' })]]) })
    const table = createVerdictTable(book, { app: 'crm' }, NOW, () => [])
    expect(said(table.unclassified(0))).to.equal('block revoked:crm')
  })
})
