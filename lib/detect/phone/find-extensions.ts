import {
  COMMA, EQUALS, GREATER, HASH, LESS, OPEN_BRACKET, OPEN_PARENTHESIS, PERCENT, PLUS, SEMICOLON, SLASH, SPACE, STAR,
} from '../../bytes/codes.ts'
import { UNSPACED_LABELS } from '../../walk/extension-labels.ts'
import { AROUND, BEFORE_DIGITS, BEHIND_CHANNEL, BEHIND_NUMBER, IN_NUMBER } from '../../walk/hint-extensions.ts'
import { MIN_NUMBER_DIGITS } from '../../walk/written-number.ts'
import { digitsEnd, isAsciiLetter, isDigit, isSpace, isWord } from '../chars.ts'
import type { Emit, Place } from '../detector.ts'
import {
  behindConnectors, confidenceAlone, internalThatEnds, isYear, labelFarBefore, labelThatEnds,
} from './extension-label.ts'
import { isWrittenAsNumber } from './find-phones.ts'

const EXTENSION = 'user.contact.phone_number.extension'
const PHONE = 'user.contact.phone_number'
const FAX = 'user.contact.fax_number'

export const MAX_DIGITS = 8
/** Marks between a number, a label and digits. */
const MAX_MARKS = 4
const MAX_NUMBER_UNITS = 24
const UNSPACED: ReadonlySet<string> = new Set(UNSPACED_LABELS)

/** Makes of channels whose names begin with an extension: `PJSIP/1001-0000001a`. */
const CHANNELS: ReadonlySet<string> = new Set(['pjsip', 'sip', 'iax', 'iax2', 'local', 'sccp', 'dahdi', 'hint'])
/** Quantities: `an extension of 30 days`, `extension 14 days`. */
const UNITS: ReadonlySet<string> = new Set([
  'day', 'days', 'week', 'weeks', 'month', 'months', 'year', 'years', 'hour', 'hours', 'minute', 'minutes', 'min',
  'mins', 'sec', 'seconds',
  'numbers', 'digits', 'calls',
  'mb', 'gb', 'kb', 'bit', 'bits', 'bytes', 'mm', 'cm', 'm', 'ft', 'px', 'percent', 'times', 'usd', 'eur',
])

/** Looks back from every run of digits: at most four marks, then a label, or a number, or an extension and `and`. */
export function findExtensions(text: string, place: Place, emit: Emit): void {
  if (place.key === 'opaque' && NUMBERED.test(text)) return
  let listEnd = -1
  let listed = 0
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) continue
    const end = digitsEnd(text, at)
    const length = end - at
    const next = text.charCodeAt(end)
    if (length >= 2 && length <= MAX_DIGITS && !isWord(next) && next !== PERCENT && !isOtherMeaning(text, end)) {
      const isNext = listEnd >= 0 && length === listed && isListed(text, listEnd, at, end) && !isUnit(text, end)
      if (isNext) emit(EXTENSION, at, end, 0.7)
      if (isNext || findExtension(text, at, end, place, emit)) {
        listEnd = end
        listed = length
      }
    }
    at = end
  }
}

