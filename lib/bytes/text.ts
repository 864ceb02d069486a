import { BACKSLASH, LOWER_U, QUOTE, SPACE, TILDE } from './codes.ts'
import { hexOf } from './hex.ts'
import type { TextView } from './view.ts'

/** What follows a backslash, apart from `u`: the unit it stands for, by byte value; 0 where no escape exists. */
const ESCAPES = ((): Uint8Array => {
  const table = new Uint8Array(128)
  for (const [letter, unit] of Object.entries({ '"': 34, '\\': 92, '/': 47, b: 8, f: 12, n: 10, r: 13, t: 9 })) {
    table[letter.charCodeAt(0)] = unit
  }
  return table
})()

/** True for printable ASCII without quote and backslash. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < SPACE || unit > TILDE || unit === QUOTE || unit === BACKSLASH) return false
  }
  return true
}

/** Writes a text as the content of a JSON string. Lone surrogates become escapes, so the result is valid UTF-8. */
export function toJsonContent(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text).slice(1, -1)
}

const identity = (index: number): number => index
const same = (text: string): string => text

/**
 * The content of a JSON string (without its quotes), decoded. The bytes were validated by the walker.
 *
 * @param plain no escape and no byte above 0x7f: then every byte is one unit, and nothing needs a map
 */
export function jsonView(bytes: Buffer, start: number, end: number, plain: boolean): TextView {
  return plain
    ? { text: bytes.toString('latin1', start, end), toOuter: identity, encode: toJsonContent }
    : decode(bytes, start, end, true, toJsonContent)
}

/** A span of plain UTF-8 text. The bytes were validated by the walker. */
export function utf8View(bytes: Buffer, start: number, end: number, plain: boolean): TextView {
  return plain
    ? { text: bytes.toString('latin1', start, end), toOuter: identity, encode: same }
    : decode(bytes, start, end, false, same)
}

/** The slow path. Few texts hold anything, so where each unit stands is found out when somebody asks. */
function decode(
  bytes: Buffer,
  start: number,
  end: number,
  escapes: boolean,
  encode: (text: string) => string,
): TextView {
  const size = end - start
  if (size * 2 > scratch.length) scratch = Buffer.allocUnsafeSlow(size * 4)
  const length = decodeUnits(bytes, start, end, escapes, scratch, null)
  const text = scratch.toString('utf16le', 0, length * 2)
  let offsets: Uint32Array | null = null
  return {
    text,
    toOuter(index) {
      if (offsets === null) {
        offsets = new Uint32Array(length + 1)
        decodeUnits(bytes, start, end, escapes, null, offsets)
      }
      return offsets[index] ?? size
    },
    encode,
  }
}

/** The text under way, as UTF-16. */
let scratch = Buffer.allocUnsafeSlow(1024)

/**
 * A cut code point at either end (text windows only) is left out of the text.
 *
 * @param text receives the units, low byte first
 * @param offsets receives the first byte of each unit, from `start`, and the end
 * @returns the number of units
 */
function decodeUnits(
  bytes: Buffer, start: number, end: number, escapes: boolean, text: Buffer | null, offsets: Uint32Array | null,
): number {
  let length = 0
  let at = start
  while (at < end) {
    const from = at - start
    const byte = bytes[at] ?? 0
    let point: number
    if (byte === BACKSLASH && escapes) {
      const letter = bytes[at + 1] ?? 0
      if (letter === LOWER_U) {
        point = 0
        for (let i = 2; i < 6; i++) point = point * 16 + hexOf(bytes[at + i] ?? 0)
        at += 6
      } else {
        point = ESCAPES[letter] ?? 0
        at += 2
      }
    } else if (byte < 0x80) {
      point = byte
      at += 1
    } else if (byte < 0xc0) {
      at += 1
      continue
    } else {
      const size = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      point = byte & (0x7f >> size)
      for (let i = 1; i < size; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f)
      at += size
      if (at > end) break
    }
    if (point > 0xffff) {
      if (offsets !== null) offsets[length] = from
      put(text, length++, 0xd800 + ((point - 0x10000) >> 10))
      point = 0xdc00 + ((point - 0x10000) & 0x3ff)
    }
    if (offsets !== null) offsets[length] = from
    put(text, length++, point)
  }
  if (offsets !== null) offsets[length] = end - start
  return length
}

function put(text: Buffer | null, index: number, unit: number): void {
  if (text === null) return
  text[index * 2] = unit & 0xff
  text[index * 2 + 1] = unit >> 8
}
