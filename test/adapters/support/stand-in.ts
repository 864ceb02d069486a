import type { Receipt } from '../../../lib/audit/receipt.ts'
import type { BodyFormat, EgressContext } from '../../../lib/pipeline/context.ts'
import type { Session } from '../../../lib/pipeline/session-contract.ts'
import type { EgressGate } from '../../../lib/adapters/gate.ts'

export const EMAIL = 'jane.canary@example.org'
export const PHONE = '+12025550143'
/** Every spelling in which the canaries may show on the wire. */
export const CANARIES = [EMAIL, encodeURIComponent(EMAIL), PHONE, encodeURIComponent(PHONE)]

/** Lengths of what stands for a canary: the same, less, more. */
export const MARKERS = {
  same: (canary: string): string => '#'.repeat(canary.length),
  shorter: (): string => '#',
  longer: (canary: string): string => '#'.repeat(canary.length * 3),
}
export type Marker = keyof typeof MARKERS

/** Where a stand-in fails: at the nth call (from 1) of a method. */
export interface Faults {
  open?: number
  push?: number
  end?: number
  filterText?: number
  receipt?: number
  abort?: number
}

/**
 * A filter that knows its canaries by heart. It keeps the contract of the real one: synchronous, no byte leaves that
 * may still belong to a canary, at most one canary's length is held back, and after a throw nothing works any more.
 */
export class StandInGate implements EgressGate {
  readonly policyId: string = 'stand-in+1'
  readonly marker: Marker
  readonly calls = { open: 0, push: 0, end: 0, filterText: 0, receipt: 0, abort: 0 }
  readonly contexts: EgressContext[] = []
  readonly formats: BodyFormat[] = []
  bytesIn = 0
  largestPush = 0
  private readonly faults: Faults

  constructor(options: { marker?: Marker; faults?: Faults } = {}) {
    this.marker = options.marker ?? 'shorter'
    this.faults = options.faults ?? {}
  }

  openSession(context: EgressContext, format: BodyFormat): Session {
    this.count('open')
    this.contexts.push(context)
    this.formats.push(format)
    return new StandInSession(this)
  }

  filterText(_context: EgressContext, text: string): string {
    this.count('filterText')
    return this.replace(text)
  }

  replace(text: string): string {
    return CANARIES.reduce((clean, canary) => clean.replaceAll(canary, MARKERS[this.marker]), text)
  }

  /** What the fault throws quotes the body, as a careless library would. */
  count(call: keyof Faults): void {
    if (++this.calls[call] === this.faults[call]) throw new Error(`unexpected token in "${EMAIL}" (${PHONE})`)
  }
}

class StandInSession implements Session {
  private readonly gate: StandInGate
  private held = ''
  private over = false

  constructor(gate: StandInGate) {
    this.gate = gate
  }

  push(chunk: Uint8Array): Buffer[] {
    this.guard(() => this.gate.count('push'))
    this.gate.bytesIn += chunk.length
    this.gate.largestPush = Math.max(this.gate.largestPush, chunk.length)
    const text = this.gate.replace(this.held + Buffer.from(chunk).toString('latin1'))
    const keep = heldLength(text)
    this.held = text.slice(text.length - keep)
    return asBuffers(text.slice(0, text.length - keep))
  }

  end(): Buffer[] {
    this.guard(() => this.gate.count('end'))
    this.over = true
    return asBuffers(this.held)
  }

  abort(): void {
    this.gate.count('abort')
    this.over = true
    this.held = ''
  }

  receipt(): Receipt {
    this.gate.count('receipt')
    return { ...EMPTY_RECEIPT, bytesIn: this.gate.bytesIn }
  }

  private guard(step: () => void): void {
    if (this.over) throw new Error('used after the end')
    try {
      step()
    } catch (cause) {
      this.over = true
      throw cause
    }
  }
}

const EMPTY_RECEIPT: Receipt = {
  app: 'a', tenant: null, purpose: null, audience: 'public', policy: 'stand-in+1', mode: 'enforce', result: 'complete',
  bytesIn: 0, bytesOut: 0, unclassified: 0, cells: [], uncounted: 0,
}

/** Length of the longest end of `text` that a canary could begin with. */
function heldLength(text: string): number {
  let longest = 0
  for (const canary of CANARIES) {
    for (let length = Math.min(canary.length - 1, text.length); length > longest; length--) {
      if (text.endsWith(canary.slice(0, length))) longest = length
    }
  }
  return longest
}

function asBuffers(text: string): Buffer[] {
  return text === '' ? [] : [Buffer.from(text, 'latin1')]
}
