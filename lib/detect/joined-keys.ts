import type { Detector } from './detector.ts'
import { KeyClassifier } from './key-classes.ts'
import { NEUTRAL, type BoundRule, type Meaning } from './meaning.ts'

/**
 * Classifies keys for the detectors of the package and, apart from them, for those of a policy: the longest match wins
 * among detectors, and those of a policy may win nothing from the others. So a meaning is that of the package, with
 * rules beside it.
 */
export class JoinedKeys {
  readonly #base: KeyClassifier
  readonly #added: KeyClassifier | null
  readonly #meanings = new Map<string, Meaning>([['0', NEUTRAL]])
  readonly #rules = new Map<Meaning, readonly BoundRule[]>()

  /** @param added the detectors of a policy */
  constructor(detectors: readonly Detector[], added: readonly Detector[]) {
    this.#base = new KeyClassifier(detectors)
    this.#added = added.some(({ keys }) => keys !== undefined) ? new KeyClassifier(added) : null
  }

  /** The meaning of a key. Pure; the same meaning is the same instance. */
  classify(key: string): Meaning {
    const base = this.#base.classify(key)
    return this.#added === null ? base : this.#join(base, this.#added.classify(key))
  }

  /** The rules of a policy for keys of this meaning. */
  addedTo(meaning: Meaning): readonly BoundRule[] {
    return this.#rules.get(meaning) ?? NO_RULES
  }

  #join(base: Meaning, added: Meaning): Meaning {
    const name = added.rules.length === 0 ? String(base.id) : `${base.id}+${added.id}`
    let meaning = this.#meanings.get(name)
    if (meaning === undefined) {
      const id = this.#meanings.size
      const { watch, showable, rules } = added
      meaning = rules.length === 0 ? { ...base, id }
        : { ...base, id, watch: base.watch | watch, showable: base.showable || showable }
      this.#meanings.set(name, meaning)
      this.#rules.set(meaning, rules)
    }
    return meaning
  }
}

const NO_RULES: readonly BoundRule[] = []
