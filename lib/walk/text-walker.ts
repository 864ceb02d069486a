import { AT, COLON, EQUALS, PERCENT, PLUS, NINE, ZERO } from '../bytes/codes.ts'
import { EgressError } from '../errors.ts'
import * as leaf from './leaf.ts'
import type { Walker, WatchPlan } from './walker.ts'

/** A body of plain text (or HTML, CSV, ...): one long string without quotes and escapes, read in parts. */
export class TextWalker implements Walker {
  readonly tape = new leaf.Tape()
  readonly scalars = 0
  private readonly partBytes: number
  private readonly scope: number
  private base = 0
  private at = 0
  private start = 0
  private first = true
  private flags = 0
  private digits = 0
  private utf8Left = 0
  private utf8Low = 0
  private utf8High = 0

  constructor(plan: WatchPlan) {
    this.partBytes = plan.limits.maxLeafBytes
    this.scope = plan.scopes.root
  }

  get heldFrom(): number {
    return this.start
  }

  get position(): number {
    return this.base + this.at
  }

  walk(window: Buffer, length: number): void {
    for (let at = this.at; at < length; at++) {
      if (at - this.start >= this.partBytes && this.utf8Left === 0) this.report(at, 0)
      const byte = window[at] as number
      if (byte > 0x7f) this.utf8(byte)
      else if (this.utf8Left > 0) throw new EgressError('ERR_EGRESS_UTF8')
      else if (byte >= ZERO && byte <= NINE) this.digits++
      else this.flags |= FLAGS[byte] as number
    }
    this.at = length
  }

  end(): void {
    if (this.utf8Left > 0) throw new EgressError('ERR_EGRESS_UTF8')
    this.report(this.at, leaf.LAST_PART)
  }

  shift(count: number): void {
    this.base += count
    this.at -= count
    this.start -= count
  }

  /** RFC 3629, section 4, one byte at a time. */
  private utf8(byte: number): void {
    if (this.utf8Left > 0) {
      if (byte < this.utf8Low || byte > this.utf8High) throw new EgressError('ERR_EGRESS_UTF8')
      this.utf8Left--
      this.utf8Low = 0x80
      this.utf8High = 0xbf
      return
    }
    if (byte < 0xc2 || byte > 0xf4) throw new EgressError('ERR_EGRESS_UTF8')
    this.flags |= leaf.HAS_NON_ASCII
    this.utf8Left = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
    this.utf8Low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
    this.utf8High = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
  }

  private report(end: number, last: number): void {
    const at = this.tape.claim()
    const { data } = this.tape
    const digits = Math.min(this.digits, leaf.MAX_DIGITS) << leaf.DIGITS_SHIFT
    data.fill(0, at, at + leaf.STRIDE)
    data[at + leaf.F_KIND] = leaf.PART
    data[at + leaf.F_FLAGS] = this.flags | digits | last | (this.first ? leaf.FIRST_PART : 0)
    data[at + leaf.F_START] = this.start
    data[at + leaf.F_END] = end
    data[at + leaf.F_SCOPE] = this.scope
    data[at + leaf.F_MEMBER] = this.start
    data[at + leaf.F_LEAD] = leaf.NO_LEAD
    this.first = false
    this.start = end
    this.flags = 0
    this.digits = 0
  }
}

const FLAGS = new Uint8Array(128)
FLAGS[AT] = leaf.HAS_AT
FLAGS[PLUS] = leaf.HAS_PLUS
FLAGS[COLON] = FLAGS[EQUALS] = leaf.HAS_COLON
FLAGS[PERCENT] = leaf.HAS_PERCENT
