import type { TextView } from '../bytes/view.ts'
import type { RecordKind } from '../walk/leaf.ts'
import type { ClassifyKey, Gates, KeyClass } from '../walk/watch.ts'
import type { Detector } from './detector.ts'
import type { Finding } from './finding.ts'
import type { NumberingPlan } from './phone/numbering-plan.ts'
import type { Shape } from './shape.ts'

/** One discriminating value beside a leaf: the `"work"` of `{"type": "work", "value": "..."}`. */
export interface Fact {
  readonly key: KeyClass
  readonly text: string
}

/** What the keys of the object around a leaf say. */
export interface Evidence {
  /** False when the object was too large to be held until it closed: then every context is unknown. */
  readonly known: boolean
  /** E_* bits of all keys of the object (watch.ts). */
  readonly evidence: number
}

/** What is known of the object around a leaf. */
export interface Siblings extends Evidence {
  /** In document order; duplicates stay. */
  readonly facts: readonly Fact[]
}

export const NO_SIBLINGS: Siblings = { known: true, evidence: 0, facts: [] }
export const UNKNOWN_SIBLINGS: Siblings = { known: false, evidence: 0, facts: [] }

/** A leaf as detectors see it. */
export interface DetectableLeaf {
  /** KEY, STRING, NUMBER, LITERAL or PART (leaf.ts). A body of plain text is one long string: PART. */
  readonly kind: RecordKind
  /** The decoded text; for a number its spelling. */
  readonly view: TextView
  /** Gate flags and digit count (leaf.ts). */
  readonly flags: number
  /** Class of the nearest key: the member's own, or for an array element the array's. */
  readonly own: KeyClass
  /** Class of the key under which the enclosing object stands (through arrays), or the neutral class. */
  readonly parent: KeyClass
  /** Nearest class with `inherits` at or above `parent`, if any. */
  readonly inherited: KeyClass | null
  /** The enclosing object; NO_SIBLINGS for a leaf that is in none. */
  readonly siblings: Siblings
  /** The object directly around the enclosing object (no array between), if any. */
  readonly outer: Siblings
  /** True if the text is nothing but the digits of an extension in the record around it. Default: false. */
  readonly isEcho?: boolean
}

/** The compiled detectors: everything that `walk` and `pipeline` need to know of them. */
export interface Detection {
  readonly classify: ClassifyKey
  readonly gates: Gates
  /**
   * True if what the detectors say of a leaf with these classes may depend on its siblings, so that it must wait for
   * them.
   */
  awaitsSiblings(own: KeyClass, parent: KeyClass, inherited: KeyClass | null): boolean
  /** True if arrays under a key of this class are a jCard (card.ts). Default: none are. */
  readonly isCard?: (own: KeyClass) => boolean
  /** Default: no key does. */
  readonly echo?: Echo
  /** Appends findings in order of `start`; whole findings first. Never throws on any text; linear in its length. */
  detect(leaf: DetectableLeaf, out: Finding[]): void
  /** What lets leaves that are alike be decided once. Without it each is looked at. */
  readonly likeness?: Likeness
}

/** Which keys hold extensions, and which may repeat one that stands beside them: `{"extension": "6001", "label": "6001"}`. */
export interface Echo {
  confirms(own: KeyClass): boolean
  repeats(own: KeyClass): boolean
}

/** Tells when two leaves have the same findings, without looking for them. */
export interface Likeness {
  /** The shape of a string's content, which has an `@` or not, or of a number: ASCII without escapes. */
  shapeOf(bytes: Uint8Array, start: number, end: number, hasAt: boolean): Shape
  /** The same text again, where its shape did not say enough: one that says more, or the same. Dearer. */
  narrowed(shape: Shape, bytes: Uint8Array, start: number, end: number): Shape
  /**
   * True if every leaf of this shape with the kind, flags, classes and surroundings of this one has the findings of
   * this one, but for text and length.
   *
   * @param found the findings of `leaf`
   */
  isShared(leaf: DetectableLeaf, shape: Shape, found: readonly Finding[]): boolean
  /** What the objects around a leaf say to it, or MIXED; the same number says the same to leaves of the same classes. */
  surroundings(inner: Evidence, outer: Evidence, said: number): number
  /** True if `said` depends on facts under this key; of others only the name counts, and few leaves ask for it. */
  isSaying(key: KeyClass): boolean
  /** What a fact says; `join` puts several together. 0: nothing. */
  said(fact: Fact): number
  join(one: number, other: number): number
  /** True if what a leaf of this class is depends on names that siblings give. */
  asksNames(own: KeyClass, parent: KeyClass): boolean
  /** What name siblings give, 0 for none, or MIXED. */
  named(facts: readonly Fact[]): number
}

/** What the people who run the service know about their numbers and domains. */
export interface DetectionOptions {
  /**
   * ISO 3166-1 alpha-2 codes in which national numbers are read. Default none: then only international numbers are
   * self-evident.
   */
  readonly regions?: readonly string[]
  /** Mail domains of the tenant, lower case: addresses in them are business contacts. */
  readonly businessDomains?: readonly string[]
  /** Beginnings of international numbers of the tenant, such as `+4420794601`: these are business contacts. */
  readonly businessNumbers?: readonly string[]
  /** Detectors of the policy: they add to what the others find, and change nothing of it. */
  readonly detectors?: readonly Detector[]
  /** Default: the one that comes with the package. */
  readonly plan?: NumberingPlan
}
