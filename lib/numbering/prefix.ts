import { compilePattern, type Pattern } from './pattern.ts'

/** How far a prefix is taken off. */
export interface Stripping {
  /** Ways in which a prefix may still match, the preferred one first: all are preferred to `stripped`. */
  readonly threads: readonly Thread[]
  /** The number behind a prefix that has matched, or null. */
  readonly stripped: number | null
}

interface Thread {
  /** Step of the pattern that waits. */
  readonly at: number
  /** The number that stands in the place of the prefix, as far as captured digits tell; null: none were captured. */
  readonly output: number | null
}

/** What is behind a prefix: an automaton over digits. Below 0 it has none. */
export interface Numbers {
  readonly start: number
  step(number: number, digit: number): number
}

/**
 * What may stand before a number, matched as a regular expression matches: of two ways the one that was preferred first
 * wins. A transformation puts literal digits and the last group in its place: `9$1`.
 */
export class Prefix {
  readonly #pattern: Pattern | null
  readonly #numbers: Numbers
  /** The number after the transformation's literal digits, or null. */
  readonly #literal: number | null
  /** For each step: whether it stands in the last group. */
  readonly #captures: ReadonlySet<number>

  /**
   * @param pattern empty: there is none
   * @param transform empty: the prefix is taken off
   * @throws Error if either is not understood
   */
  constructor(pattern: string, transform: string, numbers: Numbers) {
    this.#numbers = numbers
    this.#pattern = pattern === '' ? null : compilePattern(pattern)
    const groups = this.#pattern?.groups ?? 0
    const [, literal = '', group] = /^(\d*)\$(\d)$/.exec(transform) ?? []
    if (transform !== '' && Number(group) !== groups) throw new Error(`a transformation is not understood: ${transform}`)
    this.#literal = transform === '' ? null
      : [...literal].reduce((number, digit) => numbers.step(number, Number(digit)), numbers.start)
    this.#captures = this.#pattern === null ? new Set() : stepsOfGroup(this.#pattern, groups)
  }

  begin(): Stripping {
    const first = this.#pattern === null ? [] : [{ at: this.#pattern.first, output: null }]
    return this.#follow(first, false, null)
  }

  step({ threads, stripped }: Stripping, digit: number): Stripping {
    const after = stripped === null ? null : this.#numbers.step(stripped, digit)
    const moved = threads.flatMap(({ at, output }) => {
      const step = this.#pattern?.steps[at]
      if (step?.op !== 'digit' || (step.set >> digit & 1) === 0) return []
      const isCaptured = this.#literal !== null && this.#captures.has(at)
      return [{ at: step.next, output: isCaptured ? this.#numbers.step(output ?? this.#literal, digit) : output }]
    })
    return this.#follow(moved, false, after)
  }

  /** What is left if the digits end here. */
  end({ threads, stripped }: Stripping): number | null {
    const atEnd = threads.filter(({ at }) => this.#pattern?.steps[at]?.op === 'end')
    return this.#follow(atEnd, true, stripped).stripped
  }

  /** Goes on to where the next digit is waited for. The first way that has matched shuts out all behind it. */
  #follow(ways: readonly Thread[], isEnd: boolean, stripped: number | null): Stripping {
    const threads: Thread[] = []
    const seen = new Set<number>()
    const matches = ({ at, output }: Thread): boolean => {
      if (seen.has(at)) return false
      seen.add(at)
      const step = this.#pattern?.steps[at]
      if (step === undefined || step.op === 'digit' || (step.op === 'end' && !isEnd)) {
        threads.push({ at, output })
        return false
      }
      if (step.op === 'match') {
        stripped = output ?? this.#numbers.start
        return true
      }
      return matches({ at: step.next, output }) || (step.op === 'split' && matches({ at: step.other, output }))
    }
    ways.some(matches)
    return { threads, stripped }
  }
}

function stepsOfGroup({ steps }: Pattern, group: number): ReadonlySet<number> {
  const inside = new Set<number>()
  const enter = (at: number): void => {
    const step = steps[at]
    if (step === undefined || inside.has(at) || (step.op === 'close' && step.group === group)) return
    inside.add(at)
    if ('next' in step) enter(step.next)
    if (step.op === 'split') enter(step.other)
  }
  for (const step of steps) if (step.op === 'open' && step.group === group) enter(step.next)
  return inside
}
