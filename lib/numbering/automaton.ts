import type { Metadata } from './metadata.ts'
import { NationalNumbers } from './national-numbers.ts'
import { Prefix, type Stripping } from './prefix.ts'
import { PrefixedNumbers, type Outcome } from './prefixed-numbers.ts'

/** All numbers of the world, as one minimal automaton over digits. State 0 is where no number can come of it. */
export interface Automaton {
  /** For each state and digit: the next state. */
  readonly next: readonly (readonly number[])[]
  /** For each state: index of what is said of the digits that lead there. */
  readonly outcome: readonly number[]
  /** The first is null: no number. */
  readonly outcomes: readonly (Outcome | null)[]
  /** Where the digits behind `+` begin. */
  readonly international: number
  readonly countries: readonly Country[]
}

export interface Country {
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  readonly callingCode: string
  /** Where numbers begin as they are dialled there, international prefix included. */
  readonly start: number
}

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** @throws Error if the metadata has patterns that are not understood */
export function buildAutomaton({ codes }: Metadata): Automaton {
  const states = new States()
  const root = new Trie()
  const spaces = [...codes].map(([callingCode, plans]) => ({ callingCode, plans, numbers: new NationalNumbers(plans) }))
  for (const { callingCode, numbers } of spaces) {
    const abroad = new PrefixedNumbers(numbers, 0, false)
    root.add(callingCode, states.merge(abroad)(abroad.start))
  }
  const international = root.merge(states)
  const countries = spaces.flatMap(({ callingCode, plans, numbers }) => plans.flatMap((plan, index) => {
    if (plan.country === null) return []
    const home = new PrefixedNumbers(numbers, index, true)
    const start = dialledNumbers(home, states.merge(home), plan.internationalPrefix, international, states)
    return [{ country: plan.country, callingCode, start }]
  }))
  return { next: states.next, outcome: states.outcome, outcomes: states.outcomes, international, countries }
}

/** States of which no two say the same and lead to the same. */
class States {
  readonly next: (readonly number[])[] = []
  readonly outcome: number[] = []
  readonly outcomes: (Outcome | null)[] = []
  readonly #outcomeIds = new Map<string, number>()
  readonly #ids = new Map<string, number>()

  constructor() {
    this.add(null, DIGITS.map(() => 0))
  }

  add(outcome: Outcome | null, next: readonly number[]): number {
    const said = this.#outcomeId(outcome)
    const key = `${said}:${next.join()}`
    let id = this.#ids.get(key)
    if (id === undefined) {
      id = this.next.push(next) - 1
      this.outcome.push(said)
      this.#ids.set(key, id)
    }
    return id
  }

  /** Adds what can be reached in a machine from the states that it is asked for. Numbers are finite, so this ends. */
  merge(machine: PrefixedNumbers): (state: number) => number {
    const merged = new Map<number, number>()
    const visit = (state: number): number => {
      if (state < 0) return 0
      let id = merged.get(state)
      if (id === undefined) {
        id = this.add(machine.outcome(state), DIGITS.map((digit) => visit(machine.step(state, digit))))
        merged.set(state, id)
      }
      return id
    }
    return visit
  }

  #outcomeId(outcome: Outcome | null): number {
    const key = JSON.stringify(outcome)
    let id = this.#outcomeIds.get(key)
    if (id === undefined) {
      id = this.outcomes.push(outcome) - 1
      this.#outcomeIds.set(key, id)
    }
    return id
  }
}

/** Calling codes, and what begins behind each. */
class Trie {
  readonly #next = new Map<number, Trie | number>()

  add(code: string, state: number): void {
    const [first, rest] = [Number(code[0]), code.slice(1)]
    if (rest === '') {
      this.#next.set(first, state)
      return
    }
    const inner = this.#next.get(first) ?? new Trie()
    this.#next.set(first, inner)
    if (inner instanceof Trie) inner.add(rest, state)
  }

  merge(states: States): number {
    return states.add(null, DIGITS.map((digit) => {
      const inner = this.#next.get(digit) ?? 0
      return inner instanceof Trie ? inner.merge(states) : inner
    }))
  }
}

/** A prefix that was followed by 0, as no calling code begins: it was none (stripIddPrefix.js). */
const REFUSED = -1

/**
 * Numbers as they are dialled in a country: at home, or abroad behind the international prefix.
 *
 * @returns the state where they begin
 */
function dialledNumbers(
  home: PrefixedNumbers, merged: (state: number) => number, pattern: string, abroad: number, states: States,
): number {
  const prefix = new Prefix(pattern, '', {
    start: abroad,
    step(state, digit) {
      const isRefused = state === REFUSED || (state === abroad && digit === 0)
      return isRefused ? REFUSED : states.next[state]?.[digit] ?? 0
    },
  })
  const known = new Map<string, number>()
  const visit = (number: number, dialling: Stripping): number => {
    const { threads, stripped } = dialling
    const isAbroad = stripped !== null && stripped !== REFUSED && stripped !== abroad
    if (threads.length === 0 && stripped !== abroad) return isAbroad ? stripped : merged(number)
    const key = `${number}/${stripped ?? ''}/${threads.map(({ at }) => at).join()}`
    let id = known.get(key)
    if (id === undefined) {
      const outcome = isAbroad ? states.outcomes[states.outcome[stripped] ?? 0] : home.outcome(number)
      const next = DIGITS.map((digit) => visit(home.step(number, digit), prefix.step(dialling, digit)))
      id = states.add(outcome ?? null, next)
      known.set(key, id)
    }
    return id
  }
  return visit(home.start, prefix.begin())
}
