import * as b from './bytes'
import * as m from './memory'

/** White space between tokens. Documents in lines do not hold line feeds. */

// @ts-ignore: decorator
@inline
export function isSpace(byte: i32): bool {
  return byte === b.SPACE || byte === b.LF || byte === b.CR || byte === b.TAB
}

/**
 * The first byte at or behind `p` that is no white space, or `end`; 0 for a line feed inside a document in a line.
 * [pretty] Sixteen blanks at a time: indentation is half of a pretty-printed body.
 */
export function skipSpace(from: usize, end: usize, stopsAtLineFeed: bool): usize {
  let p = from
  if (stopsAtLineFeed) {
    while (p < end && isSpace(load<u8>(p)) && load<u8>(p) !== b.LF) p++
    return p
  }
  while (p < end) {
    const byte = <i32>load<u8>(p)
    if (!isSpace(byte)) return p
    p++
    while (p + 16 <= end) {
      const others = i8x16.bitmask(i8x16.ne(v128.load(p), i8x16.splat(<i8>b.SPACE)))
      if (others !== 0) {
        p += <usize>ctz(others)
        break
      }
      p += 16
    }
  }
  return p
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
