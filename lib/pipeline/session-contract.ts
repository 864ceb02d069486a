import type { Receipt } from '../audit/receipt.ts'

/**
 * One body on its way out. Synchronous and incremental: bytes in, bytes out, no queue.
 *
 * Every method may throw an EgressError; after that nothing further may be sent, and every later call throws the same
 * error. What was returned before is safe to have been sent.
 */
export interface Session {
  /**
   * The bytes that can no longer change, for the bytes given. The chunk is not kept; the returned buffers are never
   * reused.
   */
  push(chunk: Uint8Array): Buffer[]
  /** The rest. Throws if the body was not complete. */
  end(): Buffer[]
  /** Gives the memory back when the receiver has gone. No call may follow but `receipt`. */
  abort(): void
  /** What left so far. Complete after `end`. */
  receipt(): Receipt
}
