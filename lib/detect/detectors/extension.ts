/*
 * Telephone extensions.
 * Not found: bare digits in prose; weak labels (`local 12`) without a number or a
 * telephone key near; extensions that only another record confirms, or one under a list of the same record; a JSON
 * number that repeats one under a key that names nobody.
 */

import {
  COMMA, EQUALS, HASH, OPEN_BRACKET, OPEN_PARENTHESIS, PERCENT, PLUS, SEMICOLON, SLASH, SPACE, STAR,
} from '../../bytes/codes.ts'
import { LABEL_CONNECTORS, LABELS, UNSPACED_LABELS, WEAK_LABELS } from '../../walk/extension-labels.ts'
import { AROUND, BEFORE_DIGITS, BEHIND_CHANNEL, BEHIND_NUMBER, IN_NUMBER } from '../../walk/hint-extensions.ts'
import { HINT_EXTENSION } from '../../walk/leaf.ts'
import { MIN_NUMBER_DIGITS } from '../../walk/written-number.ts'
import type { Detector, Emit, Judgement, KeyRule, Place, WholeValue } from '../detector.ts'
import { digitsEnd, isAsciiLetter, isBracketed, isDigit, isSpace, isWord } from '../chars.ts'
import { phrases } from '../keyed.ts'
import { isWrittenAsNumber } from '../phone/find-phones.ts'
import { integerDigits } from '../phone/phone.ts'
import { ALL, EMAILS, GROUPED, INTERNATIONALS, MOMENT, NUMERALS, PHRASE } from '../shape.ts'

const EXTENSION = 'user.contact.phone_number.extension'
const PHONE = 'user.contact.phone_number'

const FAX = 'user.contact.fax_number'

const MAX_DIGITS = 8
/** Marks between a number, a label and digits. */
const MAX_MARKS = 4
const MAX_LABEL_UNITS = 20
/** Words between a label and its digits: `extension number is`. */
const MAX_CONNECTORS = 3
const MAX_NUMBER_UNITS = 24
/** From here on scripts are mostly written without spaces. */
const FIRST_UNSPACED = 0x800
const UNSPACED: ReadonlySet<string> = new Set(UNSPACED_LABELS)
/** Digits and marks of a value that is an extension, or a short list of them. */
const MAX_WHOLE_CHARS = 48

/** Lists of who answers a line; a number alone counts them. */
const LISTED: KeyRule = {
  category: EXTENSION, at: 'whole', under: ['extension'], words: ['members', 'agents'],
}

/** Telephone extensions: under their keys, behind a number, and where the text says so. */
export const extension: Detector = {
  id: 'extension',
  categories: [EXTENSION, PHONE, FAX],
  keys: [
    {
      category: EXTENSION,
      types: 'any',
      words: phrases(`
        extension, ext, extn, exten, extension number, extension no, extension num, ext number, ext num, ext no,
        exten number, pbx extension, short extension, agent extension, station, station number, esn, dn, dn num,
        dn number, pay exten, payexten, internal number, phone extension, phone ext, short number,
        extension dialed, extension dial, vdn,
        nebenstelle, durchwahl, anexo, ramal, ramais, poste telephonique, extension digits, interno,
        numero interno, extension telefonica, extension interna, poste interne, dirn, number alias, nebenstellennummer,
        nebenstellen nummer, durchwahlnummer, durchwahl nummer, hausapparat, numero poste, numero de poste,
        interno telefonico, ramal destino, ramal origem, numero ramal, numero de ramal, numero do ramal, toestel,
        toestelnummer, toestel nummer, doorkiesnummer, anknytning, anknytningsnummer, voicemail box,
        \u5206\u673a, \u5206\u673a\u53f7, \u5167\u7dda, \u5185\u7dda, \u5185\u7dda\u756a\u53f7,
        ${'\ub0b4\uc120\ubc88\ud638'.normalize('NFD')}
      `),
    },
    { category: EXTENSION, types: 'any', at: 'whole', members: true, words: ['extension', 'ramal', 'ramais', 'nebenstelle', 'nebenstellen'] },
    { category: EXTENSION, types: 'any', at: 'whole', under: [EXTENSION], words: [
      'number', 'num', 'value', 'digits', 'dial', 'numero', 'nummer', 'main', 'work', 'home', 'office', 'primary',
      'secondary', 'other', 'personal', 'business', 'private', 'mobile', 'pattern',
    ] },
    { category: EXTENSION, at: 'whole', under: ['line', 'call'], words: ['mailbox', 'voicemail box'] },
    LISTED,
    { category: EXTENSION, types: 'any', at: 'whole', said: true, words: [
      'number', 'num', 'value', 'digits', 'dial',
    ] },
  ],
  judge: judgeExtension,
  judgesAlike: (rule) => rule === LISTED ? 0 : ALL & ~(GROUPED | PHRASE),
  hints: HINT_EXTENSION,
  gate: { digits: 2 },
  find: findExtensions,
  findsAlike: EMAILS | INTERNATIONALS | GROUPED | NUMERALS | MOMENT,
}

