import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { CASES } from '../../benchmarks/cases/table.ts'
import { check } from '../../benchmarks/measure/check.ts'
import { least, spend } from '../../benchmarks/measure/clock.ts'
import { orders, spread } from '../../benchmarks/measure/pairs.ts'
import { median } from '../../benchmarks/measure/startup.ts'
import { feedInTurns } from '../../benchmarks/measure/turns.ts'
import { BUILT } from '../helpers/built.ts'

const LIBRARY = join(BUILT, 'lib/index.js')

async function rejection(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'nothing'
  } catch (cause) {
    return String(cause)
  }
}

describe('benchmarks: check', () => {
  for (const one of CASES) {
    it(`${one.name}: the filter gives what the reference gives`, () => check(one, 4000, LIBRARY))
  }

  describe('a filter that is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pii-egress-wrong-'))
    after(() => rmSync(folder, { recursive: true }))

    /** A built package whose sessions do something else with what the filter gives. */
    const withOutput = (name: string, change: string): string => {
      const file = join(folder, `${name}.mjs`)
      writeFileSync(file, `
        import { createEgressFilter as create } from ${JSON.stringify(LIBRARY)}
        export function createEgressFilter(options) {
          const session = (context, format) => {
            const chunks = []
            const change = ${change}
            const filter = (body) => create(options).bytes(body, context).body
            return {
              push: (chunk) => { chunks.push(Buffer.from(chunk)); return [] },
              end: () => [Buffer.from(change(Buffer.concat(chunks), filter))],
            }
          }
          return { session }
        }`)
      return file
    }
    const dense = CASES.filter(({ name }) => name === 'dense')
    const sparse = CASES.filter(({ name }) => name === 'sparse')

    it('is noticed: it does nothing', async () => {
      const file = withOutput('nothing', '(body) => body')
      for (const one of dense) expect(await rejection(check(one, 2000, file))).to.include('AssertionError')
    })

    it('is noticed: it writes other bytes for the same document', async () => {
      const change = `(body, filter) => filter(body).toString().replace(/(\\d[.]\\d)0\\b/g, '$1')`
      const file = withOutput('respelled', change)
      for (const one of sparse) expect(await rejection(check(one, 2000, file))).to.include('bytes of what is harmless')
    })

    it('and it is the change that is noticed', async () => {
      const file = withOutput('sound', '(body, filter) => filter(body)')
      for (const one of [...dense, ...sparse]) expect(await rejection(check(one, 2000, file))).to.equal('nothing')
    })
  })
})

describe('benchmarks: measuring', () => {
  it('feeds a chunk per turn, and sees how long the loop stood still', async () => {
    const turns: number[] = []
    let turn = 0
    const counter = setInterval(() => {}, 1000)
    const count = (): void => {
      turn++
      if (turns.length < 4) setImmediate(count)
    }
    setImmediate(count)
    const busy = (): void => {
      turns.push(turn)
      for (const until = performance.now() + 20; performance.now() < until;);
    }
    const chunks = [1, 2, 3].map((n) => Buffer.from([n]))
    const { longestBlock, growth } = await feedInTurns(chunks, { push: busy, end: busy })
    clearInterval(counter)
    expect(new Set(turns).size).to.equal(4)
    expect(longestBlock).to.be.at.least(20)
    expect(growth).to.be.at.least(0)
  })

  it('sees memory that is held only for a while', async () => {
    const held: Buffer[] = []
    const { growth } = await feedInTurns([Buffer.alloc(1)], {
      push: () => { held.push(Buffer.alloc(64_000_000, 1)) },
      end: () => { held.length = 0 },
    })
    expect(growth).to.be.above(50_000_000)
  })

  it('counts processor time of what is waited for, too', async () => {
    const work = async (): Promise<void> => {
      await Promise.resolve()
      for (const until = performance.now() + 30; performance.now() < until;);
    }
    const { cpu, wall } = await spend(work)
    expect(wall).to.be.at.least(0.03)
    expect(cpu).to.be.above(0)
  })

  it('takes the least of several runs, and the middle of several pairs', () => {
    expect(least([{ cpu: 3, wall: 5 }, { cpu: 4, wall: 4 }])).to.deep.equal({ cpu: 3, wall: 4 })
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).to.deep.equal([2, 2.5])
    expect(spread([1.2, 0.9, 1.1])).to.deep.equal({ median: 1.1, min: 0.9, max: 1.2 })
  })

  it('lets each version go first as often as the other', () => {
    expect(orders(3)).to.deep.equal([['old', 'new'], ['new', 'old'], ['old', 'new']])
  })
})
