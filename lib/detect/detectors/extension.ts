import { COMMA, HASH, PERCENT, SLASH, SPACE, STAR } from '../../bytes/codes.ts'
import { AROUND, BEFORE_DIGITS, BEHIND_CHANNEL, BEHIND_NUMBER, IN_NUMBER } from '../../walk/hint-extensions.ts'
import { HINT_EXTENSION } from '../../walk/leaf.ts'
import type { Detector, Emit, Judgement, Place, WholeValue } from '../detector.ts'
import { digitsEnd, isAsciiLetter, isBracketed, isDigit, isSpace, isWord } from '../chars.ts'
import { phrases } from '../keyed.ts'
import { integerDigits } from '../phone/phone.ts'
import { ALL, EMAILS, GROUPED, INTERNATIONAL, MOMENT, NUMERALS } from '../shape.ts'

const EXTENSION = 'user.contact.phone_number.extension'
const PHONE = 'user.contact.phone_number'

const MAX_DIGITS = 8
/** Digits and marks of a value that is an extension, or a short list of them. */
const MAX_WHOLE_CHARS = 48

/** Telephone extensions: under their keys, behind a number, and where the text says so. */
export const extension: Detector = {
  id: 'extension',
  categories: [EXTENSION, PHONE],
  keys: [
    {
      category: EXTENSION,
      types: 'any',
      words: phrases(`
        extension, ext, extn, exten, extension number, extension no, extension num, ext number, ext num, ext no,
        exten number, pbx extension, short extension, agent extension, station, station number, esn, dn, dn num,
        dn number, pay exten, payexten, internal number, phone extension, phone ext, short number,
        extension dialed, nebenstelle, durchwahl, anexo, ramal, ramais, poste telephonique, extension digits, interno,
        numero interno, extension telefonica, extension interna, poste interne
      `),
    },
    { category: EXTENSION, types: 'any', at: 'whole', members: true, words: ['extension', 'ramal', 'ramais', 'nebenstelle', 'nebenstellen'] },
    { category: EXTENSION, types: 'any', at: 'whole', under: [EXTENSION], words: [
      'number', 'num', 'value', 'digits', 'dial', 'numero', 'nummer', 'main', 'work', 'home', 'office', 'primary',
      'secondary', 'other', 'personal', 'business', 'private', 'mobile',
    ] },
    { category: EXTENSION, types: 'any', at: 'whole', said: true, words: [
      'number', 'num', 'value', 'digits', 'dial',
    ] },
  ],
  judge: judgeExtension,
  judgesAlike: () => ALL & ~GROUPED,
  hints: HINT_EXTENSION,
  gate: { digits: 2 },
  find: findExtensions,
  findsAlike: EMAILS | INTERNATIONAL | GROUPED | NUMERALS | MOMENT,
}

