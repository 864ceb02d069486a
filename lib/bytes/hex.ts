import { NINE } from './codes.ts'

/** The value of a hexadecimal digit, in either case. What is none was turned away before. */
export function hexOf(digit: number): number {
  return (digit & 15) + (digit > NINE ? 9 : 0)
}
