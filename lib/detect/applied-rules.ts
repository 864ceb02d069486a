import { fold } from '../bytes/fold.ts'
import type { TextView } from '../bytes/view.ts'
import { KEY } from '../walk/leaf.ts'
import type { KeyClass } from '../walk/watch.ts'
import { categoryIndex } from './category.ts'
import { findingOf } from './detected.ts'
import { NO_SIBLINGS, type DetectableLeaf } from './detection.ts'
import type { Judgement, Place } from './detector.ts'
import type { Finding } from './finding.ts'
import { isUnconditional, RULE_TYPES } from './key-classes.ts'
import { NEUTRAL, type BoundRule } from './meaning.ts'
import { isOwnMark } from './own-marks.ts'
import { ALL, OTHER, type Shape } from './shape.ts'
import { holds, meaningOf } from './surroundings.ts'

/** A rule of a key that holds where a leaf stands. */
export interface AppliedRule {
  readonly bound: BoundRule
  /** From a container above: then everything below belongs to it, possible or not. */
  readonly inherited: boolean
}

export const NO_RULES: readonly AppliedRule[] = []

/** Confidence of what a container says of everything below it. */
const INHERITED = 0.8
const KEYED = 0.9

/**
 * A leaf that awaits its siblings is judged with them, every other one without, so that waiting changes nothing else.
 */
export function awaits(own: KeyClass, inherited: KeyClass | null): boolean {
  const meaning = meaningOf(own)
  return meaning.awaits || (inherited !== null && meaningOf(inherited).awaits)
}

/** Beside that, an object key is searched for what is evident by itself. */
function asKey(leaf: DetectableLeaf): DetectableLeaf {
  return { ...leaf, own: NEUTRAL, parent: NEUTRAL, inherited: null, siblings: NO_SIBLINGS, outer: NO_SIBLINGS }
}

/** What the key of the container says of the keys in it. */
export function keyRules(leaf: DetectableLeaf): readonly AppliedRule[] {
  return meaningOf(leaf.parent).keyRules.map((bound) => ({ bound, inherited: false }))
}

function alone(leaf: DetectableLeaf): DetectableLeaf {
  const isAlone = leaf.siblings === NO_SIBLINGS && leaf.outer === NO_SIBLINGS
  return isAlone ? leaf : { ...leaf, siblings: NO_SIBLINGS, outer: NO_SIBLINGS }
}

/** The leaf in the surroundings that count for it. */
export function settledLeaf(leaf: DetectableLeaf): DetectableLeaf {
  return leaf.kind === KEY ? asKey(leaf) : awaits(leaf.own, leaf.inherited) ? leaf : alone(leaf)
}

/** What a container says, and what a detector says that does not judge, depends on nothing but that there is a text. */
export function isJudgedAlike(applied: AppliedRule, shape: Shape): boolean {
  const { bound: { detector, rule } } = applied
  const shapes = isUnjudged(applied) ? ALL : (detector.judgesAlike?.(rule) ?? OTHER)
  return (shapes & shape) !== 0
}

/** A container decides alone, but for links: what stands in their place may be the state of what they lead to. */
function isUnjudged({ bound: { detector, rule }, inherited }: AppliedRule): boolean {
  return detector.judge === undefined || (inherited && rule.taking === undefined)
}

export function inheritedRules({ own, inherited }: DetectableLeaf, type: number): readonly AppliedRule[] {
  if (inherited === null || meaningOf(own).kind) return NO_RULES
  const { aside } = meaningOf(own)
  return meaningOf(inherited).rules
    .filter(({ rule }) => rule.subtree === true && (RULE_TYPES[rule.types ?? 'string'] & type) !== 0
      && ((rule.sparing ?? 0) & aside) === 0 && (rule.taking === undefined || (rule.taking & aside) !== 0))
    .map((bound) => ({ bound, inherited: true }))
}

/** The rules of an object whose members have keys that say nothing: `{ "extensions": { "sales": "6001" } }`. */
export function memberRules(leaf: DetectableLeaf, type: number): readonly AppliedRule[] {
  const own = meaningOf(leaf.own)
  const parent = meaningOf(leaf.parent)
  if (!parent.members || own === parent || own.aside !== 0 || own.kind || own.country || own.opaque) return NO_RULES
  return holding(parent.rules.filter(({ rule }) => rule.members === true), leaf, type)
}

/** What the key of an object says, wherever it stands, of the value in it. A bare `value` beside may be an id. */
export function wrapperRules(leaf: DetectableLeaf, type: number): readonly AppliedRule[] {
  return applicable(meaningOf(leaf.parent).rules.filter(({ rule }) => isUnconditional(rule)), leaf, type)
}

/** What a key says of its own value. */
export function applicable(rules: readonly BoundRule[], leaf: DetectableLeaf, type: number): readonly AppliedRule[] {
  if (rules.length === 0) return NO_RULES
  return holding(rules.filter(({ rule }) => rule.members !== true), leaf, type)
}

function holding(rules: readonly BoundRule[], leaf: DetectableLeaf, type: number): readonly AppliedRule[] {
  return rules
    .filter(({ rule }) => (RULE_TYPES[rule.types ?? 'string'] & type) !== 0 && holds(rule, leaf))
    .map((bound) => ({ bound, inherited: false }))
}

/** Asks the detectors of the rules about the value as a whole. */
export function judgeWhole(
  view: TextView,
  isNumber: boolean,
  rules: readonly AppliedRule[],
  place: Place,
  contextFor: (category: string) => number,
  out: Finding[],
): void {
  if (view.text === '') return
  const text = fold(view.text)?.text ?? view.text
  for (const applied of rules) {
    const { bound, inherited } = applied
    const { detector, rule } = bound
    if (isOwnMark(view.text, rule.category)) continue
    const judgement = isUnjudged(applied) || detector.judge === undefined
      ? hasContent(text, inherited ? INHERITED : KEYED) : detector.judge({ text, isNumber, rule }, place)
    if (judgement === null) continue
    const category = judgement.category === undefined ? bound.category : categoryIndex(judgement.category)
    const { confidence, facets } = judgement
    const context = contextFor(rule.category)
    out.push(findingOf(detector.id, category, view, 0, view.text.length, true, confidence, context, facets))
  }
}

function hasContent(text: string, confidence: number): Judgement | null {
  return text.trim() === '' ? null : { confidence }
}
