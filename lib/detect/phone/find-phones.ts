import { COMMA, DOT, HASH, MINUS, SLASH, SPACE, TAB, ZERO } from '../../bytes/codes.ts'
import {
  ends, isCoordinate, isOtherNumber, isScattered, lengths, MAX_DIALLED_DIGITS, MAX_LOCAL_TRIES, mayBeAnnounced,
  MIN_NUMBER_DIGITS, opens, outlineOf, PADDED, runsOn, separators, STOP, totals, values, visitNumbers, type Judge,
} from '../../walk/written-number.ts'
import type { Emit, Facets, Place } from '../detector.ts'
import { isDigit } from '../chars.ts'
import { announcementOf, type Announcement } from './announced.ts'
import { dialledForm, isBusinessNumber } from './business-numbers.ts'
import { isMsisdn } from './msisdn.ts'
import type { NumberingPlan, PlannedNumber } from './numbering-plan.ts'
import { bytesOf } from './phone-text.ts'
import { isToldByForm, regionsTold } from './told-by-form.ts'
import { isWrittenAtHome } from './written-at-home.ts'

const PHONE = 'user.contact.phone_number'
const FAX = 'user.contact.fax_number'

/** E.164. */
const MAX_NUMBER_DIGITS = 15
/** A trunk prefix may be written behind a calling code. */
const MAX_INTERNATIONAL_DIGITS = MAX_NUMBER_DIGITS + 2
/** A number is tried in at most this many ways, each a group shorter. */
const MAX_INTERNATIONAL_TRIES = 8

const CONFIDENCE = {
  valid: 0.95, validOpaque: 0.7, possible: 0.6, prefixed: 0.75, grouped: 0.75, told: 0.7, said: 0.6, oneSeparator: 0.5,
} as const

/** Marks between groups of one run; with white space around them only where that is so inside, too. */
const MAX_GAP = 2
const PADDED_GAP = 3
const SEPARATES: readonly number[] = [SPACE, TAB, DOT, MINUS, SLASH]
const NO_FACETS: Facets = {}

/** Countries that dial 011 before a foreign number. */
const AMERICAN: ReadonlySet<string> = new Set(['US', 'CA', 'PR', 'DO', 'JM', 'TT', 'BS', 'BB'])

/** Emits the telephone numbers of a text that are evident from their form, where they stand. */
export function findPhones(text: string, place: Place, emit: Emit): void {
  visitNumbers(bytesOf(text), 0, text.length, true, new PlanJudge(text, place, emit))
}

/** True if a text holds a telephone number by its form, be it assigned or not. */
export function isWrittenAsNumber(text: string): boolean {
  let isWritten = false
  const yes = (): number => {
    isWritten = true
    return STOP
  }
  visitNumbers(bytesOf(text), 0, text.length, true, { international: yes, local: yes })
  return isWritten
}

/** True if the digits of a text, which are behind a `+`, are a number of some country. */
export function isAssigned(bytes: Uint8Array, start: number, end: number, plan: NumberingPlan): boolean {
  let length = 0
  for (let at = start; at < end && length < digits.length; at++) {
    const value = (bytes[at] as number) - ZERO
    if (value >= 0 && value <= 9) digits[length++] = value
  }
  return plan.international(digits, 0, length) !== null
}

/** Of the candidate under way: its digits, without a trunk prefix in brackets, and how many there are up to each group. */
const digits = new Uint8Array(32)
const counts = new Int32Array(32)

/** Asks the numbering plan. */
class PlanJudge implements Judge {
  readonly #place: Place
  readonly #emit: Emit
  readonly #text: string
  /** Where the last number ended. */
  #last = -1

  constructor(text: string, place: Place, emit: Emit) {
    this.#text = text
    this.#place = place
    this.#emit = emit
  }

