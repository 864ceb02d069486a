import { PSEUDONYMISE, REDACT, TAG, type Outcome } from '../decide/verdict.ts'
import { familyOf } from './family.ts'
import { pseudonymise } from './pseudonymise.ts'
import type { Treatable } from './treatment.ts'
import type { TreatedString } from './treat.ts'

/**
 * Treats object keys of one response. A value may become the same as its neighbour; a key may not, or a client would
 * lose a member. So a redacted key is numbered,
 *
 *     {"jane@example.org": 1, "joe@example.org": 2}  ->  {"[email 1]": 1, "[email 2]": 2}
 *
 * `generalise` and `mask` climb to that, and a pseudonym is unique as it is. The number counts occurrences, in document
 * order and by marker word: nothing is remembered of a key, memory does not grow, and the same key elsewhere in the
 * response gets another number, since a redaction that can be joined would be a pseudonym.
 */
export class KeySurrogates {
  #counts: Map<string, number> | null = null

  /**
   * @param outcome `drop` and `block` keep their name, and the key is redacted, as in `treatString`
   * @param value the whole key, or with `whole: false` the part of it that is replaced. A rule's own marker is not
   *   used: the word before the number is the category's.
   */
  treat(outcome: Outcome, value: Treatable): TreatedString {
    if (outcome <= TAG) return { outcome, text: value.text }
    if (outcome === PSEUDONYMISE) {
      const text = pseudonymise.string(value)
      if (text !== null) return { outcome, text: value.whole ? text : `[${text}]` }
    }
    return { outcome: outcome > REDACT ? outcome : REDACT, text: this.#next(familyOf(value.category).word) }
  }

  #next(word: string): string {
    this.#counts ??= new Map()
    const count = (this.#counts.get(word) ?? 0) + 1
    this.#counts.set(word, count)
    return `[${word} ${count}]`
  }
}
