import {
  E_CALL_ID, E_DIALLED, E_DIRECTION, E_ENDS, E_LINE, E_MESSAGE, E_NAME, E_PARTY, E_PERSON, E_PLACE,
} from '../walk/watch.ts'
import type { DetectableLeaf, Evidence, Fact, Siblings } from './detection.ts'
import type { KeyRule, Place, Surrounding } from './detector.ts'
import type { CategoryId } from './category.ts'
import { C_BOTH, C_BUSINESS, C_PERSONAL, C_UNKNOWN } from './finding.ts'
import { splitKey } from './key-tokens.ts'
import { BUSINESS_WORDS, EXTENSION_TYPES, PERSONAL_TYPES, PERSONAL_WORDS, TELEPHONE_TYPES } from './key-words.ts'
import { isFullName } from './full-name.ts'
import { NEUTRAL, speaksOf, type BoundRule, type Meaning } from './meaning.ts'
import type { KeyClass } from '../walk/watch.ts'

/** What surroundings ask for one by one. */
const ASKED = E_PERSON | E_LINE | E_PLACE | E_NAME | E_ENDS | E_MESSAGE | E_DIALLED
/** What is delivered has one of them. */
const DELIVERED = E_DIRECTION | E_CALL_ID
/** Of the others, two make a telephony record. */
const TELEPHONY = ~ASKED

/** The class as this package made it; classes of others say nothing. */
export function meaningOf(key: KeyClass): Meaning {
  return 'rules' in key ? (key as Meaning) : NEUTRAL
}

/** True if two markers of telephony stand in the object, or in the one around it; or if that is unknown. */
export function isTelephony(leaf: DetectableLeaf): boolean {
  return hasTwoMarkers(leaf.siblings) || hasTwoMarkers(leaf.outer)
}

function hasTwoMarkers({ known, evidence }: Evidence): boolean {
  const bits = evidence & TELEPHONY
  return !known || (bits & (bits - 1)) !== 0
}

function isKnownCall(around: Evidence): boolean {
  return around.known && hasTwoMarkers(around)
}

/** A call, and somebody who takes part in it. */
function isKnownConversation(around: Evidence): boolean {
  return isKnownCall(around) && (around.evidence & (E_PARTY | E_ENDS | E_PERSON | E_LINE)) !== 0
}

/** True if the conditions of a rule hold where the leaf stands. What is unknown counts as fulfilled. */
export function holds(rule: KeyRule, leaf: DetectableLeaf): boolean {
  if (rule.telephony === true && (!isTelephony(leaf) || meaningOf(leaf.parent).measure)) return false
  if (rule.said === true && !namesExtension(leaf.siblings.facts)) return false
  if (rule.dialled === true && !namesTelephone(leaf.siblings)) return false
  if (rule.named === true && (meaningOf(leaf.parent).person || !isBesideAName(leaf.siblings))) return false
  if (rule.apart === true && meaningOf(leaf.parent).thing && (leaf.siblings.evidence & E_PERSON) === 0) return false
  if (rule.under === undefined) return true
  const parent = meaningOf(leaf.parent)
  const above = leaf.inherited === null ? NEUTRAL : meaningOf(leaf.inherited)
  const inherited = above.spreads ? above : NEUTRAL
  return rule.under.some((around) => isSurrounding(around)
    ? SURROUNDINGS[around](leaf, parent.person) : speaksOf(parent, around) || speaksOf(inherited, around))
}

/** True if the surroundings are so; `isPerson`: the key of the object names a person. */
type Around = (leaf: DetectableLeaf, isPerson: boolean) => boolean

const SURROUNDINGS: Readonly<Record<Surrounding, Around>> = {
  person: ({ siblings }, isPerson) => isPerson || mayHold(siblings, E_PERSON),
  somebody: ({ siblings }, isPerson) => isPerson || holdsFor(siblings, E_PERSON),
  party: ({ siblings }, isPerson) => isPerson || mayHold(siblings, E_NAME),
  sent: ({ siblings, parent }) => holdsFor(siblings, E_ENDS)
    && (holdsFor(siblings, DELIVERED) || (meaningOf(parent).evidence & E_MESSAGE) !== 0),
  knownParty: ({ siblings }, isPerson) => isPerson || holdsFor(siblings, E_NAME),
  evident: ({ siblings }) => mayHold(siblings, E_PERSON),
  place: ({ siblings }) => mayHold(siblings, E_PLACE),
  line: ({ siblings }) => mayHold(siblings, E_LINE),
  extension: ({ siblings }) => holdsFor(siblings, E_LINE),
  call: ({ siblings, outer }) => isKnownCall(siblings) || isKnownCall(outer),
  conversation: ({ siblings, outer }) => isKnownConversation(siblings) || isKnownConversation(outer),
  message: ({ siblings, outer, parent }) => holdsFor(siblings, E_MESSAGE) || holdsFor(outer, E_MESSAGE)
    || (meaningOf(parent).evidence & E_MESSAGE) !== 0,
}

function isSurrounding(above: Surrounding | CategoryId): above is Surrounding {
  return above in SURROUNDINGS
}

function mayHold({ known, evidence }: Evidence, bits: number): boolean {
  return !known || (evidence & bits) !== 0
}

function holdsFor({ known, evidence }: Evidence, bits: number): boolean {
  return known && (evidence & bits) !== 0
}

