import type { TextView } from '../bytes/view.ts'
import type { Outcome, Verdict } from '../decide/verdict.ts'
import type { Finding } from '../detect/finding.ts'
import type { RecordKind } from '../walk/leaf.ts'

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

/** One leaf, looked at: for those who add up what stands where. */
export interface Sighting {
  /** Normalised, as receipts show it. */
  readonly path: string
  /** PART: what follows belongs to the long string that was seen last. */
  readonly kind: RecordKind
  /** Of a long string, its beginning. */
  readonly view: TextView
  readonly findings: readonly Finding[]
}

/**
 * Told of every scalar, in documents inside strings too, and of keys that may be private. Unlike an observer it asks
 * for no pointers, so that bodies need not be held whole.
 */
export interface LeafWitness {
  saw(sighting: Sighting): void
}
