/**
 * Whose contact a finding is, as sets of bits, so that a condition is one `&`.
 *
 * A permission must cover every context that the datum may have: `both` needs both, and `unknown` counts as personal. A
 * restriction applies if it names any of them, and what is unknown may be anything.
 */
export const PERSONAL = 1
export const BUSINESS = 2
export const ANY_CONTEXT = PERSONAL | BUSINESS

/** How many context facets a finding can have: the indices into the two tables below. */
export const CONTEXT_COUNT = 4

/** By C_* (finding.ts): unknown, personal, business, both. */
const FOR_GRANTS: readonly number[] = [PERSONAL, PERSONAL, BUSINESS, ANY_CONTEXT]
const FOR_RULES: readonly number[] = [ANY_CONTEXT, PERSONAL, BUSINESS, ANY_CONTEXT]

/** The contexts that a permission has to cover for a finding with this facet. */
export function contextsToCover(facet: number): number {
  return FOR_GRANTS[facet] ?? ANY_CONTEXT
}

/** The contexts that a restriction may name to apply to a finding with this facet. */
export function contextsToMeet(facet: number): number {
  return FOR_RULES[facet] ?? ANY_CONTEXT
}
