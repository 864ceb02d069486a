import {
  AMPERSAND, AT, BACKSLASH, COLON, CR, DOT, LF, LOWER_B, LOWER_F, LOWER_N, LOWER_R, LOWER_T, LOWER_U, MINUS, NINE, OPEN_BRACE,
  OPEN_BRACKET, QUOTE, SLASH, SPACE, TAB, UNDERSCORE, ZERO,
} from '../bytes/codes.ts'
import { hexOf } from '../bytes/hex.ts'
import { mayBeExtension } from './hint-extensions.ts'
import { mayHoldNumber } from './hint-numbers.ts'
import {
  B_DIGIT, B_HEX, B_LETTER, B_LOCAL, B_TOKEN, B_WORD, BITS, FOLDING, isOneOf, JWT, M_AT, M_BEYOND_ASCII, M_BREAK,
  M_COLON, M_DIGIT, M_EQUALS, M_HASH, M_PERCENT, M_QUERY, M_SECRET, MARKS, SCHEMES, SECRET_MARKS, SECRET_MIN, SECRETS,
} from './hint-tables.ts'
import { MIN_NUMBER_DIGITS } from './written-number.ts'
import * as leaf from './leaf.ts'

/*
 * The closer look: which detectors might find something in a string, by its bytes alone. Nearly all strings that pass
 * the gates while they are read are ids, moments and links; they get no hint and are never decoded. Everything here is
 * bytes, offsets and tables, and linear.
 */

/** A longer text with escapes is reported as it is. */
const MAX_ESCAPED_BYTES = 4096
const MAX_SCHEME_LETTERS = 6
const MAX_USERINFO_BYTES = 1024
const MAX_LABEL_BYTES = 189

/** What was seen of the URI under way. */
const SEEN_QUERY = 1
const SEEN_LINK = 2
const SEEN_FRAGMENT = 4
const SEEN_EQUALS = 8
const SEEN_PERCENT = 16

const plain = new Uint8Array(MAX_ESCAPED_BYTES)

/**
 * Hints of the content of a string, a key or a text that passed the gates.
 *
 * @param start first byte of the content, behind the quote
 * @param end one past its last byte
 * @param flags what was seen while it was read (leaf.ts)
 * @param digits ASCII digits in it, without those that are escapes; more than eight need not be counted
 * @returns HINT_* bits, 0 if no detector would find anything by form
 */
export function lookCloser(bytes: Uint8Array, start: number, end: number, flags: number, digits: number): number {
  if ((flags & leaf.HAS_ESCAPE) === 0) return look(bytes, start, end, digits)
  const length = withoutEscapes(bytes, start, end)
  if (length < 0 || mayBeDocument(length)) return leaf.HINT_OBSCURED
  return look(plain, 0, length, digits + digitsOfUnits)
}

/** Digits that were spelled `\u0037`. */
let digitsOfUnits = 0

/** Writes the text without its escapes to `plain`, as UTF-8, and returns its length; -1 if it cannot be written. */
function withoutEscapes(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > MAX_ESCAPED_BYTES) return -1
  digitsOfUnits = 0
  let length = 0
  for (let at = start; at < end; at++) {
    let byte = bytes[at] as number
    if (byte === BACKSLASH) {
      at++
      byte = bytes[at] as number
      if (byte === LOWER_U) {
        let point = unitAt(bytes, at + 1, end)
        if (point >= ZERO && point <= NINE) digitsOfUnits++
        at += 4
        if (point >= 0xd800 && point < 0xe000) {
          const low = point < 0xdc00 && bytes[at + 1] === BACKSLASH ? unitAt(bytes, at + 3, end) : -1
          if (low < 0xdc00 || low >= 0xe000) return -1
          point = 0x10000 + ((point - 0xd800) << 10) + low - 0xdc00
          at += 6
        }
        length = writeUtf8(point, length)
        continue
      }
      if (byte === LOWER_N) byte = LF
      else if (byte === LOWER_T) byte = TAB
      else if (byte === LOWER_R) byte = CR
      else if (byte === LOWER_B) byte = 0x08
      else if (byte === LOWER_F) byte = 0x0c
    }
    plain[length++] = byte
  }
  return length
}

