import { covers } from '../detect/category.ts'
import type { Audience } from './audience.ts'
import { contextsToMeet } from './contact.ts'
import { serves } from './situation.ts'
import type { Situation } from './situation.ts'
import type { Outcome, VerdictTable } from './verdict.ts'

/** JSON types as bits: T_* (watch.ts) for values, and one more for an object key. */
export const KEY_TYPE = 8

/** When a rule applies. All conditions that are not null have to hold. */
export interface Conditions {
  readonly categories: readonly string[] | null
  /** Bits of contact.ts. */
  readonly contexts: number | null
  readonly audiences: readonly Audience[] | null
  readonly uses: readonly string[] | null
  readonly apps: readonly string[] | null
  readonly tenants: readonly string[] | null
  /** Indices into `Rulebook.paths`. */
  readonly paths: readonly number[] | null
  /** Bits: T_* and KEY_TYPE. */
  readonly jsonTypes: number | null
  /** The rule is for findings at least this sure; null: for those that the whole policy takes seriously. */
  readonly minConfidence: number | null
}

/** A restriction: it can make an outcome stricter, never milder. */
export interface Rule {
  /** `<file id>/<rule id>`. */
  readonly id: string
  readonly where: Conditions
  readonly outcome: Outcome
  /** What a redacted string shows instead of the default marker. */
  readonly marker: string | null
  /** `report`: it is named, and not followed. `tag`: it tags at most. */
  readonly mode: VerdictTable['mode']
}

/** What differs between the findings of one response, as far as rules may ask for it. */
export interface Cell {
  readonly category: string
  /** C_* of finding.ts. */
  readonly context: number
  /** T_*, or 0 for an object key. */
  readonly jsonType: number
  readonly confidence: number
  /** Indices of the path patterns that match here. */
  readonly paths: readonly number[]
}

/** The conditions that are the same for a whole response. What is not known about it satisfies all of them. */
export function concerns(rule: Rule, situation: Situation): boolean {
  const { audiences, uses, apps, tenants } = rule.where
  const { registration, audience, purpose, tenant, app } = situation
  return (audiences === null || audiences.includes(audience)) &&
    (uses === null || purpose === null || serves(uses, purpose)) &&
    (apps === null || registration === null || apps.includes(app)) &&
    (tenants === null || tenant === null || tenants.includes(tenant))
}

/** The conditions that differ from finding to finding, apart from confidence. */
export function applies(rule: Rule, cell: Cell): boolean {
  const { categories, contexts, paths, jsonTypes } = rule.where
  return (categories === null || categories.some((category) => covers(category, cell.category))) &&
    (contexts === null || (contextsToMeet(cell.context) & contexts) !== 0) &&
    (jsonTypes === null || (jsonTypes & (cell.jsonType === 0 ? KEY_TYPE : cell.jsonType)) !== 0) &&
    (paths === null || paths.some((path) => cell.paths.includes(path)))
}
