import type { EgressContext } from '../../lib/pipeline/context.ts'
import type { Recipe } from '../fixtures/body.ts'

/** A body by the shape of its input. */
export interface Case {
  readonly name: string
  /** What the body looks like, for a table. */
  readonly title: string
  readonly recipe: Recipe
  readonly seed: number
  /** How it arrives. */
  readonly chunkBytes: number
  /** Who receives it. */
  readonly context: EgressContext
  /** Kinds of private data that this receiver declared, or was shown under a treatment that leaves a part readable. */
  readonly declared: readonly string[]
  /** Rules beyond the packs and the example declarations, as documents of a policy. */
  readonly rules: Readonly<Record<string, unknown>>
}
