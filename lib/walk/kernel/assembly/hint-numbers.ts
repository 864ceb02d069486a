import * as b from './bytes'
import * as h from './hint-bits'
import { bitsAt, byteAt, digitsEnd, is, isOneOf } from './hint-bytes'
import * as m from './memory'
import * as scan from './scan'

/**
 * The search for telephone numbers: ../../hint-numbers.ts, function by function. Only the way to the next place where
 * a number may begin is another one: sixteen bytes at a time.
 */

export const MIN_NUMBER_DIGITS: i32 = 7
const MAX_PREFIXED_DIGITS: i32 = 18
const MAX_ANNOUNCED_DIGITS: i32 = 13
const MAX_MARKS: usize = 5
const MAX_WORD_BYTES: i32 = 20
const MAX_CANDIDATE_DIGITS: i32 = 20
const MAX_CANDIDATE_BYTES: usize = 64
const MAX_SEPARATOR_BYTES: usize = 4
const MAX_GROUPS_DROPPED: i32 = 4
const MAX_TRIES: i32 = 6

const DOT_MINUS: i32 = (b.POINT << 8) | b.MINUS
const PADDED: i32 = -1

/** True if a numbering plan, a region and a key might make a number of something in the text. */
export function mayHoldNumber(from: usize, to: usize): bool {
  let resume = from
  let runEnd = from
  let tries = 0
  let notBefore = i64x2.splat(0)
  for (let block = from; block < to; block += 16) {
    const x = v128.load(block)
    const low = scan.lowOf(x)
    const rows = scan.rowsOf(x)
    const bound = scan.inSet(low, rows, m.NOT_BEFORE_SET)
    const begins = v128.andnot(scan.inSet(low, rows, m.BEGINS_SET), scan.before(notBefore, bound))
    notBefore = bound
    let hits = i8x16.bitmask(v128.or(begins, scan.isSame(x, m.ALL_PLUS))) & scan.firstBits(to - block)
    for (; hits !== 0; hits &= hits - 1) {
      const at = block + <usize>ctz(hits)
      if (at < resume) continue
      const isPlus = byteAt(at) === b.PLUS
      if (isBehindWord(from, at)) continue
      if (!isPlus && isShort(at, to)) continue
      const groups = readCandidate(at, to)
      if (groups === 0) continue
      if (isPlus) return true
      tries = at < runEnd ? tries + 1 : 0
      if (tries === 0) runEnd = endOf(groups - 1)
      if (tries > MAX_TRIES) resume = max(runEnd, at + 1)
      else if (isOtherNumber(at, groups)) resume = max(endOf(groups - 1), at + 1)
      else if (mayBeCalled(from, at, to, groups)) return true
      else resume = max(endOf(0), at + 1)
    }
  }
  return false
}

/** Of digits only a word beyond ASCII may still stand there. */
// @ts-ignore: decorator
@inline
function isBehindWord(from: usize, at: usize): bool {
  let first = at - 1
  while (first > from && (byteAt(first) & 0xc0) === 0x80) first--
  return first >= from && is(first, h.B_WORD)
}

/** True of nearly all digits: few of them, and nothing behind them that more could follow. */
// @ts-ignore: decorator
@inline
function isShort(at: usize, to: usize): bool {
  const behind = digitsEnd(at, to)
  const isAlone = behind === to || (behind > at && !is(behind, h.B_SEPARATOR))
  return isAlone && <i32>(behind - at) < MIN_NUMBER_DIGITS
}

// --- the candidate under way: records of GROUPS ----------------------------------------------------------------------

// @ts-ignore: decorator
@inline
function group(index: i32): usize {
  return m.GROUPS + <usize>index * m.GROUP_SIZE
}

// @ts-ignore: decorator
@inline
function lengthOf(index: i32): i32 {
  return load<i32>(group(index), m.DIGITS_)
}

// @ts-ignore: decorator
@inline
function endOf(index: i32): usize {
  return <usize>load<i32>(group(index), m.END_)
}

// @ts-ignore: decorator
@inline
function totalOf(index: i32): i32 {
  return load<i32>(group(index), m.TOTAL_)
}

// @ts-ignore: decorator
@inline
function separatorOf(index: i32): i32 {
  return load<i32>(group(index), m.SEPARATOR_)
}

/** Large ones are not exact. */
function valueOf(index: i32): i32 {
  const to = endOf(index)
  let value = 0
  for (let p = to - <usize>lengthOf(index); p < to && value < 100000; p++) value = value * 10 + byteAt(p) - b.DIGIT_ZERO
  return value
}

