import { ZERO } from '../bytes/codes.ts'
import {
  ends, isOtherNumber, isScattered, lengths, MAX_DIALLED_DIGITS, MAX_LOCAL_TRIES, mayBeAnnounced, MIN_NUMBER_DIGITS,
  runsOn, STOP, totals, visitNumbers, type Judge,
} from './written-number.ts'

/*
 * Whether the search for telephone numbers (detect/phone) may find one: it asks everything that the search asks, but for
 * the numbering plan, the region and the key.
 */

let isFound = false
let textStart = 0

const JUDGE: Judge = {
  international() {
    isFound = true
    return STOP
  },
  local(bytes, first, end, groups) {
    isFound = mayBeCalled(bytes, textStart, first, end, groups)
    return isFound ? STOP : 0
  },
}

/** True if a numbering plan, a region and a key might make a number of something in the text. */
export function mayHoldNumber(bytes: Uint8Array, start: number, end: number): boolean {
  isFound = false
  textStart = start
  visitNumbers(bytes, start, end, true, JUDGE)
  return isFound
}

/** Everything that is asked of a candidate without `+`, but for the plan. */
function mayBeCalled(bytes: Uint8Array, start: number, from: number, end: number, groups: number): boolean {
  if (groups === 1) {
    const at = (ends[0] as number) - (lengths[0] as number)
    return isPrefixed(bytes, at, totals[0] as number) || mayBeAnnounced(bytes, start, from, totals[0] as number)
  }
  if (isScattered(groups)) return false
  for (let count = groups; count > 1 && count > groups - MAX_LOCAL_TRIES; count--) {
    const digits = totals[count - 1] as number
    if (digits < MIN_NUMBER_DIGITS || digits > MAX_DIALLED_DIGITS) continue
    if (!runsOn(bytes, ends[count - 1] as number, end) && !isOtherNumber(bytes, from, count)) return true
  }
  return false
}

/** `00` or `011`, and then no zero: no country's code begins with one. */
function isPrefixed(bytes: Uint8Array, at: number, digits: number): boolean {
  if (digits < MIN_NUMBER_DIGITS || bytes[at] !== ZERO) return false
  if (bytes[at + 1] === ZERO) return bytes[at + 2] !== ZERO
  return bytes[at + 1] === ZERO + 1 && bytes[at + 2] === ZERO + 1 && bytes[at + 3] !== ZERO
}
