import { compareText } from '../../audit/cells.ts'
import type { CategoryId } from '../../detect/category.ts'
import { KeyClassifier } from '../../detect/key-classes.ts'
import { splitKey } from '../../detect/key-tokens.ts'
import { detectorOf } from '../../detect/user-detector.ts'
import type { Place } from './census.ts'
import { isAnyName, isHidden, unescaped } from './keys.ts'

/** A key under which nearly all values are of one category, by their form alone. */
export interface DetectableKey {
  /** As detectors of a policy name it: `badge no`. */
  readonly words: string
  readonly category: string
  /** JSON types of the values. */
  readonly types: readonly string[]
}

/** Fewer values prove nothing of a key. */
const MIN_VALUES = 5
/** Of all values under the key, wherever it stands; a few may be damaged, or masked. */
const MIN_SHARE = 0.9

/** Keys for which a detector may be proposed, by category and words. */
export function detectableKeys(places: readonly Place[]): readonly DetectableKey[] {
  const byWords = new Map<string, Place[]>()
  for (const place of places) {
    const words = place.of === 'values' ? wordsOf(place.path) : ''
    if (words === '') continue
    const others = byWords.get(words)
    if (others === undefined) byWords.set(words, [place])
    else others.push(place)
  }
  return [...byWords].flatMap(([words, own]) => {
    const category = categoryOf(own)
    if (category === null || !isUsable(words, category)) return []
    return [{ words, category, types: [...new Set(own.flatMap(({ types }) => types))] }]
  }).sort((a, b) => compareText(a.category, b.category) || compareText(a.words, b.words))
}

/** The words of the nearest key; none where it is not told. */
function wordsOf(path: string): string {
  const key = path.split('/').slice(1).findLast((step) => !isAnyName(step)) ?? ''
  return isHidden(key) || path.endsWith('/**') ? '' : splitKey(unescaped(key)).join(' ')
}

/** What nearly all values are, and their key does not say anywhere. */
function categoryOf(places: readonly Place[]): string | null {
  const values = places.reduce((sum, { count }) => sum + count, 0)
  const found = places.flatMap((place) => place.found)
  if (values < MIN_VALUES || found.some(({ byKey }) => byKey)) return null
  const entire = (category: string): number =>
    found.reduce((sum, one) => sum + (one.category === category ? one.entire : 0), 0)
  return found.map(({ category }) => category).find((category) => entire(category) >= values * MIN_SHARE) ?? null
}

/** Some words mean something else whatever stands under them, and of some none is left. */
function isUsable(words: string, category: string): boolean {
  const detector = detectorOf({
    id: words, category: category as CategoryId, keys: [words], at: 'whole', types: 'any', patterns: [], confidence: 1,
    maxChars: 1,
  })
  return splitKey(words).join(' ') === words && new KeyClassifier([detector]).classify(words).rules.length > 0
}