  /**
   * `+` numbers: the longest valid one; else the longest possible one, unless the key says that it is an id and the
   * value is more than that.
   */
  international(bytes: Uint8Array, first: number, end: number, groups: number): number {
    if (isCoordinate(groups)) return 0
    const { plan, key } = this.#place
    readDigits(bytes, groups, true)
    let possible: PlannedNumber | null = null
    let possibleEnd = 0
    let possibleTo = 0
    for (let count = groups; count > 0 && count > groups - MAX_INTERNATIONAL_TRIES; count--) {
      const to = counts[count - 1] as number
      if (to < MIN_NUMBER_DIGITS) break
      if (to > MAX_INTERNATIONAL_DIGITS) continue
      const last = ends[count - 1] as number
      const isGlued = runsOn(bytes, last, end)
      const planned = isGlued && count < groups ? null : plan.international(digits, 0, to)
      if (planned !== null) {
        const confidence = key === 'opaque' ? CONFIDENCE.validOpaque : CONFIDENCE.valid
        return this.#found(first, last, confidence, this.#inBusiness(planned, 0, to))
      }
      if (isGlued || possible !== null) continue
      possible = plan.possible(digits, 0, to)
      possibleEnd = last
      possibleTo = to
    }
    if (possible === null || (key === 'opaque' && !isFirst(bytes, first))) return 0
    return this.#found(first, possibleEnd, CONFIDENCE.possible, this.#inBusiness(possible, 0, possibleTo))
  }

  /**
   * Numbers without `+`: as a country's people write them, or behind a word for a telephone. Digits without separators
   * need such a word, or an international prefix.
   */
  local(bytes: Uint8Array, first: number, end: number, groups: number): number {
    if (this.#place.key === 'opaque') return 0
    readDigits(bytes, groups, false)
    if (isReference(groups)) return ends[groups - 1] as number
    if (groups > 1 && (isScattered(groups) || isYearWithNumber(groups) || isNumbered(bytes, first))) return 0
    const said = announcementOf(this.#text, first)
    if (said === 'thing') return 0
    if (groups === 1) return isMore(bytes, end, said) ? 0 : this.#single(bytes, first, end, said)
    const isRest = said === null && this.#isRest(bytes, first)
    let longest = 0
    for (let count = groups; count > 1 && count > groups - MAX_LOCAL_TRIES && !isRest; count--) {
      const length = totals[count - 1] as number
      if (length < MIN_NUMBER_DIGITS || length > MAX_DIALLED_DIGITS) continue
      if (count < groups && !isApart(count, groups)) continue
      if (runsOn(bytes, ends[count - 1] as number, end) || isOtherNumber(bytes, first, count)) continue
      const found = this.#prefixed(first, count, said) || this.#national(first, count, groups, said)
      if (found > 0) return found
      if (longest === 0 && length <= MAX_NUMBER_DIGITS) longest = count
    }
    return longest === 0 ? 0 : this.#said(first, longest, said)
  }

  #single(bytes: Uint8Array, first: number, end: number, said: Announcement): number {
    const isWhole = first === 0 && ends[0] === end
    if (isWhole && this.#place.regions.length === 0) return 0
    const found = this.#prefixed(first, 1, said)
    const length = totals[0] as number
    if (found > 0 || said === null || !mayBeAnnounced(bytes, 0, first, length)) return found
    if (isCompactDate(bytes, first, length)) return 0
    if (said === 'path' && digits[0] !== 0) return this.#inPath(first, ends[0] as number)
    return this.#national(first, 1, 1, said) || this.#said(first, 1, said)
  }

  /** Whole international numbers, without `+`; other digits are ids. */
  #inPath(first: number, last: number): number {
    if (!isMsisdn(this.#text.slice(first, last), this.#place.plan)) return 0
    return this.#found(first, last, CONFIDENCE.said, NO_FACETS)
  }

  /** Behind a word for a telephone, digits that no plan knows. */
  #said(first: number, count: number, said: Announcement): number {
    if (said === null || said === 'path') return 0
    const isLikely = digits[0] === 0 || (count > 1 && (hasBracket(count) || isAmerican(count) || isLocal(count)))
    if (said === 'call' && !isLikely) return 0
    return this.#found(first, ends[count - 1] as number, CONFIDENCE.said, NO_FACETS)
  }

  /** Groups of the same run stand before: a table, a long id. */
  #isRest(bytes: Uint8Array, first: number): boolean {
    const most = separators[1] === PADDED ? PADDED_GAP : MAX_GAP
    let at = first - 1
    while (at >= 0 && first - at <= most && SEPARATES.includes(bytes[at] as number)) at--
    return at < first - 1 && at + 1 !== this.#last && isDigit(bytes[at] as number)
  }

  /** `00` or, where the North American plan is one of the regions, `011`. */
  #prefixed(first: number, count: number, said: Announcement): number {
    const { plan, regions } = this.#place
    if (digits[0] !== 0 || lengths[0] === 1) return 0
    const isAmerican = digits[1] === 1 && digits[2] === 1 && regions.some((region) => AMERICAN.has(region))
    const length = digits[1] === 0 ? 2 : isAmerican ? 3 : 0
    const to = counts[count - 1] as number
    const isCode = said !== null && count > 2 && (lengths[0] as number) > 2
    const planned = length === 0 ? null
      : plan.international(digits, length, to) ?? (isCode ? plan.possible(digits, length, to) : null)
    if (planned === null) return 0
    return this.#found(first, ends[count - 1] as number, CONFIDENCE.prefixed, this.#inBusiness(planned, length, to))
  }

