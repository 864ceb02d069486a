import { covers } from '../detect/category.ts'
import { within } from './audience.ts'
import type { Audience } from './audience.ts'
import { ANY_CONTEXT, contextsToCover } from './contact.ts'
import { given } from './notice.ts'
import type { NoticeReference } from './notice.ts'
import type { Rulebook } from './rulebook.ts'
import { open } from './situation.ts'
import type { Situation, Window } from './situation.ts'
import type { Outcome } from './verdict.ts'

/** One line of a declaration: a category that one entry names, and how clearly it may leave. */
export interface Grant {
  /** `<declaration>/<entry>`. */
  readonly id: string
  /** A key of the taxonomy; everything below it is covered. */
  readonly category: string
  /** The data use that the entry is for; everything below it is covered. */
  readonly use: string
  /** The widest circle that the entry reaches. */
  readonly audience: Audience
  /** Bits of contact.ts. */
  readonly contexts: number
  /** Tenants whose data may leave, or null for all. */
  readonly tenants: readonly string[] | null
  readonly valid: Window
  /** All of these have to be given. */
  readonly notices: readonly NoticeReference[]
  readonly outcome: Outcome
}

/** The grants of the receiving app that hold in this situation, whatever is found. */
export function grantsIn(rulebook: Rulebook, situation: Situation): readonly Grant[] {
  const { registration, purpose, tenant, audience, now } = situation
  if (registration?.status !== 'approved' || purpose === null) return []
  return registration.grants.filter((grant) =>
    covers(grant.use, purpose) &&
    within(audience, grant.audience) &&
    (grant.tenants === null || (tenant !== null && grant.tenants.includes(tenant))) &&
    open(grant.valid, now) &&
    grant.notices.every((reference) => given(reference, rulebook.notices.get(reference.id), tenant, now)))
}

/** True if the grant permits this category in every context that the finding may have. */
export function permits(grant: Grant, category: string, context: number): boolean {
  return covers(grant.category, category) && (contextsToCover(context) & ~grant.contexts) === 0
}

function depth(id: string): number {
  let dots = 0
  for (const char of id) if (char === '.') dots++
  return dots
}

function facets(grant: Grant): number {
  return (grant.contexts === ANY_CONTEXT ? 0 : 1) + (grant.tenants === null ? 0 : 1)
}

/**
 * Negative if `a` comes before `b`: the finer category, then more conditions, then the milder outcome (each of the two
 * was approved by itself), then the id.
 */
export function compareGrants(a: Grant, b: Grant): number {
  return depth(b.category) - depth(a.category) || facets(b) - facets(a) || a.outcome - b.outcome ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

/** The most specific of the grants that permit a finding, or null: then the finding is undeclared. */
export function grantFor(grants: readonly Grant[], category: string, context: number): Grant | null {
  let best: Grant | null = null
  for (const grant of grants) {
    if (permits(grant, category, context) && (best === null || compareGrants(grant, best) < 0)) best = grant
  }
  return best
}
