import * as b from './bytes'
import * as m from './memory'
import * as scan from './scan'

/** Questions to the tables of the closer look. */

/** The B_ bits of the byte at an address. */
// @ts-ignore: decorator
@inline
export function bitsAt(p: usize): i32 {
  return <i32>load<u8>(m.BITS + <usize>load<u8>(p))
}

// @ts-ignore: decorator
@inline
export function is(p: usize, bit: i32): bool {
  return (bitsAt(p) & bit) !== 0
}

// @ts-ignore: decorator
@inline
export function byteAt(p: usize): i32 {
  return <i32>load<u8>(p)
}

/** One past the digits that begin at `p`. */
// @ts-ignore: decorator
@inline
export function digitsEnd(from: usize, to: usize): usize {
  let p = from
  let count = scan.digitsAt(p)
  while (count === 16 && p < to) {
    p += 16
    count = scan.digitsAt(p)
  }
  return min(p + <usize>count, to)
}

/** True if the ASCII letters and digits at `p` are one of the words of a table, in any case. */
export function isOneOf(table: usize, p: usize, length: i32): bool {
  for (let word = table; load<u8>(word) !== 0; word += <usize>load<u8>(word) + 1) {
    if (byteAt(word) !== length) continue
    let same = 0
    while (same < length && (byteAt(p + <usize>same) | b.CASE) === byteAt(word + 1 + <usize>same)) same++
    if (same === length) return true
  }
  return false
}
