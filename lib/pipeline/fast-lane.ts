import { toJsonContent } from '../bytes/text.ts'
import type { Outcome } from '../decide/verdict.ts'
import type { Likeness } from '../detect/detection.ts'
import { INTERNATIONAL, NUMERALS, OTHER, shapeOfLiteral, type Shape } from '../detect/shape.ts'
import { MIXED } from '../detect/surroundings.ts'
import type { EditList } from '../splice/edit-list.ts'
import { treatString } from '../treat/treat.ts'
import * as leaf from '../walk/leaf.ts'
import { bareLine } from './bare-line.ts'
import type { Frame } from './frame.ts'
import type { PlanTable } from './plan-table.ts'
import { NO_PLAN, type Draft, type Plan, type Treating } from './plan.ts'
import type { Stages } from './stages.ts'
import { ASKS_NAMES, AWAITS, ECHOES } from './traits.ts'

/** Their text is not the bytes, or may hold a document. */
const LOOKED_INTO = leaf.HAS_ESCAPE | leaf.HAS_NON_ASCII | leaf.LOOKS_LIKE_JSON
/** A look is the flags with the number of digits (22 bits), and above them the shape (5) and the kind (2). */
const FLAG_BITS = (1 << 22) - 1
const SHAPE_SHIFT = 22
const KIND_SHIFT = 27

/**
 * The fast lane: a leaf that looks like one before it, in the same place and surroundings, is treated as that one was,
 * without being decoded.
 *
 *     look      kind, gate flags, number of digits, shape of the text         from tape and bytes
 *     place     scope: classes of the keys, path                              from the tape
 *     around    what the siblings say, if it counts for this scope            from the frames
 *
 * These are all that detectors are told, but for the text; and of that a plan is made only where every detector that is
 * asked has said that for this shape it answers alike (detector.ts), and where what is done is the same for all:
 * nothing, one replacement, or one treatment of the whole text. Everything else goes the slow lane.
 */
export class FastLane {
  /** Scalars that need no name any more. */
  known = 0
  /** The leaf that `planFor` was asked for last. */
  shape: Shape = OTHER
  private readonly stages: Stages
  private readonly edits: EditList
  private readonly likeness: Likeness
  private readonly plans: PlanTable
  private scope = 0
  private surroundings = 0
  private name = 0
  private look = 0

  constructor(stages: Stages, edits: EditList, likeness: Likeness, plans: PlanTable) {
    this.stages = stages
    this.edits = edits
    this.likeness = likeness
    this.plans = plans
  }

  /**
   * The plan for a leaf, NO_PLAN if it must be looked at, or null if it must be and may leave a plan.
   *
   * @param data a record at `at`, offsets in the window
   */
  planFor(bytes: Uint8Array, data: Int32Array, at: number, frame: Frame | null): Plan | null {
    const kind = data[at + leaf.F_KIND] as number
    const flags = data[at + leaf.F_FLAGS] as number
    if (kind === leaf.KEY || (flags & LOOKED_INTO) !== 0) return NO_PLAN
    this.scope = data[at + leaf.F_SCOPE] as number
    if (this.isProtected(this.scope)) return NO_PLAN
    const traits = this.stages.traits.of(this.scope)
    if ((traits & ECHOES) !== 0 && frame?.isConfirmed(bareLine(bytes, data, at)) === true) return NO_PLAN
    this.surroundings = this.name = 0
    if ((traits & AWAITS) !== 0 && frame !== null) {
      this.surroundings = frame.surroundings(this.likeness)
      if (this.surroundings === MIXED) return NO_PLAN
      if ((traits & ASKS_NAMES) !== 0) this.name = frame.named(this.likeness)
      if (this.name === MIXED) return NO_PLAN
    }
    const start = data[at + leaf.F_START] as number
    const end = data[at + leaf.F_END] as number
    const plan = this.find(kind, flags, this.shapeOf(bytes, kind, flags, start, end))
    if (plan !== NO_PLAN || this.shape !== INTERNATIONAL) return plan
    return this.find(kind, flags, this.likeness.narrowed(this.shape, bytes, start + 1, end - 1))
  }

  private find(kind: number, flags: number, shape: Shape): Plan | null {
    this.shape = shape
    this.look = (flags & FLAG_BITS) | ((32 - Math.clz32(shape)) << SHAPE_SHIFT) | (kind << KIND_SHIFT)
    return this.plans.find(this.scope, this.surroundings, this.name, this.look)
  }

  /** What leaves as it is there depends on the text. */
  private isProtected(scope: number): boolean {
    const { table, plan: { scopes } } = this.stages
    return table.hasProtected && table.protectedAt(scopes.scopes[scope]?.pathState ?? 0).length > 0
  }

  private shapeOf(bytes: Uint8Array, kind: number, flags: number, start: number, end: number): Shape {
    if (kind === leaf.LITERAL) return shapeOfLiteral(bytes[start] as number)
    if (kind === leaf.STRING) return this.likeness.shapeOf(bytes, start + 1, end - 1, (flags & leaf.HAS_AT) !== 0)
    const shape = this.likeness.shapeOf(bytes, start, end, false)
    return (shape & NUMERALS) !== 0 ? shape : OTHER
  }

  run(plan: Plan, bytes: Buffer, data: Int32Array, at: number): void {
    const { replacement, treating } = plan
    const quote = data[at + leaf.F_KIND] === leaf.STRING ? 1 : 0
    const start = (data[at + leaf.F_START] as number) + quote
    const end = (data[at + leaf.F_END] as number) - quote
    const applied = treating === null ? null : this.treat(treating, bytes, start, end)
    this.known += plan.known
    plan.count(this.stages.tally, applied)
    if (replacement !== null) this.edits.addConstant(start, end, replacement)
  }

  /** @returns what the treatment did in the end */
  private treat({ asked, category, marker }: Treating, bytes: Buffer, start: number, end: number): Outcome {
    const text = bytes.toString('latin1', start, end)
    const { pseudonyms } = this.stages
    const treated = treatString(asked, { text, category, marker, region: null, whole: true, pseudonyms })
    if (treated.text !== text) this.edits.add(start, end, toJsonContent(treated.text))
    return treated.outcome
  }

  /** Remembers what the slow lane did with the leaf that `planFor` was asked for last. */
  learn(draft: Draft): void {
    this.plans.add(this.scope, this.surroundings, this.name, this.look, draft.plan())
  }
}
