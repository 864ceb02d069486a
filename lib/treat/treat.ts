import { OUTCOMES, PSEUDONYMISE, REDACT, TAG, type Outcome } from '../decide/verdict.ts'
import { markerOf, redact } from './redact.ts'
import { TREATMENTS } from './registry.ts'
import type { Treatable, Treatment } from './treatment.ts'

/**
 * Applies an outcome to a value, or the nearest stricter one that is safe for it:
 *
 *     generalise --> mask ------------------+
 *                                           v
 *                       pseudonymise --> redact     drop, block
 *
 * The climb passes `pseudonymise` by. A surrogate is a stable identifier: whoever asked for a mask did not ask that
 * records can be joined, and what a policy does must not depend on a secret because a value was too short to be masked.
 * Who wants pseudonyms names them. `redact` applies to everything, so each climb ends there.
 */
const LADDERS: readonly (readonly Rung[])[] = OUTCOMES.map((_, asked) =>
  TREATMENTS.map((treatment) => ({ outcome: OUTCOMES.indexOf(treatment.outcome) as Outcome, treatment }))
    .filter(({ outcome }) => outcome === asked || (outcome > asked && outcome !== PSEUDONYMISE))
    .sort((a, b) => a.outcome - b.outcome))

interface Rung {
  readonly outcome: Outcome
  readonly treatment: Treatment
}

export interface TreatedString {
  /** What was applied: the outcome asked for, or a stricter one. */
  readonly outcome: Outcome
  readonly text: string
}

export interface TreatedLiteral {
  readonly outcome: Outcome
  /** JSON text of a number or literal. */
  readonly literal: string
}

/** Brackets keep a replacement inside a text from becoming one word, number or address with its neighbours. */
function fenced(text: string): string {
  return isFenced(text) ? text : `[${text}]`
}

function isFenced(text: string): boolean {
  return text.length > 2 && text.startsWith('[') && text.endsWith(']')
}

/** True if `treatment` made this text: it leaves its own results, fenced or not, as they are. */
function isResult(treatment: Treatment, value: Treatable): boolean {
  if (!isFenced(value.text)) return false
  const text = value.text.slice(1, -1)
  const { category, region, whole, marker, pseudonyms } = value
  return treatment.string({ text, category, region, whole, marker, pseudonyms }) === text
}

/**
 * The text that leaves in place of a string or of a span in one. Treating the result again with the same outcome and
 * keys changes nothing. `drop` and `block` concern the member and the response: they keep their name, and the text is
 * redacted, so that a caller who writes it all the same shows nothing.
 *
 * @throws whatever the pseudonyms' cryptography throws; the value must then not be sent
 */
export function treatString(outcome: Outcome, value: Treatable): TreatedString {
  if (outcome <= TAG) return { outcome, text: value.text }
  const marker = value.whole ? markerOf(value) : fenced(markerOf(value))
  if (outcome >= REDACT) return { outcome, text: marker }
  if (value.text === marker) return { outcome: REDACT, text: marker }
  for (const rung of LADDERS[outcome] ?? []) {
    const text = isResult(rung.treatment, value) ? value.text : rung.treatment.string(value)
    if (text !== null) return { outcome: rung.outcome, text: value.whole ? text : fenced(text) }
  }
  return { outcome: REDACT, text: marker }
}

/** The same for a whole number, `true`, `false` or `null`, given as JSON text: the type is kept, or becomes null. */
export function treatLiteral(outcome: Outcome, value: Treatable): TreatedLiteral {
  if (outcome <= TAG) return { outcome, literal: value.text }
  if (outcome >= REDACT) return { outcome, literal: redact.literal(value) }
  for (const rung of LADDERS[outcome] ?? []) {
    const literal = rung.treatment.literal?.(value) ?? null
    if (literal !== null) return { outcome: rung.outcome, literal }
  }
  return { outcome: REDACT, literal: redact.literal(value) }
}
