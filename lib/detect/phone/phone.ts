/*
 * Telephone and fax numbers.
 * Not found: bare digits without key, sibling or word for a telephone before them; national numbers in regions that
 * nobody named, likewise, unless their form names the country; digits as words, or split over members; the other ending
 * of `+41 79 123 45 67 / 68`. Taken for numbers: groups of digits that are valid in the region, and written as numbers
 * are there; ids that are written as the numbers of a country, `202-555-0143`.
 */

import { HINT_NUMBER } from '../../walk/leaf.ts'
import { MIN_NUMBER_DIGITS } from '../../walk/written-number.ts'
import type { Detector, Judgement, KeyRule, Place, WholeValue } from '../detector.ts'
import { countDigits, digitsOf, isAsciiLetter, isBracketed, isDigit } from '../chars.ts'
import { findPhones, isWrittenAsNumber } from './find-phones.ts'
import { isMsisdn } from './msisdn.ts'
import { PlannedFacets } from './planned-facets.ts'
import { PHONE_KEYS } from './phone-keys.ts'
import { ALL, ASSIGNED, GROUPED, LONG_DIGITS, MOMENT, PHRASE, WHOLE_DIGITS } from '../shape.ts'

const PHONE = 'user.contact.phone_number'
const FAX = 'user.contact.fax_number'
const EXTENSION = 'user.contact.phone_number.extension'

/** Longer texts under a telephone key are prose: they are searched, not taken whole. */
const MAX_WHOLE_CHARS = 96
const MAX_EXTENSION_DIGITS = 8
const MAX_NUMBER_DIGITS = 15

const CONFIDENCE = { keyed: 0.9, keyedOdd: 0.8, keyedShort: 0.7 } as const

/** Telephone and fax numbers. */
export const phone: Detector = {
  id: 'phone',
  categories: [PHONE, FAX, EXTENSION],
  keys: PHONE_KEYS,
  judge: judgePhone,
  // In a record of telephony, dates and cards are told from numbers.
  judgesAlike: (rule) => rule.valid === true ? ALL & ~(WHOLE_DIGITS | LONG_DIGITS)
    : isStrict(rule) ? ALL & ~(GROUPED | LONG_DIGITS | PHRASE) : ALL & ~PHRASE,
  hints: HINT_NUMBER,
  gate: { digits: MIN_NUMBER_DIGITS },
  find: findPhones,
  // A moment is never a number; of everything else the plan is asked, here or before.
  findsAlike: MOMENT | ASSIGNED,
}

/**
 * Under a telephone key any value that could be dialled is a number, also one that no plan knows; one of two to six
 * digits is an extension. Texts with `@` and texts without digits are something else.
 */
function judgePhone({ text, isNumber, rule }: WholeValue, place: Place): Judgement | null {
  if (rule.valid === true && !isMsisdn(text, place.plan)) return null
  if (isNumber) {
    const digits = integerDigits(text)
    if (digits.length < (rule.digits ?? 0)) return null
    const isMoment = (rule.telephony === true || rule.digits !== undefined) && isEpoch(digits)
    return isMoment ? null : judgeDigits(digits, rule.category === FAX, place)
  }
  if (text.length > MAX_WHOLE_CHARS || isBracketed(text)) return null
  const dialled = text.includes('@') || text.includes('[') ? withoutAddresses(text) : text
  const digits = digitsOf(dialled)
  if (digits.length < 2 || isUri(text) || OTHER_THING.test(text.trim()) || mostlyLetters(behindName(dialled))) return null
  if (digits.length < (rule.digits ?? 0)) return null
  if (isStrict(rule) && !isWrittenNumber(text)) return null
  if (isPlainExtension(text, place.saysExtension) || (text.includes('<') && digits.length < MIN_NUMBER_DIGITS)) {
    return { category: EXTENSION, confidence: place.saysExtension ? CONFIDENCE.keyed : CONFIDENCE.keyedShort }
  }
  return keyedNumber(text, digits, place)
}

/** Of keys that mean other things, too, only values that are nothing but a number are believed. */
function isStrict({ telephony, written, digits }: KeyRule): boolean {
  return telephony === true || written === true || digits !== undefined
}