function isBesideAName({ known, facts }: Siblings): boolean {
  return known && facts.some(({ key, text }) => meaningOf(key).naming && isFullName(text))
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
  let kinds = 0
  for (const fact of facts) if (meaningOf(fact.key).kind) kinds |= kindsOf(fact)
  const business = (kinds & KIND_BUSINESS) !== 0
  return (kinds & KIND_PERSONAL) !== 0 ? (business ? C_BOTH : C_PERSONAL) : business ? C_BUSINESS : C_UNKNOWN
}

const KIND_PERSONAL = 1
const KIND_BUSINESS = 2
const KIND_EXTENSION = 4
const KIND_TELEPHONE = 8

/** Each member of an object asks the same of its siblings. */
const KINDS = new WeakMap<Fact, number>()

function kindsOf(fact: Fact): number {
  let kinds = KINDS.get(fact)
  if (kinds === undefined) {
    kinds = kindsIn(fact.text)
    KINDS.set(fact, kinds)
  }
  return kinds
}

/** What a text under a key such as `type` says of its siblings: KIND_* bits. */
function kindsIn(text: string): number {
  let kinds = 0
  for (const word of splitKey(text)) {
    if (PERSONAL_WORDS.has(word) || PERSONAL_TYPES.has(word)) kinds |= KIND_PERSONAL
    if (BUSINESS_WORDS.has(word)) kinds |= KIND_BUSINESS
    if (EXTENSION_TYPES.has(word)) kinds |= KIND_EXTENSION
    if (TELEPHONE_TYPES.has(word)) kinds |= KIND_TELEPHONE
  }
  return kinds
}

/** True if a sibling's type says extension; or if the siblings are unknown. */
export function saysExtension({ known, facts }: Siblings): boolean {
  return !known || namesExtension(facts)
}

function namesExtension(facts: readonly Fact[]): boolean {
  return facts.some((fact) => isOfKind(fact, KIND_EXTENSION))
}

function isOfKind(fact: Fact, kind: number): boolean {
  return meaningOf(fact.key).kind && (kindsOf(fact) & kind) !== 0
}

/** True if a sibling, or its type, says telephone; or if the siblings are unknown. */
function namesTelephone({ known, evidence, facts }: Siblings): boolean {
  return !known || (evidence & E_DIALLED) !== 0 || facts.some((fact) => isOfKind(fact, KIND_TELEPHONE))
}

/** The regions of the siblings' countries, then the configured ones. */
export function regionsOf({ facts }: Siblings, configured: readonly string[]): readonly string[] {
  let regions = configured
  for (const fact of facts) {
    const region = meaningOf(fact.key).country ? regionIn(fact.text) : null
    if (region !== null) regions = [region, ...regions.filter((other) => other !== region)]
  }
  return regions
}

function regionIn(text: string): string | null {
  if (text.length !== 2) return null
  const region = text.toUpperCase()
  return /^[A-Z]{2}$/.test(region) ? region : null
}

const SPOKEN = ['user.contact.phone_number', 'user.contact.fax_number', 'user.content.private'] as const

/** `text` is a note inside of a person, and in most places none. */
function isUnconditional({ rule }: BoundRule): boolean {
  return rule.under === undefined
}

/** What kind of key it is to a detector that reads the text below it. */
export function keyKind(own: Meaning): Place['key'] {
  if (own.opaque) return 'opaque'
  return SPOKEN.some((category) => speaksOf(own, category)) && own.rules.some(isUnconditional) ? 'spoken' : 'neutral'
}

/** What facts say that does not fit an integer, or where their order would count. */
export const MIXED = -1
const REGION_SHIFT = 4
const SAID_SHIFT = 13

/** What one fact says of kinds and of the region: four bits of kinds, and above them the region, 0 for none. */
export function saidBy({ key, text }: Fact): number {
  const { kind, country } = meaningOf(key)
  const region = country ? regionIn(text) : null
  const number = region === null ? 0 : (region.charCodeAt(0) - 0x41) * 26 + region.charCodeAt(1) - 0x41 + 1
  return (kind ? kindsIn(text) : 0) | (number << REGION_SHIFT)
}

/** What two facts, or more, say together. */
export function joinSaid(one: number, other: number): number {
  if (one === MIXED || other === MIXED) return MIXED
  const [region, second] = [one >> REGION_SHIFT, other >> REGION_SHIFT]
  return region !== 0 && second !== 0 && region !== second ? MIXED : one | other
}

/**
 * Everything that is asked of siblings above, as one integer: to leaves of the same classes for which it is the same,
 * the surroundings are the same. Only the names that siblings give are left out; few leaves ask for them.
 */
export function surroundingsCode(inner: Evidence, outer: Evidence, said: number): number {
  if (said === MIXED) return MIXED
  const flags = (inner.known ? 1 : 0)
    | (hasTwoMarkers(inner) || hasTwoMarkers(outer) ? 2 : 0)
    | (isKnownCall(inner) || isKnownCall(outer) ? 4 : 0)
    | (isKnownConversation(inner) || isKnownConversation(outer) ? 8 : 0)
    | (holdsFor(outer, E_MESSAGE) ? 16 : 0)
    | (holdsFor(inner, DELIVERED) ? 32 : 0)
  // The bits of ASKED are above the flags, and below what is said.
  return flags | (inner.known ? inner.evidence & ASKED : 0) | (said << SAID_SHIFT)
}
