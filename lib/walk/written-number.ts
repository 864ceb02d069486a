import {
  COLON, COMMA, DOLLAR, DOT, EQUALS, LESS, LOWER_E, LOWER_T, LOWER_X, MINUS, OPEN_PARENTHESIS, PERCENT, PLUS, SLASH,
  SPACE, TAB,
  UNDERSCORE, UPPER_X, ZERO,
} from '../bytes/codes.ts'
import {
  B_DIGIT, B_LETTER, B_NOT_BEFORE, B_SEPARATOR, B_WORD, BITS, CHANNELS, isBehindWord, isOneOf, TELEPHONE_WORDS,
} from './hint-tables.ts'

/*
 * Stretches of text that are written like a telephone number, as groups of digits and what stands between them. The
 * search for numbers (detect/phone) and the closer look that foretells it (hint-numbers.ts) both go through texts with
 * this, so that they cannot fall out of step. Texts are bytes, in UTF-8 or as detect/phone/phone-text.ts puts them.
 */

/** Fewer digits call a colleague, not a subscriber. */
export const MIN_NUMBER_DIGITS = 7
/** An international prefix and a trunk prefix may stand before the fifteen of E.164. */
export const MAX_DIALLED_DIGITS = 18
/** Digits in one run that a word may announce: longer ones are ids. */
export const MAX_ANNOUNCED_DIGITS = 13
/** A number without `+` is tried in at most this many ways, each a group shorter. */
export const MAX_LOCAL_TRIES = 4
/** E.164 allows 15; a trunk prefix, an international prefix and `(0)` may be written too. */
const MAX_CANDIDATE_DIGITS = 20
const MAX_CANDIDATE_BYTES = 64
const MAX_SEPARATOR_BYTES = 4
/** From at most this many groups of one run of digits a number is looked for: longer runs are tables. */
const MAX_TRIES = 6
/** Groups of a candidate at most: a digit each, and one that is one too many or was cut off. */
const MAX_GROUPS = 24

const DOT_MINUS = (DOT << 8) | MINUS
/** A separator with white space and something else. */
export const PADDED = -1

// The candidate under way: for each group its length, its value (large ones are not exact), its end, and the digits up
// to its end; the separator before it, with white space (a space for any, PADDED for some) and without.
export const lengths = new Int32Array(MAX_GROUPS)
export const values = new Int32Array(MAX_GROUPS)
export const ends = new Int32Array(MAX_GROUPS)
export const totals = new Int32Array(MAX_GROUPS)
export const separators = new Int32Array(MAX_GROUPS)
const solids = new Int32Array(MAX_GROUPS)
export const opens = new Uint8Array(MAX_GROUPS)

/** What stands directly before announced digits. */
const ANNOUNCES: readonly number[] = [SPACE, COLON, EQUALS, OPEN_PARENTHESIS, TAB]

const MARKS_BEFORE: readonly number[] = [...' .:#(=>"\'-\t'].map((mark) => mark.charCodeAt(0))
const MAX_MARKS = 5
const MAX_WORD_BYTES = 20

/** What a judge says to see no more. */
export const STOP = -1

/** Is shown every candidate, and says where the number that begins there ends; 0 if there is none. */
export interface Judge {
  /** Digits behind a `+`. */
  international(bytes: Uint8Array, first: number, end: number, groups: number): number
  /** Digits of which no date, address or other number begins with all. */
  local(bytes: Uint8Array, first: number, end: number, groups: number): number
}

/**
 * Shows the candidates in `[start, end)`. Looks at each byte a bounded number of times: a candidate is at most 64 bytes
 * long, and the search goes on behind its first group.
 *
 * @param national whether digits without `+` are wanted
 */