/** The unit that four hexadecimal digits write; -1 if they are not all there. */
function unitAt(bytes: Uint8Array, at: number, end: number): number {
  if (at + 4 > end || bytes[at - 1] !== LOWER_U) return -1
  let unit = 0
  for (let next = at; next < at + 4; next++) unit = unit * 16 + hexOf(bytes[next] as number)
  return unit
}

function writeUtf8(point: number, at: number): number {
  let length = at
  if (point < 0x80) plain[length++] = point
  else {
    if (point < 0x800) plain[length++] = 0xc0 | (point >> 6)
    else {
      if (point < 0x10000) plain[length++] = 0xe0 | (point >> 12)
      else {
        plain[length++] = 0xf0 | (point >> 18)
        plain[length++] = 0x80 | ((point >> 12) & 0x3f)
      }
      plain[length++] = 0x80 | ((point >> 6) & 0x3f)
    }
    plain[length++] = 0x80 | (point & 0x3f)
  }
  return length
}

/** Behind white space that may be escaped: a bracket, or a string that may hold a document in its turn. */
function mayBeDocument(length: number): boolean {
  let at = afterSpace(0, length)
  const isString = at < length && plain[at] === QUOTE
  if (isString) at = afterSpace(at + 1, length)
  if (at === length) return false
  return plain[at] === OPEN_BRACE || plain[at] === OPEN_BRACKET || (isString && plain[at] === BACKSLASH)
}

function afterSpace(at: number, length: number): number {
  while (at < length && (plain[at] === SPACE || plain[at] === TAB || plain[at] === LF || plain[at] === CR)) at++
  return at
}

function look(bytes: Uint8Array, start: number, end: number, digits: number): number {
  let hints = digits >= MIN_NUMBER_DIGITS && mayHoldNumber(bytes, start, end) ? leaf.HINT_NUMBER : 0
  // Nothing else stands there, and a member beside it may say that it is an extension.
  if (leaf.isLine(digits, end - start)) hints |= leaf.HINT_EXTENSION
  let seen = 0
  let tokenEnd = start
  for (let at = start; at < end; at++) {
    const mark = MARKS[bytes[at] as number] as number
    if (mark === 0) continue
    if (mark === M_DIGIT) {
      const from = at
      while (at + 1 < end && is(bytes, at + 1, B_DIGIT)) at++
      if (mayBeExtension(bytes, start, end, from, at + 1)) hints |= leaf.HINT_EXTENSION
    } else if (mark === M_SECRET) {
      const secret = secretAt(bytes, start, end, at)
      if (secret > JWT) hints |= leaf.HINT_CREDENTIAL
      else if (secret === JWT && at >= tokenEnd) {
        tokenEnd = endOfToken(bytes, at, end)
        if (dotsIn(bytes, at, tokenEnd) >= 2) hints |= leaf.HINT_CREDENTIAL
      }
    } else if (mark === M_BREAK) {
      seen = 0
    } else if (mark === M_COLON) {
      if (isScheme(bytes, start, at)) hints |= leaf.HINT_URI
      if (at + 2 < end && bytes[at + 1] === SLASH && bytes[at + 2] === SLASH) {
        seen |= SEEN_LINK
        if (hasPassword(bytes, at + 3, end)) hints |= leaf.HINT_URI
      }
    } else if (mark === M_AT) {
      if (isAddressed(bytes, start, end, at)) hints |= leaf.HINT_ADDRESS
    } else if (mark === M_QUERY) {
      seen |= SEEN_QUERY
    } else if (mark === M_HASH) {
      if ((seen & SEEN_LINK) !== 0) seen |= SEEN_FRAGMENT
      // A character reference of HTML.
      if (at > start && bytes[at - 1] === AMPERSAND) hints |= leaf.HINT_URI
    } else if (mark === M_EQUALS) {
      if ((seen & (SEEN_QUERY | SEEN_FRAGMENT | SEEN_PERCENT)) !== 0) hints |= leaf.HINT_URI
      seen |= SEEN_EQUALS
    } else if (mark === M_PERCENT) {
      if ((seen & SEEN_EQUALS) !== 0 || isEscape(bytes, at, end)) hints |= leaf.HINT_URI
      seen |= SEEN_PERCENT
    } else if (mark === M_BEYOND_ASCII) {
      const lead = bytes[at] as number
      if (lead < 0xc0) continue
      const second = at + 1 < end ? (bytes[at + 1] as number) : 0
      if (FOLDING[((lead & 0x3f) << 6) | (second & 0x3f)] === 1) return hints | leaf.HINT_OBSCURED
    }
  }
  return hints
}

