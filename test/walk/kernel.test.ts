import { expect } from 'chai'
import { createDetection } from '../../lib/detect/compile.ts'
import { LIMITS, type Limits } from '../../lib/limits.ts'
import { createWalker, useKernel } from '../../lib/walk/create-walker.ts'
import { KernelWalker } from '../../lib/walk/kernel/kernel-walker.ts'
import { Kernel } from '../../lib/walk/kernel/kernel.ts'
import { KeyDictionary } from '../../lib/walk/key-dictionary.ts'
import { PathAutomaton } from '../../lib/walk/path-automaton.ts'
import { ReferenceWalker } from '../../lib/walk/reference.ts'
import { ScopeTable } from '../../lib/walk/scope-table.ts'
import type { Shape, Walker, WatchPlan } from '../../lib/walk/walker.ts'
import type { Gates } from '../../lib/walk/watch.ts'
import { makeDocument, random, write } from '../helpers/documents.ts'
import { corpusTexts, makeText } from './hint-texts.ts'

/** Documents that are tried, with several cuts each. EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = 10 * Number(process.env['EGRESS_RUNS'] ?? 200)
const SEED = Number(process.env['EGRESS_SEED'] ?? 20_260_701)

type Random = (below: number) => number

const kernel = new Kernel()
const { gates, classify } = createDetection()
const corpus = corpusTexts()

function planWith(limits: Partial<Limits>, changed: Partial<Gates> = {}): WatchPlan {
  const automaton = new PathAutomaton([])
  const keys = new KeyDictionary(classify, automaton.literals, LIMITS.maxKeys)
  return {
    keys, scopes: new ScopeTable(automaton, keys.root, LIMITS.maxScopes), gates: { ...gates, ...changed },
    limits: { ...LIMITS, ...limits },
  }
}

const SMALL = { maxLeafBytes: 96, maxLeadBytes: 16, maxKeyBytes: 64, maxNumberBytes: 48, maxDepth: 12 }
const PLANS = [
  planWith({}), planWith(SMALL), planWith({}, { everything: true }), planWith(SMALL, { everything: true }),
  planWith({}, { anyHint: 0 }), planWith({}, { anyFlag: 0, minDigits: 3 }), planWith(SMALL, { minNumberDigits: 4 }),
]

const WHOLE: Shape = { documents: 'one', trailer: new Uint8Array(0), scope: 0, reportRoot: false }
const SHAPES: readonly Shape[] = [
  WHOLE, { ...WHOLE, reportRoot: true }, { ...WHOLE, documents: 'lines' }, { ...WHOLE, documents: 'records' },
  { ...WHOLE, trailer: Buffer.from(');') },
]

/** Everything that a walker shows: its records, what it holds, where it is, what it counts, how it ends. */
class Trace {
  readonly steps: string[] = []
  private readonly walker: Walker
  private base = 0
  private isOver = false

  constructor(walker: Walker) {
    this.walker = walker
  }

  read(bytes: Buffer, end: number): void {
    const window = bytes.subarray(this.base, end)
    this.attempt(() => this.walker.walk(window, window.length))
    if (this.isOver) return
    const held = Math.min(this.walker.heldFrom, window.length)
    this.walker.shift(held)
    this.base += held
  }

  end(): void {
    this.attempt(() => this.walker.end())
  }

  private attempt(act: () => void): void {
    if (this.isOver) return
    try {
      act()
    } catch (error) {
      this.steps.push((error as { code?: string }).code ?? String(error))
      this.isOver = true
    }
    const { tape, heldFrom, position, scalars } = this.walker
    this.steps.push(tape.data.subarray(0, tape.length).join())
    tape.clear()
    this.steps.push(this.isOver ? `${scalars}` : `${heldFrom} ${position} ${scalars}`)
  }
}

function traceOf(walker: Walker, bytes: Buffer, cuts: readonly number[]): string[] {
  const trace = new Trace(walker)
  for (const end of [...cuts, bytes.length]) trace.read(bytes, end)
  trace.end()
  return trace.steps
}

function expectSame(plan: WatchPlan, shape: Shape, bytes: Buffer, cuts: readonly number[], what: string): void {
  const wanted = traceOf(new ReferenceWalker(plan, shape), bytes, cuts)
  const found = traceOf(new KernelWalker(kernel, plan, shape), bytes, cuts)
  if (wanted.join('\n') === found.join('\n')) return
  expect(found, `${what}, cuts ${cuts.join()}, ${JSON.stringify(bytes.toString('latin1'))}`).to.deep.equal(wanted)
}

