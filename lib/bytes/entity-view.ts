import type { TextView } from './view.ts'

const AMPERSAND = 0x26
const SEMICOLON = 0x3b
/** `&#x0010FFFF;` and a leading zero or two. */
const MAX_REFERENCE = 14
const MAX_POINT = 0x10ffff

/** Characters that one does not write plainly where harvesters read, by their names in HTML. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['commat', '@'], ['plus', '+'], ['period', '.'], ['lpar', '('], ['rpar', ')'], ['sol', '/'], ['colon', ':'],
  ['nbsp', ' '], ['amp', '&'], ['hyphen', '-'], ['dash', '-'], ['shy', ''],
])

/**
 * The reading of a text in which characters are written as HTML writes them (character references, HTML section
 * 13.5): `avery&#64;example.org`. Null if there are none. Linear.
 */
export function entityView(outer: TextView): TextView | null {
  const { text: source } = outer
  if (!source.includes('&#')) return null
  const origins: number[] = []
  let text = ''
  for (let at = 0; at < source.length; ) {
    const end = source.charCodeAt(at) === AMPERSAND ? referenceEnd(source, at) : -1
    const character = end < 0 ? null : characterOf(source.slice(at + 1, end))
    const written = character ?? source.slice(at, at + 1)
    for (let unit = 0; unit < written.length; unit++) origins.push(at)
    text += written
    at = character === null ? at + 1 : end + 1
  }
  origins.push(source.length)
  return {
    text,
    toOuter: (index) => outer.toOuter(origins[index] ?? source.length),
    // What replaces a finding has no character that HTML reads as markup.
    encode: (replacement) => outer.encode(replacement),
  }
}

/** Where the semicolon of a reference stands, or -1. */
function referenceEnd(source: string, at: number): number {
  const limit = Math.min(source.length, at + MAX_REFERENCE)
  for (let end = at + 2; end < limit; end++) {
    if (source.charCodeAt(end) === SEMICOLON) return end
  }
  return -1
}

function characterOf(reference: string): string | null {
  if (!reference.startsWith('#')) return NAMED.get(reference.toLowerCase()) ?? null
  const isHex = reference[1] === 'x' || reference[1] === 'X'
  const digits = reference.slice(isHex ? 2 : 1)
  if (!(isHex ? /^[0-9a-f]{1,8}$/i : /^\d{1,8}$/).test(digits)) return null
  const point = Number.parseInt(digits, isHex ? 16 : 10)
  return point === 0 || point > MAX_POINT || (point >= 0xd800 && point <= 0xdfff) ? null : String.fromCodePoint(point)
}