  #national(first: number, count: number, groups: number, said: Announcement): number {
    const { plan, regions } = this.#place
    if (said === null && (goesOn(count, groups) || isTimes(count))) return 0
    const to = counts[count - 1] as number
    for (const region of regions) {
      const planned = plan.dialled(digits, 0, to, region)
      if (planned === null || (said === null && !isWrittenAtHome(digits, count, region))) continue
      const confidence = said !== null || count > 2 || hasBracket(count) ? CONFIDENCE.grouped : CONFIDENCE.oneSeparator
      return this.#found(first, ends[count - 1] as number, confidence, this.#inBusiness(planned, 0, to, region))
    }
    for (const region of regionsTold(digits, count)) {
      const planned = plan.dialled(digits, 0, to, region)
      if (planned === null) continue
      return this.#found(first, ends[count - 1] as number, CONFIDENCE.told, this.#inBusiness(planned, 0, to, region))
    }
    return isToldByForm(digits, count) ? this.#found(first, ends[count - 1] as number, CONFIDENCE.told, NO_FACETS) : 0
  }

  /** @param region where the digits are dialled; without one they are international */
  #inBusiness(planned: PlannedNumber, from: number, to: number, region: string | null = null): Facets {
    const { businessNumbers = [], plan } = this.#place
    if (businessNumbers.length === 0) return planned
    const read = digits.subarray(from, to)
    const international = region === null ? read.join('') : dialledForm(plan, read, region, planned)
    return isBusinessNumber(international, this.#place) ? { ...planned, business: true } : planned
  }

  #found(first: number, last: number, confidence: number, facets: Facets): number {
    this.#emit(this.#place.fax ? FAX : PHONE, first, last, confidence, facets)
    this.#last = last
    return last
  }
}

function readDigits(bytes: Uint8Array, groups: number, isInternational: boolean): void {
  let length = 0
  for (let group = 0; group < groups; group++) {
    const end = ends[group] as number
    const isZero = lengths[group] === 1 && values[group] === 0
    const isTrunkPrefix = isInternational && group > 0 && isZero && opens[group] === 1
    const first = isTrunkPrefix ? end : end - (lengths[group] as number)
    for (let at = first; at < end; at++) digits[length++] = (bytes[at] as number) - ZERO
    counts[group] = length
  }
}

