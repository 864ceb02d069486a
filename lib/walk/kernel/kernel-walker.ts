import { EgressError, type ErrorCode } from '../../errors.ts'
import * as leaf from '../leaf.ts'
import type { Shape, Walker, WatchPlan } from '../walker.ts'
import type { Kernel } from './kernel.ts'

/**
 * The walker that does its work in the kernel. The kernel is shared by all streams of the thread, so everything that
 * lasts from one call to the next is kept here, and what the kernel holds is a copy:
 *
 *     walk --> load --> copy bytes in --> kernel.walk --> copy the tape out --> save
 *                            ^                 ^  |
 *                            |                 |  +-- answer what it asks
 *                            +-- more bytes <--+
 */
export class KernelWalker implements Walker {
  readonly tape = new leaf.Tape()
  scalars = 0
  private readonly kernel: Kernel
  private readonly plan: WatchPlan
  private readonly shape: Shape
  /** The words from STATE to STATE_END. */
  private readonly state: Int32Array
  /** The used records of LEVELS. */
  private levels: Int32Array = NO_LEVELS
  /** Places in `state` and `levels` are those of this epoch; in any other one they are found again by their scopes. */
  private epoch = NEVER
  private scope: number
  /** Offsets in the input of the first byte that is in the kernel's memory, and of the one behind the last. */
  private loaded = 0
  private loadedEnd = 0
  private base = 0

  constructor(kernel: Kernel, plan: WatchPlan, shape: Shape) {
    this.kernel = kernel
    this.plan = plan
    this.shape = shape
    this.scope = shape.scope
    const { at, slot } = kernel
    this.state = new Int32Array((at.STATE_END - at.STATE) / WORD)
    this.state[slot.STEP] = shape.documents === 'records' ? at.BEFORE_RECORD : at.BEFORE_VALUE
    this.state[slot.HOLD] = -1
    this.state[slot.LEAD] = leaf.NO_LEAD
  }

  get heldFrom(): number {
    const { slot } = this.kernel
    const hold = this.state[slot.HOLD] as number
    return hold >= 0 ? hold : (this.state[slot.AT] as number)
  }

  get position(): number {
    return this.base + (this.state[this.kernel.slot.AT] as number)
  }

  walk(window: Buffer, length: number): void {
    const { state, kernel } = this
    const { AT } = kernel.slot
    if ((state[AT] as number) >= length) return
    this.load()
    while ((state[AT] as number) < length) this.call(window, this.copyIn(window, length))
    this.save()
  }

  end(): void {
    const { state, shape } = this
    const { at, slot } = this.kernel
    if (state[slot.STEP] === at.IN_NUMBER && state[slot.DEPTH] === 0) this.endNumber()
    const step = state[slot.STEP]
    const between = shape.documents !== 'one' && (step === at.BEFORE_VALUE || step === at.BEFORE_RECORD)
    const complete = state[slot.DEPTH] === 0 && (step === at.AFTER_DOCUMENT || between)
    if (!complete || state[slot.MATCHED_TRAILER] !== shape.trailer.length) throw new EgressError('ERR_EGRESS_TRUNCATED')
  }

  shift(count: number): void {
    const { state } = this
    const { AT, START, MEMBER, LEAD, HOLD, BASE } = this.kernel.slot
    this.base += count
    state[BASE] = this.base % TWO_32 | 0
    state[BASE + 1] = this.base / TWO_32
    state[AT] = (state[AT] as number) - count
    state[START] = (state[START] as number) - count
    state[MEMBER] = (state[MEMBER] as number) - count
    if ((state[LEAD] as number) >= 0) state[LEAD] = (state[LEAD] as number) - count
    if ((state[HOLD] as number) >= 0) state[HOLD] = (state[HOLD] as number) - count
  }

  /** What ends a number is a byte that does not belong to it. A blank is lent, and none of it is left behind. */
  private endNumber(): void {
    const { state, kernel } = this
    const { AT } = kernel.slot
    const at = state[AT] as number
    this.load()
    this.loaded = this.base + at
    this.loadedEnd = this.loaded + 1
    kernel.bytes[kernel.at.INPUT] = BLANK
    this.call(NO_WINDOW, at + 1)
    state[AT] = at
    this.save()
    kernel.owner = null
  }

  // --- one call ----------------------------------------------------------------------------------------------------

  /** Puts as much of the window behind what is there as there is room for. Returns where it ends. */
  private copyIn(window: Buffer, length: number): number {
    const { kernel, base } = this
    const { INPUT, INPUT_BYTES } = kernel.at
    if (length - (this.loaded - base) > INPUT_BYTES) this.loaded = this.loadedEnd = base + this.firstNeeded()
    const end = Math.min(length, this.loaded - base + INPUT_BYTES)
    window.copy(kernel.bytes, INPUT + this.loadedEnd - this.loaded, this.loadedEnd - base, end)
    this.loadedEnd = base + end
    return end
  }

  /** The first byte that the kernel may look at again: that of the string under way, or the next one. */
  private firstNeeded(): number {
    const { state } = this
    const { at, slot } = this.kernel
    const step = state[slot.STEP] as number
    return state[step >= at.IN_STRING && step <= at.IN_UTF8 ? slot.START : slot.AT] as number
  }