export function visitNumbers(bytes: Uint8Array, start: number, end: number, national: boolean, judge: Judge): void {
  let runEnd = start
  let tries = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    const isDigit = (BITS[byte] as number) & B_DIGIT
    if (byte !== PLUS && (!national || (isDigit === 0 && byte !== OPEN_PARENTHESIS))) continue
    const isBound = byte !== PLUS && at > start && ((BITS[bytes[at - 1] as number] as number) & B_NOT_BEFORE) !== 0
    const starts = !isBound && !isBehindWord(bytes, start, at)
    const first = at
    if (isDigit !== 0) {
      at = digitsEnd(bytes, at, end) - 1
      // Nearly all digits: few of them, and nothing behind them that more could follow.
      if (at - first < MIN_NUMBER_DIGITS - 1 && !isSeparator(bytes, at + 1, end)) continue
    }
    const groups = starts ? readCandidate(bytes, first, end) : 0
    if (groups === 0) continue
    tries = first < runEnd ? tries + 1 : 0
    if (tries === 0) runEnd = ends[groups - 1] as number
    let found = 0
    let resume = first
    if (byte === PLUS) {
      found = judge.international(bytes, first, end, groups)
    } else if (tries > MAX_TRIES) {
      resume = runEnd
    } else if (isOtherNumber(bytes, first, groups)) {
      resume = ends[groups - 1] as number
    } else {
      resume = ends[0] as number
      found = judge.local(bytes, first, end, groups)
    }
    if (found === STOP) return
    at = Math.max(resume, found, first + 1) - 1
  }
}

/** Digits without separators that stand where a word before them may say that they are a number. */
export function mayBeAnnounced(bytes: Uint8Array, start: number, from: number, digits: number): boolean {
  return from > start && digits >= MIN_NUMBER_DIGITS && digits <= MAX_ANNOUNCED_DIGITS
    && isAnnounced(bytes, start, from, bytes[from - 1] as number)
}

/** `"Ann" <2025550143>`, `/phone/2025550143`, `SIP/carrier/2025550143`; or a word and marks. */
function isAnnounced(bytes: Uint8Array, start: number, from: number, before: number): boolean {
  if (before === LESS) return true
  if (before === SLASH) return isBehindTelephone(bytes, start, from - 1) || isBehindPeer(bytes, start, from - 1)
  return ANNOUNCES.includes(before) && isBehindTelephone(bytes, start, from)
}

/** The peer of a channel stands before the slash. */
function isBehindPeer(bytes: Uint8Array, start: number, slash: number): boolean {
  const peer = wordStart(bytes, start, slash)
  if (peer === slash || peer === start || bytes[peer - 1] !== SLASH) return false
  const channel = wordStart(bytes, start, peer - 1)
  return isOneOf(CHANNELS, bytes, channel, peer - 1 - channel)
}

function wordStart(bytes: Uint8Array, start: number, end: number): number {
  let first = end
  const limit = Math.max(start, end - MAX_WORD_BYTES)
  while (first > limit && ((BITS[bytes[first - 1] as number] as number) & B_WORD) !== 0) first--
  return first
}

/** A word for a telephone, or one beyond ASCII, stands at most some marks before. */
function isBehindTelephone(bytes: Uint8Array, start: number, from: number): boolean {
  let last = from - 1
  while (last >= start && from - last <= MAX_MARKS && MARKS_BEFORE.includes(bytes[last] as number)) last--
  if (last < start) return false
  let first = last + 1
  while (first > start && last + 1 - first <= MAX_WORD_BYTES
    && ((BITS[bytes[first - 1] as number] as number) & B_LETTER) !== 0) first--
  return (first > start && (bytes[first - 1] as number) >= 0x80)
    || isOneOf(TELEPHONE_WORDS, bytes, first, last + 1 - first)
}

function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && ((BITS[bytes[at] as number] as number) & B_DIGIT) !== 0) at++
  return at
}

function isSeparator(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && ((BITS[bytes[at] as number] as number) & B_SEPARATOR) !== 0
}