function judgeExtension({ text, isNumber, rule }: WholeValue, place: Place): Judgement | null {
  if (rule === LISTED && !/^\s*\d{2,8}\s*[,;]/.test(text)) return null
  if (isNumber) return judgeLength(integerDigits(text).length, place)
  const trimmed = text.trim()
  if (trimmed.length > MAX_WHOLE_CHARS || isBracketed(trimmed)) return null
  let at = 0
  while (at < trimmed.length && '*#xX- '.includes(trimmed[at] ?? '')) at++
  if (!isDigit(trimmed.charCodeAt(at))) at = afterLabel(trimmed)
  const end = digitsEnd(trimmed, at)
  if (end === at || isWord(trimmed.charCodeAt(end)) || isOtherMeaning(trimmed, end) || isUnit(trimmed, end)) {
    return trimmed.startsWith('+') ? { category: PHONE, confidence: 0.8 } : null
  }
  return judgeLength(end - at, place)
}

function judgeLength(length: number, place: Place): Judgement | null {
  if (length === 0) return null
  if (length > MAX_DIGITS) return { category: PHONE, confidence: 0.8 }
  return { confidence: length === 1 ? 0.6 : place.saysExtension ? 0.95 : 0.9 }
}

/** Versions and decimals: `2.0.1`. */
function isOtherMeaning(text: string, end: number): boolean {
  return text[end] === '.' && isDigit(text.charCodeAt(end + 1))
}

/** Where the digits behind a leading label begin: `ext. 101`. */
function afterLabel(text: string): number {
  let at = 0
  while (isAsciiLetter(text.charCodeAt(at))) at++
  if (!LABELS.has(text.slice(0, at).toLowerCase())) return -1
  while (at < text.length && '. :#'.includes(text[at] ?? '')) at++
  return at
}

/** Makes of channels whose names begin with an extension: `PJSIP/1001-0000001a`. */
const CHANNELS: ReadonlySet<string> = new Set(['pjsip', 'sip', 'iax', 'iax2', 'local', 'sccp', 'dahdi'])
/** Quantities: `an extension of 30 days`, `extension 14 days`. */
const UNITS: ReadonlySet<string> = new Set([
  'day', 'days', 'week', 'weeks', 'month', 'months', 'year', 'years', 'hour', 'hours', 'minute', 'minutes', 'min',
  'mins', 'sec', 'seconds',
  'mb', 'gb', 'kb', 'bit', 'bits', 'bytes', 'mm', 'cm', 'm', 'ft', 'px', 'percent', 'times', 'usd', 'eur',
])

/** Looks back from every run of digits: at most four marks, then a label, or a number, or an extension and `and`. */
function findExtensions(text: string, place: Place, emit: Emit): void {
  let listEnd = -1
  let listed = 0
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) continue
    const end = digitsEnd(text, at)
    const length = end - at
    const next = text.charCodeAt(end)
    if (length >= 2 && length <= MAX_DIGITS && !isWord(next) && next !== PERCENT && !isOtherMeaning(text, end)) {
      const isNext = listEnd >= 0 && length === listed && isList(text.slice(listEnd, at), length) && !isUnit(text, end)
      if (isNext) emit(EXTENSION, at, end, 0.7)
      if (isNext || findExtension(text, at, end, place, emit)) {
        listEnd = end
        listed = length
      }
    }
    at = end
  }
}

/** What stands between the extensions of a list. */
const BETWEEN: ReadonlySet<string> = new Set(['and', 'or', 'und', 'oder', 'et', 'ou', 'y', 'o', 'e', 'en', 'of', '&'])
const CLOSE: ReadonlySet<string> = new Set([',', '/', '-', '/-'])
const MAX_BETWEEN = 7

