import * as leaf from '../walk/leaf.ts'

/** True if the record is a string, or a number, of nothing but as many digits as extensions have. */
export function isBareLine(data: Int32Array, at: number): boolean {
  const kind = data[at + leaf.F_KIND] as number
  const quotes = kind === leaf.STRING ? 2 : 0
  if (quotes === 0 && kind !== leaf.NUMBER) return false
  const length = (data[at + leaf.F_END] as number) - (data[at + leaf.F_START] as number) - quotes
  return leaf.isBareLine(data[at + leaf.F_FLAGS] as number, length)
}
