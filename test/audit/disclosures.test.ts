import { expect } from 'chai'
import fc from 'fast-check'
import { createDisclosures } from '../../lib/audit/disclosures.ts'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { OUTCOMES } from '../../lib/decide/verdict.ts'
import { cell, HEAD, TAIL } from './cells.ts'

const receipts: fc.Arbitrary<Receipt[]> = fc.array(fc.record({
  app: fc.constantFrom('a', 'b', 'c'),
  mode: fc.constantFrom<Receipt['mode'][]>('enforce', 'report'),
  policy: fc.constantFrom('1', '2'),
  uncounted: fc.nat(3),
  cells: fc.array(fc.record({
    category: fc.constantFrom('user.name', 'user.contact.email'),
    path: fc.constantFrom('/a', '/b'),
    outcome: fc.constantFrom(...OUTCOMES),
    because: fc.constantFrom<string[][]>([], ['x'], ['x', 'y']),
    count: fc.nat(5),
  })),
}).map((parts) => ({ ...HEAD, ...TAIL, ...parts })), { maxLength: 40 })

const findings = (list: readonly Receipt[]): number =>
  list.reduce((sum, { cells, uncounted }) => cells.reduce((all, { count }) => all + count, sum + uncounted), 0)

describe('audit: disclosures', () => {
  it('add up, and count what finds no room', () => {
    fc.assert(fc.property(receipts, fc.integer({ min: 0, max: 60 }), (list, maxRows) => {
      const disclosures = createDisclosures(() => 0, maxRows)
      for (const receipt of list) disclosures.take(receipt)
      const groups = disclosures.groups()
      const kept = groups.reduce((sum, { cells }) => cells.reduce((all, { count }) => all + count, sum), 0)
      expect(kept + disclosures.uncounted).to.equal(findings(list))
      expect(disclosures.responses).to.equal(list.length)
      expect(groups.reduce((sum, { cells }) => sum + cells.length, groups.length)).to.be.at.most(maxRows)
    }))
  })

  it('keep apart what differs in app, policy, mode or cell, and nothing else', () => {
    fc.assert(fc.property(receipts, (list) => {
      const disclosures = createDisclosures(() => 0)
      for (const receipt of list) disclosures.take(receipt)
      const key = (parts: unknown): string => JSON.stringify(parts)
      const expected = new Map<string, number>()
      for (const { app, policy, mode, cells } of list) {
        for (const { count, ...rest } of cells) {
          const name = key([app, policy, mode, rest.category, rest.path, rest.outcome, rest.because])
          expected.set(name, (expected.get(name) ?? 0) + count)
        }
      }
      const actual = disclosures.groups().flatMap(({ app, policy, mode, cells }) => cells.map((one) =>
        [key([app, policy, mode, one.category, one.path, one.outcome, one.because]), one.count] as const))
      expect(actual).to.have.length(expected.size)
      expect(new Map(actual)).to.deep.equal(expected)
    }))
  })

  it('know the first and the last moment, even if the clock goes back', () => {
    const disclosures = createDisclosures()
    expect([disclosures.first, disclosures.last]).to.deep.equal([null, null])
    for (const time of [50, 20, NaN, 70, 30]) disclosures.take({ ...HEAD, ...TAIL, cells: [cell('user', '', 0)], uncounted: 0 }, time)
    expect([disclosures.first, disclosures.last, disclosures.responses]).to.deep.equal([20, 70, 5])
  })
})
