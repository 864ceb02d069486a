import { EQUALS, PERCENT } from '../bytes/codes.ts'
import type { TextView } from '../bytes/view.ts'
import { percentView } from '../bytes/uri-view.ts'

/** Receives a part of a URI as a text of its own, and the name of the parameter it is the value of. */
export type VisitPart = (part: TextView, name: string | null) => void

/** What stands between URIs: white space and `"<>` and the grave accent. */
const DELIMITERS = unitsOf(' \t\r\n"<>`')
/** What stands between the pairs of a query. */
const SEPARATORS = unitsOf('&;#')
const HEX = unitsOf('0123456789abcdefABCDEF')

/** `1` for each of these ASCII characters. */
function unitsOf(characters: string): Uint8Array {
  const units = new Uint8Array(128)
  for (const character of characters) units[character.charCodeAt(0)] = 1
  return units
}

/**
 * The parts of URIs in a text that mean more than they show: the values of query parameters under their names, and
 * paths and names that are percent-encoded. Anything without white space and with `?name=` or `%XX` in it counts as a
 * URI. Linear.
 */
export function visitUriParts(view: TextView, visit: VisitPart): void {
  const { text } = view
  if (!text.includes('%') && !(text.includes('?') && text.includes('='))) return
  for (let start = 0; start < text.length; ) {
    let end = start
    while (end < text.length && DELIMITERS[text.charCodeAt(end)] !== 1) end++
    if (end > start) visitToken(view, start, end, visit)
    start = end + 1
  }
}

function visitToken(view: TextView, start: number, end: number, visit: VisitPart): void {
  const token = start === 0 && end === view.text.length ? view.text : view.text.slice(start, end)
  const query = token.indexOf('?')
  const hasQuery = query >= 0 && token.includes('=', query)
  const form = !hasQuery && isForm(token)
  const pathEnd = hasQuery ? start + query : form ? start : end
  if (hasEscape(view.text, start, pathEnd)) visit(percentView(view, start, pathEnd, false), null)
  if (hasQuery || form) visitPairs(view, pathEnd + (hasQuery ? 1 : 0), end, visit)
}

/** `a=1&b=%40`, as a form writes it. */
function isForm(token: string): boolean {
  return token.includes('=') && token.includes('%') && /^[\w.[\]-]+=/.test(token.slice(0, 64))
}

function visitPairs(view: TextView, start: number, end: number, visit: VisitPart): void {
  const { text } = view
  for (let from = start; from < end; ) {
    let to = from
    let equals = -1
    for (let unit; to < end && SEPARATORS[(unit = text.charCodeAt(to))] !== 1; to++) {
      if (equals < 0 && unit === EQUALS) equals = to
    }
    if (equals > from) {
      const name = hasEscape(text, from, equals) ? percentView(view, from, equals, true) : null
      if (name !== null) visit(name, null)
      if (to > equals + 1) visit(percentView(view, equals + 1, to, true), name?.text ?? text.slice(from, equals))
    } else if (hasEscape(text, from, to)) {
      visit(percentView(view, from, to, true), null)
    }
    from = to + 1
  }
}

function hasEscape(text: string, start: number, end: number): boolean {
  for (let at = start; at + 2 < end; at++) {
    if (text.charCodeAt(at) === PERCENT && isHex(text, at + 1) && isHex(text, at + 2)) return true
  }
  return false
}

function isHex(text: string, at: number): boolean {
  return HEX[text.charCodeAt(at)] === 1
}
