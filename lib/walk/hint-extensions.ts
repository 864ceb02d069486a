import {
  AT, CLOSE_PARENTHESIS, COMMA, DOT, EQUALS, GREATER, HASH, LESS, LOWER_X, OPEN_BRACKET, OPEN_PARENTHESIS, PERCENT,
  SEMICOLON, SLASH, SPACE, STAR,
} from '../bytes/codes.ts'
import {
  B_DIGIT, B_LETTER, B_WORD, BITS, CHANNELS, CONTEXTS, FOREIGN_ENDS, isOneOf, LABELS,
} from './hint-tables.ts'
import { MIN_NUMBER_DIGITS } from './written-number.ts'

/* What stands around the digits of an extension (detect/phone/find-extensions.ts), over bytes. */

const MIN_DIGITS = 2
const MAX_DIGITS = 8
const MAX_MARKS = 4
const MAX_LABEL_BYTES = 20
const MAX_CHANNEL_BYTES = 6
const MAX_NUMBER_BYTES = 24
const MAX_TAGS = 3
const MAX_TAG_BYTES = 24

export const BEFORE_DIGITS = 1
export const BEHIND_NUMBER = 2
export const IN_NUMBER = 4
export const BEHIND_CHANNEL = 8
/** What a byte is beside the digits of an extension, as bits. */
export const AROUND = ((): Uint8Array => {
  const marks = new Uint8Array(256)
  const listed: readonly (readonly [string, number])[] = [
    ['. :=#(*,->"\'', BEFORE_DIGITS], [' ,;.()-/', BEHIND_NUMBER], [' -.()/+xX', IN_NUMBER],
    ['-@;&,. \'")]', BEHIND_CHANNEL],
  ]
  for (const [characters, bit] of listed) {
    for (const character of characters) {
      const byte = character.charCodeAt(0)
      marks[byte] = (marks[byte] ?? 0) | bit
    }
  }
  return marks
})()

/**
 * True if the run of digits might be an extension: a number, a label or a channel stands before it, or a label or a
 * context behind it.
 *
 * @param from first digit of the run
 * @param to one past its last digit
 */
export function mayBeExtension(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  if (to - from < MIN_DIGITS || to - from > MAX_DIGITS || isOther(bytes, to, end)) return false
  if (isNamedBehind(bytes, start, end, from, to)) return true
  const tags = behindTags(bytes, start, from)
  return isAnnounced(bytes, start, end, from, to) || (tags < from && isAnnounced(bytes, start, end, tags, to))
}

/** @param from where the digits begin, or tags of HTML before them */
function isAnnounced(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  let mark = from - 1
  while (mark >= start && from - mark <= MAX_MARKS && is(bytes, mark, BEFORE_DIGITS)) mark--
  if (isDialled(bytes, mark, from, to < end && bytes[to] === HASH)) {
    let first = mark + 1
    while (bytes[first] === SPACE) first++
    if (followsNumber(bytes, start, first)) return true
  }
  if (mark < start) return false
  const byte = bytes[mark] as number
  if (byte === LESS) return mark === from - 1 && bytes[to] === GREATER && to < end
  if (byte === SLASH) return mark === from - 1 && isChannel(bytes, start, end, mark, to)
  if (byte >= 0x80) return isForeignEnd(bytes, mark - 1, byte) || isVerb(bytes, start, mark)
  return ((BITS[byte] as number) & B_LETTER) !== 0 && isLabelled(bytes, start, mark, from)
}

/** Where tags of HTML begin that stand before `from`: `<b>Ext.</b> 4021`. */
function behindTags(bytes: Uint8Array, start: number, from: number): number {
  let first = from
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    let at = first - 1
    while (at >= start && first - at <= MAX_MARKS && bytes[at] === SPACE) at--
    if (at < start || bytes[at] !== GREATER) return first
    const limit = Math.max(start, at - MAX_TAG_BYTES)
    do at--
    while (at >= limit && bytes[at] !== LESS)
    if (at < limit) return first
    first = at
  }
  return first
}

/** `4046 (ext)` and `4105@from-internal`. */
function isNamedBehind(bytes: Uint8Array, start: number, end: number, from: number, to: number): boolean {
  if (from > start && !is(bytes, from - 1, BEFORE_DIGITS) && bytes[from - 1] !== OPEN_BRACKET) return false
  const at = to < end && bytes[to] === SPACE ? to + 1 : to
  if (at >= end) return false
  const isOpen = bytes[at] === OPEN_PARENTHESIS
  if (!isOpen && (at > to || bytes[at] !== AT)) return false
  let last = at + 1
  const limit = Math.min(end, at + 1 + MAX_LABEL_BYTES)
  while (last < limit && ((BITS[bytes[last] as number] as number) & B_LETTER) !== 0) last++
  if (isOpen) return last < end && bytes[last] === CLOSE_PARENTHESIS && isOneOf(LABELS, bytes, at + 1, last - at - 1)
  return (last === end || bytes[last] !== DOT) && isOneOf(CONTEXTS, bytes, at + 1, last - at - 1)
}

