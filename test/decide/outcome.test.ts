import { expect } from 'chai'
import { climb, mildest, outcomeName, outcomeNamed, strictest } from '../../lib/decide/outcome.ts'
import { BLOCK, OUTCOMES } from '../../lib/decide/verdict.ts'
import type { Outcome } from '../../lib/decide/verdict.ts'

const ALL = OUTCOMES.map((_, index) => index as Outcome)

describe('outcome', () => {
  it('is the order of the manual', () => {
    expect(OUTCOMES.join(' < ')).to.equal('allow < tag < generalise < mask < pseudonymise < redact < drop < block')
  })

  it('has a truth table for every pair', () => {
    for (const a of ALL) {
      for (const b of ALL) {
        expect(strictest(a, b), `${a} or ${b}`).to.equal(OUTCOMES.indexOf(OUTCOMES[a]) >= b ? a : b)
        expect(mildest(a, b), `${a} and ${b}`).to.equal(a <= b ? a : b)
        expect(strictest(a, b)).to.equal(strictest(b, a))
        expect(mildest(a, strictest(a, b)), 'absorption').to.equal(a)
        for (const c of ALL) expect(strictest(strictest(a, b), c)).to.equal(strictest(a, strictest(b, c)))
      }
    }
  })

  it('climbs one step at a time, and stops at block', () => {
    expect(ALL.map(climb)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, BLOCK])
  })

  it('has one word for each', () => {
    for (const outcome of ALL) expect(outcomeNamed(outcomeName(outcome))).to.equal(outcome)
  })

  it('takes a word that it does not know for block', () => {
    expect(outcomeNamed('__proto__' as never)).to.equal(BLOCK)
  })
})
