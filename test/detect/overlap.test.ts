import { expect } from 'chai'
import fc from 'fast-check'
import { plainView } from '../../lib/bytes/plain-view.ts'
import type { Finding } from '../../lib/detect/finding.ts'
import { settle } from '../../lib/detect/overlap.ts'

const view = plainView('0123456789')

function finding(category: number, start: number, end: number, more: Partial<Finding> = {}): Finding {
  return { category, start, end, view, whole: false, confidence: 0.5, detector: 'd', context: 0, region: null, numberType: null, ...more }
}

function settled(...findings: Finding[]): string[] {
  const out = [...findings]
  settle(out, 0)
  return out.map(({ category, start, end, whole, confidence }) => `${category}:${start}-${end}${whole ? 'w' : ''} ${confidence}`)
}

describe('settle', () => {
  it('puts whole findings first and spans in order', () => {
    expect(settled(finding(1, 6, 8), finding(2, 0, 3), finding(3, 0, 10, { whole: true }))).to.deep.equal([
      '3:0-10w 0.5', '2:0-3 0.5', '1:6-8 0.5',
    ])
  })

  it('leaves out what lies inside its own category, and keeps the highest confidence', () => {
    expect(settled(finding(1, 2, 4, { confidence: 0.9 }), finding(1, 0, 10, { whole: true }))).to.deep.equal([
      '1:0-10w 0.9',
    ])
    expect(settled(finding(1, 2, 4), finding(1, 2, 4, { confidence: 0.7 }))).to.deep.equal(['1:2-4 0.7'])
  })

  it('keeps other categories in the same place', () => {
    expect(settled(finding(2, 2, 4), finding(1, 0, 5))).to.deep.equal(['1:0-5 0.5', '2:2-4 0.5'])
  })

  it('leaves earlier leaves alone', () => {
    const out = [finding(9, 5, 6), finding(1, 4, 5), finding(1, 0, 2)]
    settle(out, 1)
    expect(out.map(({ category, start }) => [category, start])).to.deep.equal([[9, 5], [1, 0], [1, 4]])
  })

  it('does not depend on the order of detectors', () => {
    const any = fc.array(fc.tuple(fc.nat(2), fc.nat(8), fc.integer({ min: 1, max: 3 })).map(([category, start, length]) => finding(category, start, Math.min(10, start + length))), { maxLength: 8 })
    fc.assert(fc.property(any, (findings) => {
      expect(settled(...findings)).to.deep.equal(settled(...[...findings].reverse()))
    }))
  })
})
