import type { Treatment } from './treatment.ts'

/** Replaces the value by its keyed surrogate (pseudonyms.ts). Our own stay; foreign ones are values like others. */
export const pseudonymise: Treatment = {
  outcome: 'pseudonymise',
  string({ category, text, pseudonyms }) {
    if (text.trim() === '') return null // a surrogate of nothing would look like somebody
    return pseudonyms.isOwn(category, text) ? text : pseudonyms.of(category, text)
  },
}