function readCandidate(from: usize, to: usize): i32 {
  const limit = min(to, from + MAX_CANDIDATE_BYTES)
  let at = from
  while (at < to && byteAt(at) === b.PLUS && at - from < 3) at++
  let groups = 0
  let digits = 0
  while (at < limit) {
    const gap = at
    let solid = 0
    let open = 0
    let blanks = 0
    while (at < limit && at - gap <= MAX_SEPARATOR_BYTES && is(at, h.B_SEPARATOR)) {
      const byte = byteAt(at)
      if (byte === b.SPACE || byte === b.TAB) blanks++
      else solid = (solid << 8) | byte
      if (byte === b.OPEN_PARENTHESIS) open = 1
      at++
    }
    if (at - gap > MAX_SEPARATOR_BYTES || at >= to || !is(at, h.B_DIGIT)) break
    const first = at
    at = digitsEnd(at, limit)
    const length = <i32>(at - first)
    if (digits + length > MAX_CANDIDATE_DIGITS) break
    digits += length
    const record = group(groups)
    store<i32>(record, length, m.DIGITS_)
    store<i32>(record, <i32>at, m.END_)
    store<i32>(record, digits, m.TOTAL_)
    store<i32>(record, blanks === 0 ? solid : solid === 0 ? b.SPACE : PADDED, m.SEPARATOR_)
    store<i32>(record, solid, m.SOLID_)
    store<i32>(record, open, m.OPEN_)
    groups++
  }
  return digits < MIN_NUMBER_DIGITS ? 0 : groups
}

function mayBeCalled(start: usize, from: usize, to: usize, groups: i32): bool {
  if (groups === 1) {
    return isPrefixed(endOf(0) - <usize>lengthOf(0), totalOf(0)) || mayBeAnnounced(start, from, totalOf(0))
  }
  if (isScattered(groups)) return false
  for (let count = groups; count > 1 && count > groups - MAX_GROUPS_DROPPED; count--) {
    const digits = totalOf(count - 1)
    if (digits < MIN_NUMBER_DIGITS || digits > MAX_PREFIXED_DIGITS) continue
    if (!runsOn(endOf(count - 1), to) && !isOtherNumber(from, count)) return true
  }
  return false
}

function mayBeAnnounced(start: usize, from: usize, digits: i32): bool {
  if (from === start || digits < MIN_NUMBER_DIGITS || digits > MAX_ANNOUNCED_DIGITS) return false
  const before = byteAt(from - 1)
  if (before === b.LESS) return true
  if (before === b.SLASH) return isBehindTelephone(start, from - 1) || isBehindPeer(start, from - 1)
  return (before === b.SPACE || before === b.COLON || before === b.EQUALS || before === b.OPEN_PARENTHESIS
    || before === b.TAB) && isBehindTelephone(start, from)
}

function isBehindPeer(start: usize, slash: usize): bool {
  const peer = wordStart(start, slash)
  if (peer === slash || peer === start || byteAt(peer - 1) !== b.SLASH) return false
  const channel = wordStart(start, peer - 1)
  return isOneOf(m.CHANNELS, channel, <i32>(peer - 1 - channel))
}

function wordStart(start: usize, end: usize): usize {
  let first = end
  while (first > start && <i32>(end - first) < MAX_WORD_BYTES && is(first - 1, h.B_WORD)) first--
  return first
}

function isBehindTelephone(start: usize, from: usize): bool {
  let last = from - 1
  while (last >= start && from - last <= MAX_MARKS && isMark(byteAt(last))) last--
  if (last < start) return false
  let first = last + 1
  while (first > start && <i32>(last + 1 - first) <= MAX_WORD_BYTES && is(first - 1, h.B_LETTER)) first--
  return (first > start && byteAt(first - 1) >= 0x80) || isOneOf(m.TELEPHONE_WORDS, first, <i32>(last + 1 - first))
}

function isMark(byte: i32): bool {
  return byte === b.SPACE || byte === b.POINT || byte === b.COLON || byte === b.HASH || byte === b.OPEN_PARENTHESIS
    || byte === b.EQUALS || byte === b.GREATER || byte === 0x22 || byte === 0x27 || byte === b.MINUS || byte === b.TAB
}

function isPrefixed(at: usize, digits: i32): bool {
  if (digits < MIN_NUMBER_DIGITS || byteAt(at) !== b.DIGIT_ZERO) return false
  if (byteAt(at + 1) === b.DIGIT_ZERO) return byteAt(at + 2) !== b.DIGIT_ZERO
  return byteAt(at + 1) === b.DIGIT_ZERO + 1 && byteAt(at + 2) === b.DIGIT_ZERO + 1 && byteAt(at + 3) !== b.DIGIT_ZERO
}

