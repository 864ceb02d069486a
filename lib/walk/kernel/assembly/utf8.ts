import * as m from './memory'

/**
 * Code points beyond ASCII in a row that begin before `stop`. LEFT says how many bytes of the last one are missing. 0:
 * they are none.
 */
export function readUtf8(from: usize, end: usize, stop: usize): usize {
  let p = from
  while (p < stop) {
    const byte = <i32>load<u8>(p)
    if (byte < 0x80) break
    if (byte < 0xc2 || byte > 0xf4) return 0
    store<i32>(m.LOW, byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80)
    store<i32>(m.HIGH, byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf)
    store<i32>(m.LEFT, byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3)
    p = readUtf8Rest(p + 1, end)
    if (p === 0 || load<i32>(m.LEFT) !== 0) return p
  }
  return p
}

/** The bytes of a code point behind its first one: RFC 3629, section 4. */
export function readUtf8Rest(from: usize, end: usize): usize {
  let p = from
  let left = load<i32>(m.LEFT)
  for (; left > 0 && p < end; left--) {
    const byte = <i32>load<u8>(p)
    if (byte < load<i32>(m.LOW) || byte > load<i32>(m.HIGH)) return 0
    store<i32>(m.LOW, 0x80)
    store<i32>(m.HIGH, 0xbf)
    p++
  }
  store<i32>(m.LEFT, left)
  return p
}
