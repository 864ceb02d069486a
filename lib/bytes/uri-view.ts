import type { TextView } from './view.ts'

const PERCENT = 0x25
const PLUS = 0x2b
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The percent-decoded reading of a part of a URI (RFC 3986 section 2.1).
 *
 *     outer   ?email=ann%40example.org&...
 *     text           ann@example.org          toOuter(3) -> the per cent sign
 *
 * A per cent sign that starts no valid escape, and escapes that are no valid UTF-8, stand for themselves. Linear.
 *
 * @param outer the view that holds the URI
 * @param start first unit of the part in `outer.text`
 * @param end one past its last unit
 * @param plusIsSpace read `+` as a space, as query parameters do (WHATWG URL, application/x-www-form-urlencoded)
 */
export function percentView(outer: TextView, start: number, end: number, plusIsSpace: boolean): TextView {
  const source = outer.text
  const written = source.slice(start, end)
  if (!written.includes('%')) return plainPart(outer, start, end, plusIsSpace ? withSpaces(written) : written)
  const origins: number[] = []
  let text = ''
  let at = start
  while (at < end) {
    const code = source.charCodeAt(at)
    const character = code === PERCENT ? escapedCharacter(source, at, end) : ''
    if (character !== '') {
      for (let unit = 0; unit < character.length; unit++) origins.push(at)
      text += character
      at += utf8Length(character.codePointAt(0) ?? 0) * 3
      continue
    }
    origins.push(at++)
    text += plusIsSpace && code === PLUS ? ' ' : String.fromCharCode(code)
  }
  origins.push(end)
  return {
    text,
    toOuter: (index) => outer.toOuter(origins[index] ?? end),
    encode: (replacement) => encodePart(outer, replacement),
  }
}

/** Without escapes every unit stands for itself, or for a space. */
function plainPart(outer: TextView, start: number, end: number, text: string): TextView {
  return {
    text,
    toOuter: (index) => outer.toOuter(Math.min(start + index, end)),
    encode: (replacement) => encodePart(outer, replacement),
  }
}

function withSpaces(text: string): string {
  return text.includes('+') ? text.replaceAll('+', ' ') : text
}

function encodePart(outer: TextView, replacement: string): string {
  return outer.encode(encodeURIComponent(replacement.toWellFormed()))
}

/** The character whose bytes the escapes at `at` write; `` if they write none. Looks at four escapes at most. */
function escapedCharacter(source: string, at: number, end: number): string {
  const bytes: number[] = []
  for (; bytes.length < 4 && at + 2 < end && source.charCodeAt(at) === PERCENT; at += 3) {
    const high = hexValue(source.charCodeAt(at + 1))
    const low = hexValue(source.charCodeAt(at + 2))
    if (high < 0 || low < 0) break
    bytes.push(high * 16 + low)
    if (sequenceLength(bytes, 0) === bytes.length) return UTF8.decode(Uint8Array.from(bytes))
  }
  return ''
}

/** Length of the well-formed UTF-8 sequence at `at` (Unicode table 3-7), or 0. */
function sequenceLength(bytes: readonly number[], at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  if (at + size > bytes.length) return 0
  const second = bytes[at + 1] ?? 0
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < lowest || second > highest) return 0
  for (let next = at + 2; next < at + size; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0
  return size
}

function utf8Length(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
}

function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = code | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** A part of a view as a view of its own, read as it stands. */
export function sliceView(outer: TextView, start: number, end: number): TextView {
  return {
    text: outer.text.slice(start, end),
    toOuter: (index) => outer.toOuter(start + index),
    encode: (replacement) => outer.encode(replacement),
  }
}
