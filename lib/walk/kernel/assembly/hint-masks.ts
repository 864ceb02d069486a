import * as b from './bytes'
import * as m from './memory'
import * as scan from './scan'

/**
 * Where a closer look is worth while, as masks: one bit for each byte of a window on the text.
 *
 *     text     Call from desk ext. 101, 10:20
 *     digits   ....................111..11.11
 *     mask     .......................1......      behind the digits that something announces
 *
 * A mask may have a bit too many, for what it finds is looked at again; it must not have one too few. Windows overlap
 * by more than anything that a mask has to see at once.
 */

export const WINDOW: usize = 64
export const OVERLAP: usize = 16
/** The bits that no window before this one had. */
export const NOT_OVERLAP: i64 = -1 << 16

/** The bits of the bytes before `to`. */
// @ts-ignore: decorator
@inline
function validBits(at: usize, to: usize): i64 {
  return to - at < WINDOW ? (<i64>1 << <i64>(to - at)) - 1 : -1
}

/** Behind digits that a label, a channel or a dial sign may announce as an extension. */
export function extensionEnds(at: usize, to: usize): i64 {
  const end = min(to, at + WINDOW)
  let digits: i64 = 0
  let notBehind: i64 = 0
  let marks: i64 = 0
  let announces: i64 = 0
  for (let p = at; p < end; p += 16) {
    const shift = <i64>(p - at)
    const x = v128.load(p)
    const low = scan.lowOf(x)
    const rows = scan.rowsOf(x)
    digits |= <i64>scan.numerals(x) << shift
    notBehind |= <i64>scan.inSetOrBeyond(low, rows, m.NOT_BEHIND_SET) << shift
    marks |= <i64>scan.inSet(low, rows, m.BEFORE_DIGITS_SET) << shift
    announces |= <i64>scan.inSetOrBeyond(low, rows, m.ANNOUNCES_SET) << shift
  }
  const valid = validBits(at, to)
  digits &= valid
  // Added to a run of ones, one of them makes the first zero behind it a one.
  const behind = announces << 1
  const behindMarks = (marks + (marks & behind)) & ~marks
  const starts = digits & ~(digits << 1) & (behind | behindMarks)
  // At least two digits.
  return (digits + starts) & ~digits & (digits << 2) & ~(notBehind & valid)
}

/** All marks but digits. */
export function allMarks(at: usize, to: usize): i64 {
  const end = min(to, at + WINDOW)
  let marks: i64 = 0
  for (let p = at; p < end; p += 16) {
    const x = v128.load(p)
    const found = scan.inSetOrBeyond(scan.lowOf(x), scan.rowsOf(x), m.MARKS_SET)
    marks |= <i64>(found & ~scan.numerals(x) & ~scan.trailing(x)) << <i64>(p - at)
  }
  return marks & validBits(at, to)
}

/**
 * Marks of a text without `@` and `%`, and the first `=`: up to there, all that can be left are a scheme, a secret, and
 * characters beyond ASCII.
 */
export function fewMarks(at: usize, to: usize, flags: i32): i64 {
  const end = min(to, at + WINDOW)
  let colons: i64 = 0
  let schemeEnds: i64 = 0
  let firsts: i64 = 0
  let seconds: i64 = 0
  let alone: i64 = 0
  for (let p = at; p < end; p += 16) {
    const shift = <i64>(p - at)
    const x = v128.load(p)
    const low = scan.lowOf(x)
    const rows = scan.rowsOf(x)
    firsts |= <i64>scan.inSet(low, rows, m.SECRET_FIRST_SET) << shift
    seconds |= <i64>scan.inSet(low, rows, m.SECRET_SECOND_SET) << shift
    alone |= <i64>scan.inSet(low, rows, m.ALONE_SET) << shift
    if ((flags & b.HAS_COLON) !== 0) {
      colons |= <i64>scan.same(x, m.ALL_COLON) << shift
      schemeEnds |= <i64>scan.inSet(low, rows, m.SCHEME_END_SET) << shift
    }
    if ((flags & b.HAS_NON_ASCII) !== 0) alone |= <i64>(i8x16.bitmask(x) & ~scan.trailing(x)) << shift
  }
  return ((colons & (schemeEnds << 1)) | (seconds & (firsts << 1)) | alone) & validBits(at, to)
}
