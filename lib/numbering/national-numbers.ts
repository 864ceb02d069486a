import type { Plan } from './metadata.ts'
import { compilePattern } from './pattern.ts'

/** What is known of the digits behind a calling code, as they are, without any prefix. */
export interface Standing {
  /** How many digits they are. */
  readonly length: number
  /** Index of the plan of the country whose number it is; -1 if no country of the code claims it. */
  readonly country: number
  /** For each plan of the code: whether the plan's general pattern matches. */
  readonly general: readonly boolean[]
  /** For each plan: the type of number it is there, or null. */
  readonly type: readonly (string | null)[]
}

/** Longer numbers are none, in libphonenumber. */
const MAX_DIGITS = 17

/**
 * The national numbers of one calling code, as an automaton made on demand: states are numbers, and equal states are
 * the same number. Says of each state what libphonenumber says of the digits that lead there.
 */
export class NationalNumbers {
  readonly plans: readonly Plan[]
  readonly #patterns: readonly PlanPatterns[]
  readonly #states: State[] = []
  readonly #ids = new Map<string, number>()

  /** @param plans of one calling code, the main one first */
  constructor(plans: readonly Plan[]) {
    this.plans = plans
    this.#patterns = plans.map((plan) => new PlanPatterns(plan))
    this.#add({ length: 0, threads: this.#patterns.map((patterns) => patterns.start) })
  }

  /** The state before any digit. */
  get start(): number {
    return 0
  }

  /** The state after one more digit; -1 if there are too many. */
  step(id: number, digit: number): number {
    const state = this.#states[id]
    if (state === undefined || state.length === MAX_DIGITS) return -1
    return state.next[digit] ??= this.#add({
      length: state.length + 1,
      threads: this.#patterns.map((patterns, index) => patterns.step(state.threads[index] ?? [], digit)),
    })
  }

  /** What is known of the digits that lead to a state. Not for -1. */
  standing(id: number): Standing {
    const state = this.#states[id] as State
    return state.standing ??= this.#stand(state)
  }

  #add(state: Pick<State, 'length' | 'threads'>): number {
    const key = `${state.length}:${state.threads.join(';')}`
    let id = this.#ids.get(key)
    if (id === undefined) {
      id = this.#states.push({ ...state, next: [], standing: null }) - 1
      this.#ids.set(key, id)
    }
    return id
  }

  #stand({ length, threads }: State): Standing {
    const matched = this.#patterns.map((patterns, index) => patterns.matched(threads[index] ?? []))
    const type = this.#patterns.map((patterns, index) => patterns.type(matched[index] as Matched, length))
    const general = matched.map((one) => one.has(GENERAL))
    return { length, country: this.#country(matched, type), general, type }
  }

  /** The first country whose leading digits these are or, where a plan names none, in which they are a number. */
  #country(matched: readonly Matched[], type: readonly (string | null)[]): number {
    if (this.plans.length === 1) return this.plans[0]?.country === null ? -1 : 0
    return this.plans.findIndex(({ leadingDigits }, index) =>
      leadingDigits === '' ? type[index] !== null : matched[index]?.has(LEADING))
  }
}

interface State {
  readonly length: number
  /** For each plan. */
  readonly threads: readonly (readonly number[])[]
  readonly next: number[]
  standing: Standing | null
}

/** What a pattern speaks of: a type by its index, or one of these. */
const GENERAL = -1
const LEADING = -2
type Matched = ReadonlySet<number>

/** Waits for one of the digits of `set`; `reached` are then the threads in its place. */
interface Thread {
  readonly set: number
  readonly reached: readonly number[]
  /** What the digits so far match. */
  readonly matches: number | null
}

const ANY_DIGIT = 0x3ff

/** The patterns of one plan, run side by side. */
class PlanPatterns {
  readonly start: readonly number[]
  readonly #plan: Plan
  readonly #threads: Thread[] = []

  constructor(plan: Plan) {
    this.#plan = plan
    const start = this.#add(plan.general, GENERAL)
    if (plan.leadingDigits !== '') start.push(...this.#add(plan.leadingDigits, LEADING))
    for (const [index, { pattern }] of plan.types.entries()) start.push(...this.#add(pattern, index))
    this.start = start
  }

  /** Adds the threads of a pattern, and returns the ones that it begins with. */
  #add(source: string, matches: number): number[] {
    const { steps, first } = compilePattern(source)
    const offset = this.#threads.length
    for (const [index, step] of steps.entries()) {
      // Leading digits may be followed by anything.
      const self = { set: matches === LEADING ? ANY_DIGIT : 0, reached: [offset + index], matches }
      this.#threads.push(step.op === 'digit' ? { set: step.set, reached: reach(step.next), matches: null } : self)
    }
    function reach(at: number): number[] {
      const step = steps[at]
      if (step === undefined) return []
      if (step.op === 'digit' || step.op === 'match') return [offset + at]
      return step.op === 'split' ? [...reach(step.next), ...reach(step.other)] : reach(step.next)
    }
    return reach(first)
  }

  step(threads: readonly number[], digit: number): readonly number[] {
    const after = new Set<number>()
    for (const index of threads) {
      const { set, reached } = this.#threads[index] as Thread
      if ((set >> digit & 1) === 1) for (const next of reached) after.add(next)
    }
    return [...after].sort((a, b) => a - b)
  }

  matched(threads: readonly number[]): Matched {
    return new Set(threads.map((index) => this.#threads[index]?.matches ?? null).filter((one) => one !== null))
  }

  /** As getNumberType.js: a number that is fixed and mobile is called both. */
  type(matched: Matched, length: number): string | null {
    if (!matched.has(GENERAL)) return null
    const { types, sharesMobile } = this.#plan
    const possible = types
      .filter(({ lengths }, index) => matched.has(index) && lengths.includes(length))
      .map(({ name }) => name)
    const isBoth = possible[0] === 'FIXED_LINE' && (sharesMobile || possible.includes('MOBILE'))
    return isBoth ? 'FIXED_LINE_OR_MOBILE' : possible[0] ?? null
  }
}
