import { countDigits } from '../chars.ts'
import { lookUp } from './number-plan.ts'

const MIN_DIGITS = 11
const MAX_DIGITS = 15

/** True for the digits of an existing international number as networks write it: without `+`, with the country code. */
export function isMsisdn(text: string): boolean {
  const { length } = text
  if (length < MIN_DIGITS || length > MAX_DIGITS || countDigits(text) !== length) return false
  return lookUp(`+${text}`, null)?.valid === true
}
