import type { Verdict } from './verdict.ts'

/** Indices of the path patterns that match at a state of the path automaton. */
export type PatternsAt = (pathState: number) => readonly number[]

/** All states at which the same patterns match, as far as they matter: they share their verdicts. */
export interface Place {
  readonly paths: readonly number[]
  /** False if the patterns could not be found out; `paths` is empty then. */
  readonly known: boolean
  /** Verdicts found so far, by the number of the cell. */
  readonly cells: Verdict[]
}

/**
 * @param relevant the patterns that anything depends on; without any, all states are one place and nothing is asked
 */
export function createPlaces(patternsAt: PatternsAt, relevant: readonly number[]): (pathState: number) => Place {
  const patterns = new Set(relevant)
  const nowhere: Place = { paths: [], known: true, cells: [] }
  if (patterns.size === 0) return () => nowhere
  const unknown: Place = { paths: [], known: false, cells: [] }
  const byState = new Map<number, Place>()
  const bySet = new Map<string, Place>([['', nowhere]])

  function find(pathState: number): Place {
    let paths: readonly number[]
    try {
      paths = patternsAt(pathState).filter((path) => patterns.has(path)).sort((a, b) => a - b)
    } catch {
      return unknown
    }
    const key = paths.join()
    let place = bySet.get(key)
    if (place === undefined) bySet.set(key, place = { paths, known: true, cells: [] })
    return place
  }

  return (pathState) => {
    let place = byState.get(pathState)
    if (place === undefined) byState.set(pathState, place = find(pathState))
    return place
  }
}
