import * as m from './memory'

/**
 * Writes the first `to` bytes of SOURCE to OUTPUT with the edits in EDITS applied; they are in order, and do not overlap,
 * but for those that begin inside what an earlier one has swallowed. The caller knows that OUTPUT is large enough.
 *
 * @returns bytes written
 */
export function splice(to: i32, edits: i32): i32 {
  let out = m.OUTPUT
  let from = 0
  for (let edit = m.EDITS, end = m.EDITS + <usize>edits * m.EDIT_SIZE; edit < end; edit += m.EDIT_SIZE) {
    const first = load<i32>(edit)
    const behind = load<i32>(edit, 4)
    if (first < from && behind <= from) continue
    if (first > from) out = copy(out, m.SOURCE + <usize>from, first - from)
    out = copy(out, m.POOL + <usize>load<i32>(edit, 8), load<i32>(edit, 12))
    from = behind
  }
  if (from < to) out = copy(out, m.SOURCE + <usize>from, to - from)
  return <i32>(out - m.OUTPUT)
}

/**
 * [dense] Most pieces are a few dozen bytes: sixteen at a time, writing up to fifteen bytes too many, which the next
 * piece overwrites.
 */
// @ts-ignore: decorator
@inline
function copy(out: usize, from: usize, count: i32): usize {
  if (count > 256) memory.copy(out, from, count)
  else for (let done = 0; done < count; done += 16) v128.store(out + <usize>done, v128.load(from + <usize>done))
  return out + <usize>count
}
