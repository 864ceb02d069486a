import type { ReceiptBuilder } from '../audit/receipt-builder.ts'
import type { VerdictTable } from '../decide/verdict.ts'
import type { Detection } from '../detect/detection.ts'
import type { KeySurrogates } from '../treat/key-surrogate.ts'
import type { Pseudonyms } from '../treat/treatment.ts'
import type { WatchPlan } from '../walk/walker.ts'
import type { LeafObserver, LeafWitness } from './observer.ts'
import type { PlanTable } from './plan-table.ts'
import type { Traits } from './traits.ts'

/** What the stages of one response work with. A nested document (JSON in a string) is part of the same response. */
export interface Stages {
  readonly plan: WatchPlan
  readonly detection: Detection
  readonly traits: Traits
  readonly table: VerdictTable
  /** What was done with leaves under this table; null: each is looked at. */
  readonly plans: PlanTable | null
  readonly pseudonyms: Pseudonyms
  readonly keySurrogates: KeySurrogates
  readonly tally: ReceiptBuilder
  /** Told of every decision; only for `explain`, dry runs and rule cases, which look at bodies they hold whole. */
  readonly observer: LeafObserver | null
  /** Told of every leaf; only for surveys of what bodies hold. */
  readonly witness?: LeafWitness | undefined
}

/** Category of what no detector knows, in receipts. */
export const UNCLASSIFIED = -1