function isScattered(groups: i32): bool {
  let single = 0
  let bracketed = 0
  for (let at = 0; at < groups; at++) {
    if (lengthOf(at) === 1) single++
    if (at > 0) bracketed += load<i32>(group(at), m.OPEN_)
  }
  return single > 2 || bracketed > 1
}

function runsOn(at: usize, to: usize): bool {
  if (at >= to) return false
  const next = byteAt(at)
  const later = at + 1 < to ? byteAt(at + 1) : 0
  const isDigitLater = at + 1 < to && is(at + 1, h.B_DIGIT)
  if (next === b.PERCENT || next === b.DOLLAR || next === b.UNDERSCORE) return true
  if ((bitsAt(at) & h.B_WORD) !== 0) {
    if (next === b.LOWER_X && (isDigitLater || later === b.SPACE)) return false
    return !(next === b.UPPER_X && isDigitLater) && !isExt(at, to)
  }
  return isDigitLater && (next === b.COLON || next === b.COMMA || next === b.POINT)
}

function isExt(at: usize, to: usize): bool {
  return at + 2 < to && (byteAt(at) | b.CASE) === b.LOWER_E && (byteAt(at + 1) | b.CASE) === b.LOWER_X
    && (byteAt(at + 2) | b.CASE) === b.LOWER_T
}

// --- what calls nobody -----------------------------------------------------------------------------------------------

function isOtherNumber(from: usize, groups: i32): bool {
  return startsWithDate(groups) || isDotted(groups) || (groups > 1 && isYear(0) && isYear(1))
    || isCard(from, groups) || isListed(groups)
}

function isYear(index: i32): bool {
  return lengthOf(index) === 4 && valueOf(index) >= 1900 && valueOf(index) <= 2099
}

function isUpTo(index: i32, most: i32): bool {
  if (lengthOf(index) > 2) return false
  const value = valueOf(index)
  return value >= 1 && value <= most
}

function startsWithDate(groups: i32): bool {
  if (groups < 2) return false
  const mark = separatorOf(1)
  if (mark !== b.MINUS && mark !== b.POINT && mark !== b.SLASH) return false
  if (mark === b.SLASH && isUpTo(0, 12) && isYear(1)) return true
  const second = groups > 2 ? separatorOf(2) : 0
  if (second !== mark && second !== b.SPACE && isYear(0) && isUpTo(1, 12)) return true
  if (second !== mark) return false
  if (isYear(0)) return isUpTo(1, 12) && isUpTo(2, 31)
  const isMonthAndDay = (isUpTo(0, 31) && isUpTo(1, 12)) || (isUpTo(0, 12) && isUpTo(1, 31))
  return isMonthAndDay && (isYear(2) || (lengthOf(2) === 2 && groups === 3))
}

function isDotted(groups: i32): bool {
  if (groups < 2) return false
  for (let at = 1; at < groups; at++) {
    if (separatorOf(at) !== b.POINT && separatorOf(at) !== DOT_MINUS) return isDecimal(groups)
  }
  if (groups < 3) return true
  let pairs = 0
  let bytes = 0
  let single = 0
  for (let at = 0; at < groups; at++) {
    if (lengthOf(at) === 2) pairs++
    if (lengthOf(at) < 2) single++
    if (valueOf(at) < 256) bytes++
  }
  if (pairs === groups) return groups < 5
  return (groups === 4 && bytes === 4) || single > 0 || totalOf(groups - 1) < 9
}

function isDecimal(groups: i32): bool {
  for (let at = 1; at < groups; at += 2) if (separatorOf(at) !== b.POINT || lengthOf(at - 1) > 3) return false
  return true
}

function isCard(from: usize, groups: i32): bool {
  const digits = totalOf(groups - 1)
  if (digits < 13 || digits > 19) return false
  let sum = 0
  let twice = 0
  let first = 0
  for (let at = endOf(groups - 1) - 1; at >= from; at--) {
    const value = byteAt(at) - b.DIGIT_ZERO
    if (value < 0 || value > 9) continue
    sum += twice === 0 ? value : value > 4 ? value * 2 - 9 : value * 2
    twice ^= 1
    first = value
  }
  return sum % 10 === 0 && first !== 0
}

function isListed(groups: i32): bool {
  if (groups > 5) return false
  let outline = 0
  for (let at = 0; at < groups; at++) {
    if (lengthOf(at) > 9 || (at > 0 && load<i32>(group(at), m.SOLID_) !== b.MINUS)) return false
    outline = (outline << 4) | lengthOf(at)
  }
  for (let listed = m.LISTED; load<i32>(listed) !== 0; listed += 4) if (load<i32>(listed) === outline) return true
  return false
}
