import { COMMA, GREATER, HASH, OPEN_BRACKET, OPEN_PARENTHESIS, SPACE, STAR } from '../../bytes/codes.ts'
import { CHANNELS } from '../../walk/extension-labels.ts'
import { AROUND, BEFORE_DIGITS, BEHIND_CHANNEL } from '../../walk/hint-extensions.ts'
import { isAsciiLetter, isDigit, isSpace, isWord } from '../chars.ts'
import { isYear } from './extension-label.ts'

/*
 * What else than a label stands around the digits of an extension: marks, tags, the name of a channel, of a context, or
 * of somebody; or a unit, and then they are something else.
 */

/** Marks between a number, a label and digits. */
export const MAX_MARKS = 4

/** Quantities: `an extension of 30 days`, `extension 14 days`. */
const UNITS: ReadonlySet<string> = new Set([
  'day', 'days', 'week', 'weeks', 'month', 'months', 'year', 'years', 'hour', 'hours', 'minute', 'minutes', 'min',
  'mins', 'sec', 'seconds',
  'numbers', 'digits', 'calls',
  'mb', 'gb', 'kb', 'bit', 'bits', 'bytes', 'mm', 'cm', 'm', 'ft', 'px', 'percent', 'times', 'usd', 'eur',
])

/** Where tags of HTML begin that stand before the digits: `<td>Extension</td><td>4021</td>`. */
export function behindTags(text: string, start: number): number {
  let last = start - 1
  while (text.charCodeAt(last) === SPACE && start - last <= MAX_MARKS) last--
  if (text.charCodeAt(last) !== GREATER) return start
  const tags = TAGS.exec(text.slice(Math.max(0, start - MAX_TAGS), start))?.[0].length ?? 0
  return start - tags
}

const TAGS = /(?:<\/?[a-z][^<>\x80-\uffff]{0,20}> {0,4}){1,3}$/i
const MAX_TAGS = 84

/** `4046 (ext)`, and `4105@from-internal` of a dial plan. */
export function isNamedBehind(text: string, start: number, end: number): boolean {
  if (start > 0 && text.charCodeAt(start - 1) !== OPEN_BRACKET && !is(text, start - 1, BEFORE_DIGITS)) return false
  if (text[end] === '@') return CONTEXT.test(text.slice(end, end + MAX_CONTEXT))
  if (text.charCodeAt(text.charCodeAt(end) === SPACE ? end + 1 : end) !== OPEN_PARENTHESIS) return false
  const label = NAMED.exec(text.slice(end, end + MAX_CONTEXT))?.[1]?.toLowerCase()
  return label !== undefined && NAMING.has(label) && !isYear(text, start, end)
}

const MAX_CONTEXT = 24
const NAMED = /^ ?\(([a-z]+)\)/i
const CONTEXT = /^@(?:(?:from|ext)-[a-z]|(?:default|internal)(?![\w.-]))/i
const NAMING: ReadonlySet<string> = new Set([
  'ext', 'extn', 'extension', 'durchwahl', 'dw', 'nebenstelle', 'poste', 'ramal', 'interno', 'anexo', 'int', 'toestel',
])

/** `Priya Raman <1120>`. */
export function isSomebody(text: string, open: number, end: number): boolean {
  return text[end] === '>' && SOMEBODY.test(text.slice(Math.max(0, open - MAX_NAME), open))
}

const SOMEBODY = /(?:"|[A-Z\u00c0-\u017f][\w'\u00c0-\u017f.-]* [A-Z\u00c0-\u017f][\w'\u00c0-\u017f-]*) ?$/
const MAX_NAME = 40

/** @param bit what the character is there, of {@link AROUND} */
export function is(text: string, at: number, bit: number): boolean {
  return ((AROUND[text.charCodeAt(at)] ?? 0) & bit) !== 0
}

/** `*`, `#` or `,,` between `mark` and the digits, as one dials an extension behind a number; or `,` before `4021#`. */
export function isDialled(text: string, mark: number, start: number, isEnded: boolean): boolean {
  if (start - 1 === mark) return false
  const last = text.charCodeAt(start - 1)
  return last === STAR || last === HASH || (last === COMMA
    && (isEnded || (start - 2 > mark && text.charCodeAt(start - 2) === COMMA)))
}

export function isChannel(text: string, slash: number, end: number): boolean {
  if (end < text.length && !is(text, end, BEHIND_CHANNEL)) return false
  let first = slash - 1
  while (first >= 0 && slash - first <= 6 && isWord(text.charCodeAt(first))) first--
  return CHANNELS.includes(text.slice(first + 1, slash).toLowerCase())
}

/** Versions and decimals: `2.0.1`. */
export function isOtherMeaning(text: string, end: number): boolean {
  return text[end] === '.' && isDigit(text.charCodeAt(end + 1))
}

export function isUnit(text: string, end: number): boolean {
  let first = end
  while (first - end < 2 && (isSpace(text.charCodeAt(first)) || text[first] === '-')) first++
  if (first === end) return false
  let last = first
  while (last - first < 9 && isAsciiLetter(text.charCodeAt(last))) last++
  return UNITS.has(text.slice(first, last).toLowerCase())
}
