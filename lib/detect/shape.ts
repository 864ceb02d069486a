import * as code from '../bytes/codes.ts'
import { ASCII_WORDS } from '../walk/extension-labels.ts'
import { NOBODY_WORDS } from './full-name.ts'

/**
 * The shape of a text: what can be seen in its bytes in one pass, so that most texts need not be decoded and searched
 * to know what the detectors would say. Each shape is narrow on purpose. What is in none of them is OTHER, which
 * promises nothing, and costs only time.
 *
 * A detector says for which shapes it answers alike (`judgesAlike`, `findsAlike` in detector.ts): then its answer
 * depends on the shape, on the gate flags and number of digits that the walker counted, and on nothing else of the
 * text.
 */
export type Shape = number

/** Anything. */
export const OTHER = 0
/** Nothing: the empty string. */
export const EMPTY = 1
/**
 * Letters with `-`, `'` or `.` between or behind them; a mask such as `xxxx` is none, nor is what ends with a word of
 * things behind such a sign.
 */
export const WORD = 2
/** The same in several words, in one of which two letters follow each other; the last one is no word of things. */
export const WORDS = 4
/** A plain e-mail address with fewer than seven digits, none behind the label of an extension, and no secret in it. */
export const EMAIL = 8
/** The same in a domain of the business. */
export const BUSINESS_EMAIL = 16
/** `+` and 7 to 15 digits, in groups with one space or hyphen between them. */
export const INTERNATIONAL = 32
/** The same, and a number that the numbering plan knows; asked only where that decides (Likeness.narrowed). */
export const ASSIGNED = 65536
/** 7 to 15 digits with spaces, hyphens, dots or round brackets between them; no moment. */
export const GROUPED = 64
/** 1 to 10 digits, no epoch. */
export const DIGITS = 128
/** 13 to 15 digits. */
export const LONG_DIGITS = 256
/** Ten digits that can be seconds since 1970, for the years 2014 to 2033. */
export const EPOCH = 512
/** A day, or a moment with seconds, as ISO 8601 and RFC 3339 write them: `2026-01-02T10:00:00.000Z`. */
export const MOMENT = 1024
/** 11 or 12 digits: long enough for a whole international number. */
export const WHOLE_DIGITS = 16384
/** Several words with digits or signs among them, as addresses and titles have them: `12 High Street`. */
export const PHRASE = 32768
/** `true`, `false` and `null`. */
export const TRUE = 2048
export const FALSE = 4096
export const NULL = 8192

export const EMAILS = EMAIL | BUSINESS_EMAIL
export const INTERNATIONALS = INTERNATIONAL | ASSIGNED
export const NUMERALS = DIGITS | WHOLE_DIGITS | LONG_DIGITS | EPOCH
/** Every shape but OTHER: not blank, and no mark that stands in the place of a datum. */
export const ALL = WORD | WORDS | PHRASE | EMAILS | INTERNATIONALS | GROUPED | NUMERALS | MOMENT
/** One text each: whatever depends on the text depends on the shape. */
export const EXACT = EMPTY | TRUE | FALSE | NULL

/** Longer texts are not looked at. */
const MAX_BYTES = 128
const MAX_LOCAL = 64
const MAX_LABEL = 63
const MAX_EMAIL_DIGITS = 6
/** Shorter runs are no key and no token (credential.ts): `AKIA` and 16 more, `sk_live_` and 16 more, ... */
const MAX_PLAIN_RUN = 19
/** Shorter parts are no web token: `eyJ` and 32 more, dots included. */
const MAX_PLAIN_PART = 34

const QUOTE = 0x27
const OPEN = 0x28
const CLOSE = 0x29
const UNDERSCORE = 0x5f
const UPPER_T = 0x54
const UPPER_Z = 0x5a

/** Kinds of bytes. */
const LETTER = 1
const DIGIT = 2
/** Of the groups of a number. */
const SEPARATOR = 3
const KINDS = new Uint8Array(256)
for (let byte = 0; byte < 26; byte++) KINDS[0x41 + byte] = KINDS[0x61 + byte] = LETTER
for (let byte = code.ZERO; byte <= code.NINE; byte++) KINDS[byte] = DIGIT
for (const byte of [code.SPACE, code.MINUS, code.DOT, OPEN, CLOSE]) KINDS[byte] = SEPARATOR

/**
 * The shape of an ASCII text without escapes, `bytes[start, end)`; business domains are not told apart yet. A text with
 * other bytes is OTHER.
 *
 * @param hasAt there is an `@` in it
 */
export function shapeOf(bytes: Uint8Array, start: number, end: number, hasAt: boolean): Shape {
  if (end === start) return EMPTY
  if (end - start > MAX_BYTES) return OTHER
  const first = bytes[start] as number
  if (KINDS[first] === LETTER) return hasAt ? email(bytes, start, end) : words(bytes, start, end)
  if (KINDS[first] === DIGIT || first === OPEN) return numeral(bytes, start, end)
  return first === code.PLUS ? international(bytes, start, end) : OTHER
}

