import { ANY_CONTEXT } from '../../decide/contact.ts'
import { KEY_TYPE } from '../../decide/rule.ts'
import type { Conditions, Rule } from '../../decide/rule.ts'
import { covers } from '../../detect/category.ts'
import { T_LITERAL, T_NUMBER, T_STRING } from '../../walk/watch.ts'

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
  return strong.outcome >= weak.outcome &&
    (strong.outcome > weak.outcome || strong.marker === weak.marker) &&
    containsAll(a.categories, b.categories, covers) &&
    containsAll(a.uses, b.uses, covers) &&
    containsAll(a.audiences, b.audiences, isSame) &&
    containsAll(a.apps, b.apps, isSame) &&
    containsAll(a.tenants, b.tenants, isSame) &&
    containsAll(a.paths?.map(pathOf) ?? null, b.paths?.map(pathOf) ?? null, includesPath) &&
    containsBits(a.contexts, b.contexts, ANY_CONTEXT) &&
    containsBits(a.jsonTypes, b.jsonTypes, ANY_TYPE) &&
    isAsAlert(a, b, minConfidence)
}

function isSame(a: string, b: string): boolean {
  return a === b
}

/** Without a list, a condition always holds. */
function containsAll(
  wide: readonly string[] | null, narrow: readonly string[] | null, contains: (a: string, b: string) => boolean,
): boolean {
  return wide === null || (narrow !== null && narrow.every((one) => wide.some((other) => contains(other, one))))
}

function containsBits(wide: number | null, narrow: number | null, all: number): boolean {
  return ((narrow ?? all) & ~(wide ?? all)) === 0
}

/** Without a bound of its own, a rule still tags what the policy does not take seriously. */
function isAsAlert(strong: Conditions, weak: Conditions, minConfidence: number): boolean {
  if (strong.minConfidence !== null) return strong.minConfidence <= (weak.minConfidence ?? 0)
  return weak.minConfidence === null || weak.minConfidence >= minConfidence
}

/** True if every path that the second pattern matches is matched by the first one. */
export function includesPath(wide: string, narrow: string): boolean {
  const [a, b] = [wide, narrow].map((pattern) => pattern.split('/').slice(1)) as [string[], string[]]
  // By place in `a`: whether what is read of `b` so far can lead there.
  let reached = closed(a, [true])
  for (const segment of b) {
    reached = closed(a, a.reduce<boolean[]>((next, own, at) => {
      if (reached[at] !== true) return next
      if (own === '**') next[at] = true
      else if (segment !== '**' && (own === '*' || own === segment)) next[at + 1] = true
      return next
    }, []))
  }
  return reached[a.length] === true
}

/** `**` may stand for nothing. */
function closed(pattern: readonly string[], reached: readonly boolean[]): boolean[] {
  const all = [...reached]
  for (const [at, segment] of pattern.entries()) if (all[at] === true && segment === '**') all[at + 1] = true
  return all
}
