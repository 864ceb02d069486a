import { Kernel } from '../../lib/walk/kernel/kernel.ts'
import { KernelWalker } from '../../lib/walk/kernel/kernel-walker.ts'
import { F_END, F_KIND, F_LEAD, F_MEMBER, F_START, OPEN, STRIDE } from '../../lib/walk/leaf.ts'
import { ReferenceWalker } from '../../lib/walk/reference.ts'
import type { Shape, Walker, WatchPlan } from '../../lib/walk/walker.ts'

/** Where the memory map has nothing: a write there is a write out of bounds. */
const GAPS: readonly (readonly [from: number, to: number])[] = [
  [0x10, 0x400], [0xd00, 0x1000], [0x3_8000, 0x4_0000], [0x9_2000, 0xa_0000], [0x1f_0000, 0x20_0000],
]
const CANARY = 0xa5

/** Compares the kernel with the reference walker, call by call, and watches over the kernel's memory. */
export class Comparison {
  readonly kernel: Kernel
  private readonly expected = new Int32Array(STRIDE)

  constructor(kernel = new Kernel()) {
    this.kernel = kernel
    for (const [from, to] of GAPS) this.kernel.bytes.fill(CANARY, from, to)
  }

  /**
   * @param cuts ascending offsets at which the body is cut
   * @returns what differs first, or null
   */
  difference(plan: WatchPlan, shape: Shape, body: Buffer, cuts: readonly number[]): string | null {
    const walkers: [Walker, Walker] = [new ReferenceWalker(plan, shape), new KernelWalker(this.kernel, plan, shape)]
    let base = 0
    for (let i = 0; i <= cuts.length; i++) {
      const window = body.subarray(base, cuts[i] ?? body.length)
      const found = this.step(walkers, base, (walker) => walker.walk(window, window.length))
      if (found !== null) return found === FAILED ? null : `${found}, in call ${i}`
      const held = Math.min(walkers[0].heldFrom, window.length)
      for (const walker of walkers) walker.shift(held)
      base += held
    }
    const found = this.step(walkers, base, (walker) => walker.end())
    return found === FAILED ? null : found
  }

  /** True if nothing was written where nothing is. */
  isSound(): boolean {
    return GAPS.every(([from, to]) => this.kernel.bytes.subarray(from, to).every((byte) => byte === CANARY))
  }

  private step([reference, kernel]: [Walker, Walker], base: number, call: (walker: Walker) => void): string | null {
    const wanted = codeOf(() => call(reference))
    const got = codeOf(() => call(kernel))
    if (wanted !== got) return `${wanted} became ${got}`
    const { tape } = reference
    for (let at = 0; at < tape.length; at += STRIDE) {
      if (!this.isSame(tape.data, kernel.tape.data, at, base)) {
        return `record ${at / STRIDE}: ${tape.data.slice(at, at + STRIDE).join()} became ` +
          kernel.tape.data.slice(at, at + STRIDE).join()
      }
    }
    if (tape.length !== kernel.tape.length) return `${tape.length} words became ${kernel.tape.length}`
    tape.clear()
    kernel.tape.clear()
    if (reference.scalars !== kernel.scalars) return `${reference.scalars} scalars became ${kernel.scalars}`
    if (wanted !== '') return FAILED
    if (reference.heldFrom !== kernel.heldFrom) return `held from ${reference.heldFrom} became ${kernel.heldFrom}`
    return reference.position === kernel.position ? null : `${reference.position} became ${kernel.position}`
  }

  private isSame(wanted: Int32Array, got: Int32Array, at: number, base: number): boolean {
    const { expected } = this
    for (let field = 0; field < STRIDE; field++) expected[field] = wanted[at + field] as number
    // Of a bracket that has left the window, any offset before it will do.
    if (expected[F_KIND] === OPEN) {
      for (const field of [F_START, F_END, F_MEMBER, F_LEAD]) {
        if ((expected[field] as number) < 0 && (got[at + field] as number) < 0 && base > 0) expected[field] = got[at + field] as number
      }
    }
    for (let field = 0; field < STRIDE; field++) if (expected[field] !== got[at + field]) return false
    return true
  }
}

const FAILED = 'both failed alike'

function codeOf(work: () => void): string {
  try {
    work()
    return ''
  } catch (cause) {
    return String((cause as { code?: unknown }).code ?? cause)
  }
}
