import * as b from './bytes'
import { lookCloser } from './hints'
import * as m from './memory'
import { looksLikeJson } from './space'

/** No flags: the string or key is not reported. */
export const NOT_WORTH_IT: i32 = -1

/** The flags of a record for the content between `from` and `to`. */
export function flagsOf(flags: i32, digits: i32, from: usize, to: usize): i32 {
  return flags | looksLikeJson(from, to) | (min(digits, b.MAX_DIGITS) << b.DIGITS_SHIFT)
}

/**
 * The same for a whole string or key; NOT_WORTH_IT if it is neither watched nor passes the gates and a closer look.
 *
 * @param watch T_* bits and TELLING
 */
export function judge(flags: i32, digits: i32, from: usize, to: usize, watch: i32): i32 {
  const isWatched = (watch & b.T_STRING) !== 0
  const cheap = flagsOf(flags, digits, from, to)
  if ((cheap & load<i32>(m.ANY_FLAG)) === 0 && cheap >>> b.DIGITS_SHIFT < load<i32>(m.MIN_DIGITS)) {
    return isWatched ? cheap : NOT_WORTH_IT
  }
  const anyHint = load<i32>(m.ANY_HINT)
  if (anyHint === 0) return cheap
  // [dense] Most of what is reported is short, and under a key that says what it is.
  const isPlain = (flags & (b.HAS_ESCAPE | b.HAS_NON_ASCII)) === 0
  if ((watch & b.TELLING) !== 0 && isPlain && to - from <= b.MAX_TOLD_BYTES) return cheap
  const close = cheap | b.LOOKED_CLOSER | lookCloser(from, to, flags, digits)
  return isWatched || (close & anyHint) !== 0 ? close : NOT_WORTH_IT
}
