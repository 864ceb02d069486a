import type { Outcome, Verdict } from '../decide/verdict.ts'
import type { Finding } from '../detect/finding.ts'

/** One leaf, decided: for explanations, dry runs and rule cases. Holds no text; pointers do hold keys. */
export interface Decision {
  /** RFC 6901. Of the string that holds it, for a leaf in JSON in a string. */
  readonly pointer: string
  /** The leaf is the key itself, not the value under it. */
  readonly isKey: boolean
  /** The leaf's token in the body: a string with its quotes. */
  readonly start: number
  readonly end: number
  /** Each finding with what decided on it. The null finding stands for a scalar that nobody classified. */
  readonly rulings: readonly { readonly finding: Finding | null; readonly verdict: Verdict }[]
  /** What the policy asks for: of the leaf as a whole, or the strictest of what it asks for spans of it. */
  readonly outcome: Outcome
}

export interface LeafObserver {
  decided(decision: Decision): unknown
}
