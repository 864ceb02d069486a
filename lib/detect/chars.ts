/** Questions about single UTF-16 units. `NaN`, the unit beyond either end of a text, is none of them. */

export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

export function isAsciiLetter(unit: number): boolean {
  const lower = unit | 0x20
  return lower >= 0x61 && lower <= 0x7a
}

/**
 * A letter or digit of a script in which words stand apart. From U+0800 on most are written without spaces, and a number
 * may follow a word directly; before U+00C0 stand signs.
 */
export function isWord(unit: number): boolean {
  return isDigit(unit) || isAsciiLetter(unit) || (unit >= 0xc0 && unit < 0x800)
}

export function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || unit === 0x2028 || unit === 0x2029
}

/** How many ASCII digits the text holds. */
export function countDigits(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) if (isDigit(text.charCodeAt(at))) count++
  return count
}

/** One past the run of ASCII digits that starts at `at`. */
export function digitsEnd(text: string, at: number): number {
  while (isDigit(text.charCodeAt(at))) at++
  return at
}

/** The digits of a text. */
export function digitsOf(text: string): string {
  let digits = ''
  for (let at = 0; at < text.length; at++) if (isDigit(text.charCodeAt(at))) digits += text[at] ?? ''
  return digits
}

/**
 * True for a text in the brackets of a JSON document: what is in it is looked at, one value at a time. `[phone]` is
 * none.
 */
export function isBracketed(text: string): boolean {
  const inner = text.trim()
  if (inner.startsWith('{')) return inner.endsWith('}')
  if (!inner.startsWith('[') || !inner.endsWith(']')) return false
  return !isAsciiLetter(inner.charCodeAt(1)) || inner.includes(',')
}
