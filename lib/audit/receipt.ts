import type { OutcomeName } from '../decide/verdict.ts'

/**
 * What left, in counts. A receipt holds category ids, normalised paths made of schema vocabulary, outcomes and ids of
 * the policy: there is no field that a value could be put in.
 *
 *     { category: 'user.contact.email', path: '/contact/email',
 *       outcome: 'redact', because: ['undeclared:user.contact.email'], count: 40 }
 */
export interface ReceiptCell {
  readonly category: string
  /** Normalised: array indices are `*`, keys outside the schema vocabulary `{key}`. */
  readonly path: string
  readonly outcome: OutcomeName
  readonly because: readonly string[]
  readonly count: number
}

export interface Receipt {
  readonly app: string
  readonly tenant: string | null
  readonly purpose: string | null
  readonly audience: string
  /** Version and digest of the policy bundle. */
  readonly policy: string
  readonly mode: 'enforce' | 'tag' | 'report'
  /**
   * `complete`, or the code of the error that ended the response; `empty`, `passed` or `not-modified` where nothing was
   * filtered.
   */
  readonly result: string
  readonly bytesIn: number
  readonly bytesOut: number
  /**
   * Strings, numbers and literals in the body and in documents inside its strings of which no detector knows what they
   * are as a whole. `null` is one of them; a string that holds a document is none, its scalars stand for it.
   */
  readonly unclassified: number
  readonly cells: readonly ReceiptCell[]
  /** Findings that found no room in `cells` (see `maxReceiptCells`). */
  readonly uncounted: number
}
