import { plainView } from '../bytes/plain-view.ts'
import type { CategoryId } from '../detect/category.ts'
import { NO_SIBLINGS, type DetectableLeaf } from '../detect/detection.ts'
import type { Detector } from '../detect/detector.ts'
import { KeyClassifier, RULE_TYPES } from '../detect/key-classes.ts'
import { NEUTRAL, type Meaning } from '../detect/meaning.ts'
import { DETECTORS } from '../detect/registry.ts'
import { holds } from '../detect/surroundings.ts'
import { STRING } from '../walk/leaf.ts'
import { T_NUMBER, T_STRING } from '../walk/watch.ts'
import type { ApiField } from './openapi/description.ts'

const TYPES: ReadonlyMap<string, number> = new Map([['string', T_STRING], ['number', T_NUMBER], ['integer', T_NUMBER]])

/** A value of which nothing is known. */
const UNSEEN = { kind: STRING, view: plainView(''), flags: 0 } as const

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
    return [...new Set<string>([...categories, ...this.#found(path, types, null)])].sort()
  }

  /**
   * Of what the keys say, that which needs nothing more: it holds beside the members that the description has there,
   * whatever their values are.
   *
   * @param inner what the keys beside the field say ({@link evidenceOf}), all together
   * @param outer the same for the object around
   */
  certain({ path, types }: Pick<ApiField, 'path' | 'types'>, inner: number, outer: number): readonly string[] {
    const around = { siblings: { ...NO_SIBLINGS, evidence: inner }, outer: { ...NO_SIBLINGS, evidence: outer } }
    return [...new Set<string>(this.#found(path, types, around))].sort()
  }

  /** What a key says of the members beside it: E_* bits (watch.ts). */
  evidenceOf(key: string): number {
    return this.#keys.classify(key).evidence
  }

  /** @param around null where it does not matter what stands beside the field */
  #found(
    path: string, types: readonly string[], around: Pick<DetectableLeaf, 'siblings' | 'outer'> | null,
  ): CategoryId[] {
    const [own, ...above] = this.#meanings(path)
    const bits = types.length === 0
      ? T_STRING | T_NUMBER
      : types.reduce((all, type) => all | (TYPES.get(type) ?? 0), 0)
    if (own === undefined || bits === 0) return []
    const inherited = above.find(({ inherits }) => inherits) ?? NEUTRAL
    const leaf = around === null ? null : { ...UNSEEN, ...around, own, parent: above[0] ?? NEUTRAL, inherited }
    const direct = own.rules.filter(({ rule }) =>
      (RULE_TYPES[rule.types ?? 'string'] & bits) !== 0 && (leaf === null || holds(rule, leaf)))
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
