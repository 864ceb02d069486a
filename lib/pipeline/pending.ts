import { F_END, F_LEAD, F_MEMBER, F_START, STRIDE } from '../walk/leaf.ts'
import type { Frame } from './frame.ts'

/**
 * Leaves that wait for their siblings, in document order: records copied from the tape, offsets moving with the window.
 */
export class PendingLeaves {
  data = new Int32Array(STRIDE * 64)
  /** Where the first waiting record starts. */
  head = 0
  private tail = 0
  private frames: (Frame | null)[] = []

  get isEmpty(): boolean {
    return this.head === this.tail
  }

  /** Frame of the first waiting record. */
  get frame(): Frame | null {
    return this.frames[this.head / STRIDE] ?? null
  }

  add(tape: Int32Array, record: number, frame: Frame | null): void {
    if (this.tail + STRIDE > this.data.length) this.makeRoom()
    for (let i = 0; i < STRIDE; i++) this.data[this.tail + i] = tape[record + i] as number
    this.frames[this.tail / STRIDE] = frame
    this.tail += STRIDE
  }

  removeFirst(): void {
    this.frames[this.head / STRIDE] = null
    this.head += STRIDE
    if (this.isEmpty) this.clear()
  }

  /** The first byte that the decision on a waiting leaf may change. */
  get heldFrom(): number {
    if (this.isEmpty) return Infinity
    const lead = this.data[this.head + F_LEAD] as number
    if (lead >= 0) return lead
    return Math.max(0, this.data[this.head + F_MEMBER] as number)
  }

  shift(count: number): void {
    for (let at = this.head; at < this.tail; at += STRIDE) {
      for (const field of [F_START, F_END, F_MEMBER]) this.data[at + field] = (this.data[at + field] as number) - count
      const lead = this.data[at + F_LEAD] as number
      if (lead >= 0) this.data[at + F_LEAD] = lead - count
    }
  }

  clear(): void {
    this.head = this.tail = 0
    this.frames = []
  }

  private makeRoom(): void {
    const used = this.tail - this.head
    const target = used * 2 > this.data.length ? new Int32Array(this.data.length * 2) : this.data
    target.set(this.data.subarray(this.head, this.tail))
    this.data = target
    this.frames = this.frames.slice(this.head / STRIDE)
    this.head = 0
    this.tail = used
  }
}
