import { DOT, MINUS, SPACE } from '../../bytes/codes.ts'
import { lengths, opens, outlineOf, separators, totals, values } from '../../walk/written-number.ts'

/*
 * National numbers that name their country by the way they are written: groups that only its people put like this. So
 * no region has to be named for them, and no other one is tried.
 */

/** What has to stand between the groups, or around the first one. */
type Mark = 'bracket' | 'solid' | 'any'

interface Form {
  /** Lengths of the groups, one digit each. */
  readonly outline: number
  readonly mark: Mark
  /** The first digit, where a trunk prefix is always written. */
  readonly first?: number
  readonly region: string
}

const FORMS: readonly Form[] = [
  { outline: 334, mark: 'bracket', region: 'US' }, // (202) 555-0143
  { outline: 334, mark: 'solid', region: 'US' }, // 202-555-0143, 202.555.0143
  { outline: 1334, mark: 'bracket', first: 1, region: 'US' },
  { outline: 1334, mark: 'solid', first: 1, region: 'US' },
  { outline: 344, mark: 'any', first: 0, region: 'GB' }, // 020 7946 0958
  { outline: 434, mark: 'any', first: 0, region: 'GB' }, // 0161 496 0123
  { outline: 533, mark: 'any', first: 0, region: 'GB' }, // 01632 960 123
  { outline: 56, mark: 'any', first: 0, region: 'GB' }, // 07700 900123
  { outline: 22222, mark: 'any', first: 0, region: 'FR' }, // 01 99 00 12 34
  { outline: 433, mark: 'any', first: 0, region: 'AU' }, // 0491 570 006
  { outline: 244, mark: 'any', first: 0, region: 'AU' }, // 02 5550 1234
  { outline: 344, mark: 'solid', first: 0, region: 'JP' }, // 090-1234-5678
  { outline: 244, mark: 'solid', first: 0, region: 'JP' }, // 03-1234-5678
  { outline: 344, mark: 'solid', first: 0, region: 'KR' }, // 010-1234-5678
  { outline: 254, mark: 'bracket', region: 'BR' }, // (11) 91234-5678
  { outline: 244, mark: 'bracket', region: 'BR' },
  { outline: 244, mark: 'bracket', region: 'MX' }, // (55) 1234 5678
  { outline: 13322, mark: 'bracket', first: 8, region: 'RU' }, // 8 (495) 123-45-67
  { outline: 3322, mark: 'bracket', region: 'RU' },
]
const NONE: readonly string[] = []

/** The regions in which the first groups of the candidate are read, whatever was configured; mostly none. */
export function regionsTold(digits: Uint8Array, groups: number): readonly string[] {
  if (groups < 2 || groups > 5) return NONE
  const forms = BY_OUTLINE.get(outlineOf(groups))
  if (forms === undefined) return NONE
  return forms.filter(({ mark, first }) => (first === undefined || first === digits[0]) && isMarked(mark, groups))
    .map(({ region }) => region)
}

/**
 * Numbers by their form alone, be they assigned or not: `(555) 123-4567`, `555-010-4477`, `(030) 901820`,
 * `07700 900123`, `071 234 56 78`.
 */
export function isToldByForm(digits: Uint8Array, groups: number): boolean {
  return isBehindBrackets(digits, groups) || isDomestic(digits, groups) || isBritishMobile(digits, groups)
    || isAmericanExample(groups)
}

function isBehindBrackets(digits: Uint8Array, groups: number): boolean {
  const total = totals[groups - 1] as number
  return groups > 1 && groups < 5 && opens[0] === 1 && digits[0] === 0 && (lengths[0] as number) > 1
    && total > MIN_TRUNK_DIGITS && total <= MAX_TRUNK_DIGITS
}

/** A trunk prefix, and three groups or more with nothing but spaces between them; figures do not begin with 0. */
function isDomestic(digits: Uint8Array, groups: number): boolean {
  const total = totals[groups - 1] as number
  if (digits[0] !== 0 || digits[1] === 0 || groups < 3 || groups > 5 || total < 9 || total > 11) return false
  for (let group = 0; group < groups; group++) {
    const length = lengths[group] as number
    if (length < 2 || length > 4 || (group > 0 && separators[group] !== SPACE)) return false
  }
  return !isSeries(groups)
}

function isBritishMobile(digits: Uint8Array, groups: number): boolean {
  return (outlineOf(groups) === 56 || outlineOf(groups) === 533) && digits[0] === 0 && digits[1] === 7
    && isMarked('any', groups)
}

/** No area code is assigned that begins with 555, but many examples have it. */
function isAmericanExample(groups: number): boolean {
  return groups === 3 && outlineOf(groups) === 334
    && (opens[0] === 1 || (values[0] === FICTION && isMarked('solid', groups)))
}

const MIN_TRUNK_DIGITS = 7
const MAX_TRUNK_DIGITS = 12
const FICTION = 555

const BY_OUTLINE = new Map<number, Form[]>()
for (const form of FORMS) BY_OUTLINE.set(form.outline, [...BY_OUTLINE.get(form.outline) ?? [], form])

function isMarked(mark: Mark, groups: number): boolean {
  let isOneMark = true
  for (let group = 2; group < groups; group++) isOneMark &&= separators[group] === separators[1]
  const isBracketed = opens[0] === 1 || (opens[1] === 1 && lengths[0] === 1)
  if (mark === 'bracket' || isBracketed) return isBracketed
  const solid = separators[1] === MINUS || separators[1] === DOT
  return isOneMark && (solid || (mark === 'any' && separators[1] === SPACE)) && !isSeries(groups)
}

/** `01 02 03 04 05`: one more each time, or always the same. */
function isSeries(groups: number): boolean {
  const step = (values[1] as number) - (values[0] as number)
  if (groups < 3 || step < 0 || step > 1) return false
  for (let group = 2; group < groups; group++) {
    if ((values[group] as number) - (values[group - 1] as number) !== step) return false
  }
  return true
}