function is(bytes: Uint8Array, at: number, bit: number): boolean {
  return ((AROUND[bytes[at] as number] as number) & bit) !== 0
}

/** A unit, a per cent sign or a decimal follows. */
function isOther(bytes: Uint8Array, to: number, end: number): boolean {
  if (to >= end) return false
  const next = bytes[to] as number
  if (next === PERCENT || ((BITS[next] as number) & B_WORD) !== 0) return true
  return next === DOT && to + 1 < end && ((BITS[bytes[to + 1] as number] as number) & B_DIGIT) !== 0
}

/** `*`, `#` or `,,` between `mark` and the digits, as one dials an extension behind a number; or `,` before `4021#`. */
function isDialled(bytes: Uint8Array, mark: number, from: number, isEnded: boolean): boolean {
  if (from - 1 <= mark) return false
  const last = bytes[from - 1]
  if (last === STAR || last === HASH) return true
  return last === COMMA && (isEnded || (from - 2 > mark && bytes[from - 2] === COMMA))
}

/** True if the last digit of a number stands at most four marks before `at`. */
function followsNumber(bytes: Uint8Array, start: number, at: number): boolean {
  let mark = at - 1
  while (mark >= start && at - mark <= MAX_MARKS && is(bytes, mark, BEHIND_NUMBER)) mark--
  if (mark < start || ((BITS[bytes[mark] as number] as number) & B_DIGIT) === 0) return false
  let digits = 0
  for (let seen = 0; mark >= start && seen < MAX_NUMBER_BYTES; seen++, mark--) {
    if (((BITS[bytes[mark] as number] as number) & B_DIGIT) !== 0) digits++
    else if (!is(bytes, mark, IN_NUMBER)) break
  }
  return digits >= MIN_NUMBER_DIGITS
}

/** @param slash the digits stand directly behind it */
function isChannel(bytes: Uint8Array, start: number, end: number, slash: number, to: number): boolean {
  if (to < end && !is(bytes, to, BEHIND_CHANNEL)) return false
  let first = slash
  while (first > start && slash - first < MAX_CHANNEL_BYTES
    && ((BITS[bytes[first - 1] as number] as number) & B_WORD) !== 0) first--
  return isOneOf(CHANNELS, bytes, first, slash - first)
}

/** True if two bytes, or one behind an accent, are the last of a label beyond ASCII. */
function isForeignEnd(bytes: Uint8Array, before: number, last: number): boolean {
  const first = before < 0 ? 0 : (bytes[before] as number)
  return FOREIGN_ENDS.includes((first << 8) | last)
}

/** `\u00e9` and `\u00e8`, in either case, as words: `ramal \u00e9 6001`. */
function isVerb(bytes: Uint8Array, start: number, last: number): boolean {
  return last - 2 >= start && ((bytes[last] as number) & 0xde) === 0x88 && bytes[last - 1] === 0xc3
    && bytes[last - 2] === SPACE
}

/** @param last the label's last letter; the digits begin at `from` */
function isLabelled(bytes: Uint8Array, start: number, last: number, from: number): boolean {
  let first = last
  while (first > start && last - first < MAX_LABEL_BYTES
    && ((BITS[bytes[first - 1] as number] as number) & B_LETTER) !== 0) first--
  const length = last + 1 - first
  const before = first > start ? (bytes[first - 1] as number) : 0
  if (length === 1 && before >= 0x80 && isForeignEnd(bytes, -1, bytes[last] as number)) return true
  if (!isOneOf(LABELS, bytes, first, length)) return false
  if (((BITS[before] as number) & B_WORD) !== 0) return followsNumber(bytes, start, first)
  if (((bytes[last] as number) | 0x20) !== LOWER_X || length > 1) return true
  if (before === SPACE && first - 2 >= start && bytes[first - 2] === COMMA) return true
  const isParameter = before === SEMICOLON && bytes[last + 1] === EQUALS
  return isParameter || (last + 1 === from && !isDimension(bytes, start, first)) || followsNumber(bytes, start, first)
}

/** `1920 x1080`. */
function isDimension(bytes: Uint8Array, start: number, first: number): boolean {
  return first - 2 >= start && ((BITS[bytes[first - 2] as number] as number) & B_DIGIT) !== 0
}