/** An id that looks like one: `ext-123`. */
const NUMBERED = /^[A-Za-z]+[-_.:#]?\d+$/

/** What stands between the extensions of a list. */
const BETWEEN: ReadonlySet<string> = new Set(['and', 'or', 'und', 'oder', 'et', 'ou', 'y', 'o', 'e', 'en', 'of', '&'])
const CLOSE: ReadonlySet<string> = new Set([',', '/', '-', '/-'])
const MAX_BETWEEN = 7

/** Of a list, what stands before its last element: `21, 22 and 23`. */
const LISTED = /^(?:, ?\d{2})*,? (?:and|or|und|oder|et|ou|y|e|en|of) \d{2}(?!\d)/
/** What stands between two extensions of which the text speaks one after the other: `4047, the workshop on `. */
const ANOTHER = new RegExp('^[^.!?;\\d]{0,40}?[ (,](?:on|is|was|not|now|longer|formerly|previously|auf|ist|war|est|es'
  + '|\u00e8|\u00e9)[ :]+$', 'i')
const MAX_ANOTHER = 48

function isListed(text: string, from: number, start: number, end: number): boolean {
  if (start - from > MAX_ANOTHER) return false
  const between = text.slice(from, start)
  const length = end - start
  if (length > 2 && ANOTHER.test(between) && !isYear(text, start, end)) return true
  if (between.length > MAX_BETWEEN) return false
  const word = between.toLowerCase().replace(/[ x]+$/, '').trim()
  if (word !== between && BETWEEN.has(word)) return true
  return CLOSE.has(word) && (length > 2 || LISTED.test(text.slice(end, end + MAX_ANOTHER)))
}

function findExtension(text: string, start: number, end: number, place: Place, emit: Emit): boolean {
  if (isNamedBehind(text, start, end)) {
    emit(EXTENSION, start, end, 0.75)
    return true
  }
  if (findAnnounced(text, start, start, end, place, emit)) return true
  const tags = behindTags(text, start)
  return tags < start && findAnnounced(text, tags, start, end, place, emit)
}

/** @param from where the digits begin, or tags of HTML before them */
function findAnnounced(
  text: string, from: number, start: number, end: number, place: Place, emit: Emit,
): boolean {
  let mark = from - 1
  while (mark >= 0 && from - mark <= MAX_MARKS && is(text, mark, BEFORE_DIGITS)) mark--
  if (isDialled(text, mark, from, text.charCodeAt(end) === HASH)) {
    let dialled = mark + 1
    while (text.charCodeAt(dialled) === SPACE) dialled++
    if (emitBehindNumber(text, dialled, start, end, 0.7, place, emit)) return true
  }
  if (text.charCodeAt(mark) === LESS) {
    if (mark !== start - 1 || !isSomebody(text, mark, end)) return false
    emit(EXTENSION, start, end, 0.6)
    return true
  }
  if (text.charCodeAt(mark) === SLASH) {
    if (mark !== start - 1 || !isChannel(text, mark, end)) return false
    emit(EXTENSION, start, end, 0.85)
    return true
  }
  const near = labelThatEnds(text, mark)
  if (near === '') mark = behindConnectors(text, mark, start, end)
  const label = near === '' ? labelThatEnds(text, mark) || internalThatEnds(text, mark) : near
  if (label === '') return mark >= 0 && findFarBefore(text, start, end, emit)
  const first = mark + 1 - label.length
  const before = text.charCodeAt(first - 1)
  if ((before === OPEN_BRACKET && OWN_LABEL.has(label)) || isUnit(text, end)) return false
  if (before === SEMICOLON && text.charCodeAt(mark + 1) === EQUALS) {
    emit(EXTENSION, start, end, 0.95)
    emitNumberBefore(text, first, place, emit)
    return true
  }
  if (emitBehindNumber(text, first, start, end, 0.9, place, emit)) return true
  const confidence = isWord(before) && !UNSPACED.has(label) ? 0 : confidenceAlone(text, label, first, start, end, place)
  if (confidence > 0) emit(EXTENSION, start, end, confidence)
  return confidence > 0
}

function findFarBefore(text: string, start: number, end: number, emit: Emit): boolean {
  if (isUnit(text, end) || !labelFarBefore(text, start, end)) return false
  emit(EXTENSION, start, end, 0.6)
  return true
}

/** Where tags of HTML begin that stand before the digits: `<td>Extension</td><td>4021</td>`. */
function behindTags(text: string, start: number): number {
  let last = start - 1
  while (text.charCodeAt(last) === SPACE && start - last <= MAX_MARKS) last--
  if (text.charCodeAt(last) !== GREATER) return start
  const tags = TAGS.exec(text.slice(Math.max(0, start - MAX_TAGS), start))?.[0].length ?? 0
  return start - tags
}

const TAGS = /(?:<\/?[a-z][^<>]{0,20}> {0,4}){1,3}$/i
const MAX_TAGS = 84

/** `4046 (ext)`, and `4105@from-internal` of a dial plan. */
function isNamedBehind(text: string, start: number, end: number): boolean {
  if (start > 0 && text.charCodeAt(start - 1) !== OPEN_BRACKET && !is(text, start - 1, BEFORE_DIGITS)) return false
  if (text[end] === '@') return CONTEXT.test(text.slice(end, end + MAX_CONTEXT))
  if (text.charCodeAt(text.charCodeAt(end) === SPACE ? end + 1 : end) !== OPEN_PARENTHESIS) return false
  const label = NAMED.exec(text.slice(end, end + MAX_CONTEXT))?.[1]?.toLowerCase()
  return label !== undefined && NAMING.has(label) && !isYear(text, start, end)
}

const MAX_CONTEXT = 24
const NAMED = /^ ?\(([a-z]+)\)/i
const CONTEXT = /^@(?:(?:from|ext)-[a-z]|(?:default|internal)(?![\w.-]))/i
const NAMING: ReadonlySet<string> = new Set([
  'ext', 'extn', 'extension', 'durchwahl', 'dw', 'nebenstelle', 'poste', 'ramal', 'interno', 'anexo', 'int', 'toestel',
])

/** `Priya Raman <1120>`. */
function isSomebody(text: string, open: number, end: number): boolean {
  return text[end] === '>' && SOMEBODY.test(text.slice(Math.max(0, open - MAX_NAME), open))
}

const SOMEBODY = /(?:"|[A-Z\u00c0-\u017f][\w'\u00c0-\u017f.-]* [A-Z\u00c0-\u017f][\w'\u00c0-\u017f-]*) ?$/
const MAX_NAME = 40

/** A marker of this package: `[extension 12]`. */
const OWN_LABEL: ReadonlySet<string> = new Set(['extension'])

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

/** `*`, `#` or `,,` between `mark` and the digits, as one dials an extension behind a number; or `,` before `4021#`. */
function isDialled(text: string, mark: number, start: number, isEnded: boolean): boolean {
  if (start - 1 === mark) return false
  const last = text.charCodeAt(start - 1)
  return last === STAR || last === HASH || (last === COMMA
    && (isEnded || (start - 2 > mark && text.charCodeAt(start - 2) === COMMA)))
}

function isChannel(text: string, slash: number, end: number): boolean {
  if (end < text.length && !is(text, end, BEHIND_CHANNEL)) return false
  let first = slash - 1
  while (first >= 0 && slash - first <= 6 && isWord(text.charCodeAt(first))) first--
  return CHANNELS.has(text.slice(first + 1, slash).toLowerCase())
}

/** Versions and decimals: `2.0.1`. */
export function isOtherMeaning(text: string, end: number): boolean {
  return text[end] === '.' && isDigit(text.charCodeAt(end + 1))
}

export function isUnit(text: string, end: number): boolean {
  let first = end
  while (first - end < 2 && (isSpace(text.charCodeAt(first)) || text[first] === '-')) first++
  if (first === end) return false
  let last = first
  while (last - first < 9 && isAsciiLetter(text.charCodeAt(last))) last++
  return UNITS.has(text.slice(first, last).toLowerCase())
}
