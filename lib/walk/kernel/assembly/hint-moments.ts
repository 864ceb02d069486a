import * as b from './bytes'
import { byteAt, digitsEnd } from './hint-bytes'
import * as m from './memory'
import * as scan from './scan'

const SHORTEST: usize = 16
const LONGEST: usize = 32

/**
 * True for `2026-01-10T10:20`, `2026-01-10T10:20:30.123Z` and such, the most frequent of the texts with digits and a
 * colon: the whole look finds nothing in them. A date is no telephone number only if it can be one.
 */
export function isMoment(from: usize, to: usize): bool {
  if (to - from - SHORTEST > LONGEST - SHORTEST) return false
  const x = i8x16.sub(v128.load(from), v128.load(m.MOMENT))
  if (!i8x16.all_true(i8x16.le_u(x, v128.load(m.MOMENT_ROOM)))) return false
  const century = load<u16>(from)
  const month = number(from + 5)
  const day = number(from + 8)
  if ((century !== NINETEEN && century !== TWENTY) || month - 1 > 11 || day - 1 > 30) return false
  let p = from + SHORTEST
  if (to - p >= 3 && byteAt(p) === b.COLON && scan.digitsAt(p + 1) >= 2) {
    p += 3
    if (to - p >= 2 && byteAt(p) === b.POINT) p = digitsEnd(p + 1, to)
  }
  return p === to || (p + 1 === to && byteAt(p) === b.UPPER_Z)
}

const NINETEEN: u16 = 0x3931
const TWENTY: u16 = 0x3032

/** Of two digits. */
// @ts-ignore: decorator
@inline
function number(p: usize): u32 {
  return <u32>load<u8>(p) * 10 + <u32>load<u8>(p, 1) - 11 * 0x30
}
