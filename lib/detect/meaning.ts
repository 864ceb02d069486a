import type { KeyClass } from '../walk/watch.ts'
import { categoryIndex, covers, type CategoryId } from './category.ts'
import type { Detector, KeyRule } from './detector.ts'

/** A rule together with the detector that brought it. */
export interface BoundRule {
  readonly detector: Detector
  readonly rule: KeyRule
  readonly category: number
}

/** What detectors know of a key beyond what the walker needs. All keys of one meaning share one instance. */
export interface Meaning extends KeyClass {
  /** What a value under this key may be; their conditions are still to be checked. */
  readonly rules: readonly BoundRule[]
  /** The key names a person: a bare `name` below it is a person's. */
  readonly person: boolean
  /** The key names a thing: a `displayName` below it is nobody's. */
  readonly thing: boolean
  /** The key names shares or sums: those whom the keys below it name hold a part each. */
  readonly measure: boolean
  /** A_* as far as the key speaks about a datum, and does not hold it. */
  readonly aside: number
  /** What it says of what is below it holds below that, too. */
  readonly spreads: boolean
  /** What the members of an object under this key are, whatever their keys. */
  readonly members: boolean
  /** Holds a jCard: arrays in which a place says what a key says elsewhere (card.ts). */
  readonly card: boolean
  /** What keys of an object under this key are: `presenceByExtension`. */
  readonly keyRules: readonly BoundRule[]
  /** C_* as far as the words of the key say. */
  readonly context: number
  /** Ids, hashes, moments. */
  readonly opaque: boolean
  /** Holds what a sibling names. */
  readonly holder: boolean
  /** Holds what the key of the object says: `{ "phone": { "display_value": ... } }`. */
  readonly wrapped: boolean
  /** Names what a sibling holds. */
  readonly naming: boolean
  /** Says what kind its siblings are. */
  readonly kind: boolean
  /** Names the country of its siblings. */
  readonly country: boolean
  /** A value under it is an extension, whatever stands around it. */
  readonly confirms: boolean
  /** Digits under it may be the extension that a member beside them confirms. */
  readonly echoes: boolean
  /** What is found under it may depend on its siblings. */
  readonly awaits: boolean
}

/** The meaning of keys that say nothing. */
export const NEUTRAL: Meaning = {
  id: 0, watch: 0, inherits: false, fact: false, evidence: 0, showable: false, rules: [], person: false, thing: false,
  measure: false, aside: 0, spreads: false, members: false, card: false, keyRules: [], context: 0,
  opaque: false, holder: false, wrapped: false, naming: false, kind: false, country: false, confirms: false,
  echoes: true, awaits: false,
}

/** What keys say about a datum beside them: that it has an id, a link, a state. */
export const A_ID = 1
export const A_LINK = 2
export const A_STATE = 4
/** Anything else, or nothing: `dealValue`, `limit`. */
export const A_OTHER = 8

export function bind(detector: Detector, rule: KeyRule): BoundRule {
  return { detector, rule, category: categoryIndex(rule.category) }
}

/**
 * True if the key says, wherever it stands, that what is below it belongs to `category`, or to something finer. A key
 * that says so only inside of another one (`value` below `phones`) says nothing of lists; `home` and `work` do.
 */
export function speaksOf(meaning: Meaning, category: CategoryId): boolean {
  return meaning.rules.some(({ rule }) => covers(category, rule.category) && speaks(rule, meaning))
}

function speaks(rule: KeyRule, { context }: Meaning): boolean {
  if ([rule.telephony, rule.said, rule.dialled, rule.named].includes(true)) return false
  if ([rule.formed, rule.written, rule.valid].includes(true)) return false
  if (rule.digits !== undefined || rule.lends === false) return false
  return rule.under === undefined || context !== 0 || rule.under.some((above) => LENDING.has(above))
}

/** Conditions under which a key says of lists below it what it says of a value. */
const LENDING: ReadonlySet<string> = new Set(['person', 'somebody', 'party', 'knownParty'])
