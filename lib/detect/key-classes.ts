import { E_LINE, E_NAME, E_PERSON, E_PLACE, T_NUMBER, T_STRING } from '../walk/watch.ts'
import { withoutAnnotation } from './annotations.ts'
import { CARD_KEYS } from './card.ts'
import { countDigits } from './chars.ts'
import type { Detector, KeyRule } from './detector.ts'
import { C_BOTH, C_BUSINESS, C_PERSONAL, C_UNKNOWN } from './finding.ts'
import { parted, SequenceTable, splitKey, type SequenceMatch } from './key-tokens.ts'
import {
  ASIDE, BUSINESS_WORDS, CODED_FIELDS, COUNTRY_SEQUENCES, EMPTY_TAILS, EVIDENCE, FIELD_WORDS, HOLDERS, KIND_TAILS,
  MEASURES, NAMING, NEGATIVE_TAILS, NO_EVIDENCE, NUMBERED, NUMBER_WORDS, NUMERIC_TAILS, OPAQUE_TAILS, OTHER_MEANINGS,
  PERSONAL_WORDS, PERSON_KEYS, PERSON_TAILS, QUANTITIES, STAND_INS, THING_KEYS, THING_TAILS, VERBS, WRITTEN_PERSONS,
} from './key-words.ts'
import { A_OTHER, A_STATE, bind, NEUTRAL, type BoundRule, type Meaning } from './meaning.ts'
import { SCHEMA_WORDS } from './schema-words.ts'

/** Bits of the rule's JSON types. */
export const RULE_TYPES = { string: T_STRING, number: T_NUMBER, any: T_STRING | T_NUMBER } as const

const EXTENSION = 'user.contact.phone_number.extension'

/** One prefix of XML or JSON-LD, and a name. */
const NAMESPACED = /^@?[A-Za-z][\w-]{0,11}:([A-Za-z_][\w.-]*)$/

/** What a schema adds to a user (RFC 7643, section 3.3). */
const SCIM_USER = /^urn:ietf:params:scim:schemas:(?:[\w.-]+:)+User$/i
const SOMEBODY: Omit<Meaning, 'id'> = { ...NEUTRAL, person: true }

/** The text of an element of XML, beside its attributes. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['$', '#', '_', '$t'])
const WRAPPED: Omit<Meaning, 'id'> = {
  ...NEUTRAL, watch: RULE_TYPES.any, holder: true, wrapped: true, awaits: true,
}

/** What objects have as keys, to count or to find again. */
const KEY_CATEGORIES: ReadonlySet<string> = new Set([
  EXTENSION, 'user.contact.phone_number',
])

/** A key with more digits is a datum itself, and a word in it (`... ext. 12`) says nothing of the value. */
const MAX_KEY_DIGITS = 6

/** More digits than in `image_24` are data. */
const MAX_SHOWN_DIGITS = 2

/** A key that was private itself and was replaced: the word in it is ours and says nothing of the value. */
const OWN_KEY = /\[[a-z ]{1,32} \d{1,9}\]|~[a-z2-7]{26}/

/** Classifies keys for one set of detectors. Keys of the same meaning get the same instance. */
export class KeyClassifier {
  readonly #rules = new SequenceTable<BoundRule | null>()
  readonly #persons = new SequenceTable<true>()
  readonly #things = new SequenceTable<true>()
  readonly #countries = new SequenceTable<true>()
  readonly #evidence = new SequenceTable<number>()
  readonly #meanings = new Map<string, Meaning>([[identityOf(NEUTRAL, []), NEUTRAL]])
  readonly #ruleIds = new Map<BoundRule, number>()