/** Reads the groups from `from` on, and returns how many there are: none if they have too few digits. */
function readCandidate(bytes: Uint8Array, from: number, end: number): number {
  const limit = Math.min(end, from + MAX_CANDIDATE_BYTES)
  let at = from
  while (at < end && bytes[at] === PLUS && at - from < 3) at++
  let groups = 0
  let digits = 0
  while (at < limit) {
    const gap = at
    let solid = 0
    let open = 0
    let blanks = 0
    while (at < limit && at - gap <= MAX_SEPARATOR_BYTES) {
      const byte = bytes[at] as number
      if (((BITS[byte] as number) & B_SEPARATOR) === 0) break
      if (byte === SPACE || byte === TAB) blanks++
      else solid = (solid << 8) | byte
      if (byte === OPEN_PARENTHESIS) open = 1
      at++
    }
    if (at - gap > MAX_SEPARATOR_BYTES || at >= end || ((BITS[bytes[at] as number] as number) & B_DIGIT) === 0) break
    const first = at
    let value = 0
    while (at < limit && ((BITS[bytes[at] as number] as number) & B_DIGIT) !== 0) {
      if (value < 100_000) value = value * 10 + (bytes[at] as number) - ZERO
      at++
    }
    if (digits + at - first > MAX_CANDIDATE_DIGITS) break
    digits += at - first
    lengths[groups] = at - first
    values[groups] = value
    ends[groups] = at
    totals[groups] = digits
    separators[groups] = blanks === 0 ? solid : solid === 0 ? SPACE : PADDED
    solids[groups] = solid
    opens[groups] = open
    groups++
  }
  return digits < MIN_NUMBER_DIGITS ? 0 : groups
}

/** The lengths of the first groups as the digits of a number: 334 of `202-555-0143`. */
export function outlineOf(groups: number): number {
  let outline = 0
  for (let group = 0; group < groups; group++) outline = outline * 10 + (lengths[group] as number)
  return outline
}

/** Digits one by one, or bracket after bracket: lists and formulas. */
export function isScattered(groups: number): boolean {
  let single = 0
  let bracketed = 0
  for (let at = 0; at < groups; at++) {
    if (lengths[at] === 1) single++
    if (at > 0 && opens[at] === 1) bracketed++
  }
  return single > 2 || bracketed > 1
}

/** What follows makes the digits part of something else: a letter, a per cent sign, a time, a decimal. */
export function runsOn(bytes: Uint8Array, at: number, end: number): boolean {
  if (at >= end) return false
  const next = bytes[at] as number
  const later = at + 1 < end ? (bytes[at + 1] as number) : 0
  const isDigitLater = ((BITS[later] as number) & B_DIGIT) !== 0
  if (next === PERCENT || next === DOLLAR || next === UNDERSCORE) return true
  if (((BITS[next] as number) & B_WORD) !== 0) {
    if (next === LOWER_X && (isDigitLater || later === SPACE)) return false
    return !(next === UPPER_X && isDigitLater) && !isExt(bytes, at, end)
  }
  return isDigitLater && (next === COLON || next === COMMA || next === DOT)
}

function isExt(bytes: Uint8Array, at: number, end: number): boolean {
  return at + 2 < end && ((bytes[at] as number) | 0x20) === LOWER_E && ((bytes[at + 1] as number) | 0x20) === LOWER_X
    && ((bytes[at + 2] as number) | 0x20) === LOWER_T
}

/**
 * True if the first groups are a date, a range of dates, an address, a version, a card or another number that calls
 * nobody.
 */
export function isOtherNumber(bytes: Uint8Array, from: number, groups: number): boolean {
  return startsWithDate(groups) || isDotted(groups) || (groups > 1 && isYear(0) && isYear(1))
    || isCard(bytes, from, groups) || isListed(groups)
}

/** Two signed decimals in a row, as ISO 6709 writes a place: `+40.6894-074.0447/`. */
export function isCoordinate(groups: number): boolean {
  return groups === 4 && separators[1] === DOT && separators[2] === MINUS && separators[3] === DOT && (lengths[0] as number) <= 3
    && (lengths[1] as number) >= 3 && (lengths[3] as number) >= 3
}

