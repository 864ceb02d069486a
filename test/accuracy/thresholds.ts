import { MEASURES, type MeasureName } from './measures.ts'
import type { Score, Share } from './tally.ts'

/** What a measure may be at most, as a share of one. */
export interface Threshold {
  readonly measure: MeasureName
  /** What is wanted. */
  readonly target: number
  /** What this release is held to: the target, or what was reached, rounded up. */
  readonly limit: number
}

export const THRESHOLDS: readonly Threshold[] = [
  { measure: 'e-mail addresses', target: 0.001, limit: 0.001 },
  { measure: 'telephone numbers, under keys', target: 0.005, limit: 0.005 },
  { measure: 'telephone numbers, in texts', target: 0.03, limit: 0.03 },
  { measure: 'telephone numbers, elsewhere', target: 0.03, limit: 0.03 },
  { measure: 'extensions, under keys', target: 0.01, limit: 0.01 },
  { measure: 'extensions, in texts', target: 0.05, limit: 0.05 },
  { measure: 'extensions, elsewhere', target: 0.05, limit: 0.05 },
  { measure: 'names', target: 0.01, limit: 0.01 },
  { measure: 'postal addresses', target: 0.01, limit: 0.01 },
  { measure: 'everything else', target: 0.01, limit: 0.01 },
  // Not with every seed: groups of digits that are numbers in the tenant's region, sentences beside two marks of telephony.
  { measure: 'harmless values, damaged', target: 0.0001, limit: 0.0001 },
]

export interface Judged extends Threshold, Share {
  readonly rate: number
  readonly isBroken: boolean
}

/** Holds a score to the thresholds. */
export function judge(score: Score): Judged[] {
  return THRESHOLDS.map((threshold) => {
    const { part, whole } = MEASURES.find(({ name }) => name === threshold.measure)?.of(score) ?? { part: 0, whole: 0 }
    const rate = whole === 0 ? 0 : part / whole
    return { ...threshold, part, whole, rate, isBroken: rate > threshold.limit }
  })
}
