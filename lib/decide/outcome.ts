import { BLOCK, OUTCOMES } from './verdict.ts'
import type { Outcome, OutcomeName } from './verdict.ts'

const BY_NAME: ReadonlyMap<string, Outcome> = new Map(OUTCOMES.map((name, index) => [name, index as Outcome]))

/** The outcome that a policy file calls `name`. */
export function outcomeNamed(name: OutcomeName): Outcome {
  return BY_NAME.get(name) ?? BLOCK
}

/** The word for an outcome. */
export function outcomeName(outcome: Outcome): OutcomeName {
  return OUTCOMES[outcome]
}

/** The stricter of two outcomes: the join of the lattice. */
export function strictest(a: Outcome, b: Outcome): Outcome {
  return a > b ? a : b
}

/** The less strict of two outcomes: the meet of the lattice. */
export function mildest(a: Outcome, b: Outcome): Outcome {
  return a < b ? a : b
}

/** The next stricter outcome, for a value to which `outcome` cannot be applied safely. `block` stays `block`. */
export function climb(outcome: Outcome): Outcome {
  return outcome === BLOCK ? BLOCK : ((outcome + 1) as Outcome)
}