function isList(between: string, length: number): boolean {
  if (between.length > MAX_BETWEEN) return false
  const word = between.toLowerCase().replace(/[ x]+$/, '').trim()
  return (word !== between && BETWEEN.has(word)) || (length > 2 && CLOSE.has(word))
}

function findExtension(text: string, start: number, end: number, place: Place, emit: Emit): boolean {
  let mark = start - 1
  while (mark >= 0 && start - mark <= MAX_MARKS && is(text, mark, BEFORE_DIGITS)) mark--
  if (isDialled(text, mark, start)) {
    let dialled = mark + 1
    while (text.charCodeAt(dialled) === SPACE) dialled++
    if (emitBehindNumber(text, dialled, start, end, 0.7, place, emit)) return true
  }
  if (text.charCodeAt(mark) === SLASH) {
    if (mark !== start - 1 || !isChannel(text, mark, end)) return false
    emit(EXTENSION, start, end, 0.85)
    return true
  }
  const near = labelThatEnds(text, mark)
  if (near === '') mark = behindConnectors(text, mark, start, end)
  const label = near === '' ? labelThatEnds(text, mark) || internalThatEnds(text, mark) : near
  const first = mark + 1 - label.length
  const before = text.charCodeAt(first - 1)
  if (label === '' || (before === OPEN_BRACKET && OWN_LABEL.has(label)) || isUnit(text, end)) return false
  if (before === SEMICOLON && text.charCodeAt(mark + 1) === EQUALS) {
    emit(EXTENSION, start, end, 0.95)
    emitNumberBefore(text, first, place, emit)
    return true
  }
  if (emitBehindNumber(text, first, start, end, 0.9, place, emit)) return true
  const confidence = isWord(before) && !UNSPACED.has(label) ? 0 : alone(text, label, first, start, end, place)
  if (confidence > 0) emit(EXTENSION, start, end, confidence)
  return confidence > 0
}

/** A marker of this package: `[extension 12]`. */
const OWN_LABEL: ReadonlySet<string> = new Set(['extension'])

/** Where the label ends that `extension number`, `Durchwahl ist` and `interno \u00e8 il` begin with, or -1. */
function behindConnectors(text: string, last: number, start: number, end: number): number {
  if (last < 0 || isYear(text, start, end)) return -1
  let at = last
  for (let count = 0; count < MAX_CONNECTORS; count++) {
    let first = at
    while (first >= 0 && at - first <= MAX_LABEL_UNITS && isLetter(text.charCodeAt(first))) first--
    if (first === at || !LABEL_CONNECTORS.has(text.slice(first + 1, at + 1).toLowerCase())) return count === 0 ? -1 : at
    at = first
    while (at >= 0 && first - at < 3 && (text[at] === ' ' || text[at] === '.')) at--
  }
  return at
}

/** `internal number`, which alone says nothing. */
const INTERNAL = /(?:^|[^a-z])(interne?r?|interna|internal)$/i

function internalThatEnds(text: string, last: number): string {
  return last < 0 ? '' : INTERNAL.exec(text.slice(Math.max(0, last - 9), last + 1))?.[1] ?? ''
}

function isYear(text: string, start: number, end: number): boolean {
  return end - start === 4 && (text.startsWith('19', start) || text.startsWith('20', start))
}

/** The label whose last letter stands at `last`, as it is written, or ``. */
function labelThatEnds(text: string, last: number): string {
  const unit = text.charCodeAt(last)
  if (unit >= FIRST_UNSPACED) {
    const around = text.slice(Math.max(0, last + 1 - MAX_LABEL_UNITS), last + 1)
    return UNSPACED_LABELS.find((label) => around.endsWith(label)) ?? ''
  }
  let first = last
  while (first >= 0 && last - first <= MAX_LABEL_UNITS && isLetter(text.charCodeAt(first))) first--
  const written = text.slice(first + 1, last + 1)
  return LABELS.has(written.toLowerCase()) ? written : ''
}

/** Confidence of digits behind a label, where no number stands before it. */
function alone(text: string, written: string, first: number, start: number, end: number, place: Place): number {
  const label = written.toLowerCase()
  if (!WEAK_LABELS.has(label) && DOMESTIC.has(label) && isYear(text, start, end)) return 0
  const isGlued = first + label.length === start && !isDimension(text, first - 1, end)
  if (place.key === 'spoken' && (label !== 'x' || isGlued)) return 0.7
  if (!WEAK_LABELS.has(label)) return 0.75
  // Abbreviations are told by how they are written, and by how much follows: `x86` and `x264` are no lines.
  if (label === 'dw') return written === 'dw' || (end - start > 4 && text[first + 2] === '-') ? 0 : 0.6
  if (ALONE.has(label)) return isAlone(text, label, first, start, end) ? 0.55 : 0
  return label === 'x' && isGlued && (end - start === 4 || end - start === 5) ? 0.55 : 0
}

