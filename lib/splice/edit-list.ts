/** Integers per edit. */
export const EDIT_STRIDE = 4
/** First and one past the last byte that is replaced, in the window. */
export const EDIT_START = 0
export const EDIT_END = 1
/** Where in the pool the replacement begins, and its bytes. */
export const EDIT_FROM = 2
export const EDIT_LENGTH = 3

/** The end of an edit whose value has not ended yet. */
export const ENDLESS = 0x7fff_ffff

const FIRST_EDITS = 16
/** Longer texts are written faster by those who are dearer to ask. */
const SHORT = 32
const FIRST_POOL_BYTES = 512

/** Bytes that take the place of many values: a list holds them once, and refers to them from there on. */
export class Replacement {
  readonly bytes: Buffer
  /** Where they were put last, and in which state of which pool. */
  pool = 0
  from = 0

  constructor(text: string) {
    this.bytes = Buffer.from(text)
  }
}

/**
 * Edits that are decided but not yet written, in document order and without overlap: flat integers, no object per edit.
 * Offsets count from the first byte of the window and move with it; the bytes of the replacements stand in a pool.
 *
 *     {"phone":"+1 ...", ...        start 10, end 16, from 0, length 7
 *               ^     ^             pool  [phone]
 */
export class EditList {
  /** `EDIT_STRIDE` integers per edit. */
  data: Int32Array = NO_EDITS
  length = 0
  /** What replaces; used again for other replacements once the list is empty, so nothing may hold on to it. */
  pool: Buffer = NO_BYTES
  private poolLength = 0
  /** No two states of any pools share a number. */
  private poolNumber = nextPool++

  startOf(edit: number): number {
    return this.data[edit * EDIT_STRIDE + EDIT_START] as number
  }

  endOf(edit: number): number {
    return this.data[edit * EDIT_STRIDE + EDIT_END] as number
  }

  /** The replacement as bytes of their own. */
  replacementOf(edit: number): Buffer {
    const from = this.data[edit * EDIT_STRIDE + EDIT_FROM] as number
    return Buffer.from(this.pool.subarray(from, from + (this.data[edit * EDIT_STRIDE + EDIT_LENGTH] as number)))
  }

  /** @param end ENDLESS where it is not known yet */
  add(start: number, end: number, text: string): void {
    const from = this.claim(text.length * 3)
    const length = this.put(text, from)
    this.poolLength = from + length
    this.append(start, end, from, length)
  }

  /** The same for a replacement that will be used again. */
  addConstant(start: number, end: number, replacement: Replacement): void {
    const { bytes } = replacement
    if (replacement.pool !== this.poolNumber) {
      replacement.from = this.claim(bytes.length)
      replacement.pool = this.poolNumber
      this.pool.set(bytes, replacement.from)
      this.poolLength = replacement.from + bytes.length
    }
    this.append(start, end, replacement.from, bytes.length)
  }

  /** Takes back the edits that begin at or after `start`: the removal of a member covers those of its key. */
  takeBack(start: number): void {
    while (this.length > 0 && this.startOf(this.length - 1) >= start) this.length--
  }

  /** Moves the end of the last edit: the end of a long value is not known when its replacement is. */
  extend(end: number): void {
    if (this.length > 0) this.data[(this.length - 1) * EDIT_STRIDE + EDIT_END] = end
  }

  /** Puts edits in order that were found out of order. */
  sort(): void {
    const { data, length } = this
    const order = Array.from({ length }, (_, i) => i).sort((a, b) => this.startOf(a) - this.startOf(b))
    const sorted = new Int32Array(data.length)
    order.forEach((edit, i) => {
      sorted.set(data.subarray(edit * EDIT_STRIDE, (edit + 1) * EDIT_STRIDE), i * EDIT_STRIDE)
    })
    this.data = sorted
  }

  /** The edit goes on behind what was written of it: nothing replaces the rest. */
  cutAt(edit: number, start: number): void {
    this.data[edit * EDIT_STRIDE + EDIT_START] = start
    this.data[edit * EDIT_STRIDE + EDIT_LENGTH] = 0
  }

  /** Forgets the first `count` edits and moves the rest `by` bytes towards the front of the window. */
  shift(count: number, by: number): void {
    const { data } = this
    if (count > 0) data.copyWithin(0, count * EDIT_STRIDE, this.length * EDIT_STRIDE)
    this.length -= count
    let pooled = 0
    for (let at = 0; at < this.length * EDIT_STRIDE; at += EDIT_STRIDE) {
      const end = data[at + EDIT_END] as number
      data[at + EDIT_START] = (data[at + EDIT_START] as number) - by
      if (end !== ENDLESS) data[at + EDIT_END] = end - by
      pooled += data[at + EDIT_LENGTH] as number
    }
    if (pooled > 0 || this.poolLength === 0) return
    this.poolLength = 0
    this.poolNumber = nextPool++
  }

  clear(): void {
    this.data = NO_EDITS
    this.length = 0
    this.pool = NO_BYTES
    this.poolLength = 0
    this.poolNumber = nextPool++
  }

  private append(start: number, end: number, from: number, length: number): void {
    const at = this.length * EDIT_STRIDE
    if (at === this.data.length) {
      const grown = new Int32Array(Math.max(at * 2, FIRST_EDITS * EDIT_STRIDE))
      grown.set(this.data)
      this.data = grown
    }
    this.data[at + EDIT_START] = start
    this.data[at + EDIT_END] = end
    this.data[at + EDIT_FROM] = from
    this.data[at + EDIT_LENGTH] = length
    this.length++
  }

  /** Writes a text into the pool and returns how many bytes it has there. Most are short words in ASCII. */
  private put(text: string, from: number): number {
    const { length } = text
    if (length > SHORT) return this.pool.write(text, from)
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at)
      if (unit >= 0x80) return this.pool.write(text, from)
      this.pool[from + at] = unit
    }
    return length
  }

  /** Makes room for so many bytes and returns where they begin. */
  private claim(bytes: number): number {
    const needed = this.poolLength + bytes
    if (needed > this.pool.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.pool.length * 2, FIRST_POOL_BYTES))
      this.pool.copy(grown, 0, 0, this.poolLength)
      this.pool = grown
    }
    return this.poolLength
  }
}

const NO_EDITS = new Int32Array(0)
const NO_BYTES = Buffer.alloc(0)
let nextPool = 1
