import type { CategoryId } from './category.ts'
import type { NumberingPlan } from './phone/numbering-plan.ts'
import type { Shape } from './shape.ts'

/**
 * How to write a detector: one file in `detectors/`, one line in registry.ts, one folder in test/corpora.
 *
 * A detector knows one concept, by two kinds of evidence. Either may be left out.
 *
 * - By *key*: `keys` says which keys name the concept, `judge` whether a value could be an instance of it. The key
 * decides:
 *   `judge` turns down what is impossible, never what is merely invalid. Its finding is the whole value.
 * - By *value*: `find` emits the spans of a text that are instances by their form, wherever they stand. It runs only on
 *   texts that have one of `hints`, or pass `gate`, in strings, object keys and prose alike, and also under keys that
 *   some detector claims. Hints are made in walk/hints.ts: what a new form needs is a necessary condition there; its
 *   test tries millions of texts.
 *
 * Both see folded text (bytes/fold.ts): ASCII digits, plain spaces and dashes. Both are linear in the text and never
 * throw. What is masked already, and the markers of this package, never reach `judge`; `find` must not match in
 * `[marker 1]`.
 */
export interface Detector {
  /** Unique, lower case; shown by `explain` and in findings. */
  readonly id: string
  /** Every category that it may speak of. */
  readonly categories: readonly CategoryId[]
  readonly keys?: readonly KeyRule[]
  /** Default: any string with more than white space, or number, is an instance, with confidence 0.9. */
  readonly judge?: (value: WholeValue, place: Place) => Judgement | null
  /**
   * Hints of walk/hints.ts: of a string or key that was looked at closer, `find` is asked only if it has one of these.
   * Default: of each that has any hint.
   */
  readonly hints?: number
  /** Cheap necessary conditions of `find`, for every other text: parts of URIs and of long strings, bodies of text. */
  readonly gate?: TextGate
  /**
   * For forms that the closer look does not know, in place of `hints` and `gate`: which leaves `find` is asked about.
   * The walker has to report all of them then.
   */
  readonly reads?: Reading
  /** Is told the hints of the text; where nobody looked closer, all of them. */
  readonly find?: (text: string, place: Place, emit: Emit, hints: number) => void
  /**
   * Shapes (shape.ts) of which `judge` says the same of every text, under one rule, in one place, with the same gate
   * flags and number of digits. Default: none; without `judge`: all.
   */
  readonly judgesAlike?: (rule: KeyRule) => Shape
  /**
   * Shapes in which `find` finds the same in every text, likewise: nothing, or the whole text. Default: none. What is
   * not named here or above is only slower.
   */
  readonly findsAlike?: Shape
}

/** What must stand above a value, or beside it. */
export type Surrounding =
  'person' | 'somebody' | 'party' | 'knownParty' | 'evident' | 'line' | 'extension' | 'place' | 'call' | 'conversation'
  | 'message' | 'sent'