  /** Lets the kernel read up to `end`. */
  private call(window: Buffer, end: number): void {
    const { kernel, state } = this
    const { at, words } = kernel
    const { SCALARS } = kernel.slot
    const origin = at.INPUT - (this.loaded - this.base)
    words[at.ORIGIN / WORD] = origin
    for (;;) {
      words.set(state, at.STATE / WORD)
      words[at.TAPE_AT / WORD] = at.TAPE
      const result = kernel.walk(origin + end)
      for (let i = 0; i < state.length; i++) state[i] = words[at.STATE / WORD + i] as number
      this.scalars += state[SCALARS] as number
      state[SCALARS] = 0
      // Copied, because what is done with them may call the kernel again.
      this.tape.append(words, at.TAPE / WORD, (words[at.TAPE_AT / WORD] as number) / WORD)
      if (result === at.DONE) return
      if (result < 0) {
        kernel.owner = null
        throw new EgressError(ERRORS[-result] ?? 'ERR_EGRESS_STAGE')
      }
      if (result === at.ASKS_MEMBER) this.answerMember(window, origin)
      else if (result === at.ASKS_ELEMENT) this.answerElement()
    }
  }

  /** The kernel has read a key that it does not know in this place. */
  private answerMember(window: Buffer, origin: number): void {
    const { kernel, plan, state } = this
    const { words, level: field, slot } = kernel
    this.makeRoom()
    const level = this.innermost()
    const start = state[slot.START] as number
    const end = state[slot.AT] as number
    const text = (): string => JSON.parse(window.toString('utf8', start, end)) as string
    const entry = plan.keys.lookUp(window, start + 1, end - 1, text)
    const place = words[level + field.PLACE_] as number
    const scope = kernel.scopeAt(place)
    const child = kernel.placeOf(plan, plan.scopes.member(scope, entry))
    const { evidence } = entry.keyClass
    const key = origin + start + 1
    const flags = state[slot.FLAGS] as number
    const marks = flags < 0 && plan.scopes.scopes[scope]?.own.tellsKeys === true ? 0 : flags
    state[slot.FLAGS] = marks
    const member = kernel.addMember(place, key, end - start - 2, entry.id, child, evidence, marks < 0 ? null : marks)
    if (member !== 0) words[level + field.LAST_] = member
    words[level + field.EVIDENCE_] = (words[level + field.EVIDENCE_] as number) | evidence
    state[slot.KEY] = entry.id
    state[slot.PLACE] = child
  }

  /** The kernel has met an array whose elements have no place yet. */
  private answerElement(): void {
    const { kernel, plan, state } = this
    const { words, level: field, slot } = kernel
    this.makeRoom()
    const level = this.innermost()
    const place = words[level + field.PLACE_] as number
    const elements = kernel.placeOf(plan, plan.scopes.element(kernel.scopeAt(place)))
    kernel.setElements(place, elements)
    words[level + field.ELEMENTS_] = elements
    state[slot.PLACE] = elements
  }

  private makeRoom(): void {
    this.save()
    if (this.kernel.makeRoom()) this.loadLevels()
  }

  /** Index of the first word of the innermost level. */
  private innermost(): number {
    const { at, slot } = this.kernel
    return (at.LEVELS + ((this.state[slot.DEPTH] as number) - 1) * at.LEVEL_SIZE) / WORD
  }

  // --- state in, state out -----------------------------------------------------------------------------------------

  /** Puts in place what the kernel does not have any more, or never had. */
  private load(): void {
    const { kernel } = this
    if (kernel.owner === this && this.epoch === kernel.epoch) return
    kernel.owner = this
    kernel.configure(this.plan, this.shape)
    this.loaded = this.loadedEnd = this.base + this.firstNeeded()
    this.loadLevels()
  }

  private loadLevels(): void {
    const { kernel, levels, state, plan } = this
    const { at, words, level: field, slot } = kernel
    const size = at.LEVEL_SIZE / WORD
    const used = (state[slot.DEPTH] as number) * size
    if (this.epoch !== kernel.epoch) {
      for (let level = 0; level < used; level += size) {
        const scope = levels[level + field.SAVED_SCOPE_] as number
        const place = kernel.placeOf(plan, scope)
        levels[level + field.PLACE_] = place
        levels[level + field.LAST_] = at.PLACES + place * at.PLACE_SIZE
        if (levels[level + field.IS_OBJECT_] === 1) continue
        levels[level + field.ELEMENTS_] = kernel.placeOf(plan, plan.scopes.element(scope))
      }
      state[slot.PLACE] = kernel.placeOf(plan, this.scope)
      this.epoch = kernel.epoch
    }
    words[at.ROOT_PLACE / WORD] = kernel.placeOf(plan, this.shape.scope)
    for (let i = 0; i < used; i++) words[at.LEVELS / WORD + i] = levels[i] as number
  }

  private save(): void {
    const { kernel, state } = this
    const { at, words, level: field, slot } = kernel
    const size = at.LEVEL_SIZE / WORD
    const used = (state[slot.DEPTH] as number) * size
    if (used > this.levels.length) this.levels = new Int32Array(used * 2)
    const { levels } = this
    for (let i = 0; i < used; i++) levels[i] = words[at.LEVELS / WORD + i] as number
    for (let level = 0; level < used; level += size) {
      levels[level + field.SAVED_SCOPE_] = kernel.scopeAt(levels[level + field.PLACE_] as number)
    }
    this.scope = kernel.scopeAt(state[slot.PLACE] as number)
  }
}

const WORD = 4
const NEVER = -1
const NO_LEVELS = new Int32Array(0)
const TWO_32 = 0x1_0000_0000
const BLANK = 0x20
const NO_WINDOW = Buffer.alloc(0)

/** By the negated result. */
const ERRORS: readonly (ErrorCode | undefined)[] = [
  undefined, 'ERR_EGRESS_SYNTAX', 'ERR_EGRESS_UTF8', 'ERR_EGRESS_DEPTH', 'ERR_EGRESS_KEY_SIZE',
  'ERR_EGRESS_NUMBER_SIZE',
]
