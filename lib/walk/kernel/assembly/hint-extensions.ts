import * as b from './bytes'
import * as h from './hint-bits'
import { bitsAt, byteAt, is, isOneOf } from './hint-bytes'
import * as m from './memory'

/** What stands around the digits of an extension: ../../hint-extensions.ts, function by function. */

const MIN_DIGITS: usize = 2
const MAX_DIGITS: usize = 8
const MAX_MARKS: usize = 4
const MAX_LABEL_BYTES: usize = 20
const MAX_CHANNEL_BYTES: usize = 6
const MAX_NUMBER_BYTES: i32 = 24
const MIN_NUMBER_DIGITS: i32 = 7
const MAX_TAGS: i32 = 3
const MAX_TAG_BYTES: usize = 24

/** True if the digits from `first` to `behind` might be an extension. */
// @ts-ignore: decorator
@inline
export function mayBeExtension(from: usize, to: usize, first: usize, behind: usize): bool {
  return behind - first - MIN_DIGITS <= MAX_DIGITS - MIN_DIGITS && !isOther(behind, to)
    && (isNamedBehind(from, to, first, behind) || isSaid(from, to, first, behind))
}

function isSaid(from: usize, to: usize, first: usize, behind: usize): bool {
  if (isAnnounced(from, to, first, behind)) return true
  const tags = behindTags(from, first)
  return tags < first && isAnnounced(from, to, tags, behind)
}

/** @param first where the digits begin, or tags of HTML before them; at `from` if nothing stands before */
function isAnnounced(from: usize, to: usize, first: usize, behind: usize): bool {
  let mark = first - 1
  while (mark >= from && first - mark <= MAX_MARKS && isAround(mark, h.BEFORE_DIGITS)) mark--
  if (isDialled(mark, first, behind < to && byteAt(behind) === b.HASH)) {
    let start = mark + 1
    while (byteAt(start) === b.SPACE) start++
    if (followsNumber(from, start)) return true
  }
  if (mark < from) return false
  const byte = byteAt(mark)
  if (byte === b.LESS) return mark === first - 1 && behind < to && byteAt(behind) === b.GREATER
  if (byte === b.SLASH) return mark === first - 1 && isChannel(from, to, mark, behind)
  if (byte >= 0x80) return isForeignEnd((byteAt(mark - 1) << 8) | byte) || isVerb(from, mark)
  return is(mark, h.B_LETTER) && isEnding(from, mark) && isLabelled(from, mark, first)
}

function behindTags(from: usize, digits: usize): usize {
  let first = digits
  for (let tags = 0; tags < MAX_TAGS; tags++) {
    let at = first - 1
    while (at >= from && first - at <= MAX_MARKS && byteAt(at) === b.SPACE) at--
    if (at < from || byteAt(at) !== b.GREATER) return first
    const limit = at - from > MAX_TAG_BYTES ? at - MAX_TAG_BYTES : from
    do at--
    while (at >= limit && byteAt(at) !== b.LESS)
    if (at < limit) return first
    first = at
  }
  return first
}

function isNamedBehind(from: usize, to: usize, first: usize, behind: usize): bool {
  if (first > from && !isAround(first - 1, h.BEFORE_DIGITS) && byteAt(first - 1) !== b.OPEN_BRACKET) return false
  const at = behind < to && byteAt(behind) === b.SPACE ? behind + 1 : behind
  if (at >= to) return false
  const isOpen = byteAt(at) === b.OPEN_PARENTHESIS
  if (!isOpen && (at > behind || byteAt(at) !== b.AT_SIGN)) return false
  let last = at + 1
  const limit = min(to, at + 1 + MAX_LABEL_BYTES)
  while (last < limit && is(last, h.B_LETTER)) last++
  const length = <i32>(last - at - 1)
  if (isOpen) return last < to && byteAt(last) === b.CLOSE_PARENTHESIS && isOneOf(m.LABELS, at + 1, length)
  return (last === to || byteAt(last) !== b.POINT) && isOneOf(m.CONTEXTS, at + 1, length)
}

