import type { Rulebook } from './rulebook.ts'
import { ALLOW, DROP } from './verdict.ts'
import type { Posture, Verdict } from './verdict.ts'

/** The paths at which an unclassified scalar may leave; null: at all. */
const LISTED: Readonly<Record<Posture, (rulebook: Rulebook) => readonly number[] | null>> = {
  open: () => null,
  documented: (rulebook) => [...rulebook.documented, ...rulebook.harmless],
  closed: (rulebook) => rulebook.harmless,
}

/** Decides about scalars that nobody classified, given the patterns that match where they stand. */
export function unclassifiedBy(posture: Posture, rulebook: Rulebook): (paths: readonly number[]) => Verdict {
  const because = Object.freeze([`posture:${posture}`])
  const leaves: Verdict = Object.freeze({ outcome: ALLOW, because, marker: null })
  const stays: Verdict = Object.freeze({ outcome: DROP, because, marker: null })
  const listed = LISTED[posture](rulebook)
  if (listed === null) return () => leaves
  const set = new Set(listed)
  return (paths) => (paths.some((path) => set.has(path)) ? leaves : stays)
}
