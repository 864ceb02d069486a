import type { NationalNumbers } from './national-numbers.ts'
import type { Plan } from './metadata.ts'
import { Prefix, type Stripping } from './prefix.ts'

/** What libphonenumber says of a number that lies in an assigned range. */
export interface Outcome {
  /** libphonenumber's word, such as `MOBILE`. */
  readonly type: string
  /** ISO 3166-1 alpha-2, if the range belongs to one country. */
  readonly country: string | null
  /** The general pattern of the plan that read it does not match: it is a number of another country. */
  readonly isForeign: boolean
}

/**
 * The numbers of a calling code with what may stand before them at home, as one plan reads them: an automaton made on
 * demand. The prefix is taken off as libphonenumber does it (extractNationalNumber.js).
 */
export class PrefixedNumbers {
  readonly #numbers: NationalNumbers
  readonly #plan: Plan
  readonly #index: number
  readonly #isHome: boolean
  readonly #prefix: Prefix
  readonly #states: State[] = []
  readonly #ids = new Map<string, number>()

  /**
   * @param index of the plan that reads
   * @param isHome the plan's country is where a number belongs that no country claims
   */
  constructor(numbers: NationalNumbers, index: number, isHome: boolean) {
    this.#numbers = numbers
    this.#index = index
    this.#isHome = isHome
    this.#plan = numbers.plans[index] as Plan
    this.#prefix = new Prefix(this.#plan.nationalPrefix, this.#plan.transform, numbers)
    this.start = this.#add({ plain: numbers.start, ...this.#prefix.begin() })
  }

  readonly start: number

  /** The state after one more digit; -1 if nothing can come of it. */
  step(id: number, digit: number): number {
    const state = this.#states[id]
    if (state === undefined) return -1
    return state.next[digit] ??= this.#add({
      plain: this.#numbers.step(state.plain, digit),
      ...this.#prefix.step(state, digit),
    })
  }

  /** What is said of the digits that lead to a state; null: they are no number. */
  outcome(id: number): Outcome | null {
    const state = this.#states[id]
    if (state === undefined) return null
    return this.#outcomeOf(this.#significant(state))
  }

  #add(state: Stripping & { readonly plain: number }): number {
    const { plain, threads, stripped } = state
    if (plain < 0 && threads.length === 0 && (stripped === null || stripped < 0)) return -1
    const key = `${plain}/${stripped ?? ''}/${threads.map(({ at, output }) => `${at}.${output ?? ''}`).join()}`
    let id = this.#ids.get(key)
    if (id === undefined) {
      id = this.#states.push({ ...state, next: [] }) - 1
      this.#ids.set(key, id)
    }
    return id
  }

  /** The number without its prefix; with it, where the rest would be none while the whole may be one. */
  #significant(state: State): number {
    const stripped = this.#prefix.end(state)
    if (stripped === null) return state.plain
    const isGeneral = (number: number): boolean => this.#standing(number)?.general[this.#index] ?? false
    if (isGeneral(state.plain) && !isGeneral(stripped)) return state.plain
    const standing = this.#standing(stripped)
    if (standing === null) return stripped
    const { lengths } = this.#numbers.plans[standing.country] ?? this.#plan
    const isLong = standing.length > (lengths[lengths.length - 1] ?? 0)
    return isLong || lengths.includes(standing.length) ? stripped : state.plain
  }

  #outcomeOf(number: number): Outcome | null {
    const standing = this.#standing(number)
    if (standing === null || standing.length < MIN_DIGITS) return null
    const { country } = standing
    const index = country >= 0 ? country : this.#isHome ? this.#index : 0
    const type = standing.type[index] ?? null
    const belongs = country >= 0 || this.#isHome
    if (type === null) return null
    return {
      type,
      country: belongs ? this.#numbers.plans[index]?.country ?? null : null,
      isForeign: this.#isHome && standing.general[this.#index] !== true,
    }
  }

  #standing(number: number): ReturnType<NationalNumbers['standing']> | null {
    return number < 0 ? null : this.#numbers.standing(number)
  }
}

/** Shorter numbers are none, in libphonenumber. */
const MIN_DIGITS = 2

interface State extends Stripping {
  readonly plain: number
  readonly next: number[]
}
