import { CATEGORIES } from '../detect/category.ts'
import { ceilingOver } from './ceiling.ts'
import type { Ceiling } from './ceiling.ts'
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

/** What is permitted for a finding, and what it follows from. */
export interface Permission {
  readonly voice: Voice
  /** The entry that counts; null where nothing is granted. */
  readonly grant: Grant | null
  /** What is above the entry, whether it cuts it or not. */
  readonly ceiling: Ceiling | null
}

/** What the declaration permits for a finding, or what happens for want of a grant; none goes above its ceiling. */
export function permission(
  rulebook: Rulebook, situation: Situation, grants: readonly Grant[], category: number, context: number,
): Permission {
  const id = CATEGORIES[category] ?? 'unknown'
  const grant = grantFor(grants, id, context)
  if (grant === null) return { voice: undeclared(rulebook, category), grant, ceiling: null }
  const granted: Voice = { outcome: grant.outcome, ids: [grant.id], marker: null }
  const ceiling = ceilingOver(id, situation.audience, context)
  if (ceiling === null) return { voice: granted, grant, ceiling }
  if (ceiling.mildest === null) return { voice: undeclared(rulebook, category, `ceiling:${ceiling.id}`), grant, ceiling }
  if (ceiling.mildest <= grant.outcome) return { voice: granted, grant, ceiling }
  return { voice: { outcome: ceiling.mildest, ids: [grant.id, `ceiling:${ceiling.id}`], marker: null }, grant, ceiling }
}

/** What happens to a finding that no grant is for, and why there is none. */
export function undeclared(rulebook: Rulebook, category: number, ...why: string[]): Voice {
  const outcome = strictest(rulebook.undeclared[category] ?? REDACT, REDACT)
  return { outcome, ids: [`undeclared:${CATEGORIES[category] ?? 'unknown'}`, ...why], marker: null }
}
