import type { Rulebook } from './rulebook.ts'
import type { Situation } from './situation.ts'
import { ALLOW, DROP } from './verdict.ts'
import type { Posture, Verdict } from './verdict.ts'

/** The paths at which an unclassified scalar may leave; null: at all. */
const LISTED: Readonly<Record<Posture, (rulebook: Rulebook, situation: Situation) => readonly number[] | null>> = {
  open: () => null,
  documented: (rulebook, situation) =>
    [...rulebook.documented, ...rulebook.harmless, ...described(rulebook, situation)],
  closed: (rulebook) => rulebook.harmless,
}

/** The paths that a posture lists, or null where everything may leave. */
export function listedBy(posture: Posture, rulebook: Rulebook, situation: Situation): readonly number[] | null {
  return LISTED[posture](rulebook, situation)
}

/** What the description of the API knows of the operation; of any, where nobody says which it is. */
function described({ operations }: Rulebook, { operation }: Situation): readonly number[] {
  if (operation !== null) return operations.get(operation) ?? []
  return [...new Set([...operations.values()].flat())]
}

/** Decides about scalars that nobody classified, given the patterns that match where they stand. */
export function unclassifiedBy(
  posture: Posture, listed: readonly number[] | null,
): (paths: readonly number[]) => Verdict {
  const because = Object.freeze([`posture:${posture}`])
  const leaves: Verdict = Object.freeze({ outcome: ALLOW, because, marker: null })
  const stays: Verdict = Object.freeze({ outcome: DROP, because, marker: null })
  if (listed === null) return () => leaves
  const set = new Set(listed)
  return (paths) => (paths.some((path) => set.has(path)) ? leaves : stays)
}
