import { ANY_CONTEXT } from '../../decide/contact.ts'
import { KEY_TYPE } from '../../decide/rule.ts'
import type { Conditions, Rule } from '../../decide/rule.ts'
import { covers } from '../../detect/category.ts'
import { T_LITERAL, T_NUMBER, T_STRING } from '../../walk/watch.ts'
import { contains } from '../path-patterns.ts'

const ANY_TYPE = T_STRING | T_NUMBER | T_LITERAL | KEY_TYPE

/**
 * True if one rule makes another one superfluous: wherever the other applies it applies too, and it is at least as
 * strict. False where that is not plain to see.
 *
 * @param minConfidence below which the policy as a whole takes no finding seriously
 * @param pathOf the path pattern behind an index of the rulebook
 */
export function makesSuperfluous(
  strong: Rule, weak: Rule, minConfidence: number, pathOf: (index: number) => string,
): boolean {
  const [a, b] = [strong.where, weak.where]
  return (strong.mode === 'enforce' || strong.mode === weak.mode) &&
    strong.outcome >= weak.outcome &&
    (strong.outcome > weak.outcome || strong.marker === weak.marker) &&
    containsAll(a.categories, b.categories, covers) &&
    containsAll(a.uses, b.uses, covers) &&
    containsAll(a.audiences, b.audiences, isSame) &&
    containsAll(a.apps, b.apps, isSame) &&
    containsAll(a.tenants, b.tenants, isSame) &&
    containsAll(a.paths?.map(pathOf) ?? null, b.paths?.map(pathOf) ?? null, contains) &&
    containsBits(a.contexts, b.contexts, ANY_CONTEXT) &&
    containsBits(a.jsonTypes, b.jsonTypes, ANY_TYPE) &&
    isAsAlert(a, b, minConfidence)
}

function isSame(a: string, b: string): boolean {
  return a === b
}

/** Without a list, a condition always holds. */
function containsAll(
  wide: readonly string[] | null, narrow: readonly string[] | null, holds: (a: string, b: string) => boolean,
): boolean {
  return wide === null || (narrow !== null && narrow.every((one) => wide.some((other) => holds(other, one))))
}

function containsBits(wide: number | null, narrow: number | null, all: number): boolean {
  return ((narrow ?? all) & ~(wide ?? all)) === 0
}

/** Without a bound of its own, a rule still tags what the policy does not take seriously. */
function isAsAlert(strong: Conditions, weak: Conditions, minConfidence: number): boolean {
  if (strong.minConfidence !== null) return strong.minConfidence <= (weak.minConfidence ?? 0)
  return weak.minConfidence === null || weak.minConfidence >= minConfidence
}
