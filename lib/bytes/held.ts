/**
 * The bytes of one stream that are still held back, followed by the newest chunk: one contiguous window.
 *
 *     | held back ........ | chunk ..................... |
 *     0                    previous length               length
 *
 * A chunk is not copied when nothing is held. Of a large one, a few bytes are read behind those that are held; when these
 * have left, the window is in the chunk itself.
 *
 *     | held back | bridge |                        nearly always enough for what is held to be decided
 *                 | chunk ......................... |
 *
 * Small chunks are appended to a growing store, so that a value that arrives byte by byte costs no more than one that
 * arrives at once.
 */
export class HeldBytes {
  /** The window is `bytes[0, length)`. */
  bytes: Buffer = EMPTY
  length = 0
  /** `caller`: the chunk itself; `own`: a buffer that is never written to again; `store`: one that is. */
  private holder: 'caller' | 'own' | 'store' = 'own'

  /** Puts the chunk behind what is held. */
  append(chunk: Uint8Array): void {
    if (this.length === 0) this.point(chunk)
    else this.copy(chunk)
  }

  /**
   * The same, or with as little of a large chunk as will do for now.
   *
   * @param from how much of it is in the window already
   * @returns how much of it is there now; unless that is all, the caller reads and discards, and asks again
   */
  appendSome(chunk: Uint8Array, from: number): number {
    const held = this.length
    if (held <= from) {
      this.point(chunk.subarray(from - held))
      return chunk.length
    }
    const to = from === 0 && chunk.length > (held + BRIDGE) * 4 ? BRIDGE : chunk.length
    this.copy(chunk.subarray(from, to))
    return to
  }

  /** Forgets the first `count` bytes; the rest becomes the window. After this call the chunk is the caller's again. */
  discard(count: number): void {
    this.length -= count
    if (this.length === 0) {
      this.bytes = EMPTY
      this.holder = 'own'
    } else if (this.holder === 'caller') {
      this.bytes = Buffer.from(this.bytes.subarray(count, count + this.length))
      this.holder = 'own'
    } else if (count > 0) {
      this.bytes = this.bytes.subarray(count)
    }
  }

  /** What may be handed out: a slice, or a copy where the bytes are written to again. */
  slice(start: number, end: number): Buffer {
    const slice = this.bytes.subarray(start, end)
    return this.holder === 'store' ? Buffer.from(slice) : slice
  }

  clear(): void {
    this.bytes = EMPTY
    this.length = 0
    this.holder = 'own'
  }

  /** The window is in the caller's bytes. */
  private point(chunk: Uint8Array): void {
    this.bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    this.length = chunk.length
    this.holder = 'caller'
  }

  private copy(chunk: Uint8Array): void {
    const held = this.length
    this.length = held + chunk.length
    if (this.holder !== 'store' || this.length > this.bytes.length) {
      // Doubling while chunks are smaller than what is held: then each byte is copied a bounded number of times.
      const small = chunk.length < held
      const grown = Buffer.allocUnsafeSlow(small ? this.length * 2 : this.length)
      this.bytes.copy(grown, 0, 0, held)
      this.bytes = grown
      this.holder = small ? 'store' : 'own'
    }
    this.bytes.set(chunk, held)
  }
}

const EMPTY = Buffer.alloc(0)
/** More bytes than most records have. */
const BRIDGE = 4096
