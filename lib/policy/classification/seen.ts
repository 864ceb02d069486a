import type { Disclosures } from '../../audit/disclosures.ts'
import { UNCLASSIFIED } from '../diff/cells.ts'
import type { ApiDescription } from '../openapi/description.ts'
import type { Place } from './census.ts'

/** A category that was found at a place of bodies or receipts. */
export interface SeenCategory {
  /** The app that received it; null where it was found in bodies that any app may ask for. */
  readonly app: string | null
  readonly category: string
  /** Normalised. */
  readonly path: string
  readonly count: number
}

/** What receipts name. */
export function seenInReceipts(disclosures: Disclosures): SeenCategory[] {
  return disclosures.groups().flatMap(({ app, cells }) => cells
    .filter(({ category }) => category !== UNCLASSIFIED)
    .map(({ category, path, count }) => ({ app, category, path, count })))
}

/** What was found in bodies, and what stands in fields whose marks say what they hold. */
export function seenInBodies(places: readonly Place[], api: ApiDescription): SeenCategory[] {
  const marks = new Map<string, readonly string[]>()
  for (const { fields } of api.operations.values()) {
    for (const { path, categories } of fields) if (categories.length > 0) marks.set(path, categories)
  }
  return places.flatMap(({ path, of, count, found }) => {
    const marked = (of === 'values' ? marks.get(path) : undefined) ?? []
    const others = marked.filter((mark) => !found.some(({ category }) => category === mark))
    return [...found, ...others.map((category) => ({ category, count }))]
      .map((one) => ({ app: null, category: one.category, path, count: one.count }))
  })
}
