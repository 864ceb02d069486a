/**
 * Shapes: groups of digits and what stands between them, for telling telephone numbers from everything else that is
 * written with digits.
 *
 *     "2024-05-17"    lengths 4 2 2   separators - -
 *     "(020) 7946"    lengths 3 4     separators ) and a space, written `) `
 */
export interface Shape {
  readonly groups: readonly string[]
  /** One fewer than the groups; runs of white space are one space. */
  readonly separators: readonly string[]
  /** For each group, one past its last unit in the text. */
  readonly ends: readonly number[]
}

/** Sequences of lengths and separators that mean something else, whatever the digits: SSN, ZIP+4, ISBN-13 and such. */
const OTHER_SHAPES: ReadonlySet<string> = new Set([
  '3-2-4', '5-4', '3-1-2-6-1', '3-1-3-5-1', '3-1-4-4-1', '3-1-5-3-1', '3-2-4-3-1', '3-3-2-4-1', '3-2-5-2-1',
  '1-3-5-1', '1-2-6-1', '1-4-4-1',
])
const MAX_OTHER_GROUPS = 5

/**
 * True if these groups are a date, a range of dates, an address, a version, a card or another number that calls
 * nobody.
 */
export function isOtherNumber(shape: Shape): boolean {
  return startsWithDate(shape) || isDotted(shape) || isYearRange(shape) || isCard(shape)
    || hasOtherOutline(shape)
}

function hasOtherOutline(shape: Shape): boolean {
  const { length } = shape.groups
  return length > 1 && length <= MAX_OTHER_GROUPS && OTHER_SHAPES.has(outline(shape))
}

function outline({ groups, separators }: Shape): string {
  return groups.map((group, index) => group.length + (separators[index]?.trim() ?? '')).join('')
}

/** `2024-05-17`, `17.05.2024`, `5/17/2024`, `05/2024`, `17.5.24`; also as the first part of something longer. */
export function startsWithDate({ groups, separators }: Shape): boolean {
  const [first = '', second = '', third = ''] = groups
  const [mark = ''] = separators
  if (mark !== '-' && mark !== '.' && mark !== '/') return false
  if (mark === '/' && isMonth(first) && isYear(second)) return true
  const alone = groups.length === 2 || (separators[1] !== mark && separators[1] !== ' ')
  if (isYear(first) && isMonth(second) && alone) return true
  if (separators[1] !== mark) return false
  if (isYear(first)) return isMonth(second) && isDay(third)
  const monthAndDay = (isDay(first) && isMonth(second)) || (isMonth(first) && isDay(second))
  return monthAndDay && (isYear(third) || (third.length === 2 && groups.length === 3))
}

function isYear(text: string): boolean {
  return text.length === 4 && (text.startsWith('19') || text.startsWith('20'))
}

function isMonth(text: string): boolean {
  const value = Number(text)
  return text.length <= 2 && value >= 1 && value <= 12
}

function isDay(text: string): boolean {
  const value = Number(text)
  return text.length <= 2 && value >= 1 && value <= 31
}

/** `1979-2011`, `2019 / 2020`. */
function isYearRange({ groups }: Shape): boolean {
  return groups.length >= 2 && isYear(groups[0] ?? '') && isYear(groups[1] ?? '')
}

/** Decimals, IPv4 addresses and versions: dots everywhere, and groups that no country writes a number in. */
function isDotted({ groups, separators }: Shape): boolean {
  if (separators.length === 0 || !separators.every((separator) => separator === '.' || separator === '.-')) {
    return looksDecimal(groups, separators)
  }
  if (groups.length < 3) return true
  if (groups.every((group) => group.length === 2)) return groups.length < 5
  if (groups.length === 4 && groups.every((group) => Number(group) < 256)) return true
  return groups.some((group) => group.length < 2)
    || groups.reduce((sum, group) => sum + group.length, 0) < 9
}

/** Pairs of decimals such as `52.5200, 13.4050` or `12.1 - 23.71`. */
function looksDecimal(groups: readonly string[], separators: readonly string[]): boolean {
  let decimals = 0
  for (let at = 0; at < separators.length; at += 2) {
    if (separators[at] !== '.' || (groups[at]?.length ?? 0) > 3) return false
    decimals++
  }
  return decimals > 0 && separators.some((separator) => separator !== '.')
}

/** 13 to 19 digits with a right check digit (ISO/IEC 7812-1, Luhn). */
export function isCard({ groups }: Shape): boolean {
  const digits = groups.join('')
  // No issuer's number begins with 0, and many international numbers do: `0044 20 ...`.
  if (digits.length < 13 || digits.length > 19 || digits.startsWith('0')) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const value = digits.charCodeAt(digits.length - 1 - at) - 0x30
    const doubled = at % 2 === 1 ? value * 2 : value
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Two signed decimals in a row, as ISO 6709 writes a place: `+40.6894-074.0447/`. */
export function isCoordinate({ groups, separators }: Shape): boolean {
  return groups.length === 4 && separators[0] === '.' && separators[2] === '.' && (groups[0]?.length ?? 0) <= 3
    && (groups[1]?.length ?? 0) >= 3 && (groups[3]?.length ?? 0) >= 3
}
