/**
 * Path patterns compiled to one automaton, made deterministic as documents ask for it.
 *
 *     /contacts/*\/phones/**      `*` = one key or array index, `**` = any number of them, also none
 *
 * A state is a number; the walker carries one per container. Keys enter as the index of the literal they equal, so that
 * no text is compared here.
 */
export class PathAutomaton {
  readonly literals: ReadonlyMap<string, number>
  private readonly patterns: readonly (readonly Segment[])[]
  private readonly states: State[] = []
  private readonly byName = new Map<string, number>()

  /** @param patterns JSON-Pointer-like: segments separated by `/`, `~0` and `~1` for `~` and `/` in a key */
  constructor(patterns: readonly string[]) {
    const literals = new Map<string, number>()
    this.patterns = patterns.map((pattern) => parse(pattern, literals))
    this.literals = literals
    this.intern(this.patterns.flatMap((_, pattern) => this.closure(pattern, 0)))
  }

  /** The state of the root. */
  readonly start = 0

  /**
   * The state below `state`, under a key that equals `literal` (-1: none of them), or at an array element (ELEMENT).
   */
  next(state: number, literal: number): number {
    const { positions, next } = this.states[state] as State
    const known = next.get(literal)
    if (known !== undefined) return known
    const reached: number[] = []
    for (const position of positions) {
      const pattern = Math.floor(position / WIDTH)
      const at = position % WIDTH
      const segment = this.patterns[pattern]?.[at]
      if (segment === undefined) continue
      if (segment === ANY_DEPTH) reached.push(...this.closure(pattern, at))
      else if (segment === ANY_ONE || segment === literal) reached.push(...this.closure(pattern, at + 1))
    }
    const target = this.intern(reached)
    next.set(literal, target)
    return target
  }

  /** Indices of the patterns that match at this state. */
  patternsAt(state: number): readonly number[] {
    return (this.states[state] as State).accepts
  }

  /** A position and those reachable from it without reading: `**` may stand for nothing. */
  private closure(pattern: number, at: number): number[] {
    const reached = [pattern * WIDTH + at]
    while (this.patterns[pattern]?.[at] === ANY_DEPTH) reached.push(pattern * WIDTH + ++at)
    return reached
  }

  private intern(positions: readonly number[]): number {
    const sorted = [...new Set(positions)].sort((a, b) => a - b)
    const name = sorted.join()
    const known = this.byName.get(name)
    if (known !== undefined) return known
    const accepts = sorted.filter((p) => p % WIDTH === this.patterns[Math.floor(p / WIDTH)]?.length)
    const id = this.states.length
    this.states.push({ positions: sorted, accepts: accepts.map((p) => Math.floor(p / WIDTH)), next: new Map() })
    this.byName.set(name, id)
    return id
  }
}

/** Pass as `literal` for an array element. */
export const ELEMENT = -2

type Segment = number
const ANY_ONE: Segment = -10
const ANY_DEPTH: Segment = -11
/** Segments of one pattern, at most; positions are numbered pattern * WIDTH + index. */
const WIDTH = 1024

interface State {
  readonly positions: readonly number[]
  readonly accepts: readonly number[]
  readonly next: Map<number, number>
}

function parse(pattern: string, literals: Map<string, number>): Segment[] {
  return pattern
    .split('/')
    .slice(1, WIDTH)
    .map((segment) => {
      if (segment === '*') return ANY_ONE
      if (segment === '**') return ANY_DEPTH
      const text = segment.replaceAll('~1', '/').replaceAll('~0', '~')
      const known = literals.get(text) ?? literals.size
      literals.set(text, known)
      return known
    })
}
