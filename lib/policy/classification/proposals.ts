import { MAX_DISTINCT, type Place } from './census.ts'
import { isHidden } from './keys.ts'

/** What seems to stand at a place. */
export interface Proposal {
  /** Normalised. */
  readonly path: string
  /** The values there, or the keys of the object there. */
  readonly of: Place['of']
  readonly category: string
  /** Values that stood there; null for keys, of which only the private ones are reported. */
  readonly values: number | null
  /** Those of them in which it was found. */
  readonly found: number
  /** `found` of `values`, 0 to 1. */
  readonly share: number | null
  /** See {@link confidenceOf}. */
  readonly confidence: number
  /** `key`: the key says so, or what stands beside it. `value`: nothing but the form of values does. */
  readonly by: 'key' | 'value'
  /** Ids of the detectors. */
  readonly detectors: readonly string[]
}

/** A place at which nothing was found. */
export interface QuietPlace {
  readonly path: string
  readonly types: readonly string[]
  readonly values: number
}

/** What is proposed for the places of some bodies. */
export interface Proposals {
  /** By path and category. */
  readonly proposals: readonly Proposal[]
  /** Nothing was found, and values are booleans, or few that come again. */
  readonly harmless: readonly QuietPlace[]
  /** Nothing was found, and that is all that can be said. */
  readonly undecided: readonly QuietPlace[]
}

/** Proposes a category for each place in which something was found, and tells the others apart. Pure. */
export function proposalsFor(places: readonly Place[]): Proposals {
  const quiet = places.filter(({ found }) => found.length === 0)
  return {
    proposals: places.flatMap(proposalsAt),
    harmless: quiet.filter(isHarmless).map(quietPlace),
    undecided: quiet.filter((place) => !isHarmless(place)).map(quietPlace),
  }
}

/**
 * How likely it is that the next value is of the category: how sure the detectors were of those in which it was found,
 * times the share that may be expected of it (Laplace's rule of succession: one more of each kind is added, so that few
 * values prove little).
 *
 *     mean * (found + 1) / (values + 2)          0.95 for 9 of 10 e-mail addresses: 0.79
 */
export function confidenceOf(mean: number, found: number, values: number): number {
  return mean * (found + 1) / (values + 2)
}

function proposalsAt({ path, of, count: stood, found }: Place): Proposal[] {
  return found.map(({ category, count, mean, byKey, detectors }) => ({
    path,
    of,
    category,
    values: of === 'keys' ? null : stood,
    found: count,
    share: of === 'keys' ? null : rounded(count / stood),
    confidence: rounded(of === 'keys' ? mean : confidenceOf(mean, count, stood)),
    by: byKey ? 'key' : 'value',
    detectors,
  }))
}

/** Each of few values stood there so many times, or more; otherwise they may be few because the bodies are. */
const TIMES = 4

/**
 * Many different values may be names, and one that is always the same may be the name of whoever made the bodies. Of
 * places whose keys are not shown, many share a path.
 */
function isHarmless({ path, types, distinct, count }: Place): boolean {
  if (path.split('/').some(isHidden)) return false
  if (types.every((type) => type === 'boolean')) return true
  return distinct !== null && distinct > 1 && distinct <= MAX_DISTINCT && count >= distinct * TIMES
}

function quietPlace({ path, types, count }: Place): QuietPlace {
  return { path, types, values: count }
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}
