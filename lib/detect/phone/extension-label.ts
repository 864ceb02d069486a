import { SLASH } from '../../bytes/codes.ts'
import { LABEL_CONNECTORS, LABELS, UNSPACED_LABELS, WEAK_LABELS } from '../../walk/extension-labels.ts'
import { isAsciiLetter, isDigit } from '../chars.ts'
import type { Place } from '../detector.ts'

/* The words before digits that say they are an extension: which one it is, and how much it is believed. */

const MAX_LABEL_UNITS = 20
/** Words between a label and its digits: `extension number is`. */
const MAX_CONNECTORS = 3
/** From here on scripts are mostly written without spaces. */
const FIRST_UNSPACED = 0x800

/** Where the label ends that `extension number`, `Durchwahl ist` and `interno \u00e8 il` begin with, or -1. */
export function behindConnectors(text: string, last: number, start: number, end: number): number {
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

export function internalThatEnds(text: string, last: number): string {
  return last < 0 ? '' : INTERNAL.exec(text.slice(Math.max(0, last - 9), last + 1))?.[1] ?? ''
}

function isYear(text: string, start: number, end: number): boolean {
  return end - start === 4 && (text.startsWith('19', start) || text.startsWith('20', start))
}

/** The label whose last letter stands at `last`, as it is written, or ``. */
export function labelThatEnds(text: string, last: number): string {
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
export function confidenceAlone(
  text: string, written: string, first: number, start: number, end: number, place: Place,
): number {
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

function isLetter(unit: number): boolean {
  return isAsciiLetter(unit) || (unit >= 0x80 && unit < FIRST_UNSPACED)
}

/** `1920 x1080`. */
function isDimension(text: string, before: number, end: number): boolean {
  return isDigit(text.charCodeAt(before)) || isDigit(text.charCodeAt(before - 1)) || text[end] === 'x'
}
