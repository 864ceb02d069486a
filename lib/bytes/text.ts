import { BACKSLASH, LOWER_U } from './codes.ts'
import type { TextView } from './view.ts'

/** What follows a backslash, apart from `u`: the unit it stands for, by byte value; 0 where no escape exists. */
const ESCAPES = ((): Uint8Array => {
  const table = new Uint8Array(128)
  for (const [letter, unit] of Object.entries({ '"': 34, '\\': 92, '/': 47, b: 8, f: 12, n: 10, r: 13, t: 9 })) {
    table[letter.charCodeAt(0)] = unit
  }
  return table
})()

/** Printable ASCII without quote and backslash. */
const PLAIN = /^[ !#-[\]-~]*$/

/** Writes a text as the content of a JSON string. Lone surrogates become escapes, so the result is valid UTF-8. */
export function toJsonContent(text: string): string {
  return PLAIN.test(text) ? text : JSON.stringify(text).slice(1, -1)
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

/** The slow path: one offset per unit. A cut code point at either end (text windows only) is left out of the text. */
function decode(
  bytes: Buffer,
  start: number,
  end: number,
  escapes: boolean,
  encode: (text: string) => string,
): TextView {
  const units = new Uint16Array(end - start)
  const offsets = new Uint32Array(end - start + 1)
  let length = 0
  let at = start
  while (at < end) {
    const from = at - start
    const byte = bytes[at] ?? 0
    let point: number
    if (byte === BACKSLASH && escapes) {
      const letter = bytes[at + 1] ?? 0
      if (letter === LOWER_U) {
        point = Number.parseInt(bytes.toString('latin1', at + 2, at + 6), 16)
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
      offsets[length] = from
      units[length++] = 0xd800 + ((point - 0x10000) >> 10)
      point = 0xdc00 + ((point - 0x10000) & 0x3ff)
    }
    offsets[length] = from
    units[length++] = point
  }
  offsets[length] = end - start
  const text = fromUnits(units, length)
  return { text, toOuter: (index) => offsets[index] ?? end - start, encode }
}

function fromUnits(units: Uint16Array, length: number): string {
  let text = ''
  for (let at = 0; at < length; at += 8192) {
    text += String.fromCharCode(...units.subarray(at, Math.min(at + 8192, length)))
  }
  return text
}
