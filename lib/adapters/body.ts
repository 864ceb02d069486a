import { EgressError } from '../errors.ts'
import type { Receipt } from '../audit/receipt.ts'
import type { BodyFormat, EgressContext } from '../pipeline/context.ts'
import type { Session } from '../pipeline/session-contract.ts'
import type { EgressGate } from './gate.ts'
import type { Reading } from './media-type.ts'
import { isDecided, sniff, SNIFF_BYTES } from './sniff.ts'

/** A body given whole is pushed in slices, so that what the filter works on stays in the processor's caches. */
export const SLICE_BYTES = 262_144

/**
 * One response body between the application and the wire: holds bytes until it is known how to read them, then hands
 * them to a session, or passes them on where they are allow-listed binary. A body of no bytes opens no session.
 *
 *     bytes -> [ undecided | session | pass ] -> bytes
 */
export class Body {
  private readonly gate: EgressGate
  private session: Session | null = null
  private undecided: Buffer[] = []
  private settled: Receipt | null = null
  private broken = false
  private over = false
  /** Allow-listed binary: what comes out is what went in. */
  passes = false

  constructor(gate: EgressGate) {
    this.gate = gate
  }

  /** Whether any byte has come. */
  get started(): boolean {
    return this.session !== null || this.passes || this.undecided.length > 0
  }

  /** Whether a session was opened. */
  get filtered(): boolean {
    return this.session !== null || this.settled !== null
  }

  /** The bytes that may leave now. Throws an EgressError, after which nothing may leave any more. */
  push(context: EgressContext, reading: Reading, bytes: Buffer): Buffer[] {
    return bytes.length === 0 ? [] : this.take(context, reading, bytes, false)
  }

  /** The rest of a body, given its last bytes. Throws an EgressError if the body was not complete. */
  finish(context: EgressContext, reading: Reading, bytes: Buffer): Buffer[] {
    if (bytes.length === 0 && !this.started) return []
    const out = this.take(context, reading, bytes, true)
    if (this.session !== null) append(out, this.session.end())
    return out
  }

  /** Gives up. May be called at any time, any number of times. */
  abort(): void {
    if (this.broken) return
    this.broken = true
    this.undecided = []
    try {
      this.session?.abort()
    } catch {
      // The response is over; there is nobody to tell.
    }
  }

  /** What left so far; null without a session. The last receipt is made once, and lets the session go. */
  receipt(): Receipt | null {
    if (this.settled !== null) return this.settled
    const receipt = receiptOf(this.session)
    if (this.over) {
      this.settled = receipt
      this.session = null
    }
    return receipt
  }

  /** Nothing comes any more: what is receipted from now on is the last. */
  settle(complete: boolean): void {
    if (!complete) this.abort()
    this.over = true
  }

  private take(context: EgressContext, reading: Reading, bytes: Buffer, last: boolean): Buffer[] {
    if (this.broken) throw new EgressError('ERR_EGRESS_ENDED')
    if (this.passes) return bytes.length === 0 ? [] : [bytes]
    if (this.session !== null) return pushSlices(this.session, bytes)
    if (isDecided(reading)) return pushSlices(this.open(context, reading), bytes)
    if (bytes.length > 0) this.undecided.push(bytes)
    const [first = bytes] = this.undecided
    const enough = this.undecided.length <= 1 || first.length >= SNIFF_BYTES
    const verdict = sniff(reading, enough ? first : Buffer.concat(this.undecided), last)
    if (verdict === 'more') return []
    if (verdict === 'closed') throw new EgressError('ERR_EGRESS_MEDIA_TYPE')
    const held = this.undecided
    this.undecided = []
    if (verdict === 'pass') {
      this.passes = true
      return held
    }
    const session = this.open(context, verdict)
    const out: Buffer[] = []
    for (const part of held) append(out, pushSlices(session, part))
    return out
  }

  private open(context: EgressContext, format: BodyFormat): Session {
    this.session = this.gate.openSession(context, format)
    return this.session
  }
}

function receiptOf(session: Session | null): Receipt | null {
  try {
    return session?.receipt() ?? null
  } catch {
    return null
  }
}

function pushSlices(session: Session, bytes: Buffer): Buffer[] {
  if (bytes.length <= SLICE_BYTES) return bytes.length === 0 ? [] : session.push(bytes)
  const out: Buffer[] = []
  for (let at = 0; at < bytes.length; at += SLICE_BYTES) append(out, session.push(bytes.subarray(at, at + SLICE_BYTES)))
  return out
}

// Spreading into `push` would put a large list on the stack.
function append(out: Buffer[], more: readonly Buffer[]): void {
  for (const buffer of more) out.push(buffer)
}

/** Bytes in all buffers. */
export function sizeOf(buffers: readonly Buffer[]): number {
  let size = 0
  for (const buffer of buffers) size += buffer.length
  return size
}
