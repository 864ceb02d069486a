import type { HeldBytes } from '../bytes/held.ts'
import { jsonView, utf8View } from '../bytes/text.ts'
import type { TextView } from '../bytes/view.ts'
import { BLOCK, DROP, GENERALISE, REDACT } from '../decide/verdict.ts'
import { EgressError } from '../errors.ts'
import { ENDLESS, type EditList } from '../splice/edit-list.ts'
import { NOT_YET, removalOf, TOO_FAR } from '../splice/removal.ts'
import { treatString } from '../treat/treat.ts'
import * as leaf from '../walk/leaf.ts'
import type { Scope } from '../walk/scope-table.ts'
import type { Frame } from './frame.ts'
import { inMode, NOT_LOOKED_INTO, strictest } from './ruling.ts'
import type { SlowLane } from './slow-lane.ts'
import { spansOf } from './span.ts'
import type { Stages } from './stages.ts'

/** Units before the accepted place that are looked at again, so that a finding knows its left neighbours. */
const CONTEXT_UNITS = 512

/**
 * A string (or a body of text) too long to be held: read in parts, looked at through windows that overlap.
 *
 *     ...|context|  new part                    |margin|
 *                ^accepted                      ^accepted after this part
 *
 * A finding counts if it begins before the margin; what begins in the margin is seen whole in the next window. Where
 * windows begin depends on the text alone, so the result does not depend on how the input was cut.
 *
 * If its key makes the whole string private, nothing is looked at: the replacement is written at once and the string
 * swallowed as it comes.
 */
export class LongString {
  private readonly stages: Stages
  private readonly edits: EditList
  private readonly lane: SlowLane
  private readonly isText: boolean
  /** Offsets in the window. The bytes from `from` on are kept as context, those from `accepted` on are undecided. */
  private from = -1
  private accepted = -1
  private flags = 0
  private swallowing = false
  /** The whole member goes, and with it the comma behind it, which has not been seen yet. */
  private commaGoes = false
  private removed = false

  /** @param isText the body is text, not a string in JSON */
  constructor(stages: Stages, edits: EditList, lane: SlowLane, isText: boolean) {
    this.stages = stages
    this.edits = edits
    this.lane = lane
    this.isText = isText
  }

  get heldFrom(): number {
    return this.from < 0 ? Infinity : this.from
  }

  shift(count: number): void {
    if (this.from < 0) return
    this.from -= count
    this.accepted -= count
  }

  read(window: HeldBytes, data: Int32Array, at: number, frame: Frame | null): void {
    const flags = data[at + leaf.F_FLAGS] as number
    const start = data[at + leaf.F_START] as number
    const end = data[at + leaf.F_END] as number
    const scope = this.stages.plan.scopes.scopes[data[at + leaf.F_SCOPE] as number] as Scope
    const last = (flags & leaf.LAST_PART) !== 0
    if ((flags & leaf.FIRST_PART) !== 0) {
      this.from = this.accepted = start
      this.flags = 0
      this.beginWhole(this.viewOf(window, start, end, flags), data, at, frame, scope)
    }
    if (!this.swallowing) this.scan(window, flags, end, last, scope, frame)
    else {
      this.from = this.accepted = end
      if (last && !this.commaGoes) this.edits.extend(this.removed ? end + 1 : end)
    }
    if (!last) return
    this.swallowing = false
    if (this.commaGoes) this.from = this.accepted = end + 1
    else this.from = this.accepted = -1
    this.removed = false
    this.settle(window)
  }

  /** Takes out the comma behind a removed member once it is in the window; nothing else is edited before. */
  settle(window: HeldBytes): void {
    if (!this.commaGoes || this.swallowing) return
    const found = removalOf(window.bytes, window.length, this.from, leaf.NO_LEAD, this.from, true)
    if (found === NOT_YET || found === TOO_FAR) return
    this.edits.extend(found.end)
    this.commaGoes = false
    this.from = this.accepted = -1
  }

  private viewOf(window: HeldBytes, start: number, end: number, flags: number): TextView {
    const plain = (flags & (leaf.HAS_ESCAPE | leaf.HAS_NON_ASCII)) === 0
    return (this.isText ? utf8View : jsonView)(window.bytes, start, end, plain)
  }

