import type { Receipt } from '../audit/receipt.ts'
import { OPEN_BRACE, OPEN_BRACKET } from '../bytes/codes.ts'
import { HeldBytes } from '../bytes/held.ts'
import { EgressError } from '../errors.ts'
import { EditList } from '../splice/edit-list.ts'
import { splice } from '../splice/splice.ts'
import * as leaf from '../walk/leaf.ts'
import type { Scope } from '../walk/scope-table.ts'
import type { Walker } from '../walk/walker.ts'
import { bareLine, NO_LINE } from './bare-line.ts'
import { isTelling } from './fact-table.ts'
import { Frame } from './frame.ts'
import { Lanes } from './lanes.ts'
import { Life } from './life.ts'
import { LongString } from './long-string.ts'
import { PendingLeaves } from './pending.ts'
import type { Session } from './session-contract.ts'
import type { NestedDocuments } from './slow-lane.ts'
import type { Stages } from './stages.ts'
import { AWAITS, CONFIRMS, ECHOES, IN_CARD, IS_FACT, IS_SAYING } from './traits.ts'

/** What a session is told by whoever opened it, beside the stages. */
export interface SessionParts {
  readonly walker: Walker
  readonly nested: NestedDocuments | null
  /** Makes the receipt when asked. */
  readonly receipt: (result: string, bytesIn: number, bytesOut: number, unclassified: number) => Receipt
  /** Text to put before the closing bracket of the outermost object (without a comma), or null for none. */
  readonly sidecar: (() => string) | null
  /** Checked before each chunk; throws when the receiver may no longer receive. */
  readonly admit: (() => void) | null
  /** The body is text, not JSON. */
  readonly isText: boolean
  /** Keep all bytes and write nothing: the caller wants the edits. */
  readonly collect: boolean
}

/**
 * One body on its way through the stages. Everything a chunk can change is a field of this object or of the walker; a
 * session that is dropped leaves nothing behind.
 */
export class EgressSession implements Session {
  readonly edits = new EditList()
  private readonly stages: Stages
  private readonly parts: SessionParts
  private readonly walker: Walker
  private readonly lanes: Lanes
  private readonly long: LongString
  private readonly held = new HeldBytes()
  private readonly pending = new PendingLeaves()
  private frame: Frame | null = null
  /** Frames that are needed no more. */
  private frames: Frame[] = []
  /** Offset of the window from the start of the input. */
  private base = 0
  private bytesIn = 0
  private bytesOut = 0
  private readonly life = new Life(() => this.giveBack())

  constructor(stages: Stages, parts: SessionParts) {
    this.stages = stages
    this.parts = parts
    this.walker = parts.walker
    this.lanes = new Lanes(stages, this.edits, parts.nested)
    this.long = new LongString(stages, this.edits, this.lanes.slow, parts.isText)
  }

  push(chunk: Uint8Array): Buffer[] {
    return this.life.guard(() => {
      this.parts.admit?.()
      this.bytesIn += chunk.length
      const { held, walker } = this
      const out: Buffer[] = []
      for (let at = 0; at < chunk.length; ) {
        at = held.appendSome(chunk, at)
        walker.walk(held.bytes, held.length)
        this.readTape()
        for (const piece of this.release()) out.push(piece)
      }
      return this.handOut(out)
    })
  }

  end(): Buffer[] {
    return this.life.finish(() => {
      this.walker.end()
      this.readTape()
      if (!this.pending.isEmpty) throw new EgressError('ERR_EGRESS_TRUNCATED')
      return this.handOut(this.release())
    })
  }

  abort(): void {
    this.life.abort()
  }

  receipt(): Receipt {
    return this.parts.receipt(this.life.result, this.bytesIn, this.bytesOut, this.unclassified)
  }

  /** Scalars of what was read that no detector knows. */
  get unclassified(): number {
    return this.walker.scalars - this.lanes.known
  }

  private giveBack(): void {
    this.held.clear()
    this.pending.clear()
    this.edits.clear()
    this.frame = null
    this.frames = []
  }

  /** One loop over the leaves of the chunk, in document order. */
  private readTape(): void {
    const { tape } = this.walker
    this.base = this.walker.position - this.held.length
    this.long.settle(this.held)
    for (let at = 0; at < tape.length; at += leaf.STRIDE) {
      const kind = tape.data[at] as leaf.RecordKind
      if (kind < leaf.PART) this.scalar(tape.data, at, kind)
      else if (kind === leaf.OPEN) this.open(tape.data, at)
      else if (kind === leaf.CLOSE) this.close(tape.data, at)
      else if (kind === leaf.PART) this.part(tape.data, at)
    }
    tape.clear()
    this.settle(this.walker.position)
  }

  private open(data: Int32Array, at: number): void {
    const { base } = this
    const start = base + (data[at + leaf.F_START] as number)
    const member = base + (data[at + leaf.F_MEMBER] as number)
    const isObject = data[at + leaf.F_FLAGS] === 1
    const index = data[at + leaf.F_INDEX] as number
    const inCard = !isObject && (this.stages.traits.of(data[at + leaf.F_SCOPE] as number) & IN_CARD) !== 0
    this.frame = Frame.open(this.stages.plan.limits, this.frames, this.frame, isObject, inCard, start, member, index)
  }

