import { expect } from 'chai'
import { createWalker, useKernel } from '../../lib/walk/create-walker.ts'
import { KernelWalker } from '../../lib/walk/kernel/kernel-walker.ts'
import { F_FLAGS, F_KIND, KEY, STRIDE } from '../../lib/walk/leaf.ts'
import { ReferenceWalker } from '../../lib/walk/reference.ts'
import type { Shape, Walker, WatchPlan } from '../../lib/walk/walker.ts'
import { makeTexts } from '../fuzz/bodies.ts'
import { makeCase, makeCuts } from '../fuzz/cases.ts'
import { Comparison } from '../fuzz/compare.ts'
import { makePlan, PLAIN, PLANS, SMALL } from '../fuzz/plans.ts'
import { random } from '../helpers/documents.ts'

/** Documents that are tried, with several cuts each. EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = 10 * Number(process.env['EGRESS_RUNS'] ?? 200)
const SEED = Number(process.env['EGRESS_SEED'] ?? 20_260_701)

describe('KernelWalker', () => {
  const comparison = new Comparison()
  const { kernel } = comparison

  beforeEach(() => useKernel(true))
  afterEach(() => useKernel(process.env['EGRESS_WALKER'] !== 'reference'))

  function expectSame(plan: WatchPlan, shape: Shape, body: Buffer, cuts: readonly number[], what: string): void {
    const found = comparison.difference(plan, shape, body, cuts)
    if (found !== null) expect.fail(`${what}, cuts ${cuts.join()}: ${found}\n${JSON.stringify(body.toString('latin1'))}`)
  }

  it('is the walker of a stream where WebAssembly is', () => {
    const plan = makePlan()
    expect(createWalker(plan, PLAIN)).to.be.instanceOf(KernelWalker)
    useKernel(false)
    expect(createWalker(plan, PLAIN)).to.be.instanceOf(ReferenceWalker)
  })

  it('leaves streams to the plain walker that do not fit in its memory', () => {
    const { MAX_LEVELS, MAX_TRAILER_BYTES, INPUT_BYTES } = kernel.at
    for (const limits of [{ maxDepth: MAX_LEVELS + 1 }, { maxLeafBytes: INPUT_BYTES }, { maxKeyBytes: 8 }]) {
      expect(createWalker(makePlan(limits), PLAIN)).to.be.instanceOf(ReferenceWalker)
    }
    const trailer = new Uint8Array(MAX_TRAILER_BYTES + 1).fill(0x29)
    expect(createWalker(makePlan(), { ...PLAIN, trailer })).to.be.instanceOf(ReferenceWalker)
  })

  it(`reads what the plain walker reads (seed ${SEED}, ${RUNS} documents)`, () => {
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      const { plan, shape, body } = makeCase(r)
      for (let way = 0; way < 4; way++) {
        expectSame(plan, shape, body, makeCuts(r, body.length, way), `seed ${SEED + i}`)
      }
    }
  }).timeout(0)

  it('does so for every cut', () => {
    for (let i = 0; i < 60; i++) {
      const { plan, shape, body } = makeCase(random(SEED - i))
      const bytes = body.subarray(0, 400)
      for (let cut = 0; cut <= bytes.length; cut++) expectSame(plan, shape, bytes, [cut], `seed ${SEED - i}`)
      expectSame(plan, shape, bytes, Array.from(bytes, (_byte, at) => at), `seed ${SEED - i}`)
    }
  }).timeout(60_000)

  it('does so for more than its memory holds', () => {
    const r = random(SEED)
    const bytes = Buffer.from(`[${Array.from({ length: 3000 }, () => makeTexts(r)).join()}]`)
    expect(bytes.length).to.be.above(kernel.at.INPUT_BYTES * 1.5)
    for (const plan of PLANS.slice(0, 2)) {
      expectSame(plan, PLAIN, bytes, [], 'in one piece')
      expectSame(plan, PLAIN, bytes, makeCuts(r, bytes.length, 2), 'in pieces')
    }
  }).timeout(60_000)

  it('forgets keys when there are too many, and goes on', () => {
    const members = Array.from({ length: 20_000 }, (_none, i) => [`${i} +44 7700 900${100 + (i % 900)}`, `ext. ${i}`])
    const bytes = Buffer.from(JSON.stringify([{ open: Object.fromEntries(members) as object }, { after: ['x101'] }]))
    const { epoch } = kernel
    expectSame(makePlan(), PLAIN, bytes, [99_999, 300_000], 'many keys')
    expect(kernel.epoch).to.be.above(epoch)
  }).timeout(60_000)

  it('counts scalars, reported or not', () => {
    const bytes = Buffer.from(`{"a":"b","c":[1,true,null,{"d":"${'e'.repeat(200)}"}],"f":"+44 7700 900123"}`)
    for (const plan of PLANS.slice(0, 2)) {
      const walker = new KernelWalker(kernel, plan, PLAIN)
      walker.walk(bytes, bytes.length)
      expect(walker.scalars).to.equal(6)
    }
    const number = new KernelWalker(kernel, makePlan(), PLAIN)
    number.walk(Buffer.from('17'), 2)
    expect(number.scalars).to.equal(0)
    number.end()
    expect(number.scalars).to.equal(1)
  })

  it('looks at a key once, and reports it each time', () => {
    const list = Array.from({ length: 50 }, () => ({ '+44 7700 900123': 1, '2026-01-10T10:20': 2, 'x-1:2': 3 }))
    const bytes = Buffer.from(JSON.stringify(list))
    expectSame(makePlan(), PLAIN, bytes, [], 'keys')
    const walker = new KernelWalker(kernel, makePlan(), PLAIN)
    walker.walk(bytes, bytes.length)
    expect(fieldOf(walker, F_KIND).filter((kind) => kind === KEY)).to.have.lengthOf(50)
  })

  it('reads a part no further than its end', () => {
    const plan = makePlan(SMALL)
    for (const text of [`"${' '.repeat(96)}{"`, `"${' '.repeat(98)}{"`, `"${' '.repeat(192)}[  "`]) {
      const bytes = Buffer.from(text)
      for (let cut = 90; cut <= bytes.length; cut++) {
        expectSame(plan, PLAIN, bytes, [cut], 'blanks')
        expect(partsOf(plan, bytes, [cut]), `cut at ${cut}`).to.deep.equal(partsOf(plan, bytes, []))
      }
    }
  })

  after(() => expect(comparison.isSound(), 'nothing is written out of bounds').to.equal(true))
})

/** Flags of the parts that the plain walker finds. */
function partsOf(plan: WatchPlan, bytes: Buffer, cuts: readonly number[]): number[] {
  const walker = new ReferenceWalker(plan, PLAIN)
  for (const end of [...cuts, bytes.length]) walker.walk(bytes, end)
  return fieldOf(walker, F_FLAGS)
}

function fieldOf({ tape }: Walker, field: number): number[] {
  return Array.from({ length: tape.length / STRIDE }, (_none, i) => tape.data[i * STRIDE + field] as number)
}
