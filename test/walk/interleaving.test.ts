import { expect } from 'chai'
import { Kernel } from '../../lib/walk/kernel/kernel.ts'
import { KernelWalker } from '../../lib/walk/kernel/kernel-walker.ts'
import type { Walker } from '../../lib/walk/walker.ts'
import { makeBody } from '../fuzz/bodies.ts'
import { PLANS, SHAPES } from '../fuzz/plans.ts'
import { random } from '../helpers/documents.ts'

const STREAMS = 300
const SEED = Number(process.env['EGRESS_SEED'] ?? 20_260_601)

describe('many streams on one kernel', () => {
  it(`read the same as each one alone, whoever is dropped or fails between them (seed ${SEED})`, () => {
    const r = random(SEED)
    const shared = new Kernel()
    const streams = Array.from({ length: STREAMS }, (_, i) => new Stream(shared, i, r))
    const open = new Set(streams)
    while (open.size > 0) {
      const stream = [...open][r(open.size)] as Stream
      const left = r(40)
      // One in a hundred is dropped in the middle, as when a client goes away: nobody tells the kernel.
      if (left === 0 && stream.at > 0) open.delete(stream)
      else if (stream.push(1 + r(60))) open.delete(stream)
    }
    const ended = streams.filter(({ over }) => over)
    expect(ended.length).to.be.greaterThan(STREAMS / 3)
    for (const stream of ended) expect(stream.log, `stream ${stream.number}`).to.deep.equal(stream.alone(new Kernel()))
  })

  it('forgets what its tables held when they are full, in the middle of streams too', () => {
    const shared = new Kernel()
    const members = (from: number): string => Array.from({ length: 3000 }, (_, i) => `"k${from + i}": 1`).join()
    const bodies = Array.from({ length: 8 }, (_, i) => Buffer.from(`{"a": [{${members(i * 3000)}}], "phone": "1"}`))
    const plan = PLANS[0]!
    const streams = bodies.map((body) => new Stream(shared, 0, random(1), body, plan))
    const before = shared.epoch
    while (streams.some(({ over }) => !over)) for (const stream of streams) if (!stream.over) stream.push(4096)
    expect(shared.epoch).to.be.greaterThan(before)
    for (const stream of streams) expect(stream.log).to.deep.equal(stream.alone(new Kernel()))
  })
})

class Stream {
  readonly number: number
  at = 0
  over = false
  readonly log: string[] = []
  private readonly cuts: number[] = []
  private readonly body: Buffer
  private readonly plan: (typeof PLANS)[number]
  private readonly shape = SHAPES[0]!
  private walker: Walker
  private held = 0

  constructor(kernel: Kernel, number: number, r: (below: number) => number, body?: Buffer, plan?: Stream['plan']) {
    this.number = number
    this.body = body ?? Buffer.from(`[${makeBody(r)},${makeBody(r)}${r(5) === 0 ? '!' : ''}]`)
    this.plan = plan ?? (PLANS[number % PLANS.length] as Stream['plan'])
    this.walker = new KernelWalker(kernel, this.plan, this.shape)
  }

  /** Reads so many bytes more. True when there is nothing left to read. */
  push(count: number): boolean {
    const end = Math.min(this.body.length, this.at + count)
    this.cuts.push(end)
    this.over = !this.step(end)
    return this.over
  }

  /** The log of the same stream, cut in the same way, on a kernel of its own. */
  alone(kernel: Kernel): string[] {
    const stream = new Stream(kernel, this.number, () => 0, this.body, this.plan)
    for (const end of this.cuts) stream.step(end)
    return stream.log
  }

  private step(end: number): boolean {
    const window = this.body.subarray(this.held, end)
    this.at = end
    let failed = false
    try {
      this.walker.walk(window, window.length)
      if (end === this.body.length) this.walker.end()
    } catch (cause) {
      failed = true
      this.log.push(String((cause as { code: string }).code))
    }
    const { tape } = this.walker
    this.log.push(tape.data.slice(0, tape.length).join())
    tape.clear()
    if (failed || end === this.body.length) return false
    const held = Math.min(this.walker.heldFrom, window.length)
    this.walker.shift(held)
    this.held += held
    return true
  }
}
