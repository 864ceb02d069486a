import { HASH, SLASH, SPACE } from '../../bytes/codes.ts'
import { LABEL_CONNECTORS, LABELS, PLAIN_LABELS, UNSPACED_LABELS, WEAK_LABELS } from '../../walk/extension-labels.ts'
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
    if (first === at || !isConnector(text, first, at)) return count === 0 ? -1 : at
    at = first
    while (at >= 0 && first - at < 3 && (text[at] === ' ' || text[at] === '.')) at--
  }
  return at
}

/** A connector is a word, and not the end of another one. */
function isConnector(text: string, before: number, last: number): boolean {
  const isVerb = last === before + 1 && text.charCodeAt(last) >= 0x80
  const isApart = isVerb ? text.charCodeAt(before) === SPACE : !isDigit(text.charCodeAt(before))
  return isApart && LABEL_CONNECTORS.has(text.slice(before + 1, last + 1).toLowerCase())
}

/** `internal number`, which alone says nothing. */
const INTERNAL = /(?:^|[^a-z])(interne?r?|interna|internal)$/i

export function internalThatEnds(text: string, last: number): string {
  return last < 0 ? '' : INTERNAL.exec(text.slice(Math.max(0, last - 9), last + 1))?.[1] ?? ''
}

export function isYear(text: string, start: number, end: number): boolean {
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

/** A label, words that say more about it, and a verb: `the new extension for the warehouse will be 4067`. */
const FAR = new RegExp(`(?:^|[^a-z])(?:${PLAIN_LABELS.join('|')})(?! (?:to|until|by|from)(?:[^a-z]|$))[ (]`
  + '[^.!?;\\d]{0,40}[ ,:(](?:is|be|was|now|ist|lautet|est|es|\u00e4r) *$', 'i')
const MAX_FAR = 64

/** True if digits, three to five and no year, stand behind that. */
export function labelFarBefore(text: string, start: number, end: number): boolean {
  const length = end - start
  if (length < 3 || length > 5 || isYear(text, start, end)) return false
  return FAR.test(text.slice(Math.max(0, start - MAX_FAR), start))
}

/** Confidence of digits behind a label, where no number stands before it. */
export function confidenceAlone(
  text: string, written: string, first: number, start: number, end: number, place: Place,
): number {
  const label = written.toLowerCase()
  if (isOther(text, label, first, start, end)) return 0
  if (DIALS.has(label)) return isShortNumber(text, label, start, end) ? 0.5 : 0
  if (!WEAK_LABELS.has(label) && DOMESTIC.has(label) && isYear(text, start, end)) return 0
  const isGlued = first + label.length === start && !isDimension(text, first - 1, end)
  if (place.key === 'spoken' && (label !== 'x' || isGlued)) return 0.7
  if (!WEAK_LABELS.has(label)) return 0.75
  // Abbreviations are told by how they are written, and by how much follows: `x86` and `x264` are no lines.
  if (label === 'dw') return written === 'dw' || (end - start > 4 && text[first + 2] === '-') ? 0 : 0.6
  if (QUOTED.has(label)) return text[start - 1] === "'" && text[end] === "'" ? 0.6 : 0
  if (INTERNALS.has(label)) return internalConfidence(text, first, first + label.length, start, end)
  if (ALONE.has(label)) return isAlone(text, label, first, start, end) ? 0.55 : 0
  const isApart = text[first - 2] === ',' && text[first - 1] === ' '
  return label === 'x' && (isGlued || isApart) && (end - start === 4 || end - start === 5) ? 0.55 : 0
}

/** What else has an extension: files, protocols, contracts. */
const OTHERS_BEFORE = new RegExp('(?:file|filename|tls|ssl|browser|chrome|firefox|php|http|protocol|lease|loan|visa'
  + '|contract|deadline|domain|header|postgres|postgresql|kernel|certificate|x\\.?509|asn|mime|hello|client'
  + '|server) $', 'i')
const OTHERS_BEHIND = new RegExp('^ (?:to|of) [a-z ]{0,28}(?:contract|agreement|lease|licen[cs]e|deadline|term|plan'
  + '|policy|loan|visa|order)', 'i')
const EXTENSION = /^ext(?:ension)?s?$/

function isOther(text: string, label: string, first: number, start: number, end: number): boolean {
  if (!EXTENSION.test(label)) return false
  if (text.slice(start - 2, start) === ' .' || OTHERS_BEHIND.test(text.slice(end, end + 48))) return true
  return OTHERS_BEFORE.test(text.slice(Math.max(0, first - 14), first))
}

/** In logs: `Peer '4035' is now reachable`. */
const QUOTED: ReadonlySet<string> = new Set(['peer', 'endpoint'])
const INTERNALS: ReadonlySet<string> = new Set(['intern', 'interne', 'interna', 'internal'])
/** What is internal, and has a number. */
const LINE = /(?:ligne|num\u00e9ro|num|no|l\u00ednea|linea|linha|n\u00famero|numero|nummer|number|line) $/i

/** `internal number is 4021`, `ligne interne : 4021`. */
function internalConfidence(text: string, first: number, behind: number, start: number, end: number): number {
  if (NUMBER.test(text.slice(behind, start))) return 0.75
  const length = end - start
  const isLine = length > 2 && length < 6 && LINE.test(text.slice(Math.max(0, first - 8), first))
  return isLine && !isYear(text, start, end) ? 0.55 : 0
}

const NUMBER = /(?:^|[^a-z])(?:n[or]?|num|number|nummer|numero|rufnummer)(?:[^a-z]|$)/i

/** Verbs: `dial 4021`, `press 4021#`. */
const DIALS: ReadonlySet<string> = new Set([
  'dial', 'dials', 'dialed', 'dialled', 'dialing', 'press', 'composer', 'composez', 'marque', 'marquez', 'disque',
])
/** Numbers of services, the same for everybody. */
const SERVICES: ReadonlySet<string> = new Set([
  '000', '100', '101', '110', '111', '112', '113', '114', '115', '116', '117', '118', '119', '120', '122', '144', '190',
  '192', '193', '211', '311', '411', '511', '611', '711', '811', '911', '988', '999',
])

function isShortNumber(text: string, label: string, start: number, end: number): boolean {
  const length = end - start
  if (length < 3 || length > 5 || SERVICES.has(text.slice(start, end)) || isYear(text, start, end)) return false
  if (label === 'press') return text.charCodeAt(end) === HASH
  return !/^[ ./-]?\d/.test(text.slice(end, end + 2))
}

/** Also of the market at home: `mercado interno 2025`. */
const DOMESTIC: ReadonlySet<string> = new Set(['interno', 'interni', 'internos'])
/** Weak labels that are believed before three digits or more, and where they abbreviate behind their full stop. */
const ALONE: ReadonlySet<string> = new Set([
  'poste', 'postes', 'anexo', 'anexos', 'apparat', 'klappe', 'app', 'int', 'mailbox',
])
/** Before `poste 12`. */
const CALLING = /(?:compose[rz]?|faites|faire|demande[rz]?) (?:le|au) $/i
/** Before `poste`: `bureau de poste 75011`, `La Poste`. */
const OFFICE = /(?:bureau de|la|code) $/i

function isAlone(text: string, label: string, first: number, start: number, end: number): boolean {
  const length = end - start
  if (length > 6 || isYear(text, start, end) || text.charCodeAt(end) === SLASH) return false
  if (length < 3 && !CALLING.test(text.slice(Math.max(0, first - 16), first))) return false
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
