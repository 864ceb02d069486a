import {
  EQUALS, HASH, LESS, OPEN_BRACKET, OPEN_PARENTHESIS, PERCENT, PLUS, SEMICOLON, SLASH, SPACE,
} from '../../bytes/codes.ts'
import { UNSPACED_LABELS } from '../../walk/extension-labels.ts'
import { BEFORE_DIGITS, BEHIND_NUMBER, IN_NUMBER } from '../../walk/hint-extensions.ts'
import { MIN_NUMBER_DIGITS } from '../../walk/written-number.ts'
import { digitsEnd, isAsciiLetter, isDigit, isWord } from '../chars.ts'
import type { Emit, Place } from '../detector.ts'
import {
  behindTags, is, isChannel, isDialled, isNamedBehind, isOtherMeaning, isSomebody, isUnit, MAX_MARKS,
} from './extension-around.ts'
import {
  behindConnectors, confidenceAlone, internalThatEnds, labelFarBefore, labelThatEnds,
} from './extension-label.ts'
import { isListed } from './extension-list.ts'
import { isWrittenAsNumber } from './find-phones.ts'

const EXTENSION = 'user.contact.phone_number.extension'
const PHONE = 'user.contact.phone_number'
const FAX = 'user.contact.fax_number'

export const MAX_DIGITS = 8
const MAX_NUMBER_UNITS = 24
const UNSPACED: ReadonlySet<string> = new Set(UNSPACED_LABELS)

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

/** `/2024/04/11/app-0731.log`. */
const DATE = /^(?:19|20)\d\d[/.-]\d\d?[/.-]\d\d?$/

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
  if (digits < MIN_NUMBER_DIGITS || DATE.test(text.slice(first, last + 1))) return false
  if (isWrittenAsNumber(text.slice(first, last + 1))) emit(place.fax ? FAX : PHONE, first, last + 1, 0.75)
  return true
}
