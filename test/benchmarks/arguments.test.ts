import { expect } from 'chai'
import { readCompareArguments, readRunArguments, type RunOptions } from '../../benchmarks/arguments.ts'

const KNOWN = { cases: ['sparse', 'dense'], contenders: ['naive', 'pii-egress'] }

function read(...args: string[]): RunOptions {
  return readRunArguments(args, KNOWN)
}

describe('benchmarks: arguments', () => {
  it('without any, everything is measured and kept', () => {
    expect(read()).to.deep.equal({
      cases: [], only: [], bytes: 64_000_000, budget: 1, isQuick: false, save: true, install: true,
    })
  })

  it('a part of a run is not kept, unless asked for', () => {
    expect(read('sparse')).to.include({ save: false })
    expect(read('--only', 'naive')).to.include({ save: false })
    expect(read('sparse', '--save')).to.include({ save: true })
  })

  it('cases, contenders, sizes and times', () => {
    const args = ['dense', 'sparse', '--only', 'naive,pii-egress', '--bytes', '2M', '--budget', '0.5', '--no-install']
    expect(read(...args)).to.deep.equal({
      cases: ['dense', 'sparse'], only: ['naive', 'pii-egress'], bytes: 2_000_000, budget: 0.5, isQuick: false,
      save: false, install: false,
    })
    expect(['17', '3k', '1g'].map((bytes) => read('--bytes', bytes).bytes)).to.deep.equal([17, 3000, 1_000_000_000])
  })

  it('a quick run is smaller, but does what else it is told', () => {
    expect(read('--quick').bytes).to.be.below(read().bytes)
    expect(read('--quick').budget).to.be.below(read().budget)
    expect(read('--quick', '--bytes', '5M')).to.include({ bytes: 5_000_000, isQuick: true, save: true })
  })

  it('unknown words are refused, with those that are known', () => {
    expect(() => read('sprase')).to.throw('there is no case `sprase`; there are sparse, dense')
    expect(() => read('--only', 'naive,memcopy'))
      .to.throw('there is no contender `memcopy`; there are naive, pii-egress')
    expect(() => read('--slow')).to.throw('--slow')
    for (const bytes of ['', '0', '-1', '1.5M', 'many', '3T']) {
      expect(() => read(`--bytes=${bytes}`), bytes).to.throw('--bytes')
    }
    for (const budget of ['0', '-1', 'long']) expect(() => read(`--budget=${budget}`), budget).to.throw('--budget')
  })

  it('compare: a version, and perhaps cases', () => {
    expect(readCompareArguments(['main'], { ...KNOWN, cases: [] })).to.include({ ref: 'main', rounds: 5 })
    expect(readCompareArguments(['v1', 'dense', '--rounds', '3', '--bytes', '1M'], KNOWN)).to.deep.equal({
      ref: 'v1', cases: ['dense'], rounds: 3, bytes: 1_000_000,
    })
    expect(() => readCompareArguments([], KNOWN)).to.throw('bench:compare')
    expect(() => readCompareArguments(['v1', 'danse'], KNOWN)).to.throw('danse')
  })
})
