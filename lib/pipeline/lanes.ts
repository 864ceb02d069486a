import type { HeldBytes } from '../bytes/held.ts'
import type { EditList } from '../splice/edit-list.ts'
import { FastLane } from './fast-lane.ts'
import type { Frame } from './frame.ts'
import { Draft, NO_PLAN } from './plan.ts'
import { SlowLane, type NestedDocuments } from './slow-lane.ts'
import type { Stages } from './stages.ts'

/**
 * Decides on one leaf and writes the edits, in one of two lanes. The slow lane is the specification: it looks at the
 * leaf. The fast lane does what the slow lane did with a leaf that differs in nothing that anybody asks for.
 */
export class Lanes {
  readonly slow: SlowLane
  private readonly fast: FastLane | null

  constructor(stages: Stages, edits: EditList, nested: NestedDocuments | null) {
    const { observer, plans, detection: { likeness } } = stages
    this.slow = new SlowLane(stages, edits, nested)
    // An observer is told of every finding, so each leaf is looked at.
    const isWatched = observer !== null || plans === null || likeness === undefined
    this.fast = isWatched ? null : new FastLane(stages, edits, likeness, plans)
  }

  /** Scalars that need no name any more. */
  get known(): number {
    return this.slow.known + (this.fast?.known ?? 0)
  }

  /**
   * @param data a record at `at`, offsets in the window
   * @returns false if the bytes that tell how to remove the member have not arrived; nothing was done then
   */
  resolve(window: HeldBytes, data: Int32Array, at: number, frame: Frame | null): boolean {
    const { fast, slow } = this
    const plan = fast === null ? NO_PLAN : fast.planFor(window.bytes, data, at, frame)
    if (plan === NO_PLAN) return slow.resolve(window, data, at, frame, null)
    if (plan !== null) {
      fast?.run(plan, window.bytes, data, at)
      return true
    }
    const draft = new Draft(fast?.shape ?? 0)
    const isDone = slow.resolve(window, data, at, frame, draft)
    if (isDone) fast?.learn(draft)
    return isDone
  }
}
