import { HINT_NUMBER } from '../../walk/leaf.ts'
import type { Detector, Emit, Facets, Judgement, Place, WholeValue } from '../detector.ts'
import { countDigits, digitsOf, isAsciiLetter, isBracketed, isDigit } from '../chars.ts'
import { firstGroups, nextCandidate, runsOn, type Candidate } from './candidates.ts'
import { isMsisdn } from './msisdn.ts'
import { lookUp, type PlannedNumber } from './number-plan.ts'
import { isCoordinate, isOtherNumber } from './shapes.ts'
import { PHONE_KEYS } from './phone-keys.ts'
import { ALL, GROUPED, LONG_DIGITS, MOMENT, WHOLE_DIGITS } from '../shape.ts'

const PHONE = 'user.contact.phone_number'
const FAX = 'user.contact.fax_number'
const EXTENSION = 'user.contact.phone_number.extension'

/** Longer texts under a telephone key are prose: they are searched, not taken whole. */
const MAX_WHOLE_CHARS = 96
/** Fewer digits call a colleague, not a subscriber. */
const MIN_NUMBER_DIGITS = 7
const MAX_EXTENSION_DIGITS = 8
const MAX_NUMBER_DIGITS = 15
/** A number in prose is tried in at most this many ways. */
const MAX_GROUPS_DROPPED = 4
/** And from at most this many groups of one run of digits: longer runs are tables. */
const MAX_TRIES = 6

const CONFIDENCE = {
  valid: 0.95, validOpaque: 0.7, possible: 0.6, keyed: 0.9, keyedOdd: 0.8, keyedShort: 0.7,
  idd: 0.75, grouped: 0.75, oneSeparator: 0.5,
} as const

/** Telephone and fax numbers. */
export const phone: Detector = {
  id: 'phone',
  categories: [PHONE, FAX, EXTENSION],
  keys: PHONE_KEYS,
  judge: judgePhone,
  // In a record of telephony, dates and cards are told from numbers.
  judgesAlike: ({ telephony, valid }) =>
    valid === true ? ALL & ~(WHOLE_DIGITS | LONG_DIGITS) : telephony === true ? ALL & ~(GROUPED | LONG_DIGITS) : ALL,
  hints: HINT_NUMBER,
  gate: { digits: MIN_NUMBER_DIGITS },
  find: findPhones,
  // A moment is never a number; of everything else the plan is asked.
  findsAlike: MOMENT,
}

/**
 * Under a telephone key any value that could be dialled is a number, also one that no plan knows; one of two to six
 * digits is an extension. Texts with `@` and texts without digits are something else.
 */
