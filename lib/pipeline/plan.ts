import type { Outcome, Verdict } from '../decide/verdict.ts'
import { EXACT, type Shape } from '../detect/shape.ts'
import type { ReceiptBuilder } from '../audit/receipt-builder.ts'
import { Replacement } from '../splice/edit-list.ts'
import type { Treatable } from '../treat/treatment.ts'

/** One row of a receipt that a leaf counts in. */
interface Count {
  readonly category: number
  readonly scope: number
  readonly outcome: Outcome
  readonly verdict: Verdict
}

/** A treatment that asks for the text, and nothing else of the leaf. */
export type Treating = Pick<Treatable, 'category' | 'marker'> & { readonly asked: Outcome }

/** What is done with a leaf, whatever its text: rows that it counts in, and what takes its place, if anything. */
export class Plan {
  /** What takes the place of the leaf's content: always this, or what a treatment makes of the text. */
  readonly replacement: Replacement | null
  readonly treating: Treating | null
  /** 1 for a scalar that needs no name any more. */
  readonly known: number
  private readonly counts: readonly Count[]
  /** Numbers of the rows in the receipt that was counted in last. */
  private readonly rows: number[] = []
  private receipt = 0
  private applied: Outcome | null = null

  constructor(
    counts: readonly Count[], replacement: Replacement | null, treating: Treating | null, known: number,
  ) {
    this.counts = counts
    this.replacement = replacement
    this.treating = treating
    this.known = known
  }

  /** @param applied what the treatment did in the end, where there is one */
  count(tally: ReceiptBuilder, applied: Outcome | null): void {
    const { counts, rows } = this
    if (this.receipt !== tally.number || this.applied !== applied) {
      for (let i = 0; i < counts.length; i++) {
        const { category, scope, outcome, verdict } = counts[i] as Count
        rows[i] = tally.row(category, scope, applied ?? outcome, verdict)
      }
      this.receipt = tally.number
      this.applied = applied
    }
    for (let i = 0; i < rows.length; i++) tally.count(rows[i] as number)
  }
}

/** Of leaves that are looked at one by one. */
export const NO_PLAN = new Plan([], null, null, 0)

/** What the slow lane does with one leaf, written down while it does it: a plan for all like it, if it will do. */
export class Draft {
  readonly shape: Shape
  private readonly counts: Count[] = []
  private replacement: string | null = null
  private treating: Treating | null = null
  private known = 0
  private isShared = false
  private varies = false

  constructor(shape: Shape) {
    this.shape = shape
  }

  /** @param isShared all leaves like this one have the same findings */
  found(isShared: boolean): void {
    this.isShared = isShared
  }

  counted(category: number, scope: number, outcome: Outcome, verdict: Verdict): void {
    this.counts.push({ category, scope, outcome, verdict })
  }

  countedKnown(): void {
    this.known++
  }

  /** The whole content of the leaf is replaced, always by this. */
  replaced(text: string, before: string): void {
    if (text !== before || (this.shape & EXACT) === 0) this.replacement = text
  }

  /** The whole content is treated as such; what is counted from now on is counted under what the treatment did. */
  treated(treating: Treating): void {
    if (this.counts.length > 0) this.depends()
    this.treating = treating
  }

  /** What is done depends on the text. */
  depends(): void {
    this.varies = true
  }

  plan(): Plan {
    if (!this.isShared || this.varies) return NO_PLAN
    const replacement = this.replacement === null ? null : new Replacement(this.replacement)
    return new Plan(this.counts, replacement, this.treating, this.known)
  }
}
