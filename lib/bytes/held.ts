/**
 * The bytes of one stream that are still held back, followed by the newest chunk: one contiguous window.
 *
 *     | held back ........ | chunk ..................... |
 *     0                    previous length               length
 *
 * A chunk is not copied when nothing is held. Small chunks are appended to a growing store, so that a value that
 * arrives byte by byte costs no more than one that arrives at once.
 */
export class HeldBytes {
  /** The window is `bytes[0, length)`. */
  bytes: Buffer = EMPTY
  length = 0
  /** `caller`: the chunk itself; `own`: a buffer that is never written to again; `store`: one that is. */
  private holder: 'caller' | 'own' | 'store' = 'own'

  append(chunk: Uint8Array): void {
    const held = this.length
    this.length = held + chunk.length
    if (held === 0) {
      this.bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      this.holder = 'caller'
      return
    }
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
}

const EMPTY = Buffer.alloc(0)
