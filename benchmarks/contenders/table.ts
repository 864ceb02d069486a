import { BOUNDS } from './bounds.ts'
import type { Contender } from './contender.ts'
import { NAIVE } from './naive.ts'
import { OURS } from './ours.ts'
import { REDACTORS } from './redactors.ts'
import { TOKENIZERS } from './tokenizers.ts'

/** In the order of the tables. */
export const CONTENDERS: readonly Contender[] = [...BOUNDS, OURS, ...NAIVE, ...REDACTORS, ...TOKENIZERS]
