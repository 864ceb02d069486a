import { ZERO } from '../bytes/codes.ts'
import * as leaf from '../walk/leaf.ts'

export const NO_LINE = -1

/**
 * The digits of a record that is a string, or a number, of nothing but as many digits as extensions have: as one number,
 * from which no other text has the same; else NO_LINE.
 */
export function bareLine(bytes: Uint8Array, data: Int32Array, at: number): number {
  const kind = data[at + leaf.F_KIND] as number
  if (kind !== leaf.STRING && kind !== leaf.NUMBER) return NO_LINE
  const quote = kind === leaf.STRING ? 1 : 0
  const start = (data[at + leaf.F_START] as number) + quote
  const end = (data[at + leaf.F_END] as number) - quote
  if (!leaf.isBareLine(data[at + leaf.F_FLAGS] as number, end - start)) return NO_LINE
  // A leading one, so that `007` is not `7`.
  let line = 1
  for (let digit = start; digit < end; digit++) line = line * 10 + (bytes[digit] as number) - ZERO
  return line
}