/** [sparse] Few letters in ids that stand before digits are the last one of a label. */
// @ts-ignore: decorator
@inline
function isEnding(from: usize, last: usize): bool {
  const before = last > from ? byteAt(last - 1) : 0
  return before >= 0x80 || (load<i32>(m.ENDINGS + <usize>(byteAt(last) & 31) * 4) >>> (before & 31) & 1) !== 0
}

// @ts-ignore: decorator
@inline
function isAround(p: usize, bit: i32): bool {
  return (<i32>load<u8>(m.AROUND + <usize>load<u8>(p)) & bit) !== 0
}

// @ts-ignore: decorator
@inline
function isOther(behind: usize, to: usize): bool {
  if (behind >= to) return false
  const next = byteAt(behind)
  if (next === b.PERCENT || is(behind, h.B_WORD)) return true
  return next === b.POINT && behind + 1 < to && is(behind + 1, h.B_DIGIT)
}

// @ts-ignore: decorator
@inline
function isDialled(mark: usize, first: usize, isEnded: bool): bool {
  if (first - 1 <= mark) return false
  const last = byteAt(first - 1)
  return last === b.STAR || last === b.HASH
    || (last === b.COMMA && (isEnded || (first - 2 > mark && byteAt(first - 2) === b.COMMA)))
}

function followsNumber(from: usize, at: usize): bool {
  let mark = at - 1
  while (mark >= from && at - mark <= MAX_MARKS && isAround(mark, h.BEHIND_NUMBER)) mark--
  if (mark < from || !is(mark, h.B_DIGIT)) return false
  let digits = 0
  for (let seen = 0; mark >= from && seen < MAX_NUMBER_BYTES; seen++) {
    if (is(mark, h.B_DIGIT)) digits++
    else if (!isAround(mark, h.BESIDE_DIGITS)) break
    mark--
  }
  return digits >= MIN_NUMBER_DIGITS
}

function isChannel(from: usize, to: usize, slash: usize, behind: usize): bool {
  if (behind < to && !isAround(behind, h.BEHIND_CHANNEL)) return false
  let first = slash
  while (first > from && slash - first < MAX_CHANNEL_BYTES && is(first - 1, h.B_WORD)) first--
  return isOneOf(m.CHANNELS, first, <i32>(slash - first))
}

function isLabelled(from: usize, last: usize, digits: usize): bool {
  let first = last
  while (first > from && last - first < MAX_LABEL_BYTES && is(first - 1, h.B_LETTER)) first--
  const length = <i32>(last + 1 - first)
  const before = first > from ? byteAt(first - 1) : 0
  if (length === 1 && before >= 0x80 && isForeignEnd(byteAt(last))) return true
  if (!isOneOf(m.LABELS, first, length)) return false
  if (first > from && (bitsAt(first - 1) & h.B_WORD) !== 0) return followsNumber(from, first)
  if ((byteAt(last) | b.CASE) !== b.LOWER_X || length > 1) return true
  if (before === b.SPACE && first - 2 >= from && byteAt(first - 2) === b.COMMA) return true
  const isParameter = before === b.SEMICOLON && byteAt(last + 1) === b.EQUALS
  return isParameter || (last + 1 === digits && !isDimension(from, first)) || followsNumber(from, first)
}

function isVerb(from: usize, last: usize): bool {
  return last >= from + 2 && (byteAt(last) & 0xde) === 0x88 && byteAt(last - 1) === 0xc3 && byteAt(last - 2) === b.SPACE
}

function isForeignEnd(bytes: i32): bool {
  for (let end = m.FOREIGN_ENDS; load<i32>(end) !== 0; end += 4) if (load<i32>(end) === bytes) return true
  return false
}

function isDimension(from: usize, first: usize): bool {
  return first - 2 >= from && is(first - 2, h.B_DIGIT)
}
