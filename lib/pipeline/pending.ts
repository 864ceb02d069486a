import { F_END, F_LEAD, F_MEMBER, F_START, STRIDE } from '../walk/leaf.ts'
import type { Frame } from './frame.ts'

const FIRST_RECORDS = 16

/**
 * Leaves that wait for their siblings, in document order: records copied from the tape, offsets moving with the window.
 */
export class PendingLeaves {
  data: Int32Array = NO_RECORDS
  /** Where the first waiting record starts. */
  head = 0
  private tail = 0
  /** The frame of each record; held until its leaf is decided. */
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
    frame?.hold()
  }

  removeFirst(): void {
    const first = this.head / STRIDE
    this.frames[first]?.letGo()
    this.frames[first] = null
    this.head += STRIDE
    if (this.isEmpty) this.head = this.tail = 0
  }

  /** The first byte that the decision on a waiting leaf may change. */
  get heldFrom(): number {
    if (this.isEmpty) return Infinity
    const lead = this.data[this.head + F_LEAD] as number
    if (lead >= 0) return lead
    return Math.max(0, this.data[this.head + F_MEMBER] as number)
  }

  shift(count: number): void {
    const { data } = this
    for (let at = this.head; at < this.tail; at += STRIDE) {
      data[at + F_START] = (data[at + F_START] as number) - count
      data[at + F_END] = (data[at + F_END] as number) - count
      data[at + F_MEMBER] = (data[at + F_MEMBER] as number) - count
      const lead = data[at + F_LEAD] as number
      if (lead >= 0) data[at + F_LEAD] = lead - count
    }
  }

  clear(): void {
    this.data = NO_RECORDS
    this.head = this.tail = 0
    this.frames = []
  }

  private makeRoom(): void {
    const used = this.tail - this.head
    const target = used * 2 >= this.data.length
      ? new Int32Array(Math.max(this.data.length * 2, FIRST_RECORDS * STRIDE))
      : this.data
    target.set(this.data.subarray(this.head, this.tail))
    this.data = target
    this.frames = this.frames.slice(this.head / STRIDE)
    this.head = 0
    this.tail = used
  }
}

const NO_RECORDS = new Int32Array(0)
