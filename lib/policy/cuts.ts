import { CEILINGS, ceilingFor } from '../decide/ceiling.ts'
import { within } from '../decide/audience.ts'
import { CONTEXT_COUNT, contextsToCover, contextsToMeet } from '../decide/contact.ts'
import type { Exception } from '../decide/exception.ts'
import type { Grant } from '../decide/grant.ts'
import type { Rule } from '../decide/rule.ts'
import type { Rulebook } from '../decide/rulebook.ts'
import { serves } from '../decide/situation.ts'
import type { Outcome } from '../decide/verdict.ts'
import { covers } from '../detect/category.ts'

/** The strictest rule that cuts a grant wherever it reaches the circle it is meant for, or null. */
export function cutBy(rulebook: Rulebook, app: string, grant: Grant, now: number): Rule | null {
  const isSuspended = ({ id }: Rule): boolean => rulebook.exceptions.some((exception) =>
    exception.suspends === id && mayHelp(exception, app, now))
  const cutting = rulebook.rules.filter((rule) =>
    rule.mode === 'enforce' && rule.outcome > grant.outcome
      && meetsAll(rule, app, grant, rulebook.minConfidence) && !isSuspended(rule))
  return cutting.reduce<Rule | null>((most, rule) => (most === null || rule.outcome > most.outcome ? rule : most), null)
}

/** How clearly a grant lets a value through at most, rules of the policy included. */
export function clearest(rulebook: Rulebook, app: string, grant: Grant, now: number): Outcome {
  return cutBy(rulebook, app, grant, now)?.outcome ?? grant.outcome
}

/** The finer categories of a coarse grant that a ceiling withholds. */
export function withheldFrom(grant: Grant): readonly string[] {
  return CEILINGS.map(({ category }) => category).filter((category) => {
    if (category === grant.category || !covers(grant.category, category)) return false
    const ceiling = ceilingFor(category, grant.audience)
    return ceiling !== null && within(ceiling.audience, grant.audience) && (ceiling.contexts & grant.contexts) !== 0 &&
      (ceiling.mildest === null || ceiling.mildest > grant.outcome)
  })
}

function mayHelp(exception: Exception, app: string, now: number): boolean {
  return exception.app === app && exception.valid.until > now
}

/** True if the rule applies to everything that the grant permits, told nothing of where it stands. */
function meetsAll({ where }: Rule, app: string, grant: Grant, minConfidence: number): boolean {
  const { categories, contexts, audiences, uses, apps, tenants, paths, jsonTypes } = where
  return paths === null && jsonTypes === null && (where.minConfidence ?? 0) <= minConfidence &&
    (categories === null || categories.some((category) => covers(category, grant.category))) &&
    (contexts === null || facetsOf(grant).every((facet) => (contextsToMeet(facet) & contexts) !== 0)) &&
    (audiences === null || audiences.includes(grant.audience)) &&
    (uses === null || serves(uses, grant.use)) &&
    (apps === null || apps.includes(app)) &&
    (tenants === null || (grant.tenants !== null && grant.tenants.every((tenant) => tenants.includes(tenant))))
}

/** The context facets of findings that a grant permits. */
function facetsOf(grant: Grant): number[] {
  const facets = Array.from({ length: CONTEXT_COUNT }, (_, facet) => facet)
  return facets.filter((facet) => (contextsToCover(facet) & ~grant.contexts) === 0)
}
