import type { OutcomeName } from '../decide/verdict.ts'

/** What a treatment is given: one value, already cut out of its surroundings. */
export interface Treatable {
  /** The text of the finding (decoded). */
  readonly text: string
  readonly category: string
  /** ISO 3166-1 alpha-2 of a telephone number, where known. */
  readonly region: string | null
  /** The value is the whole leaf (not a span in a longer text). */
  readonly whole: boolean
  /** What a redacted string shows; null for the default marker. */
  readonly marker: string | null
  readonly pseudonyms: Pseudonyms
}

/** Keyed surrogates of one app and tenant: two apps cannot join on them. */
export interface Pseudonyms {
  /** Same value and category, same surrogate; recognisable by `isOwn`, so that filtering twice is filtering once. */
  of(category: string, text: string): string
  isOwn(category: string, text: string): boolean
}

/**
 * One way to make a value leave. `string` gives the text that stands for it, or null if the outcome cannot be applied
 * safely to this value: then a stricter one is tried (treat.ts says which), up to redact, which always can.
 */
export interface Treatment {
  readonly outcome: OutcomeName
  /** For a string, or a span in one. */
  string(value: Treatable): string | null
  /** For a whole number or literal: the JSON literal to write, or null as above. The default is to climb. */
  literal?(value: Treatable): string | null
}
