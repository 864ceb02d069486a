/**
 * The regular expressions of numbering plans, as programs for a machine of many threads: digits, classes, groups,
 * alternatives, `?`, `{n}`, `{n,m}` and `$`. Nothing else occurs; everything else is refused.
 */
export type Step =
  /** Consumes one digit of the set: bit 0 is `0`. */
  | { readonly op: 'digit', readonly set: number, readonly next: number }
  /** Tries `next` first, then `other`. */
  | { readonly op: 'split', readonly next: number, readonly other: number }
  /** A capturing group begins or ends. */
  | { readonly op: 'open' | 'close', readonly group: number, readonly next: number }
  /** Goes on only where the text ends. */
  | { readonly op: 'end', readonly next: number }
  | { readonly op: 'match' }

export interface Pattern {
  /** Index of the first step. */
  readonly first: number
  readonly steps: readonly Step[]
  /** Number of capturing groups. */
  readonly groups: number
}

const ANY_DIGIT = 0x3ff

/**
 * @throws Error if the expression uses anything else than what is named above
 */
export function compilePattern(source: string): Pattern {
  return new Compiler(source).compile()
}

/** Makes the steps from back to front: each part is told where to go on. */
type Part = (next: number) => number

class Compiler {
  readonly #source: string
  readonly #steps: Step[] = [{ op: 'match' }]
  #at = 0
  #groups = 0

  constructor(source: string) {
    this.#source = source
  }

  compile(): Pattern {
    const whole = this.#alternatives()
    if (this.#at < this.#source.length) this.#refuse()
    return { first: whole(0), steps: this.#steps, groups: this.#groups }
  }

  #alternatives(): Part {
    const parts = [this.#sequence()]
    while (this.#take('|')) parts.push(this.#sequence())
    return (next) => parts
      .map((part) => part(next))
      .reduceRight((other, first) => this.#add({ op: 'split', next: first, other }))
  }

  #sequence(): Part {
    const parts: Part[] = []
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) parts.push(this.#repeated())
    return (next) => parts.reduceRight((behind, part) => part(behind), next)
  }

  #repeated(): Part {
    const part = this.#atom()
    const [least, most] = this.#count()
    return (next) => {
      let first = next
      for (let times = least; times < most; times++) first = this.#add({ op: 'split', next: part(first), other: next })
      for (let times = 0; times < least; times++) first = part(first)
      return first
    }
  }

  #count(): readonly [number, number] {
    if (this.#take('?')) return [0, 1]
    const counted = /^\{(\d+)(?:,(\d+))?\}/.exec(this.#source.slice(this.#at))
    if (counted === null) return [1, 1]
    this.#at += counted[0].length
    return [Number(counted[1]), Number(counted[2] ?? counted[1])]
  }

  #atom(): Part {
    if (this.#take('(?:')) return this.#closed(this.#alternatives())
    if (this.#take('(')) return this.#group()
    if (this.#take('[')) return this.#digits(this.#class())
    if (this.#take('\\d')) return this.#digits(ANY_DIGIT)
    if (this.#take('$')) return (next) => this.#add({ op: 'end', next })
    return this.#digits(1 << this.#digit())
  }

  #group(): Part {
    const group = ++this.#groups
    const inner = this.#closed(this.#alternatives())
    return (next) => this.#add({ op: 'open', group, next: inner(this.#add({ op: 'close', group, next })) })
  }

  #closed(part: Part): Part {
    if (!this.#take(')')) this.#refuse()
    return part
  }

  #digits(set: number): Part {
    return (next) => this.#add({ op: 'digit', set, next })
  }

  #class(): number {
    let set = 0
    while (!this.#take(']')) {
      if (this.#take('\\d')) {
        set = ANY_DIGIT
        continue
      }
      const from = this.#digit()
      const to = this.#take('-') ? this.#digit() : from
      for (let digit = from; digit <= to; digit++) set |= 1 << digit
    }
    return set
  }

  #digit(): number {
    const digit = this.#source.charCodeAt(this.#at++) - 0x30
    return digit >= 0 && digit <= 9 ? digit : this.#refuse()
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  #add(step: Step): number {
    return this.#steps.push(step) - 1
  }

  #refuse(): never {
    throw new Error(`a pattern of the numbering plans is not understood at ${this.#at}: ${this.#source}`)
  }
}
