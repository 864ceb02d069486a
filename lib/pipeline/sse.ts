import { isUtf8 } from 'node:buffer'
import type { Receipt } from '../audit/receipt.ts'
import { CR, LF } from '../bytes/codes.ts'
import { HeldBytes } from '../bytes/held.ts'
import type { TextView } from '../bytes/view.ts'
import { EgressError } from '../errors.ts'
import { EditList } from '../splice/edit-list.ts'
import { splice } from '../splice/splice.ts'
import type { Embedded } from './embedded.ts'
import { Life } from './life.ts'
import type { Session } from './session-contract.ts'

/**
 * Server-sent events (WHATWG HTML, section 9.2): each event is held until its blank line, because its data may be one
 * JSON text over several lines.
 *
 *     event: call
 *     data: {"from": "+1 ...",          the contents of the data lines, joined, are the text
 *     data:  "to": "101"}
 *                                       <- the event is complete
 */
export class SseSession implements Session {
  private readonly embedded: Embedded
  private readonly maxHeld: number
  private readonly admit: (() => void) | null
  private readonly makeReceipt: MakeReceipt
  private readonly held = new HeldBytes()
  /** How far the line ends were looked for, and where the line under way begins. */
  private scanned = 0
  private lineStart = 0
  /** The last line ended with CR: a LF at the start of the next chunk belongs to it. */
  private afterReturn = false
  private lines: Line[] = []
  private bytesIn = 0
  private bytesOut = 0
  private unclassified = 0
  private readonly life = new Life(() => this.held.clear())
  private isFirstLine = true

  constructor(
    embedded: Embedded,
    maxHeld: number,
    admit: (() => void) | null,
    makeReceipt: MakeReceipt,
  ) {
    this.embedded = embedded
    this.maxHeld = maxHeld
    this.admit = admit
    this.makeReceipt = makeReceipt
  }

  push(chunk: Uint8Array): Buffer[] {
    return this.life.guard(() => {
      this.admit?.()
      this.bytesIn += chunk.length
      if (chunk.length === 0) return []
      this.held.append(chunk)
      const out = this.release(false)
      if (this.held.length > this.maxHeld) throw new EgressError('ERR_EGRESS_HOLD')
      return out
    })
  }

  end(): Buffer[] {
    // Receivers discard an event without its blank line, but they do receive its bytes.
    return this.life.finish(() => this.release(true))
  }

  abort(): void {
    this.life.abort()
  }

  receipt(): Receipt {
    return this.makeReceipt(this.life.result, this.bytesIn, this.bytesOut, this.unclassified)
  }

  private release(last: boolean): Buffer[] {
    const { held } = this
    const edits = new EditList()
    let safe = 0
    for (; this.scanned < held.length; this.scanned++) {
      const byte = held.bytes[this.scanned]
      if (byte !== LF && byte !== CR) continue
      const end = this.scanned + 1
      if (byte === LF && this.afterReturn) {
        // The second half of CR LF ends no other line.
        if (this.lines.length === 0) safe = end
      } else if (this.scanned > this.lineStart) {
        this.lines.push({ start: this.lineStart, end: this.scanned })
      } else {
        this.event(edits)
        safe = end
      }
      this.afterReturn = byte === CR
      this.lineStart = end
    }
    if (last) {
      if (this.lineStart < held.length) this.lines.push({ start: this.lineStart, end: held.length })
      this.event(edits)
      safe = held.length
    }
    return this.emit(safe, edits)
  }

  private emit(safe: number, edits: EditList): Buffer[] {
    edits.sort()
    const out = splice(this.held, safe, edits)
    this.held.discard(safe)
    this.scanned -= safe
    this.lineStart -= safe
    for (const line of this.lines) {
      line.start -= safe
      line.end -= safe
    }
    for (const buffer of out) this.bytesOut += buffer.length
    return out
  }

  /** What follows the colon of a line is its value; the values of the data lines are one text (section 9.2.6). */
  private event(edits: EditList): void {
    const { bytes } = this.held
    const data: Line[] = []
    const others: Line[] = []
    for (const line of this.lines) {
      if (!isUtf8(bytes.subarray(line.start, line.end))) throw new EgressError('ERR_EGRESS_UTF8')
      const hasMark = this.isFirstLine && bytes.readUIntBE(line.start, Math.min(3, line.end - line.start)) === BOM
      const start = line.start + (hasMark ? 3 : 0)
      this.isFirstLine = false
      const text = bytes.toString('latin1', start, line.end)
      const colon = text.indexOf(':')
      const value = { start: start + colon + 1, end: line.end }
      ;(text.slice(0, colon) === 'data' ? data : others).push(value)
    }
    this.lines = []
    for (const line of others) this.value([line], edits)
    if (data.length > 0) this.value(data, edits)
  }

  /** A document, or lines of which each may be one, or text. */
  private value(lines: readonly Line[], edits: EditList): void {
    const view = linesView(this.held.bytes, lines)
    if (this.embedded.isDocument(view.text, 0)) this.unclassified += this.embedded.filter(view, 0, 0, edits)
    else if (lines.length > 1) for (const line of lines) this.value([line], edits)
    else this.embedded.filterText(view, 0, edits)
  }
}

type MakeReceipt = (result: string, bytesIn: number, bytesOut: number, unclassified: number) => Receipt

/** Where something stands in the window; moves with it. */
interface Line {
  start: number
  end: number
}

/** A byte order mark at the start of the stream is skipped by receivers. */
const BOM = 0xefbbbf

/** Lines read as one text, with the way back to the bytes. */
function linesView(bytes: Buffer, lines: readonly Line[]): TextView {
  const texts = lines.map(({ start, end }) => bytes.toString('utf8', start, end))
  const text = texts.join('\n')
  const offsets = new Uint32Array(text.length + 1)
  let unit = 0
  lines.forEach(({ start, end }, i) => {
    let at = start
    for (const character of texts[i] ?? '') {
      for (let k = 0; k < character.length; k++) offsets[unit++] = at
      at += Buffer.byteLength(character)
    }
    offsets[unit++] = end
  })
  return { text, toOuter: (index) => offsets[index] ?? 0, encode: (replacement) => replacement.replaceAll('\n', ' ') }
}