function judgeExtension({ text, isNumber }: WholeValue, place: Place): Judgement | null {
  if (isNumber) return judgeLength(integerDigits(text).length, place)
  const trimmed = text.trim()
  if (trimmed.length > MAX_WHOLE_CHARS || isBracketed(trimmed)) return null
  let at = 0
  while (at < trimmed.length && '*#xX '.includes(trimmed[at] ?? '')) at++
  if (!isDigit(trimmed.charCodeAt(at))) at = afterLabel(trimmed)
  const end = digitsEnd(trimmed, at)
  if (end === at || isWord(trimmed.charCodeAt(end)) || isOtherMeaning(trimmed, end)) {
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

/** Words before an extension. Cyrillic: `dob`, `vn`. */
const LABELS: ReadonlySet<string> = new Set([
  'ext', 'extn', 'exten', 'extension', 'extensi\u00f3n', 'x', 'durchwahl', 'dw', 'nebenstelle', 'poste', 'ramal',
  'interno', 'anexo', 'int',
  '\u0434\u043e\u0431', '\u0432\u043d',
])
/** Of these, the ones that mean something else unless a number or a telephone key is near. */
const WEAK_LABELS: ReadonlySet<string> = new Set(['x', 'dw', 'int', 'poste', '\u0432\u043d'])
/** Makes of channels whose names begin with an extension: `PJSIP/1001-0000001a`. */
const CHANNELS: ReadonlySet<string> = new Set(['pjsip', 'sip', 'iax', 'iax2', 'local', 'sccp', 'dahdi'])
/** Quantities: `an extension of 30 days`, `extension 14 days`. */
const UNITS: ReadonlySet<string> = new Set([
  'day', 'days', 'week', 'weeks', 'month', 'months', 'year', 'years', 'hour', 'hours', 'minute', 'minutes', 'min',
  'mins', 'sec', 'seconds',
  'mb', 'gb', 'kb', 'mm', 'cm', 'm', 'ft', 'px', 'percent', 'times', 'usd', 'eur',
])

/** Looks back from every run of digits: at most four marks, then a label of at most eleven letters. */
function findExtensions(text: string, place: Place, emit: Emit): void {
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) continue
    const end = digitsEnd(text, at)
    const length = end - at
    const next = text.charCodeAt(end)
    if (length >= 2 && length <= MAX_DIGITS && !isWord(next) && next !== PERCENT && !isOtherMeaning(text, end)) {
      const confidence = labelConfidence(text, at, end, place)
      if (confidence > 0) emit(EXTENSION, at, end, confidence)
    }
    at = end
  }
}

function labelConfidence(text: string, start: number, end: number, place: Place): number {
  let mark = start - 1
  while (mark >= 0 && start - mark <= 4 && is(text, mark, BEFORE_DIGITS)) mark--
  if (isDialled(text, mark, start)) {
    let dialled = mark + 1
    while (text.charCodeAt(dialled) === SPACE) dialled++
    if (followsNumber(text, dialled)) return 0.7
  }
  if (!isLabelUnit(text.charCodeAt(mark))) {
    return text.charCodeAt(mark) === SLASH && mark === start - 1 ? channelConfidence(text, mark, end) : 0
  }
  let first = mark
  while (first >= 0 && mark - first <= 11 && isLabelUnit(text.charCodeAt(first))) first--
  const label = text.slice(first + 1, mark + 1).toLowerCase()
  if (!LABELS.has(label)) return 0
  const before = text.charCodeAt(first)
  if (before === 0x5b || isUnit(text, end)) return 0
  if (before === 0x3b && text[mark + 1] === '=') return 0.95
  const close = followsNumber(text, first + 1)
  if (isWord(before) && !close) return 0
  if (close) return 0.9
  if (place.key === 'spoken' && (label !== 'x' || (mark === start - 1 && !isDimension(text, first, end)))) return 0.7
  return WEAK_LABELS.has(label) ? 0 : 0.75
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

function isLabelUnit(unit: number): boolean {
  return isAsciiLetter(unit) || (unit >= 0x80 && unit < 0x500)
}

/** True if a telephone number's last digit stands at most four marks before `at`. */
function followsNumber(text: string, at: number): boolean {
  let mark = at - 1
  while (mark >= 0 && at - mark <= 4 && is(text, mark, BEHIND_NUMBER)) mark--
  if (!isDigit(text.charCodeAt(mark))) return false
  let digits = 0
  for (let seen = 0; mark >= 0 && seen < 24; seen++, mark--) {
    if (isDigit(text.charCodeAt(mark))) digits++
    else if (!is(text, mark, IN_NUMBER)) break
  }
  return digits >= 7
}

function channelConfidence(text: string, slash: number, end: number): number {
  if (end < text.length && !is(text, end, BEHIND_CHANNEL)) return 0
  let first = slash - 1
  while (first >= 0 && slash - first <= 6 && isWord(text.charCodeAt(first))) first--
  return CHANNELS.has(text.slice(first + 1, slash).toLowerCase()) ? 0.85 : 0
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
