import { expect } from 'chai'
import { confidenceOf, proposalsFor } from '../../../lib/policy/classification/proposals.ts'
import type { Proposal, Proposals } from '../../../lib/policy/classification/proposals.ts'
import { placesIn } from './fixture.ts'

const EMAIL = 'user.contact.email'

function proposed(...bodies: readonly object[]): Proposals {
  return proposalsFor(placesIn(bodies))
}

function at(path: string, ...bodies: readonly object[]): Proposal | undefined {
  return proposed(...bodies).proposals.find((proposal) => proposal.path === path)
}

describe('policy: proposals for what bodies hold', () => {
  it('name category, share, evidence and detectors', () => {
    expect(at('/label/*', { label: ['a@example.org', 'b@example.org', 'none', 'none'] })).to.deep.equal({
      path: '/label/*', of: 'values', category: EMAIL, values: 4, found: 2, share: 0.5, confidence: 0.475,
      by: 'value', detectors: ['email'],
    })
    expect(at('/email', { email: 'a@example.org' })?.by).to.equal('key')
  })

  it('are surer the more values there were', () => {
    const mails = (count: number): object =>
      ({ label: Array.from({ length: count }, (_, index) => `a${index}@example.org`) })
    const [few, many] = [1, 100].map((count) => at('/label/*', mails(count)))
    expect([few?.share, many?.share]).to.deep.equal([1, 1])
    expect(few?.confidence).to.equal(0.633)
    expect(many?.confidence).to.equal(0.941)
    expect(confidenceOf(0.95, 9, 10)).to.be.closeTo(0.79, 0.005)
    expect(confidenceOf(1, 0, 0)).to.equal(0.5)
  })

  it('are about keys, too, of which no share is known', () => {
    expect(at('/users/{key}', { users: { 'a@example.org': 1, 'b@example.org': 2, other: 3 } })).to.deep.equal({
      path: '/users/{key}', of: 'keys', category: EMAIL, values: null, found: 2, share: null, confidence: 0.95,
      by: 'value', detectors: ['email'],
    })
  })

  it('call places harmless only for booleans, and for few values that come again', () => {
    const times = (values: readonly unknown[], count: number): unknown[] =>
      Array.from({ length: count }, () => values).flat()
    const harmless = (values: readonly unknown[]): string => {
      const { harmless: some, undecided, proposals } = proposed({ label: values })
      const lists = { harmless: some, undecided, found: proposals }
      return Object.entries(lists).flatMap(([name, list]) => list.map(() => name)).join()
    }
    const twenty = Array.from({ length: 20 }, (_, index) => `w${index}`)
    expect(harmless([true])).to.equal('harmless')
    expect(harmless(times(['open', 'closed'], 4))).to.equal('harmless')
    expect(harmless(times([1, 2], 4))).to.equal('harmless')
    expect(harmless(times(['open', 'closed'], 3))).to.equal('undecided')
    // Whoever made the bodies may be called so.
    expect(harmless(times(['Dorn'], 50))).to.equal('undecided')
    expect(harmless(times(twenty, 50))).to.equal('undecided')
    expect(harmless([true, true, 'Dorn'])).to.equal('undecided')
    expect(harmless([...times(['open', 'closed'], 50), 'a@example.org'])).to.equal('found')
  })

  it('call nothing harmless that stands under keys that are not told', () => {
    const { harmless, undecided } = proposed({ zorn: true, status: { quark: true }, active: true })
    expect(harmless.map(({ path }) => path)).to.deep.equal(['/active'])
    expect(undecided.map(({ path }) => path)).to.deep.equal(['/status/{key}', '/{key}'])
  })
})
