import { countDigits } from '../chars.ts'
import type { NumberingPlan } from './numbering-plan.ts'

const MIN_DIGITS = 11
const MAX_DIGITS = 15

/** True for the digits of an assigned international number as networks write it: without `+`, with the country code. */
export function isMsisdn(text: string, plan: NumberingPlan): boolean {
  const { length } = text
  if (length < MIN_DIGITS || length > MAX_DIGITS || countDigits(text) !== length) return false
  return plan.international(Uint8Array.from(text, Number), 0, length) !== null
}
