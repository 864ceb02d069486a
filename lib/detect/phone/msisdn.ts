import { countDigits } from '../chars.ts'
import type { NumberingPlan } from './numbering-plan.ts'

const MIN_DIGITS = 11
const MAX_DIGITS = 15

/**
 * Numbers that nobody gets, for films and examples (Ofcom, ACMA, Arcep, Bundesnetzagentur). No plan knows them, but a
 * filter is tried with them.
 */
const RESERVED: readonly string[] = `
  441134960 441144960 441154960 441164960 441174960 441184960 441214960 441314960 441414960 441514960 441614960
  441632960
  441914980 442079460 442896496 442920180 443069990 447700900 448081570 449098790
  6125550 6127010 6135550 6137010 6175550 6177010 6185550 6187010 61491570
  3319900 3326191 3335301 3346571 3353649 3363998
  493023125 494066969 496990009 4917139200
`.trim().split(/\s+/)

/**
 * True for the digits of an assigned international number as networks write it: without `+`, with the country code; and
 * for reserved ones.
 */
export function isMsisdn(text: string, plan: NumberingPlan): boolean {
  const { length } = text
  if (length < MIN_DIGITS || length > MAX_DIGITS || countDigits(text) !== length) return false
  return plan.international(Uint8Array.from(text, Number), 0, length) !== null
    || RESERVED.some((range) => text.startsWith(range))
}
