import type { ProtectedText } from './protected.ts'

/** The outcome lattice: a total order from what changes nothing to what refuses everything. */
export const OUTCOMES = ['allow', 'tag', 'generalise', 'mask', 'pseudonymise', 'redact', 'drop', 'block'] as const
export type OutcomeName = (typeof OUTCOMES)[number]

/** Index into OUTCOMES; a larger one is stricter. */
export type Outcome = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7
export const ALLOW = 0
export const TAG = 1
export const GENERALISE = 2
export const MASK = 3
export const PSEUDONYMISE = 4
export const REDACT = 5
export const DROP = 6
export const BLOCK = 7

/** How a value leaves, and which parts of the policy say so. Frozen, shared by every finding in the same cell. */
export interface Verdict {
  readonly outcome: Outcome
  /**
   * Ids that decided: those whose outcome is the strictest, in lexical order. `undeclared:<category>` where no grant
   * covers it.
   */
  readonly because: readonly string[]
  /** What a redacted string shows instead of the default marker; from the deciding rule. */
  readonly marker: string | null
}

/** How scalars that nobody classified leave. */
export type Posture = 'open' | 'documented' | 'closed'

/**
 * All decisions for one app, tenant, purpose and audience at one moment. Looking a verdict up is an array access after
 * the first time; nothing in here knows the text of anything.
 */
export interface VerdictTable {
  /**
   * @param category index into CATEGORIES
   * @param context C_* of the finding
   * @param jsonType T_STRING, T_NUMBER, T_LITERAL or 0 for an object key
   * @param confidence 0 to 1
   * @param pathState state of the path automaton at the leaf
   */
  decide(category: number, context: number, jsonType: number, confidence: number, pathState: number): Verdict
  /** The verdict on a scalar without findings at this place. */
  unclassified(pathState: number): Verdict
  /** True if there is a place with a text that nothing may alter. */
  readonly hasProtected: boolean
  /** The texts that nothing may alter at this place. */
  protectedAt(pathState: number): readonly ProtectedText[]
  /** The same for `null` and for a marker of this package: they tell nothing, and only go with what has ended. */
  leftOver(pathState: number): Verdict
  readonly posture: Posture
  /** True if all scalars without findings leave untouched, wherever they stand. */
  readonly isOpen: boolean
  /** `report`: everything is computed and counted, nothing is changed. `tag`: at most tagged. */
  readonly mode: 'enforce' | 'tag' | 'report'
  /** Id of the bundle: `<version>+<digest prefix>`. */
  readonly policy: string
}
