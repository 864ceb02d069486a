import * as b from './bytes'
import * as h from './hint-bits'
import { byteAt, digitsEnd, is, isOneOf } from './hint-bytes'
import { mayBeExtension } from './hint-extensions'
import { isMoment } from './hint-moments'
import { mayHoldNumber, MIN_NUMBER_DIGITS } from './hint-numbers'
import * as m from './memory'
import * as scan from './scan'
import { isSpace } from './space'

/**
 * The closer look: ../../hints.ts is its specification, function by function, and the comments there are not repeated
 * here. What is different is the way to the next byte that may begin something: sixteen at a time, and past most of
 * those that could, by the bytes before them.
 */

const MIN_LINE_DIGITS: usize = 2
const MAX_LINE_DIGITS: usize = 8
const MAX_SCHEME_LETTERS: usize = 6
const MAX_USERINFO_BYTES: usize = 1024
const MAX_LABEL_BYTES: usize = 189

const SEEN_QUERY: i32 = 1
const SEEN_LINK: i32 = 2
const SEEN_FRAGMENT: i32 = 4
const SEEN_EQUALS: i32 = 8
const SEEN_PERCENT: i32 = 16

/**
 * Hints of the content between two addresses.
 *
 * @param flags what was seen while it was read, complete
 */
export function lookCloser(from: usize, to: usize, flags: i32, digits: i32): i32 {
  if ((flags & b.HAS_ESCAPE) === 0) return isMoment(from, to) ? 0 : look(from, to, flags, digits)
  const end = withoutEscapes(from, to)
  if (end === 0 || mayBeDocument(end)) return b.HINT_OBSCURED
  return look(m.PLAIN, end, flags | flagsOfUnits, digits + digitsOfUnits)
}

/** What the text in PLAIN may hold that was not seen while it was read, because it was spelled `\u0040`. */
let flagsOfUnits: i32 = 0
let digitsOfUnits: i32 = 0

/** Writes the text to PLAIN, and returns where it ends; 0 if it cannot be written. */
function withoutEscapes(from: usize, to: usize): usize {
  if (to - from > m.MAX_ESCAPED_BYTES) return 0
  flagsOfUnits = digitsOfUnits = 0
  let p = from
  let out = m.PLAIN
  while (p < to) {
    const x = v128.load(p)
    v128.store(out, x)
    const plain = <usize>ctz(i8x16.bitmask(scan.isSame(x, m.ALL_BACKSLASH)) | 0x10000)
    p += plain
    out += plain
    if (plain === 16 || p >= to) continue
    const letter = byteAt(p + 1)
    if (letter === b.LOWER_U) {
      let point = unitAt(p + 2, to)
      if (point >= b.DIGIT_ZERO && point <= b.DIGIT_NINE) digitsOfUnits++
      p += 6
      if (point >= 0xd800 && point < 0xe000) {
        const low = point < 0xdc00 && byteAt(p) === b.BACKSLASH ? unitAt(p + 2, to) : -1
        if (low < 0xdc00 || low >= 0xe000) return 0
        point = 0x10000 + ((point - 0xd800) << 10) + low - 0xdc00
        p += 6
      }
      out = writeUtf8(point, out)
      flagsOfUnits = b.HAS_AT | b.HAS_PERCENT
    } else {
      store<u8>(out, load<u8>(m.ESCAPED + <usize>letter))
      p += 2
      out++
    }
  }
  return out - (p - to)
}

function unitAt(from: usize, to: usize): i32 {
  if (from + 4 > to || byteAt(from - 1) !== b.LOWER_U) return -1
  let unit = 0
  for (let p = from; p < from + 4; p++) {
    const byte = byteAt(p)
    unit = unit * 16 + (byte & 15) + (byte > b.DIGIT_NINE ? 9 : 0)
  }
  return unit
}

function writeUtf8(point: i32, to: usize): usize {
  let out = to
  if (point < 0x80) {
    // The row of the upper control characters is that of bytes beyond ASCII (scan.ts); to the tables all are the same.
    store<u8>(out, point >= 0x10 && point < 0x20 ? 0 : point)
    return out + 1
  }
  if (point < 0x800) {
    store<u8>(out, 0xc0 | (point >> 6))
    out++
  } else {
    if (point < 0x10000) {
      store<u8>(out, 0xe0 | (point >> 12))
      out++
    } else {
      store<u8>(out, 0xf0 | (point >> 18))
      store<u8>(out + 1, 0x80 | ((point >> 12) & 0x3f))
      out += 2
    }
    store<u8>(out, 0x80 | ((point >> 6) & 0x3f))
    out++
  }
  store<u8>(out, 0x80 | (point & 0x3f))
  return out + 1
}

