import { CATEGORIES } from '../detect/category.ts'
import { nearestGrant } from './candidate.ts'
import type { Candidate } from './candidate.ts'
import type { Grant } from './grant.ts'
import type { Lives } from './lifecycle.ts'
import { permission, undeclared } from './permission.ts'
import type { Permission, Voice } from './permission.ts'
import type { Place } from './place.ts'
import { restriction, unsure } from './restriction.ts'
import type { Restriction } from './restriction.ts'
import type { Cell } from './rule.ts'
import type { Rulebook } from './rulebook.ts'
import type { Situation } from './situation.ts'
import type { Verdict } from './verdict.ts'

/** What is the same for all verdicts of a table. */
export interface Court {
  readonly rulebook: Rulebook
  readonly situation: Situation
  readonly grants: readonly Grant[]
  readonly restrictions: readonly Restriction[]
  readonly lives: Lives
}

/** What is asked of it: a finding, as far as anything may depend on it. */
export interface Question extends Omit<Cell, 'category' | 'paths'> {
  /** Index into CATEGORIES. */
  readonly category: number
  readonly place: Place
}

/** A rule that applies, and what it says. */
export interface Said extends Restriction {
  readonly voice: Voice
}

/** A verdict, and everything that had a say in it. */
export interface Weighing {
  readonly verdict: Verdict
  /** What the declaration permits; its voice is the one that counts for so sure a finding. */
  readonly permission: Permission
  /** What the lifecycles of the place say. */
  readonly lives: readonly Voice[]
  /** Every rule that applies, also those that are suspended. */
  readonly rules: readonly Said[]
}

/** The same, for people who ask why. */
export interface Trail extends Weighing {
  /** Where nothing is granted: the entry that is nearest to granting it, if any names the category. */
  readonly candidate: Candidate | null
}

/**
 * Decides. The most specific grant gives the permission (none: the undeclared default of the category), every rule that
 * applies and is not suspended restricts it, and the strictest of all these voices is the verdict.
 */
export function weigh({ rulebook, situation, grants, restrictions, lives }: Court, question: Question): Weighing {
  const { category, context, jsonType, confidence, place } = question
  const { minConfidence } = rulebook
  const cell = { category: nameOf(question), context, jsonType, confidence, paths: place.paths }
  const permitted = permission(rulebook, situation, grants, category, context)
  const isSure = confidence >= minConfidence
  const voice = isSure ? permitted.voice : unsure(permitted.voice)
  const ungranted = lives.ungrantedAt(place).map((id) => undeclared(rulebook, category, id))
  const living = [...(isSure ? ungranted : ungranted.map(unsure)), ...lives.voicesAt(place)]
  const rules: Said[] = []
  for (const { rule, suspendedBy } of restrictions) {
    const own = restriction(rule, cell, place.known, minConfidence)
    if (own !== null) rules.push({ rule, suspendedBy, voice: own })
  }
  const inForce = rules.filter(({ suspendedBy }) => suspendedBy.length === 0)
  const silenced = rules.filter(({ suspendedBy }) => suspendedBy.length > 0).map((said): Voice =>
    ({ ...said.voice, ids: said.suspendedBy }))
  const verdict = verdictOf([voice, ...living, ...inForce.map((said) => said.voice)], silenced)
  return { verdict, permission: { ...permitted, voice }, lives: living, rules }
}

/** Decides once more, and says what a grant would have needed. */
export function trail(court: Court, question: Question): Trail {
  const weighing = weigh(court, question)
  const { rulebook, situation } = court
  const isGranted = weighing.permission.grant !== null
  const candidate = isGranted ? null : nearestGrant(rulebook, situation, nameOf(question), question.context)
  return { ...weighing, candidate }
}

function nameOf({ category }: Question): string {
  return CATEGORIES[category] ?? 'unknown'
}

/** The strictest voices decide; a suspended rule is named where it would have been stricter still. */
export function verdictOf(voices: readonly Voice[], silenced: readonly Voice[]): Verdict {
  const outcome = voices.reduce((most, voice) => (voice.outcome > most.outcome ? voice : most)).outcome
  const deciding = voices.filter((voice) => voice.outcome === outcome)
  const named = [...deciding, ...silenced.filter((voice) => voice.outcome > outcome)]
  const because = [...new Set(named.flatMap(({ ids }) => ids))].sort()
  const marked = deciding.filter(({ marker }) => marker !== null)
    .reduce<Voice | null>((first, voice) => (first === null || voice.ids[0]! < first.ids[0]! ? voice : first), null)
  return Object.freeze({ outcome, because: Object.freeze(because), marker: marked?.marker ?? null })
}