  /** Is the string private because of where it stands? Then it goes as a whole, unseen. */
  private beginWhole(view: TextView, data: Int32Array, at: number, frame: Frame | null, scope: Scope): void {
    const flags = data[at + leaf.F_FLAGS] as number
    const { wholes, isKnown } = this.lane.rule(this.isText ? leaf.PART : leaf.STRING, flags, view, scope, frame)
    if (isKnown) this.lane.known++
    this.lane.saw(scope, this.isText ? leaf.PART : leaf.STRING, view, wholes, [])
    if (!this.isText && (flags & leaf.LOOKS_LIKE_JSON) !== 0) wholes.push(NOT_LOOKED_INTO)
    const whole = strictest(wholes)
    const outcome = inMode(whole?.verdict.outcome ?? 0, this.stages.table.mode)
    if (outcome === BLOCK) throw new EgressError('ERR_EGRESS_BLOCKED')
    this.swallowing = outcome >= GENERALISE
    if (whole === null || !this.swallowing) {
      this.lane.count(wholes, scope, null)
    } else if (outcome === DROP && frame !== null) {
      this.removeMember(data, at, frame)
      this.lane.count(wholes, scope, DROP)
    } else {
      // Only redact needs no more of the value than that it is there.
      const { text } = treatString(REDACT, this.lane.treatable(whole, '', true))
      this.edits.add(data[at + leaf.F_START] as number, ENDLESS, view.encode(text))
      this.lane.count(wholes, scope, REDACT)
    }
  }

  private removeMember(data: Int32Array, at: number, frame: Frame): void {
    const lead = data[at + leaf.F_LEAD] as number
    if (lead === leaf.FAR_LEAD) throw new EgressError('ERR_EGRESS_BLOCKED')
    const isFirst = data[at + leaf.F_INDEX] === frame.removed
    const start = isFirst || lead < 0 ? (data[at + leaf.F_MEMBER] as number) : lead
    this.edits.takeBack(start)
    this.edits.add(start, ENDLESS, '')
    this.removed = true
    this.commaGoes = isFirst
    if (isFirst) frame.removed++
  }

  /** Looks at the window that ends with this part. */
  private scan(
    window: HeldBytes,
    partFlags: number,
    end: number,
    last: boolean,
    scope: Scope,
    frame: Frame | null,
  ): void {
    const { gates, limits } = this.stages.plan
    const flags = joinFlags(this.flags, partFlags)
    this.flags = partFlags
    const { from } = this
    const view = this.viewOf(window, from, end, flags)
    const undecided = this.accepted - from
    const margin = last ? end - from : view.toOuter(unitAt(view, end - from - limits.windowMarginBytes))
    let decided = Math.max(margin, undecided)
    if ((flags & gates.anyFlag) !== 0 || flags >>> leaf.DIGITS_SHIFT >= gates.minDigits) {
      for (const span of spansOf(this.lane.rule(leaf.PART, flags, view, scope, frame).parts)) {
        if ((span.start >= margin && !last) || span.end <= undecided) continue
        const rest = { ...span, start: Math.max(span.start, undecided) }
        this.lane.saw(scope, leaf.PART, view, [], span.all)
        this.lane.replaceSpan(rest, view, false, from, Infinity, scope)
        decided = Math.max(decided, span.end)
      }
    }
    this.accepted = from + decided
    this.from = from + view.toOuter(Math.max(0, unitAt(view, decided) - CONTEXT_UNITS))
  }
}

function joinFlags(before: number, now: number): number {
  const digits = (before >>> leaf.DIGITS_SHIFT) + (now >>> leaf.DIGITS_SHIFT)
  const low = (1 << leaf.DIGITS_SHIFT) - 1
  return ((before | now) & low) | (Math.min(digits, leaf.MAX_DIGITS) << leaf.DIGITS_SHIFT)
}

/** The first unit that begins at or after an offset. */
function unitAt(view: TextView, offset: number): number {
  let low = 0
  let high = view.text.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (view.toOuter(middle) < offset) low = middle + 1
    else high = middle
  }
  return low
}