function is(bytes: Uint8Array, at: number, bit: number): boolean {
  return ((BITS[bytes[at] as number] as number) & bit) !== 0
}

// --- URIs ------------------------------------------------------------------------------------------------------------

/** `sip:`, `tel:` and such (detect/detectors/sip-uri.ts). */
function isScheme(bytes: Uint8Array, start: number, colon: number): boolean {
  let first = colon
  while (first > start && colon - first <= MAX_SCHEME_LETTERS && is(bytes, first - 1, B_LETTER)) first--
  if (first > start && is(bytes, first - 1, B_WORD)) return false
  return isOneOf(SCHEMES, bytes, first, colon - first)
}

/** `user:password@` (detect/detectors/credential.ts). */
function hasPassword(bytes: Uint8Array, from: number, end: number): boolean {
  const limit = Math.min(end, from + MAX_USERINFO_BYTES)
  let colon = -1
  for (let at = from; at < limit; at++) {
    const byte = bytes[at] as number
    if (byte === AT) return colon >= 0 && at - colon > 1
    if (byte === COLON && colon < 0) colon = at
    if (byte === SLASH || byte === SPACE || byte === QUOTE) return false
  }
  return false
}

function isEscape(bytes: Uint8Array, percent: number, end: number): boolean {
  return percent + 2 < end && is(bytes, percent + 1, B_HEX) && is(bytes, percent + 2, B_HEX)
}

// --- addresses -------------------------------------------------------------------------------------------------------

/** Something of a local part, and a domain with a dot and two letters behind it (detect/detectors/email.ts). */
function isAddressed(bytes: Uint8Array, start: number, end: number, at: number): boolean {
  if (at === start || !is(bytes, at - 1, B_LOCAL)) return false
  let label = at + 1
  for (let next = label; next < end; next++) {
    const byte = bytes[next] as number
    if (byte === DOT) {
      if (next === label || next - label > MAX_LABEL_BYTES) return false
      label = next + 1
      if (label + 1 < end && isLetter(bytes, label) && isLetter(bytes, label + 1)) return true
    } else if (byte !== MINUS && byte < 0x80 && !is(bytes, next, B_WORD)) {
      return false
    }
  }
  return false
}

function isLetter(bytes: Uint8Array, at: number): boolean {
  return (bytes[at] as number) >= 0x80 || is(bytes, at, B_LETTER)
}

// --- secrets (detect/detectors/credential.ts) ------------------------------------------------------------------------

/** Which prefix of a secret has its mark here and is no part of a word; -1 for none. */
function secretAt(bytes: Uint8Array, start: number, end: number, at: number): number {
  for (let which = 0; which < SECRETS.length; which++) {
    const prefix = SECRETS[which] as Uint8Array
    const mark = SECRET_MARKS[which] as number
    if (prefix[mark] !== bytes[at]) continue
    const first = at - mark
    if (first < start || first + prefix.length + (SECRET_MIN[which] as number) > end) continue
    let same = 0
    while (same < prefix.length && prefix[same] === bytes[first + same]) same++
    if (same === prefix.length && !isGlued(bytes, start, first)) return which
  }
  return -1
}

function isGlued(bytes: Uint8Array, start: number, at: number): boolean {
  return at > start && (is(bytes, at - 1, B_LETTER | B_DIGIT) || bytes[at - 1] === UNDERSCORE)
}

function endOfToken(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && is(bytes, at, B_TOKEN)) at++
  return at
}

function dotsIn(bytes: Uint8Array, start: number, end: number): number {
  let dots = 0
  for (let at = start; at < end; at++) if (bytes[at] === DOT) dots++
  return dots
}
