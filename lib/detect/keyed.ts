import type { Detector, KeyRule } from './detector.ts'
import type { CategoryId } from './category.ts'

/** A detector that goes by keys alone: its values have no form of their own. */
export function keyed(
  id: string, keys: readonly KeyRule[], judge?: Detector['judge'], judgesAlike?: Detector['judgesAlike'],
): Detector {
  const categories = [...new Set<CategoryId>(keys.map((rule) => rule.category))]
  return {
    id, categories, keys,
    ...(judge === undefined ? {} : { judge }),
    ...(judgesAlike === undefined ? {} : { judgesAlike }),
  }
}

/** Key phrases, separated by commas or line ends. */
export function phrases(list: string): readonly string[] {
  return list.split(/[,\n]/).map((phrase) => phrase.trim()).filter((phrase) => phrase !== '')
}