/** The shape of `true`, `false` or `null`, by its first byte. */
export function shapeOfLiteral(first: number): Shape {
  return first === code.LOWER_T ? TRUE : first === code.LOWER_F ? FALSE : NULL
}

function words(bytes: Uint8Array, start: number, end: number): Shape {
  let spaces = 0
  let signs = 0
  let pairs = 0
  let others = 0
  let wasLetter = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    if (KINDS[byte] === LETTER) {
      pairs |= wasLetter
      wasLetter = 1
      others |= (byte | 0x20) ^ LOWER_X
      continue
    }
    wasLetter = 0
    if (byte === code.SPACE) spaces++
    else if (byte === code.MINUS || byte === QUOTE || byte === code.DOT) signs++
    else return phrase(bytes, start, end)
  }
  if (others === 0) return OTHER
  if (spaces + signs === 0) return WORD
  if (spaces > 0 && (pairs === 0 || bytes[end - 1] === code.SPACE)) return OTHER
  if (NOBODY.has(hashBack(bytes, start, end))) return OTHER
  return spaces === 0 ? WORD : WORDS
}

const LOWER_X = 0x78

/** Nothing but words and groups of digits, and what stands between them in a line of an address. */
function phrase(bytes: Uint8Array, start: number, end: number): Shape {
  let spaces = 0
  let pairs = 0
  let crosses = 0
  let wasLetter = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    if (KINDS[byte] === LETTER) {
      pairs |= wasLetter
      wasLetter = 1
      crosses = (byte | 0x20) === LOWER_X ? crosses + 1 : 0
      if (crosses === MASK_CROSSES) return OTHER
      continue
    }
    wasLetter = crosses = 0
    if (byte === code.SPACE) spaces++
    else if (KINDS[byte] === 0 && PUNCTUATION[byte] === 0) return OTHER
  }
  return spaces > 0 && pairs > 0 && bytes[end - 1] !== code.SPACE ? PHRASE : OTHER
}

/** As many of them in a row stand for what was masked (own-marks.ts). */
const MASK_CROSSES = 3
const PUNCTUATION = new Uint8Array(256)
for (const byte of [code.COMMA, code.SLASH, code.AMPERSAND, QUOTE]) PUNCTUATION[byte] = 1

/** Longer words are no labels. */
const MAX_LABEL_LETTERS = 20
/** Labels of extensions (extension-label.ts) by their hash; another word with the same hash costs only time. */
const LABELS: ReadonlySet<number> = new Set(
  ASCII_WORDS.map((label) => hashBack(Buffer.from(label), 0, label.length)),
)

/** Last words of what has a name and is nobody, likewise. */
const NOBODY: ReadonlySet<number> = new Set([...NOBODY_WORDS].map((word) => hashBack(Buffer.from(word), 0, word.length)))

/** True if the letters before `at` are a label, with a dot or a hyphen behind them or not. */
function isLabelled(bytes: Uint8Array, start: number, at: number): boolean {
  const end = at > start && (bytes[at - 1] === code.DOT || bytes[at - 1] === code.MINUS) ? at - 1 : at
  return LABELS.has(hashBack(bytes, start, end))
}

function hashBack(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0
  for (let at = end - 1; at >= start && at >= end - 1 - MAX_LABEL_LETTERS; at--) {
    const byte = bytes[at] as number
    if (KINDS[byte] !== LETTER) break
    hash = (Math.imul(hash, 31) + (byte | 0x20)) | 0
  }
  return hash
}

/**
 *     jane.doe42@example.org
 *     ^local     ^part
 */
function email(bytes: Uint8Array, start: number, end: number): Shape {
  // `xx12@`, as some write an extension.
  let first = start
  while (((bytes[first] as number) | 0x20) === LOWER_X) first++
  if (first > start && KINDS[bytes[first] as number] === DIGIT) return OTHER
  let part = start
  let run = start
  let at = start
  let isDomain = false
  let labels = 0
  let digits = 0
  let nonLetters = 0
  let longestRun = 0
  let longestPart = 0
  let signs = 0
  let lower = 0x20
  for (; at < end; at++) {
    const byte = bytes[at] as number
    const kind = KINDS[byte]
    if (kind === LETTER) {
      lower &= byte
    } else if (kind === DIGIT) {
      if (isLabelled(bytes, start, at)) return OTHER
      digits++
      nonLetters++
    } else if (byte === code.DOT) {
      // Neither two in a row nor one at an end; and no label of a domain ends with a hyphen.
      if (at === run || (isDomain && bytes[at - 1] === code.MINUS)) return OTHER
      longestRun = Math.max(longestRun, at - run)
      run = at + 1
      nonLetters = 0
      labels++
    } else if (byte === code.MINUS || (byte === UNDERSCORE && !isDomain)) {
      if (isDomain && at === run) return OTHER
      signs++
      nonLetters++
    } else if (byte === code.AT && !isDomain) {
      if (at === run || at - start > MAX_LOCAL || KINDS[bytes[at + 1] as number] !== LETTER) return OTHER
      longestRun = Math.max(longestRun, at - run)
      longestPart = at - part
      part = run = at + 1
      isDomain = true
      labels = nonLetters = 0
    } else return OTHER
  }
  // The last label is letters only.
  if (!isDomain || labels === 0 || nonLetters > 0 || end - run < 2 || digits > MAX_EMAIL_DIGITS) return OTHER
  longestRun = Math.max(longestRun, end - run)
  longestPart = Math.max(longestPart, end - part)
  const hasUpper = lower === 0
  if (longestRun > MAX_LABEL || (longestRun > MAX_PLAIN_RUN && (hasUpper || signs > 0))) return OTHER
  return longestPart > MAX_PLAIN_PART && hasUpper ? OTHER : EMAIL
}

