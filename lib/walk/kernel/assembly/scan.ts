import * as m from './memory'

/**
 * Classes of bytes in a string, sixteen at a time: one look-up by the low half of each byte, one by the high half; a
 * byte belongs to the classes that both name. Bytes above 0x7f belong to none. The tables are made from grammar.ts.
 *
 *          low half     0 1 2 3 4 5 6 7 8 9 a b c d e f
 *     high 0, 1         control ---------------------
 *     high 2                "     %           +
 *     high 3            0 1 2 3 4 5 6 7 8 9 :     =
 *     high 4            @
 *     high 5                                    \
 *
 * [sparse] Constants come from memory: the engine would build each of them anew, from two words, in every turn.
 */

export const DIGIT: i32 = 1
export const AT_SIGN: i32 = 2
export const PLUS: i32 = 4
/** Or an equals sign. */
export const COLON: i32 = 8
export const PERCENT: i32 = 16
/** The classes from here on end a run of plain bytes. */
export const QUOTE: i32 = 32
export const BACKSLASH: i32 = 64
export const CONTROL: i32 = 128

// @ts-ignore: decorator
@inline
export function classify(x: v128): v128 {
  const low = i8x16.swizzle(v128.load(m.BY_LOW), v128.and(x, v128.load(m.ALL_0F)))
  const high = i8x16.swizzle(v128.load(m.BY_HIGH), v128.and(i16x8.shr_u(x, 4), v128.load(m.ALL_0F)))
  return v128.and(low, high)
}

/** One bit for each byte that ends a run of plain ASCII: `"`, a backslash, a control character, a byte above 0x7f. */
// @ts-ignore: decorator
@inline
export function stops(x: v128, classes: v128): i32 {
  return i8x16.bitmask(v128.or(i8x16.add_sat_u(classes, v128.load(m.ALL_60)), x))
}

/** One bit for each byte that has any class. */
// @ts-ignore: decorator
@inline
export function any(classes: v128): i32 {
  return i8x16.bitmask(i8x16.add_sat_u(classes, v128.load(m.ALL_7F)))
}

/** One bit for each digit. A shift by words will do: the bit that counts does not leave its byte. */
// @ts-ignore: decorator
@inline
export function digits(classes: v128): i32 {
  return i8x16.bitmask(i16x8.shl(classes, 7))
}

/** One bit for each byte of the sign that is `log2 + 1` classes from the first one. */
// @ts-ignore: decorator
@inline
export function signs(classes: v128, log2: i32): i32 {
  return i8x16.bitmask(i16x8.shl(classes, 7 - log2))
}

/** How many of sixteen bytes are digits before the first one that is none. */
// @ts-ignore: decorator
@inline
export function digitsAt(p: usize): i32 {
  return ctz(~i8x16.bitmask(isDigit(v128.load(p))))
}

// --- the closer look: what is true of a byte is all ones in its place ------------------------------------------------

/*
 * A set of bytes is a table by the low half of a byte: which high halves go with it, a bit each. ROWS has the bit of
 * each high half. The upper eight, all bytes beyond ASCII, share one with control characters that no text can hold.
 */

// @ts-ignore: decorator
@inline
export function lowOf(x: v128): v128 {
  return v128.and(x, v128.load(m.ALL_0F))
}

// @ts-ignore: decorator
@inline
export function rowsOf(x: v128): v128 {
  return i8x16.swizzle(v128.load(m.ROWS), v128.and(i16x8.shr_u(x, 4), v128.load(m.ALL_0F)))
}

// @ts-ignore: decorator
@inline
export function inSet(low: v128, rows: v128, set: usize): v128 {
  return i8x16.eq(v128.and(i8x16.swizzle(v128.load(set), low), rows), rows)
}

// @ts-ignore: decorator
@inline
export function isDigit(x: v128): v128 {
  return i8x16.le_u(i8x16.sub(x, v128.load(m.ALL_ZERO_DIGIT)), v128.load(m.ALL_9))
}

/** True of a byte that is the same as the one at its place in memory. */
// @ts-ignore: decorator
@inline
export function isSame(x: v128, all: usize): v128 {
  return i8x16.eq(x, v128.load(all))
}

/** True of all bytes of a character beyond ASCII but the first. */
// @ts-ignore: decorator
@inline
export function isTrailing(x: v128): v128 {
  return i8x16.lt_s(x, v128.load(m.ALL_TRAILING))
}

/** What is true of the byte before each. */
// @ts-ignore: decorator
@inline
export function before(last: v128, these: v128): v128 {
  return v128.shuffle<u8>(last, these, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)
}

/** What is true of the byte before that. */
// @ts-ignore: decorator
@inline
export function beforeLast(last: v128, these: v128): v128 {
  return v128.shuffle<u8>(last, these, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29)
}

/** One bit for each of the first `count` bytes of sixteen. */
// @ts-ignore: decorator
@inline
export function firstBits(count: usize): i32 {
  return count < 16 ? (1 << <i32>count) - 1 : 0xffff
}
