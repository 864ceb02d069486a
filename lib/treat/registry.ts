import { generalise } from './generalise.ts'
import { mask } from './mask.ts'
import { pseudonymise } from './pseudonymise.ts'
import { redact } from './redact.ts'
import type { Treatment } from './treatment.ts'

/** Every treatment there is. `allow` and `tag` change nothing; `drop` and `block` are no change of a text. */
export const TREATMENTS: readonly Treatment[] = [generalise, mask, pseudonymise, redact]
