import { compareText, isShowablePath } from '../../audit/cells.ts'
import { CATEGORIES } from '../../detect/category.ts'
import type { LeafWitness, Sighting } from '../../pipeline/observer.ts'
import { KEY, LITERAL, NUMBER, PART, STRING, type RecordKind } from '../../walk/leaf.ts'

/** What stood at one place of some bodies, in counts. */
export interface Place {
  /** Normalised; the values under it, or the keys of the object there. */
  readonly path: string
  readonly of: 'values' | 'keys'
  /** Values that stood there, `null` and empty texts left out; of keys, those in which something was found. */
  readonly count: number
  /** JSON types of the values, sorted. */
  readonly types: readonly string[]
  /** How many different values; null where there were more than {@link MAX_DISTINCT}, or long ones. */
  readonly distinct: number | null
  /** By category, sorted. */
  readonly found: readonly FoundCategory[]
}

/** What was found of one category at one place. */
export interface FoundCategory {
  readonly category: string
  /** Values in which it was found. */
  readonly count: number
  /** Those of them that it is all of. */
  readonly entire: number
  /** Mean of how sure the detectors were, 0 to 1. */
  readonly mean: number
  /** The key, or what stands beside the value, says so; otherwise only the form of the value does. */
  readonly byKey: boolean
  /** Ids, sorted. */
  readonly detectors: readonly string[]
}

/** More different values than this are not counted; fewer may be the words of an enumeration. */
export const MAX_DISTINCT = 16
/** UTF-16 units of a value that is compared with others. */
const MAX_COMPARED = 64

/** Adds up what stands where in bodies. Memory depends on the number of places, not on that of values. */
export class Census implements LeafWitness {
  readonly #places = new Map<string, Count>()
  /** What the last value counts for; the parts of a long string belong to it. */
  #last: Count | null = null

  saw({ path, kind, view, findings }: Sighting): void {
    if (saysNothing(kind, view.text)) return
    const count = kind === PART && this.#last !== null ? this.#last : this.#begin(path, kind, view.text)
    for (const { category, confidence, detector, whole, view: own, start, end } of findings) {
      const isOwn = own === view
      const isEntire = kind !== PART && isOwn && start === 0 && end === view.text.length
      count.found(category, detector, confidence, isOwn && whole, isEntire)
    }
  }

  /** By path, values before keys. */
  places(): Place[] {
    const places = [...this.#places.values()].map((count) => count.place())
    return places.sort((a, b) => compareText(a.path, b.path) || -compareText(a.of, b.of))
  }

  #begin(path: string, kind: RecordKind, text: string): Count {
    const of = kind === KEY ? 'keys' : 'values'
    const shown = isShowablePath(path) ? path : '/**'
    const key = `${of} ${shown}`
    let count = this.#places.get(key)
    if (count === undefined) this.#places.set(key, count = new Count(shown, of))
    count.begin(typeOf(kind), kind === KEY ? null : text)
    return (this.#last = count)
  }
}

function saysNothing(kind: RecordKind, text: string): boolean {
  return kind === LITERAL ? text === 'null' : kind === STRING && text === ''
}

function typeOf(kind: RecordKind): string {
  return kind === NUMBER ? 'number' : kind === LITERAL ? 'boolean' : 'string'
}

interface Held {
  count: number
  entire: number
  sum: number
  byKey: boolean
  readonly detectors: Set<string>
  /** Of the last value: its number, what it has added, and whether it is counted as entire. */
  last: number
  added: number
  isEntire: boolean
}

class Count {
  readonly #path: string
  readonly #of: Place['of']
  #count = 0
  readonly #types = new Set<string>()
  #different: Set<string> | null = new Set()
  readonly #held = new Map<number, Held>()

  constructor(path: string, of: Place['of']) {
    this.#path = path
    this.#of = of
  }

  /** @param text the value, which is kept only as long as there are few; null where nobody asks */
  begin(type: string, text: string | null): void {
    this.#count++
    this.#types.add(type)
    if (text === null || text.length > MAX_COMPARED) this.#different = null
    this.#different?.add(`${type} ${text}`)
    if (this.#different !== null && this.#different.size > MAX_DISTINCT) this.#different = null
  }

  found(category: number, detector: string, confidence: number, byKey: boolean, isEntire: boolean): void {
    let held = this.#held.get(category)
    if (held === undefined) {
      held = { count: 0, entire: 0, sum: 0, byKey: false, detectors: new Set(), last: 0, added: 0, isEntire: false }
      this.#held.set(category, held)
    }
    if (held.last !== this.#count) {
      held.last = this.#count
      held.count++
      held.added = 0
      held.isEntire = false
    }
    // A value counts once, as sure as its surest finding.
    held.sum += Math.max(0, confidence - held.added)
    held.added = Math.max(held.added, confidence)
    if (isEntire && !held.isEntire) held.entire++
    held.isEntire ||= isEntire
    held.byKey ||= byKey
    held.detectors.add(detector)
  }

  place(): Place {
    const found = [...this.#held].map(([category, { count, entire, sum, byKey, detectors }]) => ({
      category: CATEGORIES[category] ?? 'unclassified', count, entire, mean: sum / count, byKey,
      detectors: [...detectors].sort(compareText),
    }))
    return {
      path: this.#path,
      of: this.#of,
      count: this.#count,
      types: [...this.#types].sort(compareText),
      distinct: this.#different?.size ?? null,
      found: found.sort((a, b) => compareText(a.category, b.category)),
    }
  }
}
