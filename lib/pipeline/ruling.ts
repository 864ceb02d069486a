import { ALLOW, TAG, type Outcome, type Verdict, type VerdictTable } from '../decide/verdict.ts'
import { KEY, LITERAL, NUMBER, type RecordKind } from '../walk/leaf.ts'
import { T_LITERAL, T_NUMBER, T_STRING } from '../walk/watch.ts'
import type { Finding } from '../detect/finding.ts'

/** A finding and the verdict on it; without a finding, the verdict on a scalar that nobody classified. */
export interface Ruling {
  readonly finding: Finding | null
  readonly verdict: Verdict
}

/**
 * Of a document in a string that is too deep or too large to be looked into: it leaves as text, and the receipt says
 * so.
 */
export const NOT_LOOKED_INTO: Ruling = {
  finding: null,
  verdict: Object.freeze({ outcome: TAG, because: Object.freeze(['limit:document-in-string']), marker: null }),
}

/** The JSON type that rules ask for, by record kind; an object key has none. */
export function jsonTypeOf(kind: RecordKind): number {
  if (kind === KEY) return 0
  return kind === NUMBER ? T_NUMBER : kind === LITERAL ? T_LITERAL : T_STRING
}

/** What may be done at most: in the modes that watch only, nothing is changed whatever the verdict says. */
export function inMode(outcome: Outcome, mode: VerdictTable['mode']): Outcome {
  if (mode === 'enforce') return outcome
  return mode === 'report' ? ALLOW : (Math.min(outcome, TAG) as Outcome)
}

/** The strictest of some rulings; the first one of equals, so that the order of findings decides nothing visible. */
export function strictest(rulings: readonly Ruling[]): Ruling | null {
  let most: Ruling | null = null
  for (const ruling of rulings) if (most === null || ruling.verdict.outcome > most.verdict.outcome) most = ruling
  return most
}
