import * as code from '../bytes/codes.ts'
import { FAR_LEAD, NO_LEAD } from '../walk/leaf.ts'

/** The bytes that go when a member goes. */
export interface Removal {
  readonly start: number
  readonly end: number
}

/** The bytes that would tell are not in the window yet. */
export const NOT_YET = 'not yet'
/** The comma before the member has left already. */
export const TOO_FAR = 'too far'

/**
 * Which bytes to take out so that the commas stay right.
 *
 *     {"a": 1, "b": 2, "c": 3}
 *            ^-------^               a member behind one that stays: its comma goes with it
 *      ^------^                      the first one, or one behind removed ones only: the comma after it goes
 *
 * @param isFirst no member that stays stands before this one
 */
export function removalOf(
  window: Uint8Array,
  length: number,
  member: number,
  lead: number,
  end: number,
  isFirst: boolean,
): Removal | typeof NOT_YET | typeof TOO_FAR {
  if (lead === FAR_LEAD) return TOO_FAR
  if (!isFirst && lead !== NO_LEAD) return { start: lead, end }
  for (let at = end; at < length; at++) {
    const byte = window[at] as number
    if (byte === code.COMMA) return { start: member, end: at + 1 }
    if (byte === code.CLOSE_BRACE || byte === code.CLOSE_BRACKET) return { start: member, end }
  }
  return NOT_YET
}
