import { E_LINE, E_PERSON } from '../walk/watch.ts'
import type { DetectableLeaf, Fact, Siblings } from './detection.ts'
import type { KeyRule, Place } from './detector.ts'
import { C_BOTH, C_BUSINESS, C_PERSONAL, C_UNKNOWN } from './finding.ts'
import { splitKey } from './key-tokens.ts'
import { BUSINESS_WORDS, EXTENSION_TYPES, PERSONAL_TYPES, PERSONAL_WORDS } from './key-words.ts'
import { NEUTRAL, speaksOf, type Meaning } from './meaning.ts'
import type { KeyClass } from '../walk/watch.ts'

/** Two of these make a telephony record; a person or a line is no marker. */
const TELEPHONY = ~(E_PERSON | E_LINE)

/** The class as this package made it; classes of others say nothing. */
export function meaningOf(key: KeyClass): Meaning {
  return 'rules' in key ? (key as Meaning) : NEUTRAL
}

/** True if two markers of telephony stand in the object, or in the one around it; or if that is unknown. */
export function isTelephony(leaf: DetectableLeaf): boolean {
  return hasTwoMarkers(leaf.siblings) || hasTwoMarkers(leaf.outer)
}

function hasTwoMarkers({ known, evidence }: Siblings): boolean {
  const bits = evidence & TELEPHONY
  return !known || (bits & (bits - 1)) !== 0
}

/** True if the conditions of a rule hold where the leaf stands. What is unknown counts as fulfilled. */
export function holds(rule: KeyRule, leaf: DetectableLeaf): boolean {
  if (rule.telephony === true && !isTelephony(leaf)) return false
  if (rule.said === true && !namesExtension(leaf.siblings.facts)) return false
  if (rule.under === undefined) return true
  const parent = meaningOf(leaf.parent)
  const inherited = leaf.inherited === null ? NEUTRAL : meaningOf(leaf.inherited)
  return rule.under.some((above) => above === 'person'
    ? parent.person || !leaf.siblings.known || (leaf.siblings.evidence & E_PERSON) !== 0
    : speaksOf(parent, above) || speaksOf(inherited, above))
}

/**
 * Whose contact it is: what its siblings and its key say, else the keys above it. A key that says the opposite of its
 * siblings (`homePhone` beside `"type": "work"`) leaves both possible. Unknown siblings: unknown.
 */
export function contextOf(leaf: DetectableLeaf): number {
  if (!leaf.siblings.known) return C_UNKNOWN
  const said = contextOfFacts(leaf.siblings.facts)
  const { context } = meaningOf(leaf.own)
  if (said !== C_UNKNOWN && context !== C_UNKNOWN && said !== context) return C_BOTH
  return said || context || meaningOf(leaf.parent).context
    || (leaf.inherited === null ? C_UNKNOWN : meaningOf(leaf.inherited).context)
}

/** An object with an extension describes a line of the company: the name in it is the name somebody works under. */
export function isOnALine({ known, evidence }: Siblings): boolean {
  return known && (evidence & E_LINE) !== 0
}

function contextOfFacts(facts: readonly Fact[]): number {
  let personal = false
  let business = false
  for (const fact of facts) {
    if (!meaningOf(fact.key).kind) continue
    for (const word of splitKey(fact.text)) {
      if (PERSONAL_WORDS.has(word) || PERSONAL_TYPES.has(word)) personal = true
      if (BUSINESS_WORDS.has(word)) business = true
    }
  }
  return personal ? (business ? C_BOTH : C_PERSONAL) : business ? C_BUSINESS : C_UNKNOWN
}

/** True if a sibling's type says extension; or if the siblings are unknown. */
export function saysExtension({ known, facts }: Siblings): boolean {
  return !known || namesExtension(facts)
}

function namesExtension(facts: readonly Fact[]): boolean {
  return facts.some((fact) => meaningOf(fact.key).kind && splitKey(fact.text).some((word) => EXTENSION_TYPES.has(word)))
}

/** The regions of the siblings' countries, then the configured ones. */
export function regionsOf({ facts }: Siblings, configured: readonly string[]): readonly string[] {
  let regions = configured
  for (const fact of facts) {
    if (fact.text.length !== 2 || !meaningOf(fact.key).country) continue
    const region = fact.text.toUpperCase()
    if (/^[A-Z]{2}$/.test(region)) regions = [region, ...regions.filter((other) => other !== region)]
  }
  return regions
}

const SPOKEN = ['user.contact.phone_number', 'user.contact.fax_number', 'user.content.private'] as const

/** What kind of key it is to a detector that reads the text below it. */
export function keyKind(own: Meaning): Place['key'] {
  if (own.opaque) return 'opaque'
  return SPOKEN.some((category) => speaksOf(own, category)) ? 'spoken' : 'neutral'
}
