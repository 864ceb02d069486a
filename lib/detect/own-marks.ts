import { isDigit } from './chars.ts'
import { CATEGORIES, categoryLabel } from './category.ts'

/**
 * What this package, or somebody before it, has put in place of a datum: such values are left alone, so that filtering
 * twice is filtering once.
 *
 *     [phone]  [redacted]  [email 1]  [phone:GB]  [email:example.org]
 *     ********  +1855201XXXX  j***@example.org  *@example.org
 */
export function isOwnMark(text: string): boolean {
  const first = text.charCodeAt(0)
  if (first === 0x5b) return isMarker(text)
  return text.startsWith('*@') || isMask(text)
}

const WORDS: ReadonlySet<string> = new Set([
  'redacted', 'removed', 'masked', 'hidden', 'private', 'filtered', 'withheld', 'dropped', 'link', 'url', 'web',
  'page', 'detail', 'text', 'image', 'health', 'credential',
  ...CATEGORIES.flatMap((id) => [...id.split(/[._]/), ...categoryLabel(id).toLowerCase().split(/[^a-z]+/)]),
])
const MAX_MARKER_CHARS = 64

/** Words of categories in brackets, with a counter, a country or a domain. A name in brackets is a name. */
function isMarker(text: string): boolean {
  if (!text.endsWith(']') || text.length > MAX_MARKER_CHARS) return false
  const inner = /^\[([a-z][a-z._ -]*?)(?: \d{1,6})?(?::(?:[A-Z]{2}|[a-z0-9-]+(?:\.[a-z0-9-]+)+))?\]$/.exec(text)?.[1]
  return inner !== undefined && inner.split(/[._ -]+/).every((word) => WORDS.has(word))
}

/** More digits than this are a value with decoration, not a mask. */
const MAX_SHOWN_DIGITS = 8
const STRONG = '*\u2022\u25cf'
const WEAK = 'xX#'

/** A run of mask characters, few digits, and no word that is not masked. */
function isMask(text: string): boolean {
  if (!/\*|[\u2022\u25cfxX#]{3}/.test(text)) return false
  let digits = 0
  let longest = 0
  for (let at = 0, run = 0; at < text.length; at++) {
    if (isDigit(text.charCodeAt(at))) digits++
    const mark = text[at] ?? ''
    const masking = STRONG.includes(mark) || (WEAK.includes(mark) && text.length <= MAX_MARKER_CHARS)
    run = masking && (run === 0 || mark === text[at - 1]) ? run + 1 : masking ? 1 : 0
    longest = Math.max(longest, run)
  }
  if (longest === text.length) return STRONG.includes(text[0] ?? ' ') || longest >= 3
  if (longest < 3 || digits > MAX_SHOWN_DIGITS) return false
  return text.split(/\s+/).every((word) => !/\p{L}/u.test(word) || /([*\u2022\u25cf])\1|([xX#])\2\2/.test(word))
}

const SURROGATE = /^~[a-z2-7]{26}(?![a-z2-7])/
const SURROGATE_CHARS = 27

/** True if `[start, end)` lies in a pseudonym: `~` and 26 characters of base 32. */
export function isInPseudonym(text: string, start: number, end: number): boolean {
  const lowest = Math.max(0, start - SURROGATE_CHARS)
  for (let at = start; at >= lowest; at--) {
    if (text[at] === '~') return end <= at + SURROGATE_CHARS && SURROGATE.test(text.slice(at, at + SURROGATE_CHARS + 1))
  }
  return false
}