function makeBytes(r: Random, shape: Shape): Buffer {
  const count = shape.documents === 'one' ? 1 : 1 + r(3)
  const parts = Array.from({ length: count }, () => {
    const made = r(3) === 0 ? makeTexts(r) : makeDocument(r, 1 + r(14))
    const text = write(made, r)
    if (shape.documents === 'lines') return `${text.replaceAll('\n', ' ')}\n`
    return shape.documents === 'records' ? `\x1e${text}\n` : text
  })
  const bytes = Buffer.from(parts.join('') + Buffer.from(shape.trailer).toString())
  return r(3) === 0 ? mutated(bytes, r) : bytes
}

/** A list of what the closer look is for. */
function makeTexts(r: Random): { [key: string]: string }[] {
  const text = (): string => makeText(r, corpus)
  return Array.from({ length: 1 + r(4) }, () => ({ note: text(), [text()]: text() }))
}

const INSERTED = [
  ...'"\\{}[],: \n\t1-.eEtfnu0', '\u00e9', '\u20ac', '{"a":', '[1', '\\u00', '      ', '   \n   ', '""', '1e5', 'null',
]

function mutated(bytes: Buffer, r: Random): Buffer {
  let out = Buffer.from(bytes)
  for (let n = 1 + r(3); n > 0; n--) {
    const at = r(out.length)
    const change = r(5)
    if (change === 0) out[at] = r(256)
    else if (change === 1) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + r(3))])
    else if (change === 2) out = out.subarray(0, at + 1)
    else {
      const inserted = Buffer.from((INSERTED[r(INSERTED.length)] as string).repeat(1 + r(r(4) === 0 ? 40 : 2)))
      out = Buffer.concat([out.subarray(0, at), inserted, out.subarray(at)])
    }
    if (out.length === 0) out = Buffer.from(' ')
  }
  return out
}

function makeCuts(r: Random, length: number, count: number): number[] {
  return [...new Set(Array.from({ length: count }, () => r(length)))].sort((a, b) => a - b)
}

