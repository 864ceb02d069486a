import { covers } from '../detect/category.ts'
import { compareGrants, lacking, noticesLacking, permits } from './grant.ts'
import type { Grant, GrantCondition, LackingNotice } from './grant.ts'
import type { Rulebook } from './rulebook.ts'
import type { Situation } from './situation.ts'

/** An entry that names a category and does not grant it, and why not. */
export interface Candidate {
  readonly grant: Grant
  /** `context`: it is not for data of everybody whose datum this may be. */
  readonly lacks: readonly (GrantCondition | 'context')[]
  readonly notices: readonly LackingNotice[]
}

/** The entry that lacks the least; of equals the one that would count first. Null if none names the category. */
export function nearestGrant(
  rulebook: Rulebook, situation: Situation, category: string, context: number,
): Candidate | null {
  const grants = situation.registration?.grants ?? []
  const candidates = grants.filter((grant) => covers(grant.category, category)).map((grant): Candidate => ({
    grant,
    lacks: [...lacking(grant, situation, rulebook), ...(permits(grant, category, context) ? [] : ['context'] as const)],
    notices: noticesLacking(grant, situation, rulebook),
  }))
  const [nearest] = candidates.sort((a, b) => a.lacks.length - b.lacks.length || compareGrants(a.grant, b.grant))
  return nearest ?? null
}
