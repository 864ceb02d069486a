import { late } from '../late.ts'
import { familyOf } from './family.ts'
import type { Treatable, Treatment } from './treatment.ts'

/** UTF-16 units; a longer marker is a text. */
const MAX_MARKER_CHARS = 64
/** What most markers are made of. */
const PLAIN = /^[A-Za-z _.:()[\]-]*$/
const UNSAFE = late(() => new RegExp(String.raw`[\p{Nd}\p{C}@+]`, 'u'))

/**
 * True if a policy may show `marker` in place of a value: 1 to 64 printable UTF-16 units without digits, `@` and `+`,
 * so that no detector takes it, or it and its neighbours, for a value again.
 */
export function isSafeMarker(marker: string): boolean {
  return marker.length > 0 && marker.length <= MAX_MARKER_CHARS && (PLAIN.test(marker) || !UNSAFE().test(marker))
}

/** The marker of a value: the deciding rule's own if it is safe, else `[phone]`, `[email]`, ... by category. */
export function markerOf({ category, marker }: Pick<Treatable, 'category' | 'marker'>): string {
  return marker !== null && isSafeMarker(marker) ? marker : `[${familyOf(category).word}]`
}

/** A treatment at which a climb may end. */
interface LastTreatment extends Treatment {
  string(value: Treatable): string
  literal(value: Treatable): string
}

/** Always applies: a marker for a string, `null` for a number or a literal. */
export const redact: LastTreatment = {
  outcome: 'redact',
  string: markerOf,
  literal: () => 'null',
}
