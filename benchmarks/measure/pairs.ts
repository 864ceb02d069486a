import { median } from './startup.ts'

/** How two versions are paired: which of them goes first is reversed every round, so that no drift favours one. */
export function orders(rounds: number): readonly (readonly ['old', 'new'] | readonly ['new', 'old'])[] {
  return Array.from({ length: rounds }, (_, round) => (round % 2 === 0 ? ['old', 'new'] : ['new', 'old']))
}

/** The middle of the ratios, and how far they lie apart. */
export function spread(ratios: readonly number[]): { median: number; min: number; max: number } {
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) }
}