function isYear(group: number): boolean {
  return lengths[group] === 4 && (values[group] as number) >= 1900 && (values[group] as number) <= 2099
}

function isUpTo(group: number, most: number): boolean {
  const value = values[group] as number
  return (lengths[group] as number) <= 2 && value >= 1 && value <= most
}

/** `2024-05-17`, `17.05.2024`, `5/17/2024`, `05/2024`, `17.5.24`; also as the first part of something longer. */
function startsWithDate(groups: number): boolean {
  if (groups < 2) return false
  const mark = separators[1] as number
  if (mark !== MINUS && mark !== DOT && mark !== SLASH) return false
  if (mark === SLASH && isUpTo(0, 12) && isYear(1)) return true
  const second = groups > 2 ? (separators[2] as number) : 0
  if (second !== mark && second !== SPACE && isYear(0) && isUpTo(1, 12)) return true
  if (second !== mark) return false
  if (isYear(0)) return isUpTo(1, 12) && isUpTo(2, 31)
  const isMonthAndDay = (isUpTo(0, 31) && isUpTo(1, 12)) || (isUpTo(0, 12) && isUpTo(1, 31))
  return isMonthAndDay && (isYear(2) || (lengths[2] === 2 && groups === 3))
}

/** Decimals, IPv4 addresses and versions: dots everywhere, and groups that no country writes a number in. */
function isDotted(groups: number): boolean {
  if (groups < 2) return false
  for (let at = 1; at < groups; at++) {
    if (separators[at] !== DOT && separators[at] !== DOT_MINUS) return isDecimal(groups)
  }
  if (groups < 3) return true
  let pairs = 0
  let bytes = 0
  let single = 0
  for (let at = 0; at < groups; at++) {
    if (lengths[at] === 2) pairs++
    if ((lengths[at] as number) < 2) single++
    if ((values[at] as number) < 256) bytes++
  }
  if (pairs === groups) return groups < 5
  return (groups === 4 && bytes === 4) || single > 0 || (totals[groups - 1] as number) < 9
}

/** Pairs of decimals such as `52.5200, 13.4050` or `12.1 - 23.71`. */
function isDecimal(groups: number): boolean {
  for (let at = 1; at < groups; at += 2) {
    if (separators[at] !== DOT || (lengths[at - 1] as number) > 3) return false
  }
  return true
}

/**
 * Thirteen to nineteen digits with a right check digit (ISO/IEC 7812-1, Luhn). No issuer's number begins with 0, and
 * many international numbers do: `0044 20 ...`.
 */
function isCard(bytes: Uint8Array, from: number, groups: number): boolean {
  const digits = totals[groups - 1] as number
  if (digits < 13 || digits > 19) return false
  let sum = 0
  let twice = 0
  let first = 0
  for (let at = (ends[groups - 1] as number) - 1; at >= from; at--) {
    const value = (bytes[at] as number) - ZERO
    if (value < 0 || value > 9) continue
    sum += twice === 0 ? value : value > 4 ? value * 2 - 9 : value * 2
    twice ^= 1
    first = value
  }
  return sum % 10 === 0 && first !== 0
}

/** Lengths of groups with dashes between them, a hexadecimal digit each: SSN, ZIP+4, ISBN-13 and such. */
export const LISTED = Int32Array.from([
  0x324, 0x54, 0x31261, 0x31351, 0x31441, 0x31531, 0x32431, 0x33241, 0x32521, 0x1351, 0x1261, 0x1441,
])

function isListed(groups: number): boolean {
  if (groups > 5) return false
  let outline = 0
  for (let at = 0; at < groups; at++) {
    if ((lengths[at] as number) > 9 || (at > 0 && solids[at] !== MINUS)) return false
    outline = (outline << 4) | (lengths[at] as number)
  }
  for (let at = 0; at < LISTED.length; at++) if (LISTED[at] === outline) return true
  return false
}
