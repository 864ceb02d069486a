import type { TextView } from '../bytes/view.ts'

/** Whose contact a datum is. Unknown counts as personal. */
export const CONTEXTS = ['unknown', 'personal', 'business', 'both'] as const
export type ContextName = (typeof CONTEXTS)[number]
export const C_UNKNOWN = 0
export const C_PERSONAL = 1
export const C_BUSINESS = 2
export const C_BOTH = 3

/**
 * Something private inside a leaf: which category, where, how sure, said by whom, and the facets that rules may ask
 * for. Facets exist so that a rule can discriminate without ever seeing the text.
 *
 *     "call +49 30 901820"   { category: user.contact.phone_number, start: 5, end: 18, region: 'DE', ... }
 */
export interface Finding {
  /** Index into CATEGORIES (category.ts). */
  readonly category: number
  /** UTF-16 units in `view.text`. */
  readonly start: number
  readonly end: number
  /** The text the span is measured in: the leaf's own view, or one nested in it (a part of a URI). */
  readonly view: TextView
  /** The whole value is the datum because its key (or sibling) says so; false for a span found by its form. */
  readonly whole: boolean
  /** 0 to 1. */
  readonly confidence: number
  /** Id of the detector that says so. */
  readonly detector: string
  /** One of C_*. */
  readonly context: number
  /** ISO 3166-1 alpha-2 code of a telephone number, where it is known. */
  readonly region: string | null
  /** Number type in libphonenumber's words, where it is known. */
  readonly numberType: string | null
}
