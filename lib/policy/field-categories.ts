import type { CategoryId } from '../detect/category.ts'
import type { Detector } from '../detect/detector.ts'
import { KeyClassifier } from '../detect/key-classes.ts'
import { NEUTRAL, type Meaning } from '../detect/meaning.ts'
import { DETECTORS } from '../detect/registry.ts'
import { RULE_TYPES } from '../detect/key-classes.ts'
import { T_NUMBER, T_STRING } from '../walk/watch.ts'
import type { ApiField } from './openapi/description.ts'

const TYPES: ReadonlyMap<string, number> = new Map([['string', T_STRING], ['number', T_NUMBER], ['integer', T_NUMBER]])

/**
 * What a field of an API may hold, seen from the keys that lead to it and from the marks in its description: everything
 * that a detector could find there by its keys, whatever stands beside it. What only a value tells is not among it.
 */
export class FieldCategories {
  readonly #keys: KeyClassifier

  /** @param detectors those of the policy */
  constructor(detectors: readonly Detector[]) {
    this.#keys = new KeyClassifier([...DETECTORS, ...detectors])
  }

  of({ path, types, categories }: Pick<ApiField, 'path' | 'types' | 'categories'>): readonly string[] {
    const [own, ...above] = this.#meanings(path)
    const bits = types.length === 0
      ? T_STRING | T_NUMBER
      : types.reduce((all, type) => all | (TYPES.get(type) ?? 0), 0)
    const found = own === undefined || bits === 0 ? [] : this.#found(own, above, bits)
    return [...new Set<string>([...categories, ...found])].sort()
  }

  #found(own: Meaning, above: readonly Meaning[], bits: number): CategoryId[] {
    const direct = own.rules.filter(({ rule }) => (RULE_TYPES[rule.types ?? 'string'] & bits) !== 0)
    const inherited = above.find(({ inherits }) => inherits) ?? NEUTRAL
    const fromAbove = inherited.rules.filter(({ rule }) =>
      (rule.subtree === true && ((rule.sparing ?? 0) & own.aside) === 0
        && (rule.taking === undefined || (rule.taking & own.aside) !== 0)) || rule.members === true)
    return [...direct, ...fromAbove].map(({ rule }) => rule.category)
  }

  /** Of the keys on the way, the last one first. */
  #meanings(path: string): Meaning[] {
    const keys = path.split('/').slice(1).filter((step) => step !== '*' && step !== '**')
    return keys.reverse().map((key) => this.#keys.classify(key.replaceAll('~1', '/').replaceAll('~0', '~')))
  }
}