function numeral(bytes: Uint8Array, start: number, end: number): Shape {
  let digits = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    if (KINDS[byte] === DIGIT) digits++
    else return byte === code.MINUS && isMoment(bytes, start, end) ? MOMENT : grouped(bytes, start, end)
  }
  if (digits > MAX_NUMBER_DIGITS) return OTHER
  if (digits > 10) return digits > 12 ? LONG_DIGITS : WHOLE_DIGITS
  const second = bytes[start + 1] as number
  return digits === 10 && bytes[start] === ONE && second >= FOUR ? EPOCH : DIGITS
}

const ONE = 0x31
const FOUR = 0x34
const MIN_NUMBER_DIGITS = 7
const MAX_NUMBER_DIGITS = 15

function grouped(bytes: Uint8Array, start: number, end: number): Shape {
  let digits = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number
    if (KINDS[byte] === DIGIT) digits++
    else if (KINDS[byte] !== SEPARATOR) return phrase(bytes, start, end)
  }
  if (digits < MIN_NUMBER_DIGITS || digits > MAX_NUMBER_DIGITS || end - start > MAX_NUMBER_CHARS) return OTHER
  return KINDS[bytes[end - 1] as number] === DIGIT ? GROUPED : OTHER
}

const MAX_NUMBER_CHARS = 40

function international(bytes: Uint8Array, start: number, end: number): Shape {
  let digits = 0
  let wasDigit = false
  for (let at = start + 1; at < end; at++) {
    const byte = bytes[at] as number
    if (KINDS[byte] === DIGIT) {
      digits++
      wasDigit = true
    } else {
      if (!wasDigit || (byte !== code.SPACE && byte !== code.MINUS)) return OTHER
      wasDigit = false
    }
  }
  if (!wasDigit || digits < MIN_NUMBER_DIGITS || digits > MAX_NUMBER_DIGITS) return OTHER
  return end - start > MAX_NUMBER_CHARS ? OTHER : INTERNATIONAL
}

/**
 *     2026-01-02T10:00:00.000+02:00
 *     day       time     fraction   offset
 */
function isMoment(bytes: Uint8Array, start: number, end: number): boolean {
  if (!isDay(bytes, start, end)) return false
  let at = start + 10
  if (at === end) return true
  if (bytes[at] !== UPPER_T || !isTime(bytes, at + 1, end)) return false
  if (bytes[at + 6] !== code.COLON || !areDigits(bytes, at + 7, 2, end)) return false
  at += 9
  if (bytes[at] === code.DOT && at < end) {
    let fraction = 0
    while (fraction < 4 && areDigits(bytes, at + 1 + fraction, 1, end)) fraction++
    // With four digits of it, the seconds would be a number of telephones.
    if (fraction === 0 || fraction > 3) return false
    at += 1 + fraction
  }
  if (at === end || (bytes[at] === UPPER_Z && at + 1 === end)) return true
  return bytes[at] === code.PLUS && at + 6 === end && isTime(bytes, at + 1, end)
}

/** `10:00` */
function isTime(bytes: Uint8Array, at: number, end: number): boolean {
  return areDigits(bytes, at, 2, end) && bytes[at + 2] === code.COLON && areDigits(bytes, at + 3, 2, end)
}

/** Of the twentieth or the twenty-first century, so that it is a date to whoever looks for numbers (shapes.ts). */
function isDay(bytes: Uint8Array, at: number, end: number): boolean {
  if (!areDigits(bytes, at, 4, end) || bytes[at + 4] !== code.MINUS || !areDigits(bytes, at + 5, 2, end)) return false
  if (bytes[at + 7] !== code.MINUS || !areDigits(bytes, at + 8, 2, end)) return false
  const century = twoDigits(bytes, at)
  const month = twoDigits(bytes, at + 5)
  const day = twoDigits(bytes, at + 8)
  return (century === 19 || century === 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31
}

function twoDigits(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) - code.ZERO) * 10 + (bytes[at + 1] as number) - code.ZERO
}

function areDigits(bytes: Uint8Array, at: number, count: number, end: number): boolean {
  if (at + count > end) return false
  for (let next = at; next < at + count; next++) if (KINDS[bytes[next] as number] !== DIGIT) return false
  return true
}
