import * as b from './bytes'
import { byteAt, digitsEnd } from './hint-bytes'
import * as m from './memory'
import * as scan from './scan'

const SHORTEST: usize = 16
const LONGEST: usize = 32

/**
 * True for `2026-01-10T10:20:30.123Z`, `2026-01-10T10:20+01:00` and such, the most frequent texts with digits and a
 * colon. The whole look finds nothing in them: the digits of the date run on into a letter, and all others have a colon
 * on one side or are a decimal.
 */
export function isMoment(from: usize, to: usize): bool {
  if (to - from - SHORTEST > LONGEST - SHORTEST) return false
  const x = i8x16.sub(v128.load(from), v128.load(m.MOMENT))
  if (!i8x16.all_true(i8x16.le_u(x, v128.load(m.MOMENT_ROOM)))) return false
  let p = from + SHORTEST
  if (to - p >= 3 && byteAt(p) === b.COLON && scan.digitsAt(p + 1) >= 2) {
    p += 3
    if (to - p >= 2 && byteAt(p) === b.POINT) p = digitsEnd(p + 1, to)
  }
  if (p === to) return true
  const sign = byteAt(p)
  if (sign === b.UPPER_Z) return p + 1 === to
  return (sign === b.PLUS || sign === b.MINUS) && isOffset(p + 1, to)
}

/** `01:00`, `0100`. */
function isOffset(p: usize, to: usize): bool {
  if (to - p === 4) return scan.digitsAt(p) >= 4
  return to - p === 5 && scan.digitsAt(p) === 2 && byteAt(p + 2) === b.COLON && scan.digitsAt(p + 3) >= 2
}