/** The text in PLAIN, up to `to`. */
function mayBeDocument(to: usize): bool {
  let p = afterSpace(m.PLAIN, to)
  const isString = p < to && byteAt(p) === b.QUOTE
  if (isString) p = afterSpace(p + 1, to)
  if (p === to) return false
  const byte = byteAt(p)
  return byte === b.OPEN_BRACE || byte === b.OPEN_BRACKET || (isString && byte === b.BACKSLASH)
}

function afterSpace(from: usize, to: usize): usize {
  let p = from
  while (p < to && isSpace(byteAt(p))) p++
  return p
}

function look(from: usize, to: usize, flags: i32, digits: i32): i32 {
  const number = digits >= MIN_NUMBER_DIGITS && mayHoldNumber(from, to) ? b.HINT_NUMBER : 0
  const isWide = (flags & (b.HAS_AT | b.HAS_PERCENT)) !== 0
  return number | lookAround(from, to, isWide) | (isLine(digits, to - from) ? b.HINT_EXTENSION : 0)
}

/** ../../leaf.ts */
function isLine(digits: i32, length: usize): bool {
  return <usize>digits === length && length - MIN_LINE_DIGITS <= MAX_LINE_DIGITS - MIN_LINE_DIGITS
}

/**
 * @param isWide false for a text without `@` and `%`: up to its first `=`, all that matters are labels, schemes,
 *   secrets and characters beyond ASCII
 */
function lookAround(from: usize, to: usize, isWide: bool): i32 {
  const marks = isWide ? m.MARKS_SET : m.FEW_MARKS_SET
  let hints = 0
  let seen = 0
  let tokenEnd = from
  let digitsBefore = i64x2.splat(0)
  // So does the beginning of the text.
  let announcesBefore = i64x2.splat(-1)
  let secretsBefore = i64x2.splat(0)
  for (let block = from; block < to; block += 16) {
    const x = v128.load(block)
    const low = scan.lowOf(x)
    const rows = scan.rowsOf(x)
    // The second of some digits, behind a byte that may announce an extension.
    const digits = scan.isDigit(x)
    const announces = scan.inSet(low, rows, m.ANNOUNCES_SET)
    const labelled = v128.and(
      v128.and(digits, scan.before(digitsBefore, digits)), scan.beforeLast(announcesBefore, announces),
    )
    // The mark of a secret, behind the right byte.
    const secrets = scan.inSet(low, rows, m.SECRET_FIRST_SET)
    const marked = v128.and(scan.inSet(low, rows, m.SECRET_MARKS_SET), scan.before(secretsBefore, secrets))
    const others = v128.andnot(scan.inSet(low, rows, marks), scan.isTrailing(x))
    digitsBefore = digits
    announcesBefore = announces
    secretsBefore = secrets
    let hits = i8x16.bitmask(v128.or(v128.or(labelled, marked), others)) & scan.firstBits(to - block)
    for (; hits !== 0; hits &= hits - 1) {
      const p = block + <usize>ctz(hits)
      const mark = <i32>load<u8>(m.MARKS + <usize>load<u8>(p))
      if (mark === h.M_DIGIT) {
        if (mayBeExtension(from, to, p - 1, digitsEnd(p, to))) hints |= b.HINT_EXTENSION
      } else if (mark === h.M_SECRET) {
        const secret = secretAt(from, to, p)
        if (secret > h.JWT) hints |= b.HINT_CREDENTIAL
        else if (secret === h.JWT && p >= tokenEnd) {
          tokenEnd = endOfToken(p, to)
          if (dotsIn(p, tokenEnd) >= 2) hints |= b.HINT_CREDENTIAL
        }
      } else if (mark === h.M_BREAK) {
        seen = 0
      } else if (mark === h.M_COLON) {
        if (isScheme(from, p)) hints |= b.HINT_URI
        if (p + 2 < to && byteAt(p + 1) === b.SLASH && byteAt(p + 2) === b.SLASH) {
          seen |= SEEN_LINK
          if (isWide && hasPassword(p + 3, to)) hints |= b.HINT_URI
        }
      } else if (mark === h.M_AT) {
        if (isAddressed(from, to, p)) hints |= b.HINT_ADDRESS
      } else if (mark === h.M_QUERY) {
        seen |= SEEN_QUERY
      } else if (mark === h.M_HASH) {
        if ((seen & SEEN_LINK) !== 0) seen |= SEEN_FRAGMENT
        if (p > from && byteAt(p - 1) === b.AMPERSAND) hints |= b.HINT_URI
      } else if (mark === h.M_EQUALS) {
        if (!isWide) return lookAround(from, to, true)
        if ((seen & (SEEN_QUERY | SEEN_FRAGMENT | SEEN_PERCENT)) !== 0) hints |= b.HINT_URI
        seen |= SEEN_EQUALS
      } else if (mark === h.M_PERCENT) {
        if ((seen & SEEN_EQUALS) !== 0 || isEscape(p, to)) hints |= b.HINT_URI
        seen |= SEEN_PERCENT
      } else if (mark === h.M_BEYOND_ASCII) {
        const second = p + 1 < to ? byteAt(p + 1) : 0
        const index = ((byteAt(p) & 0x3f) << 6) | (second & 0x3f)
        if (load<u8>(m.FOLDING + <usize>index) !== 0) return hints | b.HINT_OBSCURED
      }
    }
  }
  return hints
}

