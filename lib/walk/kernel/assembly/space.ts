import * as b from './bytes'
import * as m from './memory'

/** White space between tokens. Documents in lines do not hold line feeds. */

// @ts-ignore: decorator
@inline
export function isSpace(byte: i32): bool {
  return byte === b.SPACE || byte === b.LF || byte === b.CR || byte === b.TAB
}

/**
 * The first byte at or behind `from` that is no white space, or `end`.
 *
 * [pretty] Sixteen bytes at a time, because indentation is half of a pretty-printed body: by its low half, each byte is
 * compared with the only white space that it could be.
 */
export function skipSpace(from: usize, end: usize, stopsAtLineFeed: bool): usize {
  const spaces = v128.load(stopsAtLineFeed ? m.SPACES_IN_LINE : m.SPACES)
  let p = from
  while (p < end) {
    const x = v128.load(p)
    const others = i8x16.bitmask(i8x16.ne(i8x16.swizzle(spaces, v128.and(x, v128.load(m.ALL_0F))), x))
    if (others !== 0) return min(p + <usize>ctz(others), end)
    p += 16
  }
  return end
}

/** LOOKS_LIKE_JSON if the first byte between `from` and `to` that is no white space is a bracket. */
export function looksLikeJson(from: usize, to: usize): i32 {
  let p = from
  while (p < to && isSpace(load<u8>(p))) p++
  const byte = p < to ? <i32>load<u8>(p) : 0
  return byte === b.OPEN_BRACE || byte === b.OPEN_BRACKET ? b.LOOKS_LIKE_JSON : 0
}

/** Not 0 if a text that begins with this byte might look like JSON. */
// @ts-ignore: decorator
@inline
export function mayLookLikeJson(first: i32): i32 {
  return <i32>(first === b.SPACE) | <i32>((first | b.CASE) === b.OPEN_BRACE)
}