describe('KernelWalker', () => {
  beforeEach(() => useKernel(true))
  afterEach(() => useKernel(process.env['EGRESS_WALKER'] !== 'reference'))

  it('is the walker of a stream where WebAssembly is', () => {
    const plan = planWith({})
    expect(createWalker(plan, WHOLE)).to.be.instanceOf(KernelWalker)
    useKernel(false)
    expect(createWalker(plan, WHOLE)).to.be.instanceOf(ReferenceWalker)
  })

  it('leaves streams to the plain walker that do not fit in its memory', () => {
    const { MAX_LEVELS, MAX_TRAILER_BYTES, INPUT_BYTES } = kernel.at
    for (const limits of [{ maxDepth: MAX_LEVELS + 1 }, { maxLeafBytes: INPUT_BYTES }, { maxKeyBytes: 8 }]) {
      expect(createWalker(planWith(limits), WHOLE)).to.be.instanceOf(ReferenceWalker)
    }
    const trailer = new Uint8Array(MAX_TRAILER_BYTES + 1).fill(0x29)
    expect(createWalker(planWith({}), { ...WHOLE, trailer })).to.be.instanceOf(ReferenceWalker)
  })

  it(`writes the same tape as the plain walker (seed ${SEED}, ${RUNS} documents)`, () => {
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      const plan = PLANS[r(PLANS.length)] as WatchPlan
      const shape = SHAPES[r(SHAPES.length)] as Shape
      const bytes = makeBytes(r, shape)
      for (const count of [0, 1, r(20)]) {
        expectSame(plan, shape, bytes, makeCuts(r, bytes.length, count), `seed ${SEED + i}`)
      }
    }
  }).timeout(0)

  it('does so for every cut', () => {
    for (let i = 0; i < 12; i++) {
      const r = random(SEED - i)
      for (const shape of SHAPES) {
        const plan = PLANS[i % PLANS.length] as WatchPlan
        const bytes = makeBytes(r, shape).subarray(0, 400)
        for (let cut = 0; cut <= bytes.length; cut++) expectSame(plan, shape, bytes, [cut], `seed ${SEED - i}`)
        expectSame(plan, shape, bytes, Array.from(bytes, (_byte, at) => at), `seed ${SEED - i}`)
      }
    }
  }).timeout(60_000)

  it('does so when streams take turns', () => {
    const r = random(SEED)
    const streams = Array.from({ length: 5 }, (_none, i) => {
      const plan = PLANS[i] as WatchPlan
      const documents = Array.from({ length: 12 }, () => makeDocument(r, 14))
      return { plan, bytes: Buffer.from(write(documents, r)) }
    })
    const found = streams.map(({ plan }) => new Trace(new KernelWalker(kernel, plan, WHOLE)))
    const wanted = streams.map(({ plan }) => new Trace(new ReferenceWalker(plan, WHOLE)))
    const longest = Math.max(...streams.map(({ bytes }) => bytes.length))
    for (let end = 0; end < longest + 61; end += 61) {
      for (const [i, { bytes }] of streams.entries()) {
        for (const traces of [found, wanted]) traces[i]?.read(bytes, Math.min(end, bytes.length))
      }
    }
    for (const trace of [...found, ...wanted]) trace.end()
    for (const [i, { steps }] of found.entries()) expect(steps).to.deep.equal(wanted[i]?.steps)
  })

  it('does so for more than its memory holds', () => {
    const r = random(SEED)
    const texts = Array.from({ length: 3000 }, () => makeTexts(r))
    const bytes = Buffer.from(write(texts, r))
    expect(bytes.length).to.be.above(kernel.at.INPUT_BYTES * 1.5)
    for (const plan of PLANS.slice(0, 2)) {
      expectSame(plan, WHOLE, bytes, [], 'in one piece')
      expectSame(plan, WHOLE, bytes, makeCuts(r, bytes.length, 40), 'in pieces')
    }
  }).timeout(60_000)

  it('forgets keys when there are too many, and goes on', () => {
    const members = Array.from({ length: 20_000 }, (_none, i) => [`${i} +44 7700 900${100 + (i % 900)}`, `ext. ${i}`])
    const bytes = Buffer.from(JSON.stringify([{ open: Object.fromEntries(members) as object }, { after: ['x101'] }]))
    const { epoch } = kernel
    expectSame(planWith({}), WHOLE, bytes, [99_999, 300_000], 'many keys')
    expect(kernel.epoch).to.be.above(epoch)
  }).timeout(60_000)

  it('counts scalars, reported or not', () => {
    const bytes = Buffer.from(`{"a":"b","c":[1,true,null,{"d":"${'e'.repeat(200)}"}],"f":"+44 7700 900123"}`)
    for (const plan of PLANS.slice(0, 2)) {
      const walker = new KernelWalker(kernel, plan, WHOLE)
      walker.walk(bytes, bytes.length)
      expect(walker.scalars).to.equal(6)
    }
    const number = new KernelWalker(kernel, planWith({}), WHOLE)
    number.walk(Buffer.from('17'), 2)
    expect(number.scalars).to.equal(0)
    number.end()
    expect(number.scalars).to.equal(1)
  })

  it('looks at a key once, and reports it each time', () => {
    const list = Array.from({ length: 50 }, () => ({ '+44 7700 900123': 1, '2026-01-10T10:20': 2, 'x-1:2': 3 }))
    const bytes = Buffer.from(JSON.stringify(list))
    expectSame(planWith({}), WHOLE, bytes, [], 'keys')
    const walker = new KernelWalker(kernel, planWith({}), WHOLE)
    walker.walk(bytes, bytes.length)
    const kinds = Array.from({ length: walker.tape.length / 9 }, (_none, i) => walker.tape.data[i * 9])
    expect(kinds.filter((kind) => kind === 0)).to.have.lengthOf(50)
  })

  it('reads a part no further than its end', () => {
    const plan = planWith(SMALL)
    for (const text of [`"${' '.repeat(96)}{"`, `"${' '.repeat(98)}{"`, `"${' '.repeat(192)}[  "`]) {
      const bytes = Buffer.from(text)
      for (let cut = 90; cut <= bytes.length; cut++) {
        expectSame(plan, WHOLE, bytes, [cut], 'blanks')
        expect(partsOf(plan, bytes, [cut]), `cut at ${cut}`).to.deep.equal(partsOf(plan, bytes, []))
      }
    }
  })
})

/** Flags of the parts that the plain walker finds. */
function partsOf(plan: WatchPlan, bytes: Buffer, cuts: readonly number[]): number[] {
  const walker = new ReferenceWalker(plan, WHOLE)
  for (const end of [...cuts, bytes.length]) walker.walk(bytes, end)
  return Array.from({ length: walker.tape.length / 9 }, (_none, i) => walker.tape.data[i * 9 + 1] as number)
}