  constructor(detectors: readonly Detector[]) {
    for (const sequence of OTHER_MEANINGS) this.#rules.add(sequence, null)
    for (const detector of detectors) for (const rule of detector.keys ?? []) this.#addRule(detector, rule)
    for (const sequence of PERSON_KEYS) this.#persons.add(sequence, true)
    for (const sequence of THING_KEYS) this.#things.add(sequence, true)
    for (const sequence of COUNTRY_SEQUENCES) this.#countries.add(sequence, true)
    for (const [bit, sequences] of EVIDENCE) for (const sequence of sequences) this.#evidence.add(sequence, bit)
  }

  #addRule(detector: Detector, rule: KeyRule): void {
    const bound = bind(detector, rule)
    this.#ruleIds.set(bound, this.#ruleIds.size)
    for (const sequence of rule.words) this.#rules.add(sequence, bound)
  }

  /** The meaning of a key. Pure; the same meaning is the same instance. */
  classify(annotated: string): Meaning {
    const key = withoutAnnotation(annotated)
    const words = this.#wordsOf(key)
    if (SCIM_USER.test(key)) return this.#share(SOMEBODY)
    if (words.length === 0 && TEXT_KEYS.has(key)) return this.#share(WRAPPED)
    if (words.length === 0 || key.includes('@', 1) || key.startsWith('urn:') || OWN_KEY.test(key)) return NEUTRAL
    if (countDigits(key) > MAX_KEY_DIGITS) return NEUTRAL
    const last = words[words.length - 1] ?? ''
    const rules = isQuantity(words) ? [] : this.#rulesOf(words)
    const country = endsWith(this.#countries.match(words), words.length)
    const isPlain = words.slice(0, -1).every((word) => FIELD_WORDS.has(word))
    const naming = (isPlain && NAMING.has(last)) || CODED_FIELDS.has(words.join(' '))
    const kind = KIND_TAILS.has(last)
    const card = CARD_KEYS.has(words.join(''))
    const wrapped = words.length > 1 && last === 'value' && saysNothing(words)
    const isHolder = card || wrapped || (words.length === 1 && HOLDERS.has(last))
    const keyRules = this.#keyRulesOf(words, rules)
    const confirms = rules.some(speaksOfALine)
    const echoes = !confirms && !card && !isQuantity(words) && !NUMERIC_TAILS.has(last)
    const person = headFrom(this.#persons.match(words), words, PERSON_TAILS)
    const thing = headFrom(this.#things.match(words), words, THING_TAILS)
    const draft: Omit<Meaning, 'id'> = {
      rules,
      watch: rules.reduce(
        (types, { rule }) => types | RULE_TYPES[rule.types ?? 'string'],
        isHolder ? RULE_TYPES.any : echoes && STAND_INS.has(last) ? T_NUMBER : 0,
      ),
      inherits: rules.some(({ rule }) => rule.subtree === true || rule.members === true),
      spreads: rules.some(({ rule }) => rule.subtree === true || (rule.members === true && rule.digits === undefined)),
      fact: kind || naming || country || card,
      evidence: (this.#evidenceOf(words) & (isQuantity(words) ? ~(E_NAME | E_PERSON | E_PLACE) : ~0))
        | (confirms ? E_LINE : 0),
      showable: this.#showable(key, words),
      person: person < words.length && person <= thing,
      thing: thing < words.length,
      measure: MEASURES.has(last),
      aside: asideOf(words),
      card,
      keyRules,
      tellsKeys: keyRules.length > 0,
      members: rules.some(({ rule }) => rule.members === true),
      context: contextOf(words),
      opaque: isNumberOfAThing(words) || (rules.length === 0 && OPAQUE_TAILS.has(last)),
      holder: isHolder,
      wrapped,
      naming: naming || card,
      kind,
      country,
      confirms,
      echoes,
      awaits: isHolder || rules.some(dependsOnSiblings),
    }
    return this.#share(draft)
  }

  /** Without the namespace of `foaf:name` and `@wd:Formatted_Name`, unless it says something itself. */
  #wordsOf(key: string): readonly string[] {
    const words = splitKey(key).flatMap((word) => this.#rules.hasWord(word) ? [word] : this.#parted(word))
    const local = NAMESPACED.exec(key)?.[1]
    return local === undefined || this.#rulesOf(words).length > 0 ? words : splitKey(local)
  }

  /** `homephone`; and somebody's datum in one word: `guarantorcity`. */
  #parted(word: string): readonly string[] {
    const person = WRITTEN_PERSONS
      .find((before) => word.startsWith(before) && this.#rules.hasWord(word.slice(before.length)))
    return person === undefined ? parted(word) : [person, word.slice(person.length)]
  }

  /** `callsByUser`, `presence_per_extension`; and maps of extensions, whose keys may be the extensions. */
  #keyRulesOf(words: readonly string[], rules: readonly BoundRule[]): readonly BoundRule[] {
    const by = words.findLastIndex((word) => word === 'by' || word === 'per')
    const told = by > 0 ? this.#rulesOf(words.slice(by + 1)) : rules.filter(({ rule }) => rule.members === true)
    return told.filter(({ rule }) => KEY_CATEGORIES.has(rule.category) && isUnconditional(rule))
  }

  #share(draft: Omit<Meaning, 'id'>): Meaning {
    const identity = identityOf(draft, draft.rules.map((rule) => this.#idOf(rule)))
    let meaning = this.#meanings.get(identity)
    if (meaning === undefined) {
      meaning = { id: this.#meanings.size, ...draft }
      this.#meanings.set(identity, meaning)
    }
    return meaning
  }

  /** Rules are numbered in the order of the registry. */
  #idOf(rule: BoundRule): number {
    return this.#ruleIds.get(rule) ?? -1
  }

  /** The rules of the last match: in English the head of a key comes last. */
  #rulesOf(words: readonly string[]): readonly BoundRule[] {
    const matches = this.#rules.match(words)
    for (let at = matches.length - 1; at >= 0; at--) {
      const match = matches[at]
      if (match === undefined) break
      if (match.values.includes(null)) return []
      const rules = match.values.filter((bound) => bound !== null && stands(bound.rule, match, words)) as BoundRule[]
      if (rules.length > 0) return rules.sort((a, b) => this.#idOf(a) - this.#idOf(b))
    }
    return []
  }

  #evidenceOf(words: readonly string[]): number {
    let bits = 0
    if (NO_EVIDENCE.has(words.join(' ')) || VERBS.has(words[0] ?? '')) return bits
    for (const match of this.#evidence.match(words)) {
      if (match.to === contentLength(words)) for (const bit of match.values) bits |= bit
    }
    return bits
  }

  #showable(key: string, words: readonly string[]): boolean {
    let digits = 0
    for (let at = 0; at < key.length; at++) {
      const code = key.charCodeAt(at)
      if (code >= 0x80) return false
      if (code >= 0x30 && code <= 0x39) digits++
    }
    if (words.includes('e164')) digits -= 3
    return digits <= MAX_SHOWN_DIGITS && words.every((word) => this.#isVocabulary(word))
  }

  #isVocabulary(word: string): boolean {
    return SCHEMA_WORDS.has(word) || EMPTY_TAILS.has(word) || NEGATIVE_TAILS.has(word) || this.#rules.hasWord(word)
      || this.#persons.hasWord(word) || this.#evidence.hasWord(word)
  }
}

export function isUnconditional({
  telephony, said, dialled, named, under, formed, written, valid, digits,
}: KeyRule): boolean {
  return under === undefined && digits === undefined
    && ![telephony, said, dialled, named, formed, written, valid].includes(true)
}

/** Number of words up to the tails that say nothing; at least one. */
function contentLength(words: readonly string[], more: ReadonlySet<string> = EMPTY_TAILS): number {
  let length = words.length
  while (length > 1 && (EMPTY_TAILS.has(words[length - 1] ?? '') || more.has(words[length - 1] ?? ''))) length--
  return length
}

function endsWith(matches: readonly SequenceMatch<unknown>[], length: number): boolean {
  return matches.some((match) => match.to >= length)
}

/** Where the match begins that the key ends with; behind the words if there is none. */
function headFrom(
  matches: readonly SequenceMatch<unknown>[], words: readonly string[], tails: ReadonlySet<string> = EMPTY_TAILS,
): number {
  const length = contentLength(words, tails)
  return matches.find((match) => match.to >= length)?.from ?? words.length
}

/** True if the words stand where the rule wants them. */
function stands(rule: KeyRule, match: SequenceMatch<unknown>, words: readonly string[]): boolean {
  if (rule.at === 'whole') return match.from === 0 && match.to === words.length
  for (let at = match.to; at < words.length; at++) {
    const word = words[at] ?? ''
    if (rule.at === 'anywhere' ? NEGATIVE_TAILS.has(word) : !EMPTY_TAILS.has(word)) return false
  }
  return true
}

/** `fieldValue`, `display_value`, `newValue`. */
function saysNothing(words: readonly string[]): boolean {
  return words.slice(0, -1).every((word) => FIELD_WORDS.has(word) || EMPTY_TAILS.has(word))
}

/** True for keys of sums: `totalTelephoneMinutes`, `max_lines`, `numberOfPhones`. */
function isQuantity(words: readonly string[]): boolean {
  return words.length > 1 && (QUANTITIES.has(words[0] ?? '') || QUANTITIES.has(`${words[0] ?? ''} ${words[1] ?? ''}`))
}

/** `partNumber`, `invoice_no`, `portRange`. */
function isNumberOfAThing(words: readonly string[]): boolean {
  const [thing, last] = words.slice(-2)
  return words.length > 1 && NUMBER_WORDS.has(last ?? '') && NUMBERED.has(thing ?? '')
}

function asideOf(words: readonly string[]): number {
  const last = words[words.length - 1] ?? ''
  for (const [bit, tails] of ASIDE) if (tails.has(last)) return bit
  if (words.includes('language') || (words.length > 1 && (words[0] === 'date' || last === 'date'))) return A_STATE
  const isOther = NEGATIVE_TAILS.has(last) || EMPTY_TAILS.has(last) || NUMERIC_TAILS.has(last) || isQuantity(words)
  return isOther || (words.length > 1 && VERBS.has(words[0] ?? '')) ? A_OTHER : 0
}

function contextOf(words: readonly string[]): number {
  const personal = words.some((word) => PERSONAL_WORDS.has(word))
  const business = words.some((word) => BUSINESS_WORDS.has(word))
  return personal ? (business ? C_BOTH : C_PERSONAL) : business ? C_BUSINESS : C_UNKNOWN
}

/** True for a key that means an extension wherever it stands. */
function speaksOfALine({ rule }: BoundRule): boolean {
  return rule.category === EXTENSION && rule.under === undefined && rule.said !== true && rule.telephony !== true
    && rule.named !== true
}

/** Context and region of contacts, and conditions on the record. */
function dependsOnSiblings({ rule }: BoundRule): boolean {
  return rule.telephony === true || rule.said === true || rule.named === true || rule.under !== undefined
    || rule.category.startsWith('user.contact')
    || rule.category.startsWith('user.name')
}

function identityOf(meaning: Omit<Meaning, 'id'>, rules: readonly number[]): string {
  const {
    watch, inherits, fact, evidence, showable, person, thing, measure, aside, card, keyRules, context, opaque, holder,
    wrapped, naming, kind, country, confirms, echoes,
  } = meaning
  const flags = [
    inherits, fact, showable, person, thing, measure, card, opaque, holder, wrapped, naming, kind, country, confirms,
    echoes,
  ]
  const bits = flags.map(Number).join('')
  const told = keyRules.map(({ category }) => category).join()
  return `${rules.join(',')};${watch};${evidence};${context};${aside};${bits};${told}`
}
