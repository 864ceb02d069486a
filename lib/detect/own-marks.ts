import { TILDE } from '../bytes/codes.ts'
import { late } from '../late.ts'
import { CATEGORIES, categoryLabel } from './category.ts'

/**
 * What this package, or somebody before it, has put in place of a datum: such values are left alone, so that filtering
 * twice is filtering once.
 *
 *     [phone]  [email 1]  [phone:GB]  [email:example.org]  ********  +1855201XXXX  j***@***  *@example.org  J***
 *
 * A mark is taken for one only as a whole, and a mask only where its category is expected: a password may end in stars,
 * and a name may hold three x.
 */

/** What markers say: the words of the treatments, the names of the categories, and some that others use. */
const markerWords = (): readonly string[] => [
  'account', 'address', 'behaviour', 'birth date', 'call', 'company', 'contact', 'content', 'country', 'credential',
  'device', 'email', 'extension', 'fax', 'health', 'id', 'im handle', 'image', 'ip address', 'job title', 'link',
  'location', 'name', 'notes', 'personal detail', 'phone', 'private text', 'recording', 'redacted', 'sip address',
  'transcript', 'voicemail', 'web page', 'workplace', 'removed', 'masked', 'hidden', 'filtered', 'withheld', 'private',
  ...CATEGORIES.map((id) => categoryLabel(id).toLowerCase().replace(/[^a-z ]/g, '.')),
]

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const MARKER = late((): RegExp => {
  const numbered = `(?:${markerWords().join('|')})(?: \\d{1,6})?`
  return new RegExp(`\\[(?:${numbered}|(?:phone|fax|address):[A-Z]{2}|email:${LABEL}(?:\\.${LABEL})+)\\]`)
})
const WHOLE_MARKER = late(() => new RegExp(`^${MARKER().source}$`))
const ALL_MARKERS = late(() => new RegExp(MARKER(), 'g'))
const MAX_MARKER_CHARS = 300

/** Nothing but mask characters: there is nothing left to protect. */
const BLANK = /^(?:[*\u2022\u25cf]{3,}|[xX]{4,}|#{4,})$/

/** Without one of these a text is no mark. */
const TELLTALE = /^\[|[*\u2022\u25cf]|[Xx#]{3}/

const INITIAL = late(() => new RegExp(String.raw`^\p{L}\*{3,16}$`, 'u'))
const initial = { test: (text: string): boolean => INITIAL().test(text) }

/** At most seven digits are shown, and at most four at the end: `+1855201XXXX`, `(***) ***-0143`. */
const maskedNumber = {
  test(text: string): boolean {
    if (!/^[+()]{0,2}[\d*\u2022\u25cfXx# ().-]{4,32}$/.test(text) || /\d{5}$/.test(text)) return false
    const masked = text.match(/[*\u2022\u25cfXx#]/g) ?? []
    const shown = text.match(/\d/g) ?? []
    return masked.length >= 4 && shown.length <= 7
  },
}

/** Forms that show a part, by the category that they are forms of. */
const FORMS: readonly (readonly [category: string, form: Pick<RegExp, 'test'>])[] = [
  ['user.contact.phone_number', maskedNumber],
  ['user.contact.fax_number', maskedNumber],
  ['user.contact.email', /^[^\s@*]?\*{1,64}@(?:\*{3}|[^\s@]{1,255})$/],
  ['user.name', initial],
  ['user.account', initial],
]

/** @param category of which a masked form is expected; without one, any form counts */
export function isOwnMark(text: string, category: string | null = null): boolean {
  if (text.length > MAX_MARKER_CHARS) return BLANK.test(text)
  if (!TELLTALE.test(text)) return false
  if (WHOLE_MARKER().test(text) || BLANK.test(text)) return true
  return FORMS.some(([head, form]) => (category === null || isAtOrBelow(category, head)) && form.test(text))
}

/** An extension is no number of which a part could be shown. */
function isAtOrBelow(category: string, head: string): boolean {
  return category === head || (category.startsWith(`${head}.`) && !category.endsWith('.extension'))
}

/** True if a marker stands anywhere in a (short) text. */
export function holdsOwnMark(text: string): boolean {
  return text.includes('[') && MARKER().test(text)
}

/** Where markers stand in a text, in order. */
export function ownMarksIn(text: string): readonly (readonly [start: number, end: number])[] {
  if (!text.includes('[')) return []
  return Array.from(text.matchAll(ALL_MARKERS()), ({ 0: mark, index }) => [index, index + mark.length])
}

/** The text around markers: what stands in place of a datum is no part of another one. */
export function withoutOwnMarks(text: string): string {
  return text.includes('[') ? text.replace(ALL_MARKERS(), ' ') : text
}

const SURROGATE = /^~[a-z2-7]{26}(?![a-z2-7])/
const SURROGATE_CHARS = 27

/** True if `[start, end)` lies in a pseudonym: `~` and 26 characters of base 32. */
export function isInPseudonym(text: string, start: number, end: number): boolean {
  const lowest = Math.max(0, start - SURROGATE_CHARS)
  for (let at = start; at >= lowest; at--) {
    if (text.charCodeAt(at) !== TILDE) continue
    return end <= at + SURROGATE_CHARS && SURROGATE.test(text.slice(at, at + SURROGATE_CHARS + 1))
  }
  return false
}
