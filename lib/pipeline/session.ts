import type { Receipt } from '../audit/receipt.ts'
import { HeldBytes } from '../bytes/held.ts'
import { EgressError } from '../errors.ts'
import { EditList } from '../splice/edit-list.ts'
import { splice } from '../splice/splice.ts'
import * as leaf from '../walk/leaf.ts'
import type { Scope } from '../walk/scope-table.ts'
import type { Walker } from '../walk/walker.ts'
import { Frame, objectAround, outerObject } from './frame.ts'
import { Life } from './life.ts'
import { LongString } from './long-string.ts'
import { PendingLeaves } from './pending.ts'
import { LeafResolver, type NestedDocuments } from './resolver.ts'
import type { Session } from './session-contract.ts'
import type { Stages } from './stages.ts'

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
  private readonly resolver: LeafResolver
  private readonly long: LongString
  private readonly held = new HeldBytes()
  private readonly pending = new PendingLeaves()
  private frame: Frame | null = null
  private bytesIn = 0
  private bytesOut = 0
  private readonly life = new Life(() => this.giveBack())

  constructor(stages: Stages, parts: SessionParts) {
    this.stages = stages
    this.parts = parts
    this.walker = parts.walker
    this.resolver = new LeafResolver(stages, this.edits, parts.nested)
    this.long = new LongString(stages, this.edits, this.resolver, parts.isText)
  }

  push(chunk: Uint8Array): Buffer[] {
    return this.life.guard(() => {
      this.parts.admit?.()
      this.bytesIn += chunk.length
      if (chunk.length === 0) return []
      this.held.append(chunk)
      this.walker.walk(this.held.bytes, this.held.length)
      this.readTape()
      return this.release()
    })
  }

  end(): Buffer[] {
    return this.life.finish(() => {
      this.walker.end()
      this.readTape()
      if (!this.pending.isEmpty) throw new EgressError('ERR_EGRESS_TRUNCATED')
      return this.release()
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
    return this.walker.scalars - this.resolver.known
  }

  private giveBack(): void {
    this.held.clear()
    this.pending.clear()
    this.frame = null
  }

  /** One loop over the leaves of the chunk, in document order. */
  private readTape(): void {
    const { tape } = this.walker
    this.long.settle(this.held)
    for (let at = 0; at < tape.length; at += leaf.STRIDE) {
      READERS[tape.data[at] as leaf.RecordKind](this, tape.data, at)
    }
    tape.clear()
    this.settle(this.walker.position)
  }

  open(data: Int32Array, at: number): void {
    const { base } = this
    const start = base + (data[at + leaf.F_START] as number)
    const member = base + (data[at + leaf.F_MEMBER] as number)
    const isObject = data[at + leaf.F_FLAGS] === 1
    const index = data[at + leaf.F_INDEX] as number
    this.frame = new Frame(this.stages.plan.limits, this.frame, isObject, start, member, index)
  }

  close(data: Int32Array, at: number): void {
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
      this.edits.add(end - 1, end - 1, Buffer.from(text))
    }
  }

  scalar(data: Int32Array, at: number): void {
    const { own, parent, inherited } = this.scopeAt(data, at)
    if (own.fact) this.addFact(data, at)
    const mustWait =
      !this.pending.isEmpty ||
      (this.stages.detection.awaitsSiblings(own, parent, inherited) &&
        !isSettled(this.frame, this.base + (data[at + leaf.F_END] as number)))
    if (mustWait || !this.resolver.resolve(this.held, data, at, this.frame)) this.pending.add(data, at, this.frame)
  }

  key(data: Int32Array, at: number): void {
    if (this.pending.isEmpty) this.resolver.resolve(this.held, data, at, this.frame)
    else this.pending.add(data, at, this.frame)
  }

  part(data: Int32Array, at: number): void {
    // A string this long makes every object around it too large to wait for.
    this.settle(this.base + (data[at + leaf.F_END] as number))
    if (!this.pending.isEmpty) throw new EgressError('ERR_EGRESS_STAGE')
    this.long.read(this.held, data, at, this.frame)
  }

  private addFact(data: Int32Array, at: number): void {
    const object = objectAround(this.frame)
    const kind = data[at + leaf.F_KIND]
    if (object === null || kind === leaf.LITERAL) return
    const start = data[at + leaf.F_START] as number
    const end = data[at + leaf.F_END] as number
    // A long value is no discriminator; decoding it would be wasted. Six bytes is the longest spelling of a unit.
    if (end - start > this.stages.plan.limits.maxFactChars * 6 + 2) return
    const spelled = this.held.bytes.toString('utf8', start, end)
    const text = kind === leaf.STRING ? (JSON.parse(spelled) as string) : spelled
    object.addFact({ key: this.scopeAt(data, at).own, text }, this.base + end)
  }

  private scopeAt(data: Int32Array, at: number): Scope {
    return this.stages.plan.scopes.scopes[data[at + leaf.F_SCOPE] as number] as Scope
  }

  /** Offset of the window from the start of the input. */
  private get base(): number {
    return this.walker.position - this.held.length
  }

  /**
   * Decides on the waiting leaves whose objects are settled; stops at the first one that must wait on.
   *
   * @param position how far the tape was read: what lies behind it has not happened yet
   */
  private settle(position: number): void {
    const { pending } = this
    while (!pending.isEmpty && isSettled(pending.frame, position)) {
      if (!this.resolver.resolve(this.held, pending.data, pending.head, pending.frame)) break
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
    for (const buffer of out) this.bytesOut += buffer.length
    return out
  }
}

/** Nothing more will be known of the objects that a leaf in this container may depend on. */
function isSettled(frame: Frame | null, position: number): boolean {
  const object = objectAround(frame)
  const outer = outerObject(object)
  return (object === null || object.isSettled(position)) && (outer === null || outer.isSettled(position))
}

const READERS: Record<leaf.RecordKind, (session: EgressSession, data: Int32Array, at: number) => void> = {
  [leaf.KEY]: (session, data, at) => session.key(data, at),
  [leaf.STRING]: (session, data, at) => session.scalar(data, at),
  [leaf.NUMBER]: (session, data, at) => session.scalar(data, at),
  [leaf.LITERAL]: (session, data, at) => session.scalar(data, at),
  [leaf.PART]: (session, data, at) => session.part(data, at),
  [leaf.OPEN]: (session, data, at) => session.open(data, at),
  [leaf.CLOSE]: (session, data, at) => session.close(data, at),
  [leaf.DOCUMENT]: () => undefined,
}