/** Also of the market at home: `mercado interno 2025`. */
const DOMESTIC: ReadonlySet<string> = new Set(['interno', 'interni', 'internos'])
/** Weak labels that are believed before three digits or more, and where they abbreviate behind their full stop. */
const ALONE: ReadonlySet<string> = new Set([
  'poste', 'postes', 'anexo', 'anexos', 'apparat', 'klappe', 'app', 'int',
])
/** Before `poste`: `bureau de poste 75011`, `La Poste`. */
const OFFICE = /(?:bureau de|la|code) $/i

function isAlone(text: string, label: string, first: number, start: number, end: number): boolean {
  const length = end - start
  if (length < 3 || length > 6 || isYear(text, start, end) || text.charCodeAt(end) === SLASH) return false
  const isShort = label === 'app' || label === 'int'
  if (isShort && text[first + label.length] !== '.') return false
  return !OFFICE.test(text.slice(Math.max(0, first - 10), first))
}

/** Emits an extension behind a number, and the number: together they are evident, whatever the number's form. */
function emitBehindNumber(
  text: string, at: number, start: number, end: number, confidence: number, place: Place, emit: Emit,
): boolean {
  if (!emitNumberBefore(text, at, place, emit)) return false
  emit(EXTENSION, start, end, confidence)
  return true
}

/** True if a telephone number's last digit stands at most four marks before `at`. */
function emitNumberBefore(text: string, at: number, place: Place, emit: Emit): boolean {
  let last = at - 1
  while (last >= 0 && at - last <= MAX_MARKS && is(text, last, BEHIND_NUMBER)) last--
  if (!isDigit(text.charCodeAt(last))) return false
  let digits = 0
  let first = last
  for (let mark = last, seen = 0; mark >= 0 && seen < MAX_NUMBER_UNITS; seen++, mark--) {
    const unit = text.charCodeAt(mark)
    if (!isDigit(unit) && !is(text, mark, IN_NUMBER)) break
    if (isDigit(unit)) digits++
    // Of two extensions behind a number this is the first.
    if (isAsciiLetter(unit)) last = -1
    else if (isDigit(unit) && last < 0) last = mark
    if (isDigit(unit) || unit === PLUS || unit === OPEN_PARENTHESIS) first = mark
  }
  if (digits < MIN_NUMBER_DIGITS) return false
  if (isWrittenAsNumber(text.slice(first, last + 1))) emit(place.fax ? FAX : PHONE, first, last + 1, 0.75)
  return true
}

function is(text: string, at: number, bit: number): boolean {
  return ((AROUND[text.charCodeAt(at)] ?? 0) & bit) !== 0
}

/** `*`, `#` or `,,` between `mark` and the digits, as one dials an extension behind a number. */
function isDialled(text: string, mark: number, start: number): boolean {
  if (start - 1 === mark) return false
  const last = text.charCodeAt(start - 1)
  return last === STAR || last === HASH || (last === COMMA && start - 2 > mark && text.charCodeAt(start - 2) === COMMA)
}

function isLetter(unit: number): boolean {
  return isAsciiLetter(unit) || (unit >= 0x80 && unit < FIRST_UNSPACED)
}

function isChannel(text: string, slash: number, end: number): boolean {
  if (end < text.length && !is(text, end, BEHIND_CHANNEL)) return false
  let first = slash - 1
  while (first >= 0 && slash - first <= 6 && isWord(text.charCodeAt(first))) first--
  return CHANNELS.has(text.slice(first + 1, slash).toLowerCase())
}

function isUnit(text: string, end: number): boolean {
  let first = end
  while (first - end < 2 && (isSpace(text.charCodeAt(first)) || text[first] === '-')) first++
  if (first === end) return false
  let last = first
  while (last - first < 9 && isAsciiLetter(text.charCodeAt(last))) last++
  return UNITS.has(text.slice(first, last).toLowerCase())
}

/** `1920 x1080`. */
function isDimension(text: string, before: number, end: number): boolean {
  return isDigit(text.charCodeAt(before)) || isDigit(text.charCodeAt(before - 1)) || text[end] === 'x'
}
