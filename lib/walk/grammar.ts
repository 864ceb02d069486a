import * as code from '../bytes/codes.ts'
import * as leaf from './leaf.ts'

/** The grammar of RFC 8259 as tables, one entry per byte value. */

export const TRUE = new TextEncoder().encode('true')
export const FALSE = new TextEncoder().encode('false')
export const NULL = new TextEncoder().encode('null')

/** One entry per byte value; those listed get `value`. */
function table(listed: Iterable<number>, value: number, rest = 0): Uint8Array {
  const bytes = new Uint8Array(256).fill(rest)
  for (const byte of listed) bytes[byte] = value
  return bytes
}

const bytesOf = (text: string): number[] => [...text].map((char) => char.charCodeAt(0))

export const SPACES = table([code.SPACE, code.TAB, code.LF, code.CR], 1)
export const ESCAPABLE = table(bytesOf('"\\/bfnrt'), 1)
export const HEX = table(bytesOf('0123456789abcdefABCDEF'), 1)

/** A byte in a string: below DIGIT, the gate flag it sets. */
export const DIGIT = 64
export const END_QUOTE = 65
export const ESCAPE = 66
export const CONTROL = 67
const BEYOND_ASCII = 68
export const STRING_BYTES = ((): Uint8Array => {
  const bytes = table(bytesOf('0123456789'), DIGIT)
  bytes.fill(CONTROL, 0, 0x20)
  bytes.fill(BEYOND_ASCII, 0x80)
  bytes[code.QUOTE] = END_QUOTE
  bytes[code.BACKSLASH] = ESCAPE
  bytes[code.AT] = leaf.HAS_AT
  bytes[code.PLUS] = leaf.HAS_PLUS
  bytes[code.COLON] = bytes[code.EQUALS] = leaf.HAS_COLON
  bytes[code.PERCENT] = leaf.HAS_PERCENT
  return bytes
})()

/** The grammar of numbers: NUMBERS[state * 16 + kind of byte] is the next state. */
export const N_NONE = 0
export const N_START = 1
const N_MINUS = 2
export const N_ZERO = 3
export const N_INTEGER = 4
const N_DOT = 5
export const N_FRACTION = 6
const N_E = 7
const N_SIGN = 8
const N_EXPONENT = 9
export const N_FINAL = table([N_ZERO, N_INTEGER, N_FRACTION, N_EXPONENT], 1)

const B_ZERO = 1
const B_DIGIT = 2
const B_DOT = 3
const B_E = 4
const B_PLUS = 5
const B_MINUS = 6
export const NUMBER_BYTES = ((): Uint8Array => {
  const bytes = table(bytesOf('123456789'), B_DIGIT)
  bytes[code.ZERO] = B_ZERO
  bytes[code.DOT] = B_DOT
  bytes[code.LOWER_E] = B_E
  bytes[code.UPPER_E] = B_E
  bytes[code.PLUS] = B_PLUS
  bytes[code.MINUS] = B_MINUS
  return bytes
})()
export const NUMBERS = ((): Uint8Array => {
  const next = new Uint8Array(160)
  const edges: readonly (readonly [number, number, number])[] = [
    [N_START, B_MINUS, N_MINUS],
    [N_START, B_ZERO, N_ZERO],
    [N_START, B_DIGIT, N_INTEGER],
    [N_MINUS, B_ZERO, N_ZERO],
    [N_MINUS, B_DIGIT, N_INTEGER],
    [N_INTEGER, B_ZERO, N_INTEGER],
    [N_INTEGER, B_DIGIT, N_INTEGER],
    [N_ZERO, B_DOT, N_DOT],
    [N_INTEGER, B_DOT, N_DOT],
    [N_DOT, B_ZERO, N_FRACTION],
    [N_DOT, B_DIGIT, N_FRACTION],
    [N_FRACTION, B_ZERO, N_FRACTION],
    [N_FRACTION, B_DIGIT, N_FRACTION],
    [N_ZERO, B_E, N_E],
    [N_INTEGER, B_E, N_E],
    [N_FRACTION, B_E, N_E],
    [N_E, B_PLUS, N_SIGN],
    [N_E, B_MINUS, N_SIGN],
    [N_E, B_ZERO, N_EXPONENT],
    [N_E, B_DIGIT, N_EXPONENT],
    [N_SIGN, B_ZERO, N_EXPONENT],
    [N_SIGN, B_DIGIT, N_EXPONENT],
    [N_EXPONENT, B_ZERO, N_EXPONENT],
    [N_EXPONENT, B_DIGIT, N_EXPONENT],
  ]
  for (const [state, byte, target] of edges) next[state * 16 + byte] = target
  return next
})()
