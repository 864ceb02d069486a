import { covers } from '../detect/category.ts'
import { within } from './audience.ts'
import type { Audience } from './audience.ts'
import { ANY_CONTEXT, contextsToCover } from './contact.ts'
import { lackOf } from './notice.ts'
import type { NoticeLack, NoticeReference } from './notice.ts'
import type { Rulebook } from './rulebook.ts'
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

/** What has to hold for a grant, whatever is found. */
export const GRANT_CONDITIONS = ['status', 'purpose', 'audience', 'tenant', 'begun', 'not-ended', 'notice'] as const
export type GrantCondition = (typeof GRANT_CONDITIONS)[number]

type Test = (grant: Grant, situation: Situation, rulebook: Rulebook) => boolean

const HOLDS: Readonly<Record<GrantCondition, Test>> = {
  status: (_grant, { registration }) => registration?.status === 'approved',
  purpose: ({ use }, { purpose }) => purpose !== null && covers(use, purpose),
  audience: (grant, { audience }) => within(audience, grant.audience),
  tenant: ({ tenants }, { tenant }) => tenants === null || (tenant !== null && tenants.includes(tenant)),
  begun: ({ valid }, { now }) => valid.from <= now,
  'not-ended': ({ valid }, { now }) => now < valid.until,
  notice: (grant, situation, rulebook) => noticesLacking(grant, situation, rulebook).length === 0,
}

/** The conditions that keep a grant from holding in this situation; none if it holds. */
export function lacking(grant: Grant, situation: Situation, rulebook: Rulebook): GrantCondition[] {
  return GRANT_CONDITIONS.filter((condition) => !HOLDS[condition](grant, situation, rulebook))
}

/** A notice that does not count as given, with why. */
export interface LackingNotice extends NoticeReference {
  readonly why: NoticeLack
}

/** The notices that a grant needs and that do not count as given. */
export function noticesLacking(
  { notices }: Grant, { tenant, now }: Situation, rulebook: Rulebook,
): LackingNotice[] {
  return notices.flatMap((reference) => {
    const why = lackOf(reference, rulebook.notices.get(reference.id), tenant, now)
    return why === null ? [] : [{ ...reference, why }]
  })
}

/** The grants of the receiving app that hold in this situation, whatever is found. */
export function grantsIn(rulebook: Rulebook, situation: Situation): readonly Grant[] {
  const grants = situation.registration?.grants ?? []
  return grants.filter((grant) => lacking(grant, situation, rulebook).length === 0)
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
