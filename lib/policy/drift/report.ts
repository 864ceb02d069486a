import type { Receipt } from '../../audit/receipt.ts'
import type { Status } from '../../decide/registration.ts'
import type { OutcomeName } from '../../decide/verdict.ts'

/** How often each outcome was counted. */
export type OutcomeCounts = Readonly<Partial<Record<OutcomeName, number>>>

/** A declared category that was found. */
export interface SeenGrant {
  /** `<declaration>/<entry>`. */
  readonly entry: string
  readonly category: string
  readonly count: number
  readonly outcomes: OutcomeCounts
}

/** A declared category that was not found. */
export interface UnseenGrant {
  readonly entry: string
  readonly category: string
  /** Since when it could have been: the first receipt, or the begin of the grant. Null where receipts have no times. */
  readonly since: string | null
}

/** A category that was found, and was not declared for the response it was found in. */
export interface UndeclaredFinding {
  readonly category: string
  /** It is declared, but for another purpose, audience, tenant, contact or time, or with a notice that is missing. */
  readonly isDeclaredOtherwise: boolean
  readonly count: number
  readonly outcomes: OutcomeCounts
  readonly paths: readonly string[]
}

/** What left clearer than was declared. In the mode `enforce` there is none, unless the filter has a bug. */
export interface ClearerFinding {
  readonly category: string
  readonly mode: Receipt['mode']
  readonly declared: OutcomeName
  /** As it left. */
  readonly outcome: OutcomeName
  readonly count: number
  readonly paths: readonly string[]
}

/** What one app declared, beside what it received. */
export interface AppDrift {
  readonly app: string
  readonly status: Status | 'unregistered'
  readonly responses: number
  /** Responses in a mode that withholds nothing. */
  readonly unenforced: number
  readonly seen: readonly SeenGrant[]
  readonly unseen: readonly UnseenGrant[]
  readonly undeclared: readonly UndeclaredFinding[]
  readonly clearer: readonly ClearerFinding[]
}

export interface DriftReport {
  /** Id of the policy that was compared. */
  readonly policy: string
  /** Times of the first and the last receipt, RFC 3339. */
  readonly from: string | null
  readonly until: string | null
  readonly responses: number
  /** Responses under another policy: it is not asked whether they were clearer than this one declares. */
  readonly otherPolicies: number
  /** Findings that found no room: with any, what was not seen may have been there. */
  readonly uncounted: number
  readonly hasDrift: boolean
  readonly apps: readonly AppDrift[]
}
