import { digitsEnd, isDigit, isWord } from '../chars.ts'
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
const MIN_DIGITS = 7
const MAX_CHARS = 64
const MAX_SEPARATOR_CHARS = 4

const PLUS = 0x2b
const OPEN = 0x28

/** `- . / ( ) _ ~`, space and tab. */
const SEPARATORS = new Uint8Array(128)
for (const character of '-./()_~[] \t') SEPARATORS[character.charCodeAt(0)] = 1
/** What a number does not follow directly: `$`, `%`, `#`, a decimal point, and the like. */
const NOT_BEFORE = '$%#._\\~+-'
/** What does not follow a number directly. */
const NOT_AFTER = new Set([0x25, 0x24, 0x5f])

/**
 * The next candidate at or after `from`, or null. Looks at each unit a bounded number of times: a candidate is at
 * most 64 units long, and the search goes on behind its first group.
 *
 * @param national whether numbers without `+` are wanted
 */
export function nextCandidate(text: string, from: number, national: boolean): Candidate | null {
  for (let at = from; at < text.length; at++) {
    if (!national) {
      at = text.indexOf('+', at)
      if (at < 0) return null
    }
    const unit = text.charCodeAt(at)
    const isPlus = unit === PLUS
    const end = digitsEnd(text, at)
    if (end === at && !isPlus && unit !== OPEN) continue
    // Nearly all digits: few of them, and nothing behind them that more could follow.
    const isShort = end > at && end - at < MIN_DIGITS && SEPARATORS[text.charCodeAt(end)] !== 1
    const candidate = !isShort && startsHere(text, at, isPlus) ? readCandidate(text, at) : null
    if (candidate !== null) return candidate
    if (end > at) at = end - 1
  }
  return null
}

function startsHere(text: string, at: number, isPlus: boolean): boolean {
  if (at === 0) return true
  return !isWord(text.charCodeAt(at - 1)) && (isPlus || !NOT_BEFORE.includes(text[at - 1] as string))
}

/** Of the candidate under way: where its groups begin and end. */
const firsts = new Int32Array(MAX_CHARS)
const ends = new Int32Array(MAX_CHARS)

/** Measured before anything is kept: nearly all digits are too few to be a number. */
function readCandidate(text: string, start: number): Candidate | null {
  const limit = Math.min(text.length, start + MAX_CHARS)
  let at = start
  while (text.charCodeAt(at) === PLUS && at - start < 3) at++
  const from = at
  let groups = 0
  let digits = 0
  let last = at
  while (at < limit) {
    const gap = at
    while (at < limit && SEPARATORS[text.charCodeAt(at)] === 1 && at - gap <= MAX_SEPARATOR_CHARS) at++
    if (at - gap > MAX_SEPARATOR_CHARS || !isDigit(text.charCodeAt(at))) break
    const first = (last = at)
    while (at < limit && isDigit(text.charCodeAt(at))) at++
    if (digits + at - first > MAX_DIGITS) break
    digits += at - first
    firsts[groups] = first
    ends[groups++] = at
  }
  return digits < MIN_DIGITS ? null : candidateOf(text, start, groups, text.slice(from, last).includes('('))
}

function candidateOf(text: string, start: number, count: number, bracketed: boolean): Candidate {
  const shape = { groups: [] as string[], separators: [] as string[], ends: [] as number[] }
  for (let at = 0; at < count; at++) {
    shape.groups.push(text.slice(firsts[at], ends[at]))
    shape.ends.push(ends[at] as number)
    if (at > 0) shape.separators.push(plainSeparator(text.slice(ends[at - 1], firsts[at])))
  }
  return { start, end: ends[count - 1] as number, international: text.charCodeAt(start) === PLUS, bracketed, shape }
}

function plainSeparator(written: string): string {
  if (written.length < 2) return written === '\t' ? ' ' : written
  return written.trim() === '' ? ' ' : written.replace(/\s+/g, ' ')
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