function judgePhone({ text, isNumber, rule }: WholeValue, place: Place): Judgement | null {
  if (rule.valid === true && !isMsisdn(text)) return null
  if (isNumber) {
    const digits = integerDigits(text)
    return rule.telephony === true && isEpoch(digits) ? null : judgeDigits(digits, rule.category === FAX, place)
  }
  if (text.length > MAX_WHOLE_CHARS || isBracketed(text)) return null
  const dialled = text.includes('@') || text.includes('[') ? withoutAddresses(text) : text
  const digits = digitsOf(dialled)
  if (digits.length < 2 || isUri(text) || mostlyLetters(dialled)) return null
  if (rule.telephony === true && !isWrittenNumber(text)) return null
  if (isPlainExtension(text, place.saysExtension) || (text.includes('<') && digits.length < MIN_NUMBER_DIGITS)) {
    return { category: EXTENSION, confidence: place.saysExtension ? CONFIDENCE.keyed : CONFIDENCE.keyedShort }
  }
  return keyedNumber(text, digits, place)
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
  const candidate = nextCandidate(written, 0, true)
  if (candidate === null) return isPlainExtension(written, true)
  return candidate.international || !isOtherNumber(candidate.shape)
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

function isUri(text: string): boolean {
  return text.includes('://') || text.startsWith('/')
}

/** More letters than a vanity number, a label and an extension mark can hold. */
function mostlyLetters(text: string): boolean {
  let letters = 0
  for (let at = 0; at < text.length; at++) if (isAsciiLetter(text.charCodeAt(at))) letters++
  return letters > 24 || (letters > 8 && letters > countDigits(text) * 3)
}

function plan(text: string, digits: string, regions: readonly string[]): PlannedNumber | null {
  if (digits.length > MAX_NUMBER_DIGITS + 3) return null
  if (text.includes('+')) return lookUp(`+${digits}`, null)
  for (const region of regions) {
    const planned = lookUp(digits, region)
    if (planned?.valid === true) return planned
  }
  const planned = lookUp(`+${digits}`, null)
  return planned?.valid === true ? planned : null
}

/** The key decides, so the plan is not asked: any number of digits that is possible somewhere (ITU-T E.164) will do. */
function keyedNumber(text: string, digits: string, place: Place): Judgement {
  const isPossible = digits.length >= MIN_NUMBER_DIGITS && digits.length <= MAX_NUMBER_DIGITS
  const facets = new PlannedFacets(() => plan(text, digits, place.regions))
  return { confidence: isPossible ? CONFIDENCE.keyed : CONFIDENCE.keyedOdd, facets }
}

/** What the plan says of a number, asked at most once. */
class PlannedFacets implements Facets {
  private readonly ask: () => PlannedNumber | null
  private planned: PlannedNumber | null | undefined

  constructor(ask: () => PlannedNumber | null) {
    this.ask = ask
  }

  get region(): string | null {
    return this.plan?.region ?? null
  }

  get numberType(): string | null {
    return this.plan?.type ?? null
  }

  private get plan(): PlannedNumber | null {
    if (this.planned === undefined) this.planned = this.ask()
    return this.planned
  }
}

function findPhones(text: string, place: Place, emit: Emit): void {
  const national = place.regions.length > 0 || text.includes('00')
  let runEnd = 0
  let tries = 0
  for (let at = 0; ; ) {
    const candidate = nextCandidate(text, at, national)
    if (candidate === null) return
    tries = candidate.start < runEnd ? tries + 1 : 0
    if (tries === 0) runEnd = candidate.end
    if (tries > MAX_TRIES && !candidate.international) {
      at = Math.max(runEnd, candidate.start + 1)
      continue
    }
    const found = candidate.international ? international(text, candidate, place) : local(text, candidate, place)
    if (found === null) {
      at = resume(candidate)
    } else {
      emit(place.fax ? FAX : PHONE, candidate.start, found.end, found.confidence, new PlannedFacets(() => found.planned))
      at = found.end
    }
  }
}

/**
 * Where the search goes on after a candidate that was none: behind its first group, or behind the date it starts with.
 */
function resume(candidate: Candidate): number {
  const { ends } = candidate.shape
  if (candidate.international) return candidate.start + 1
  const end = ends[isOtherNumber(candidate.shape) ? ends.length - 1 : 0] ?? candidate.end
  return Math.max(end, candidate.start + 1)
}

interface Found {
  readonly end: number
  readonly confidence: number
  readonly planned: PlannedNumber
}

/**
 * `+` numbers: the longest valid one; else the longest possible one, unless the key says that it is an id and the value
 * is more than that.
 */
function international(text: string, candidate: Candidate, place: Place): Found | null {
  if (isCoordinate(candidate.shape)) return null
  let possible: Found | null = null
  const groups = candidate.shape.groups.length
  for (let count = groups; count > 0 && count > groups - MAX_GROUPS_DROPPED * 2; count--) {
    const part = firstGroups(candidate, count)
    const digits = joinInternational(part)
    if (digits.length < MIN_NUMBER_DIGITS) break
    if (digits.length > MAX_NUMBER_DIGITS + 2) continue
    const planned = lookUp(`+${digits}`, null)
    if (planned === null) continue
    const glued = runsOn(text, part.end)
    if (planned.valid && (!glued || count === groups)) {
      return { end: part.end, confidence: place.key === 'opaque' ? CONFIDENCE.validOpaque : CONFIDENCE.valid, planned }
    }
    if (planned.possible && !glued) possible ??= { end: part.end, confidence: CONFIDENCE.possible, planned }
  }
  return place.key === 'opaque' && !text.trimStart().startsWith('+') ? null : possible
}

/** The digits, without the trunk prefix of `+44 (0)20`. */
function joinInternational({ shape, bracketed }: Candidate): string {
  const { groups, separators } = shape
  if (!bracketed) return groups.join('')
  return groups.filter((group, index) => !(index > 0 && group === '0' && separators[index - 1]?.includes('('))).join('')
}

/** Numbers without `+`: only with separators, and only if a region or an international prefix makes them valid. */
function local(text: string, candidate: Candidate, place: Place): Found | null {
  if (isOtherNumber(candidate.shape) || isScattered(candidate) || place.key === 'opaque') return null
  const groups = candidate.shape.groups.length
  for (let count = groups; count > 1 && count > groups - MAX_GROUPS_DROPPED; count--) {
    const part = firstGroups(candidate, count)
    if (runsOn(text, part.end) || isOtherNumber(part.shape)) continue
    const digits = part.shape.groups.join('')
    if (digits.length < MIN_NUMBER_DIGITS || digits.length > MAX_NUMBER_DIGITS + 3) continue
    const found = prefixed(digits, part, place) ?? nationalNumber(digits, part, place)
    if (found !== null) return found
  }
  return groups === 1 ? prefixed(candidate.shape.groups[0] ?? '', candidate, place, true) : null
}

/** Digits one by one, or bracket after bracket: lists and formulas. */
function isScattered({ shape: { groups, separators } }: Candidate): boolean {
  return groups.filter((group) => group.length === 1).length > 2
    || separators.filter((separator) => separator.includes('(')).length > 1
}

/** `00` or, where the North American plan is one of the regions, `011`. */
function prefixed(digits: string, part: Candidate, place: Place, bare = false): Found | null {
  const american = digits.startsWith('011') && place.regions.some((region) => NANP.has(region))
  const length = digits.startsWith('00') ? 2 : american ? 3 : 0
  if (length === 0 || (bare && place.regions.length === 0)) return null
  const planned = lookUp(`+${digits.slice(length)}`, null)
  return planned?.valid === true ? { end: part.end, confidence: CONFIDENCE.idd, planned } : null
}

const NANP: ReadonlySet<string> = new Set(['US', 'CA', 'PR', 'DO', 'JM', 'TT', 'BS', 'BB'])

function nationalNumber(digits: string, part: Candidate, place: Place): Found | null {
  const grouped = part.bracketed || part.shape.groups.length > 2
  for (const region of place.regions) {
    const planned = lookUp(digits, region)
    if (planned?.valid !== true) continue
    return { end: part.end, confidence: grouped ? CONFIDENCE.grouped : CONFIDENCE.oneSeparator, planned }
  }
  return null
}
