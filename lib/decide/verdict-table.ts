import { CATEGORIES } from '../detect/category.ts'
import { CONTEXT_COUNT } from './contact.ts'
import { grantsIn } from './grant.ts'
import { permission } from './permission.ts'
import type { Voice } from './permission.ts'
import { createPlaces } from './place.ts'
import type { PatternsAt, Place } from './place.ts'
import { unclassifiedBy } from './posture.ts'
import { restriction, restrictionsIn, unsure } from './restriction.ts'
import type { Rule } from './rule.ts'
import type { Rulebook } from './rulebook.ts'
import { situate } from './situation.ts'
import type { Recipient } from './situation.ts'
import { lastingUntil } from './timeline.ts'
import { BLOCK } from './verdict.ts'
import type { Verdict, VerdictTable } from './verdict.ts'

/** A verdict table that knows how long it holds. */
export interface TimedVerdictTable extends VerdictTable {
  /** The next moment (milliseconds since 1970) at which a grant, exception or notice begins or ends, or Infinity. */
  readonly validUntil: number
}

const JSON_TYPES = 8

/**
 * Resolves everything that app, tenant, purpose, audience and time decide, once; what is left is a look-up per finding.
 *
 * The order of decision: the most specific grant gives the permission (none: the undeclared default of the category),
 * every rule that applies and is not suspended restricts it, and the strictest of all these voices is the verdict.
 *
 * @param now milliseconds since 1970
 * @param patternsAt indices into `rulebook.paths` that match at a state of the path automaton
 */
export function createVerdictTable(
  rulebook: Rulebook, recipient: Recipient, now: number, patternsAt: PatternsAt,
): TimedVerdictTable {
  const situation = situate(rulebook, recipient, now)
  const common = { mode: rulebook.mode, policy: rulebook.id, validUntil: lastingUntil(rulebook, situation) }
  const posture = rulebook.postures[situation.audience]
  if (situation.registration?.status === 'revoked') {
    const refused = verdictOf([{ outcome: BLOCK, ids: [`revoked:${situation.app}`], marker: null }], [])
    return Object.freeze({ ...common, posture, decide: () => refused, unclassified: () => refused })
  }

  const grants = grantsIn(rulebook, situation)
  const restrictions = restrictionsIn(rulebook, situation)
  const inForce = restrictions.filter(({ suspendedBy }) => suspendedBy.length === 0)
  const suspended = restrictions.filter(({ suspendedBy }) => suspendedBy.length > 0)
  const named = restrictions.flatMap(({ rule }) => rule.where.minConfidence ?? [])
  const bounds = inOrder([rulebook.minConfidence, ...named])
  const scalar = unclassifiedBy(posture, rulebook)
  const listed = posture === 'open' ? [] : [...rulebook.harmless, ...rulebook.documented]
  const placeAt = createPlaces(patternsAt, [...restrictions.flatMap(({ rule }) => rule.where.paths ?? []), ...listed])

  function judge(category: number, context: number, jsonType: number, confidence: number, place: Place): Verdict {
    const cell = { category: CATEGORIES[category] ?? 'unknown', context, jsonType, confidence, paths: place.paths }
    const ask = (rule: Rule): Voice | null =>
      restriction(rule, cell, place.known, rulebook.minConfidence)
    const base = permission(rulebook, situation, grants, category, context)
    const voices = [confidence >= rulebook.minConfidence ? base : unsure(base)]
    for (const { rule } of inForce) {
      const voice = ask(rule)
      if (voice !== null) voices.push(voice)
    }
    const silenced = suspended.flatMap(({ rule, suspendedBy }) => {
      const voice = ask(rule)
      return voice === null ? [] : [{ ...voice, ids: suspendedBy }]
    })
    return verdictOf(voices, silenced)
  }

  const steps = bounds.length + 1
  return Object.freeze({
    ...common,
    posture,
    decide(category: number, context: number, jsonType: number, confidence: number, pathState: number): Verdict {
      const place = placeAt(pathState)
      let step = 0
      while (step < bounds.length && !(confidence < bounds[step]!)) step++ // not `>=`: NaN counts as sure
      const facet = context >= 0 && context < CONTEXT_COUNT ? context : 0
      const type = jsonType & (JSON_TYPES - 1)
      const at = ((category * CONTEXT_COUNT + facet) * JSON_TYPES + type) * steps + step
      return (place.cells[at] ??= judge(category, facet, type, step === 0 ? -1 : bounds[step - 1]!, place))
    },
    unclassified: (pathState: number): Verdict => scalar(placeAt(pathState).paths),
  })
}

/** The strictest voices decide; a suspended rule is named where it would have been stricter still. */
function verdictOf(voices: readonly Voice[], silenced: readonly Voice[]): Verdict {
  const outcome = voices.reduce((most, voice) => (voice.outcome > most.outcome ? voice : most)).outcome
  const deciding = voices.filter((voice) => voice.outcome === outcome)
  const named = [...deciding, ...silenced.filter((voice) => voice.outcome > outcome)]
  const because = inOrder(named.flatMap(({ ids }) => ids))
  const marked = deciding.filter(({ marker }) => marker !== null)
    .reduce<Voice | null>((first, voice) => (first === null || voice.ids[0]! < first.ids[0]! ? voice : first), null)
  return Object.freeze({ outcome, because: Object.freeze(because), marker: marked?.marker ?? null })
}

function inOrder<T extends string | number>(values: readonly T[]): T[] {
  return [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
