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
  // Not reached: keys that name a form instead of a thing, such as `national_format`, `displayAddress` and `display`.
  { measure: 'telephone numbers, under keys', target: 0.005, limit: 0.012 },
  { measure: 'telephone numbers, in texts', target: 0.03, limit: 0.03 },
  { measure: 'telephone numbers, elsewhere', target: 0.03, limit: 0.03 },
  { measure: 'extensions, under keys', target: 0.01, limit: 0.01 },
  // Not reached: labels in languages that are not read, such as `toestel`, `wew.` and `dahili`.
  { measure: 'extensions, in texts', target: 0.05, limit: 0.24 },
  // Not reached: maps whose keys are extensions, and the same labels.
  { measure: 'extensions, elsewhere', target: 0.05, limit: 0.45 },
  // Not reached: the name of a person under `name` beside an e-mail address, and under names that are made of others.
  { measure: 'names', target: 0.01, limit: 0.06 },
  // Not reached: codes of countries beside the numbers of callers.
  { measure: 'postal addresses', target: 0.01, limit: 0.04 },
  // Not reached: genders in a list of their own, and employee numbers with a word in between.
  { measure: 'everything else', target: 0.01, limit: 0.04 },
  // Not reached: members taken for what a part of their key or the key above says, such as `num_notes`, the links under
  // `recordings`, and the name of a line under `to`.
  { measure: 'harmless values, damaged', target: 0.0001, limit: 0.012 },
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
