import type { CategoryId } from './category.ts'
import { countDigits } from './chars.ts'
import type { Detector, Emit, KeyRule } from './detector.ts'
import { isOwnMark, ownMarksIn } from './own-marks.ts'
import { required } from './requirements.ts'
import { GROUPED, INTERNATIONALS, MOMENT, NUMERALS, OTHER, type Shape } from './shape.ts'

/** A regular expression that takes time linear in the text, whatever the text. */
export interface Pattern {
  /** In RE2 syntax. */
  readonly source: string
  /** False if no part of the text matches. */
  test(text: string): boolean
  /** The first match that begins at `from` or behind it, as `[start, end)`. */
  find(text: string, from: number): readonly [start: number, end: number] | null
}

/** A detector that the people who run the service have described, and not programmed. */
export interface UserDetector {
  readonly id: string
  readonly category: CategoryId
  /** See KeyRule. */
  readonly keys: readonly string[]
  readonly at: NonNullable<KeyRule['at']>
  readonly types: NonNullable<KeyRule['types']>
  readonly patterns: readonly Pattern[]
  /** Of what a pattern matches. */
  readonly confidence: number
  /** No finding of a pattern is longer; of a longer match the rest is searched anew. */
  readonly maxChars: number
}

/** The detector that a description stands for. Everything in the description was checked. */
export function detectorOf({ id, category, keys, at, types, patterns, confidence, maxChars }: UserDetector): Detector {
  const rule: KeyRule = { category, words: keys, at, types }
  const searches = patterns.map((pattern) => ({ pattern, digits: required('digit', pattern.source) }))
  const digits = Math.min(...searches.map((search) => search.digits))
  const find = (text: string, _place: unknown, emit: Emit): void => {
    const held = countDigits(text)
    const isShort = text.length <= SLICE * maxChars
    for (const search of searches) {
      if (held < search.digits || (isShort && !search.pattern.test(text)) || isOwnMark(text, category)) continue
      for (const [from, to] of outsideOwnMarks(text)) {
        visitMatches(search.pattern, text.slice(0, to), from, maxChars, (start, end) => {
          emit(category, start, end, confidence)
        })
      }
    }
  }
  return {
    id,
    categories: [category],
    ...(keys.length > 0 ? { keys: [rule] } : {}),
    ...(patterns.length > 0 ? { find, reads: { types, digits }, findsAlike: emptyShapes(patterns) } : {}),
  }
}

/** Shapes that have fewer letters than every pattern asks for: a moment has two at most, numbers have none. */
function emptyShapes(patterns: readonly Pattern[]): Shape {
  const letters = Math.min(...patterns.map(({ source }) => required('letter', source)))
  const numbers = letters > 0 ? INTERNATIONALS | GROUPED | NUMERALS : OTHER
  return letters > 2 ? numbers | MOMENT : numbers
}

/** What was put in place of a datum is left alone, and what stands around it is not read together. */
function outsideOwnMarks(text: string): (readonly [from: number, to: number])[] {
  const marks = ownMarksIn(text)
  return [...marks, [text.length, text.length] as const].map(([start], index) => [marks[index - 1]?.[1] ?? 0, start])
}

/** A slice is so many times as long as a match may be. */
const SLICE = 4
/** What a pattern may ask of the left neighbour of a match: one character. */
const CONTEXT_UNITS = 2

/**
 * Matches behind `from` that do not overlap. The text is searched in slices: one search may look ahead to the end of
 * what it is given, and there may be a search for every match.
 *
 *     ...| context | slice                    | max |
 *                  ^from     matches begin here     ^to
 */
function visitMatches(
  pattern: Pattern, text: string, from: number, max: number, visit: (start: number, end: number) => void,
): void {
  for (let at = from; at < text.length; ) {
    const base = Math.max(0, at - CONTEXT_UNITS)
    const to = Math.min(text.length, at + SLICE * max)
    const slice = text.slice(base, to)
    const last = to === text.length ? to : wholeCharacter(text, to - max)
    let next = at
    let match = pattern.test(slice) ? pattern.find(slice, at - base) : null
    while (match !== null && base + match[0] < last) {
      const start = base + match[0]
      const end = wholeCharacter(text, Math.min(base + match[1], start + max))
      if (end > start) visit(start, end)
      next = Math.max(end, start + 1)
      match = next < last ? pattern.find(slice, next - base) : null
    }
    at = Math.max(last, next)
  }
}

/** The place itself, or before it if it lies between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const isInside = /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1))
  return isInside ? at - 1 : at
}
