import { CATEGORIES } from '../detect/category.ts'
import { ceilingOver } from './ceiling.ts'
import { grantFor } from './grant.ts'
import type { Grant } from './grant.ts'
import { strictest } from './outcome.ts'
import type { Rulebook } from './rulebook.ts'
import type { Situation } from './situation.ts'
import { REDACT } from './verdict.ts'
import type { Outcome } from './verdict.ts'

/** Something that speaks for an outcome, and the ids under which it is reported. */
export interface Voice {
  readonly outcome: Outcome
  readonly ids: readonly string[]
  readonly marker: string | null
}

/** What the declaration permits for a finding, or what happens for want of a grant; none goes above its ceiling. */
export function permission(
  rulebook: Rulebook, situation: Situation, grants: readonly Grant[], category: number, context: number,
): Voice {
  const id = CATEGORIES[category] ?? 'unknown'
  const grant = grantFor(grants, id, context)
  if (grant === null) return undeclared(rulebook, category)
  const ceiling = ceilingOver(id, situation.audience, context)
  if (ceiling === null) return { outcome: grant.outcome, ids: [grant.id], marker: null }
  if (ceiling.mildest === null) return undeclared(rulebook, category, `ceiling:${ceiling.id}`)
  return ceiling.mildest <= grant.outcome
    ? { outcome: grant.outcome, ids: [grant.id], marker: null }
    : { outcome: ceiling.mildest, ids: [grant.id, `ceiling:${ceiling.id}`], marker: null }
}

/** What happens to a finding that no grant is for, and why there is none. */
export function undeclared(rulebook: Rulebook, category: number, ...why: string[]): Voice {
  const outcome = strictest(rulebook.undeclared[category] ?? REDACT, REDACT)
  return { outcome, ids: [`undeclared:${CATEGORIES[category] ?? 'unknown'}`, ...why], marker: null }
}