/**
 * A number may stand beside an address, or beside what was put in its place; neither says that the rest is no number.
 */
function withoutAddresses(text: string): string {
  return text.split(/\s+/).filter((word) => !word.includes('@') && !word.startsWith('[')).join(' ')
}

function judgeDigits(digits: string, fax: boolean, place: Place): Judgement | null {
  if (digits.length < 2 || digits.length > MAX_NUMBER_DIGITS) return null
  if (digits.length < MIN_NUMBER_DIGITS || (place.saysExtension && digits.length <= MAX_EXTENSION_DIGITS)) {
    return fax ? null : { category: EXTENSION, confidence: CONFIDENCE.keyedShort }
  }
  return keyedNumber(digits, digits, place)
}

/** The integer that a JSON number writes, without sign: `4.42e11` and `-4155550132` included; `` if it is none. */
export function integerDigits(spelling: string): string {
  const plain = spelling.startsWith('-') ? spelling.slice(1) : spelling
  if (countDigits(plain) === plain.length) return plain
  const value = Number(plain)
  return Number.isSafeInteger(value) ? String(value) : ''
}

/** For keys that mean many things: nothing but a number, or one in `Ann <101>`; no date, address or moment. */
function isWrittenNumber(text: string): boolean {
  const open = text.lastIndexOf('<')
  const written = (open >= 0 && text.trimEnd().endsWith('>') ? text.trimEnd().slice(open + 1, -1) : text).trim()
  if (isEpoch(written)) return false
  for (let at = 0; at < written.length; at++) {
    const unit = written.charCodeAt(at)
    if (!isDigit(unit) && !' +-./()*#'.includes(written[at] ?? '')) return false
  }
  return countDigits(written) < MIN_NUMBER_DIGITS ? isPlainExtension(written, true) : isWrittenAsNumber(written)
}

/** Seconds or milliseconds since 1970, for the years 2014 to 2033; no national number begins like this. */
function isEpoch(digits: string): boolean {
  return (digits.length === 10 || digits.length === 13) && countDigits(digits) === digits.length
    && digits >= '14' && digits < '2'
}

/** Two to six digits, or up to eight where the record says so, with the marks that switches use. */
function isPlainExtension(text: string, said: boolean): boolean {
  const trimmed = text.trim()
  let at = 0
  while (trimmed[at] === '*' || trimmed[at] === '#') at++
  const first = at
  while (isDigit(trimmed.charCodeAt(at))) at++
  const digits = at - first
  if (trimmed[at] === '#') at++
  return at === trimmed.length && digits >= 2 && digits <= (said ? MAX_EXTENSION_DIGITS : MIN_NUMBER_DIGITS - 1)
}

/** However long the name is: `Avery Ashgrove<1003>`. */
function behindName(text: string): string {
  return text.trimEnd().endsWith('>') ? text.slice(text.lastIndexOf('<') + 1) : text
}

function isUri(text: string): boolean {
  return text.includes('://') || text.startsWith('/')
}

/** A decentralised identifier, the cell of a sheet, a number that counts. */
const OTHER_THING = /^(?:did:[a-z]+:.*|(?!X|EXT|DW)[A-Z]{1,3}\d{1,5}|\d{21,})$/

/** More letters than a vanity number, a label and an extension mark can hold. */
function mostlyLetters(text: string): boolean {
  let letters = 0
  for (let at = 0; at < text.length; at++) if (isAsciiLetter(text.charCodeAt(at))) letters++
  return letters > 24 || (letters > 8 && letters > countDigits(text) * 3)
}

/** The key decides, so the plan is not asked: any number of digits that is possible somewhere (ITU-T E.164) will do. */
function keyedNumber(text: string, digits: string, place: Place): Judgement {
  const isPossible = digits.length >= MIN_NUMBER_DIGITS && digits.length <= MAX_NUMBER_DIGITS
  const facets = new PlannedFacets(text, digits, place)
  return { confidence: isPossible ? CONFIDENCE.keyed : CONFIDENCE.keyedOdd, facets }
}