  private close(data: Int32Array, at: number): void {
    const { frame } = this
    if (frame === null) return
    const end = data[at + leaf.F_END] as number
    const position = this.base + end
    frame.close(position, data[at + leaf.F_FLAGS] as number)
    this.frame = frame.parent
    this.settle(position)
    if (frame.parent === null && frame.isObject && this.parts.sidecar !== null) {
      const members = (data[at + leaf.F_INDEX] as number) - frame.removed
      const text = `${members > 0 ? ',' : ''}${this.parts.sidecar()}`
      this.edits.add(end - 1, end - 1, text)
    }
    frame.letGo()
  }

  private scalar(data: Int32Array, at: number, kind: leaf.RecordKind): void {
    const { frame } = this
    const traits = kind === leaf.KEY ? 0 : this.stages.traits.of(data[at + leaf.F_SCOPE] as number)
    const isElsewhere = (traits & IN_CARD) !== 0 && (frame?.isProperty !== true || data[at + leaf.F_INDEX] !== 0)
    if ((traits & IS_FACT) !== 0 && !isElsewhere) this.addFact(data, at, traits)
    const end = this.base + (data[at + leaf.F_END] as number)
    const line = (traits & (CONFIRMS | ECHOES)) === 0 ? NO_LINE : bareLine(this.held.bytes, data, at)
    if (line !== NO_LINE && (traits & CONFIRMS) !== 0) frame?.confirm(line, end)
    const awaits = (traits & AWAITS) !== 0 || (line !== NO_LINE && (traits & ECHOES) !== 0)
    const mustWait = !this.pending.isEmpty || (awaits && !isSettled(frame, end))
    if (mustWait || !this.lanes.resolve(this.held, data, at, frame)) this.pending.add(data, at, frame)
  }

  private part(data: Int32Array, at: number): void {
    // A string this long makes every object around it too large to wait for.
    this.settle(this.base + (data[at + leaf.F_END] as number))
    if (!this.pending.isEmpty) throw new EgressError('ERR_EGRESS_STAGE')
    this.long.read(this.held, data, at, this.frame)
  }

  private addFact(data: Int32Array, at: number, traits: number): void {
    const object = this.frame?.object ?? null
    const kind = data[at + leaf.F_KIND]
    if (object === null || kind === leaf.LITERAL) return
    const quote = kind === leaf.STRING ? 1 : 0
    const start = (data[at + leaf.F_START] as number) + quote
    const end = (data[at + leaf.F_END] as number) - quote
    const { maxFactChars } = this.stages.plan.limits
    // A long value is no discriminator; decoding it would be wasted. Six bytes is the longest spelling of a unit.
    if (end - start > maxFactChars * 6 || object.isBeyond(this.base + end + quote)) return
    const { bytes } = this.held
    const { detection: { likeness }, plan: { scopes }, traits: { words } } = this.stages
    const key = (scopes.scopes[data[at + leaf.F_SCOPE] as number] as Scope).own
    const isPlain = ((data[at + leaf.F_FLAGS] as number) & SPELLED) === 0 && end - start <= maxFactChars
    if (isPlain && words !== null) {
      const word = (traits & IS_SAYING) !== 0 ? words.lookUp(key, bytes, start, end) : null
      if (word !== null) return object.addFact(key, word.text, word.said, likeness)
      if ((traits & IS_SAYING) === 0 && !mayBeMarked(bytes, start, end)) return object.addName(key, bytes, start, end)
    }
    const spelled = bytes.toString('utf8', start - quote, end + quote)
    const text = quote === 1 ? (JSON.parse(spelled) as string) : spelled
    if (text.length > maxFactChars || !isTelling(text)) return
    object.addFact(key, text, likeness?.said({ key, text }) ?? 0, likeness)
  }

  /**
   * Decides on the waiting leaves whose objects are settled; stops at the first one that must wait on.
   *
   * @param position how far the tape was read: what lies behind it has not happened yet
   */
  private settle(position: number): void {
    const { pending } = this
    while (!pending.isEmpty && isSettled(pending.frame, position)) {
      if (!this.lanes.resolve(this.held, pending.data, pending.head, pending.frame)) break
      pending.removeFirst()
    }
  }

  /** Writes what can no longer change. */
  private release(): Buffer[] {
    if (this.parts.collect) return []
    const { held, walker, pending, long } = this
    const safe = Math.min(pending.heldFrom, long.heldFrom, walker.heldFrom, held.length)
    if (held.length - safe > this.stages.plan.limits.maxHeldBytes) throw new EgressError('ERR_EGRESS_HOLD')
    const out = splice(held, safe, this.edits)
    held.discard(safe)
    walker.shift(safe)
    pending.shift(safe)
    long.shift(safe)
    return out
  }

  /** Counted here, not where they are written: what was written before a fault in the same chunk does not leave. */
  private handOut(out: Buffer[]): Buffer[] {
    for (const buffer of out) this.bytesOut += buffer.length
    return out
  }
}

/** Nothing more will be known of the objects that a leaf in this container may depend on. */
function isSettled(frame: Frame | null, position: number): boolean {
  if (frame === null) return true
  const { object, outer } = frame
  return (object === null || object.isSettled(position)) && (outer === null || outer.isSettled(position))
}

/** The text of such a fact is not its bytes. */
const SPELLED = leaf.HAS_ESCAPE | leaf.HAS_NON_ASCII

/** True if a marker, or a document, may stand in the text. */
function mayBeMarked(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (((bytes[at] as number) | BRACES) === OPEN_BRACE) return true
  return false
}

/** What `[` and `{` differ in. */
const BRACES = OPEN_BRACE ^ OPEN_BRACKET
