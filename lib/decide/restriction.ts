import { active } from './exception.ts'
import { mildest, strictest } from './outcome.ts'
import type { Voice } from './permission.ts'
import { applies, concerns } from './rule.ts'
import type { Cell, Rule } from './rule.ts'
import type { Rulebook } from './rulebook.ts'
import type { Situation } from './situation.ts'
import { REDACT, TAG } from './verdict.ts'

/** A rule that concerns a situation, and why it is not followed there, if it is not. */
export interface Restriction {
  readonly rule: Rule
  /** `exception:<id>` of active exceptions, `report:<rule>` or `tag:<rule>`; empty while the rule is in force. */
  readonly suspendedBy: readonly string[]
}

/** The rules that concern a situation, whatever is found. */
export function restrictionsIn(rulebook: Rulebook, situation: Situation): readonly Restriction[] {
  const exceptions = rulebook.exceptions.filter((exception) => active(exception, situation))
  return rulebook.rules.filter((rule) => concerns(rule, situation)).flatMap((rule) => {
    const suspendedBy = exceptions.filter(({ suspends }) => suspends === rule.id).map(({ id }) => `exception:${id}`)
    return inItsMode({ rule, suspendedBy })
  })
}

/** A rule that is only tried out is named where it would be stricter; one that tags is followed as far as that. */
function inItsMode({ rule, suspendedBy }: Restriction): readonly Restriction[] {
  if (rule.mode === 'enforce') return [{ rule, suspendedBy }]
  const untried = { rule, suspendedBy: [...suspendedBy, `${rule.mode}:${rule.id}`] }
  if (rule.mode === 'report') return [untried]
  return [{ rule: { ...rule, outcome: mildest(rule.outcome, TAG) }, suspendedBy }, untried]
}

/** What a voice is worth for a finding that the policy as a whole does not take seriously: at most a tag. */
export function unsure(voice: Voice): Voice {
  if (voice.outcome <= TAG) return voice
  return { outcome: mildest(voice.outcome, TAG), ids: [...voice.ids, 'low-confidence'], marker: null }
}

/**
 * What a rule says of a cell, or null if it does not apply. A rule that fails is taken as one that applies, with
 * `redact` at least. So is a rule
 * about paths where the patterns of the place could not be found out (`placeKnown` is false).
 */
export function restriction(rule: Rule, cell: Cell, placeKnown: boolean, minConfidence: number): Voice | null {
  try {
    if (rule.where.paths !== null && !placeKnown) return failed(rule)
    if (!applies(rule, cell)) return null
    const voice: Voice = { outcome: rule.outcome, ids: [rule.id], marker: rule.marker }
    const own = rule.where.minConfidence
    if (own !== null) return cell.confidence >= own ? voice : null
    return cell.confidence >= minConfidence ? voice : unsure(voice)
  } catch {
    return failed(rule)
  }
}

function failed(rule: Rule): Voice {
  return { outcome: strictest(rule.outcome, REDACT), ids: [`failed:${rule.id}`], marker: rule.marker }
}
