import type { Voice } from './permission.ts'
import type { Place } from './place.ts'
import type { Rulebook } from './rulebook.ts'
import type { Situation } from './situation.ts'
import { DROP, TAG } from './verdict.ts'

/** The life of some fields, or of an operation: until when they are as they are. */
export interface Lifecycle {
  /** As it is reported: `lifecycle:<entry>`, or `openapi:<mark>`. */
  readonly id: string
  /** A key of `Rulebook.operations`, or null for all operations. */
  readonly operation: string | null
  /** Indices into `Rulebook.paths`, of the fields with everything below them; null for the operation itself. */
  readonly paths: readonly number[] | null
  /** May change without notice, and is not granted to the public. */
  readonly isBeta: boolean
  /** Milliseconds since 1970 from which on the fields are tagged; Infinity for never. */
  readonly deprecatedFrom: number
  /** Milliseconds since 1970 from which on the fields are dropped; Infinity for never. */
  readonly removedFrom: number
}

/** What lifecycles say of the places in a response. */
export interface Lives {
  /** The patterns that anything depends on. */
  readonly paths: readonly number[]
  /** True if there are voices at some place. */
  readonly areHeard: boolean
  /** What is to be done with every scalar at a place. */
  voicesAt(place: Place): readonly Voice[]
  /** Ids because of which no grant holds at a place. */
  ungrantedAt(place: Place): readonly string[]
}

/** The lifecycles that may concern a response. An operation that is not known may be any. */
export function concerned({ lifecycles }: Rulebook, { operation }: Situation): readonly Lifecycle[] {
  const isKnown = operation !== null && operation !== ''
  return lifecycles.filter((life) => life.operation === null || !isKnown || life.operation === operation)
}

/** Lifecycles as they are at one moment, for one recipient. An unusable time (NaN) has seen every end. */
export function livesIn(rulebook: Rulebook, situation: Situation): Lives {
  const { now, audience } = situation
  const begun = (from: number): boolean => from < Infinity && !(now < from)
  const all = concerned(rulebook, situation)
  const ending = all.flatMap((life) => {
    const outcome = begun(life.removedFrom) ? DROP : begun(life.deprecatedFrom) ? TAG : null
    if (outcome === null || life.paths === null) return []
    return [{ paths: life.paths, voice: { outcome, ids: [life.id], marker: null } satisfies Voice }]
  })
  const beta = audience === 'public' ? all.filter(({ isBeta }) => isBeta) : []
  return {
    paths: [...ending, ...beta].flatMap(({ paths }) => paths ?? []),
    areHeard: ending.length > 0,
    voicesAt: (place) => ending.filter(({ paths }) => isAt(paths, place)).map(({ voice }) => voice),
    ungrantedAt: (place) => beta.filter(({ paths }) => isAt(paths, place)).map(({ id }) => id),
  }
}

/** Where the place could not be found out, it may be any. */
function isAt(paths: readonly number[] | null, place: Place): boolean {
  return paths === null || !place.known || paths.some((path) => place.paths.includes(path))
}