// --- URIs ------------------------------------------------------------------------------------------------------------

function isScheme(from: usize, colon: usize): bool {
  let first = colon
  while (first > from && colon - first <= MAX_SCHEME_LETTERS && is(first - 1, h.B_LETTER)) first--
  if (first > from && is(first - 1, h.B_WORD)) return false
  return isOneOf(m.SCHEMES, first, <i32>(colon - first))
}

function hasPassword(from: usize, to: usize): bool {
  const limit = min(to, from + MAX_USERINFO_BYTES)
  let colon: usize = 0
  for (let p = from; p < limit; p++) {
    const byte = byteAt(p)
    if (byte === b.AT_SIGN) return colon !== 0 && p - colon > 1
    if (byte === b.COLON && colon === 0) colon = p
    if (byte === b.SLASH || byte === b.SPACE || byte === b.QUOTE) return false
  }
  return false
}

function isEscape(percent: usize, to: usize): bool {
  return percent + 2 < to && is(percent + 1, h.B_HEX) && is(percent + 2, h.B_HEX)
}

// --- addresses -------------------------------------------------------------------------------------------------------

function isAddressed(from: usize, to: usize, at: usize): bool {
  if (at === from || !is(at - 1, h.B_LOCAL)) return false
  let label = at + 1
  for (let next = label; next < to; next++) {
    const byte = byteAt(next)
    if (byte === b.POINT) {
      if (next === label || next - label > MAX_LABEL_BYTES) return false
      label = next + 1
      if (label + 1 < to && isLetter(label) && isLetter(label + 1)) return true
    } else if (byte !== b.MINUS && byte < 0x80 && !is(next, h.B_WORD)) {
      return false
    }
  }
  return false
}

function isLetter(p: usize): bool {
  return byteAt(p) >= 0x80 || is(p, h.B_LETTER)
}

// --- secrets ---------------------------------------------------------------------------------------------------------

function secretAt(from: usize, to: usize, at: usize): i32 {
  for (let which = <i32>load<u8>(m.SECRETS_AT + <usize>load<u8>(at)); which !== 0; which &= which - 1) {
    const secret = m.SECRETS + <usize>ctz(which) * m.SECRET_SIZE
    const length = <usize>load<i32>(secret, m.PREFIX_LENGTH_)
    const first = at - <usize>load<i32>(secret, m.PREFIX_MARK_)
    if (first < from || first + length + <usize>load<i32>(secret, m.SECRET_MIN_) > to) continue
    const same = i8x16.bitmask(i8x16.eq(v128.load(first), v128.load(secret)))
    if (<usize>ctz(~same) >= length && !isGlued(from, first)) return ctz(which)
  }
  return -1
}

function isGlued(from: usize, at: usize): bool {
  return at > from && (is(at - 1, h.B_LETTER | h.B_DIGIT) || byteAt(at - 1) === b.UNDERSCORE)
}

function endOfToken(from: usize, to: usize): usize {
  let p = from
  while (p < to && is(p, h.B_TOKEN)) p++
  return p
}

function dotsIn(from: usize, to: usize): i32 {
  let dots = 0
  for (let p = from; p < to; p++) if (byteAt(p) === b.POINT) dots++
  return dots
}