/** `2019-769615`: what follows the year may be a number all the same. */
function isYearWithNumber(groups: number): boolean {
  const isYear = lengths[0] === 4 && (values[0] as number) >= 1900 && (values[0] as number) <= 2099
  return groups === 2 && isYear && (lengths[1] as number) > 4
}

/**
 * Groups as orders and cards have them: `162-0814666-3804530`. Asked here and not in isOtherNumber: the closer look may
 * hint at more than is found.
 */
function isReference(groups: number): boolean {
  return REFERENCES.includes(outlineOf(groups))
}

/** Lengths of groups. Cards are told by their check digit elsewhere, and here where it is wrong. */
const REFERENCES: readonly number[] = [377, 465, 4444, 4443]

/**
 * True if the first groups may be a number of their own: something else than between them stands behind them, or very
 * little follows, or enough for another number.
 */
function isApart(count: number, groups: number): boolean {
  const rest = (totals[groups - 1] as number) - (totals[count - 1] as number)
  if (rest < 3 || rest > MAX_REFERENCE_DIGITS || opens[count] === 1) return true
  for (let group = 1; group < count; group++) if (separators[group] === separators[count]) return false
  return true
}

const MAX_REFERENCE_DIGITS = 8

/** `PO#2291-4451-88`, but not `Ph#202-555-0143`. */
function isNumbered(bytes: Uint8Array, first: number): boolean {
  if (first < 1 || bytes[first - 1] !== HASH) return false
  const word = String.fromCharCode(...bytes.subarray(Math.max(0, first - 6), first - 1)).toLowerCase()
  return !/(?:^|[^a-z])(?:ph|phone|tel|mob|cell|call|fax)$/.test(word)
}

/** `202-555-0143` and `1-202-555-0143`. */
function isAmerican(count: number): boolean {
  const first = count - 3
  return (first === 0 || (first === 1 && lengths[0] === 1 && values[0] === 1))
    && lengths[first] === 3 && lengths[first + 1] === 3 && lengths[first + 2] === 4
}

/** `555-0143`. */
function isLocal(count: number): boolean {
  return count === 2 && lengths[0] === 3 && lengths[1] === 4 && separators[1] === MINUS
}

/** Another group like the last one follows: a list. */
function goesOn(count: number, groups: number): boolean {
  return count < groups && separators[count] === separators[count - 1] && lengths[count] === lengths[count - 1]
}

/** `0730-2030`. */
function isTimes(count: number): boolean {
  return count === 2 && isTime(0) && isTime(1)
}

function isTime(group: number): boolean {
  const value = values[group] as number
  return lengths[group] === 4 && value < 2400 && value % 100 < 60 && value % 5 === 0
}

/** More follows than digits; behind a number that is announced, what a comma separates are arguments: `...0143,60`. */
function isMore(bytes: Uint8Array, end: number, said: Announcement): boolean {
  const last = ends[0] as number
  const isArgument = said === 'path' && bytes[last] === COMMA && (totals[0] as number) >= MIN_WHOLE_DIGITS
  return !isArgument && runsOn(bytes, last, end)
}

const MIN_WHOLE_DIGITS = 10

/** `20260314`. */
function isCompactDate(bytes: Uint8Array, first: number, length: number): boolean {
  const year = (bytes[first] as number) - ZERO
  const month = ((bytes[first + 4] as number) - ZERO) * 10 + (bytes[first + 5] as number) - ZERO
  return length === 8 && (year === 1 || year === 2) && month >= 1 && month <= 12
}

/** A bracket around a group, as numbers have it and quantities do not. */
function hasBracket(count: number): boolean {
  for (let group = 0; group < count; group++) if (opens[group] === 1) return true
  return false
}

/** True if nothing but white space stands before. */
function isFirst(bytes: Uint8Array, first: number): boolean {
  for (let at = 0; at < first; at++) if ((bytes[at] as number) > SPACE) return false
  return true
}
