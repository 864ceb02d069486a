import { isDigit, isWord } from '../chars.ts'
import type { Shape } from './shapes.ts'

/** A stretch of text that is written like a telephone number. */
export interface Candidate {
  readonly start: number
  /** One past the last digit. */
  readonly end: number
  readonly international: boolean
  /** Has a bracket around a group, as numbers do and quantities do not. */
  readonly bracketed: boolean
  readonly shape: Shape
}

/** E.164 allows 15; a trunk prefix, an international prefix and `(0)` may be written too. */
const MAX_DIGITS = 20
const MAX_CHARS = 64
const MAX_SEPARATOR_CHARS = 4

const PLUS = 0x2b
const OPEN = 0x28

/** `- . / ( ) _ ~`, space and tab. */
const SEPARATORS = new Set([0x2d, 0x2e, 0x2f, 0x28, 0x29, 0x20, 0x09, 0x5f, 0x7e, 0x5b, 0x5d])
/** What a number does not follow directly: `$`, `%`, `#`, a decimal point, and the like. */
const NOT_BEFORE = new Set([0x24, 0x25, 0x23, 0x2e, 0x5f, 0x5c, 0x7e])
/** What does not follow a number directly. */
const NOT_AFTER = new Set([0x25, 0x24, 0x5f])

/**
 * The next candidate at or after `from`, or null. Looks at each unit a bounded number of times: a candidate is at
 * most 64 units long, and the search goes on behind its first group.
 *
 * @param national whether numbers without `+` are wanted
 */
export function nextCandidate(text: string, from: number, national: boolean): Candidate | null {
  const next = (at: number): number => national ? at : text.indexOf('+', at)
  for (let at = next(from); at >= 0 && at < text.length; at = next(at + 1)) {
    const unit = text.charCodeAt(at)
    if (unit !== PLUS && (!national || (unit !== OPEN && !isDigit(unit)))) continue
    if (!startsHere(text, at, unit)) {
      if (isDigit(unit)) while (isDigit(text.charCodeAt(at + 1))) at++
      continue
    }
    const candidate = readCandidate(text, at)
    if (candidate !== null) return candidate
    if (isDigit(unit)) while (isDigit(text.charCodeAt(at + 1))) at++
  }
  return null
}

function startsHere(text: string, at: number, unit: number): boolean {
  const before = text.charCodeAt(at - 1)
  if (unit === PLUS) return !isWord(before)
  return !isWord(before) && !NOT_BEFORE.has(before) && before !== PLUS && before !== 0x2d
}

function readCandidate(text: string, start: number): Candidate | null {
  const international = text.charCodeAt(start) === PLUS
  let at = start
  while (text.charCodeAt(at) === PLUS && at - start < 3) at++
  const groups: string[] = []
  const separators: string[] = []
  const ends: number[] = []
  let digits = 0
  let bracketed = false
  const limit = Math.min(text.length, start + MAX_CHARS)
  while (at < limit) {
    const gap = at
    while (at < limit && SEPARATORS.has(text.charCodeAt(at)) && at - gap <= MAX_SEPARATOR_CHARS) at++
    if (at - gap > MAX_SEPARATOR_CHARS || !isDigit(text.charCodeAt(at))) break
    const first = at
    while (at < limit && isDigit(text.charCodeAt(at))) at++
    const separator = text.slice(gap, first)
    if (groups.length > 0) separators.push(separator.trim() === '' ? ' ' : separator.replace(/\s+/g, ' '))
    if (separator.includes('(')) bracketed = true
    groups.push(text.slice(first, at))
    ends.push(at)
    digits += at - first
    if (digits > MAX_DIGITS) {
      digits -= groups.pop()?.length ?? 0
      ends.pop()
      separators.pop()
      break
    }
  }
  const end = ends[ends.length - 1]
  if (end === undefined || digits < 7) return null
  return { start, end, international, bracketed, shape: { groups, separators, ends } }
}

/** The candidate cut to its first `count` groups. */
export function firstGroups(candidate: Candidate, count: number): Candidate {
  const { groups, separators, ends } = candidate.shape
  return {
    ...candidate,
    end: ends[count - 1] ?? candidate.end,
    shape: { groups: groups.slice(0, count), separators: separators.slice(0, count - 1), ends: ends.slice(0, count) },
  }
}

/** True if what follows a candidate makes it part of something else: a letter, a per cent sign, a time, a decimal. */
export function runsOn(text: string, end: number): boolean {
  const next = text.charCodeAt(end)
  const later = text.charCodeAt(end + 1)
  if (NOT_AFTER.has(next)) return true
  if (isWord(next)) return !(next === 0x78 && (isDigit(later) || later === 0x20)) && !(isDigit(later) && next === 0x58)
    && text.slice(end, end + 3).toLowerCase() !== 'ext'
  return (next === 0x3a || next === 0x2c || next === 0x2e) && isDigit(later)
}
