import { CATEGORIES } from '../detect/category.ts'
import { CONTEXT_COUNT } from './contact.ts'
import { grantsIn } from './grant.ts'
import { livesIn } from './lifecycle.ts'
import { permission, undeclared } from './permission.ts'
import type { Voice } from './permission.ts'
import { createPlaces } from './place.ts'
import type { PatternsAt, Place } from './place.ts'
import { listedBy, unclassifiedBy } from './posture.ts'
import { restriction, restrictionsIn, unsure } from './restriction.ts'
import type { Rule } from './rule.ts'
import type { Rulebook } from './rulebook.ts'
import { situate } from './situation.ts'
import type { Recipient } from './situation.ts'
import { lastingUntil } from './timeline.ts'
import { ALLOW, BLOCK } from './verdict.ts'
import type { Verdict, VerdictTable } from './verdict.ts'

/** A verdict table that knows how long it holds. */
export interface TimedVerdictTable extends VerdictTable {
  /** The next moment (milliseconds since 1970) at which a grant, exception or notice begins or ends, or Infinity. */
  readonly validUntil: number
}

const JSON_TYPES = 8
const UNTOUCHED: Verdict = Object.freeze({ outcome: ALLOW, because: Object.freeze([]), marker: null })

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
    const always = (): Verdict => refused
    return Object.freeze({
      ...common, posture, isOpen: false, decide: always, unclassified: always, leftOver: always,
    })
  }

  const grants = grantsIn(rulebook, situation)
  const restrictions = restrictionsIn(rulebook, situation)
  const inForce = restrictions.filter(({ suspendedBy }) => suspendedBy.length === 0)
  const suspended = restrictions.filter(({ suspendedBy }) => suspendedBy.length > 0)
  const sureness = restrictions.flatMap(({ rule }) => rule.where.minConfidence ?? [])
  const bounds = inOrder([rulebook.minConfidence, ...sureness])
  const listed = listedBy(posture, rulebook, situation)
  const posed = unclassifiedBy(posture, listed)
  const lives = livesIn(rulebook, situation)
  const named = restrictions.flatMap(({ rule }) => rule.where.paths ?? [])
  const placeAt = createPlaces(patternsAt, [...new Set([...named, ...(listed ?? []), ...lives.paths])])
  const scalars = new Map<Place, Verdict>()

  function judge(category: number, context: number, jsonType: number, confidence: number, place: Place): Verdict {
    const cell = { category: CATEGORIES[category] ?? 'unknown', context, jsonType, confidence, paths: place.paths }
    const ask = (rule: Rule): Voice | null =>
      restriction(rule, cell, place.known, rulebook.minConfidence)
    const ungranted = lives.ungrantedAt(place).map((id) => undeclared(rulebook, category, id))
    const bases = [permission(rulebook, situation, grants, category, context), ...ungranted]
    const voices = confidence >= rulebook.minConfidence ? bases : bases.map(unsure)
    voices.push(...lives.voicesAt(place))
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

  function judgeScalar(place: Place): Verdict {
    const verdict = posed(place.paths)
    const voices = lives.voicesAt(place)
    return voices.length === 0 ? verdict : verdictOf([{ ...verdict, ids: verdict.because }, ...voices], [])
  }

  function unclassified(pathState: number): Verdict {
    const place = placeAt(pathState)
    let verdict = scalars.get(place)
    if (verdict === undefined) scalars.set(place, verdict = judgeScalar(place))
    return verdict
  }

  const steps = bounds.length + 1
  return Object.freeze({
    ...common,
    posture,
    isOpen: posture === 'open' && !lives.areHeard,
    decide(category: number, context: number, jsonType: number, confidence: number, pathState: number): Verdict {
      const place = placeAt(pathState)
      let step = 0
      while (step < bounds.length && !(confidence < bounds[step]!)) step++ // not `>=`: NaN counts as sure
      const facet = context >= 0 && context < CONTEXT_COUNT ? context : 0
      const type = jsonType & (JSON_TYPES - 1)
      const at = ((category * CONTEXT_COUNT + facet) * JSON_TYPES + type) * steps + step
      return (place.cells[at] ??= judge(category, facet, type, step === 0 ? -1 : bounds[step - 1]!, place))
    },
    unclassified,
    leftOver(pathState: number): Verdict {
      const voices = lives.voicesAt(placeAt(pathState))
      return voices.length === 0 ? UNTOUCHED : verdictOf(voices, [])
    },
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