/** Which keys name a concept. */
export interface KeyRule {
  readonly category: CategoryId
  /**
   * Sequences of lower-case words as key-tokens.ts cuts them: `phone number` matches `phoneNumber`, `PHONE-NUMBERS`,
   * `home_phone_number_2` and `phonenumber`. The longest match at a place wins over all detectors.
   */
  readonly words: readonly string[]
  /**
   * Where the words must stand. `end` (default): the last words, not counting tails that say nothing (`formatted`).
   * `anywhere`: followed at most by words that change nothing. `whole`: the key consists of them.
   */
  readonly at?: 'anywhere' | 'end' | 'whole'
  /** JSON types of an instance. Default `string`. Booleans and null never are. */
  readonly types?: 'string' | 'number' | 'any'
  /** Everything below a container under this key belongs to the category, whatever its own key. */
  readonly subtree?: boolean
  /** Of what is below: A_* (meaning.ts) of the keys that only speak about it, such as `createdAt`. Default: none. */
  readonly sparing?: number
  /** Of what is below, only keys with these of A_* belong to it: links to what the container is about. */
  readonly taking?: number
  /** The members of an object under this key are instances if they could be, whatever their keys. */
  readonly members?: boolean
  /**
   * Holds only in an object whose key names one of these, or a person, a line or a place; `party`: in one whose key
   * names a person, or beside a first or last name; `evident`: beside what only people have, whatever the key above
   * says; `somebody`, `call` and `extension`: as `person`, `telephony` and `line`, but what is not known does not
   * count, for words that stand in every large document; `conversation`: as `call`, if somebody takes part in it;
   * `knownParty`: as `party`, likewise;
   * `message`: beside a text that is sent, or its state;
   * `sent`: beside whom it is from, or for, in a list of messages, or beside the id or the direction of one.
   * Default: anywhere.
   */
  readonly under?: readonly (CategoryId | Surrounding)[]
  /** False: the key says nothing of what stands in an object below it. */
  readonly lends?: boolean
  /** Does not hold in an object whose key names a thing: an application, a team. */
  readonly apart?: boolean
  /** Holds only beside a sibling that says extension (`"type": "work_extension"`). */
  readonly said?: boolean
  /** Holds only beside a sibling that says telephone (`"type": "sms"`). */
  readonly dialled?: boolean
  /** Holds only beside a `name` that looks like a person's, where the key above names none. */
  readonly named?: boolean
  /** Values must have a form that `judge` knows: of names, as full names are written (full-name.ts). */
  readonly formed?: boolean
  /** Values must be nothing but a number as it is dialled. */
  readonly written?: boolean
  /** Values must be that, of at least so many digits. Default: 2. */
  readonly digits?: number
  /** Values must be whole international numbers that exist, without `+`. */
  readonly valid?: boolean
  /** Holds only in a telephony record (two markers among the sibling keys), or where the siblings are unknown. */
  readonly telephony?: boolean
}

/** A value under a matching key. */
export interface WholeValue {
  readonly text: string
  readonly isNumber: boolean
  readonly rule: KeyRule
}

/** What the surroundings of a value say to detectors. */
export interface Place {
  /** ISO 3166-1 alpha-2 codes in which national numbers are read, the most likely first. */
  readonly regions: readonly string[]
  /** The record is one of telephony, or its siblings are unknown. */
  readonly telephony: boolean
  /** A sibling says that the value is an extension, or the siblings are unknown. */
  readonly saysExtension: boolean
  /** `opaque`: an id, hash or token. `spoken`: telephone numbers and notes, where `x123` means an extension. */
  readonly key: 'neutral' | 'opaque' | 'spoken'
  /** The key speaks of fax: numbers below it are fax numbers. */
  readonly fax: boolean
  /** Mail domains whose addresses are business contacts, lower case. */
  readonly businessDomains: ReadonlySet<string>
  /** Digits with which international numbers begin that are business contacts. Default: none. */
  readonly businessNumbers?: readonly string[]
  /** Knows which telephone numbers there are. */
  readonly plan: NumberingPlan
}

export interface Judgement {
  /** Default: the category of the rule. */
  readonly category?: CategoryId
  readonly confidence: number
  readonly facets?: Facets
}

/** What the form of a value says beyond its category. */
export interface Facets {
  readonly region?: string | null
  readonly numberType?: string | null
  readonly business?: boolean
}

/** Reports the span `[start, end)` of the searched text. */
export type Emit = (category: CategoryId, start: number, end: number, confidence: number, facets?: Facets) => void

/** Leaves that are searched whatever their hints. */
export interface Reading {
  /** A number that holds a finding, in the spelling of the body, is one as a whole: no part of it could be replaced. */
  readonly types: 'string' | 'number' | 'any'
  /** At least this many digits stand in every finding. */
  readonly digits: number
}

/** Conditions that a text must fulfil to be searched. */
export interface TextGate {
  /** One of these characters occurs. All are gate flags of the walker: `@`, `+`, `:`, `%`. */
  readonly anyOf?: string
  /** At least this many ASCII digits. */
  readonly digits?: number
}
