import { CONTEXT_COUNT } from './contact.ts'
import { grantsIn } from './grant.ts'
import { livesIn } from './lifecycle.ts'
import { createPlaces } from './place.ts'
import type { PatternsAt, Place } from './place.ts'
import { listedBy, unclassifiedBy } from './posture.ts'
import type { ProtectedText } from './protected.ts'
import { restrictionsIn } from './restriction.ts'
import type { Rulebook } from './rulebook.ts'
import { situate } from './situation.ts'
import type { Recipient } from './situation.ts'
import { lastingUntil } from './timeline.ts'
import { trail, verdictOf, weigh } from './trail.ts'
import type { Court, Question, Trail } from './trail.ts'
import { ALLOW, BLOCK } from './verdict.ts'
import type { Verdict, VerdictTable } from './verdict.ts'

/** A verdict table that knows how long it holds. */
export interface TimedVerdictTable extends VerdictTable {
  /** The next moment (milliseconds since 1970) at which a grant, exception or notice begins or ends, or Infinity. */
  readonly validUntil: number
  /**
   * Everything that had a say in a verdict that this table gave on a finding; null for any other verdict, and where
   * nobody was asked, because the app was revoked.
   */
  trailOf(verdict: Verdict): Trail | null
}

const JSON_TYPES = 8
const UNTOUCHED: Verdict = Object.freeze({ outcome: ALLOW, because: Object.freeze([]), marker: null })

/**
 * Resolves everything that app, tenant, purpose, audience and time decide, once; what is left is a look-up per finding.
 * How it is decided stands in {@link weigh}.
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
      ...common, posture, isOpen: false, hasProtected: false, decide: always, unclassified: always, leftOver: always,
      protectedAt: () => NONE, trailOf: () => null,
    })
  }

  const grants = grantsIn(rulebook, situation)
  const restrictions = restrictionsIn(rulebook, situation)
  const sureness = restrictions.flatMap(({ rule }) => rule.where.minConfidence ?? [])
  const bounds = inOrder([rulebook.minConfidence, ...sureness])
  const listed = listedBy(posture, rulebook, situation)
  const posed = unclassifiedBy(posture, listed)
  const lives = livesIn(rulebook, situation)
  const kept = rulebook.protected.filter(({ paths }) => paths.length > 0)
  const named = [...restrictions.map(({ rule }) => rule.where), ...kept].flatMap(({ paths }) => paths ?? [])
  const placeAt = createPlaces(patternsAt, [...new Set([...named, ...(listed ?? []), ...lives.paths])])
  const scalars = new Map<Place, Verdict>()

  const court: Court = { rulebook, situation, grants, restrictions, lives }
  const weighed = new WeakMap<Verdict, Question>()

  function judge(question: Question): Verdict {
    const { verdict } = weigh(court, question)
    weighed.set(verdict, question)
    return verdict
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
    hasProtected: kept.length > 0,
    isOpen: posture === 'open' && !lives.areHeard,
    decide(category: number, context: number, jsonType: number, confidence: number, pathState: number): Verdict {
      const place = placeAt(pathState)
      let step = 0
      while (step < bounds.length && !(confidence < bounds[step]!)) step++ // not `>=`: NaN counts as sure
      const facet = context >= 0 && context < CONTEXT_COUNT ? context : 0
      const type = jsonType & (JSON_TYPES - 1)
      const at = ((category * CONTEXT_COUNT + facet) * JSON_TYPES + type) * steps + step
      return (place.cells[at] ??= judge(
        { category, context: facet, jsonType: type, confidence: step === 0 ? -1 : bounds[step - 1]!, place }))
    },
    trailOf(verdict: Verdict): Trail | null {
      const question = weighed.get(verdict)
      return question === undefined ? null : trail(court, question)
    },
    unclassified,
    leftOver(pathState: number): Verdict {
      const voices = lives.voicesAt(placeAt(pathState))
      return voices.length === 0 ? UNTOUCHED : verdictOf(voices, [])
    },
    protectedAt(pathState: number): readonly ProtectedText[] {
      if (kept.length === 0) return NONE
      const { paths } = placeAt(pathState)
      return kept.filter((text) => text.paths.some((path) => paths.includes(path)))
    },
  })
}

const NONE: readonly ProtectedText[] = Object.freeze([])

function inOrder(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}
