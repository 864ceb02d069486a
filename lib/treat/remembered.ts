import type { Pseudonyms } from './treatment.ts'

/** Extensions of one company, or people of one team: what is met again and again in one response. */
const MAX_REMEMBERED = 1024
/** UTF-16 units; longer texts are seldom met twice. */
const MAX_CHARS = 64

/**
 * The pseudonyms of one response: made once for a value, and then remembered, up to a bound. To be forgotten together
 * with the response, because what it holds are values and what stands for them.
 */
export class RememberedPseudonyms implements Pseudonyms {
  // Private to the language: nothing that prints an object prints a value.
  readonly #maker: Pseudonyms
  #made: Map<string, string> | null = null

  constructor(maker: Pseudonyms) {
    this.#maker = maker
  }

  of(category: string, text: string): string {
    if (text.length > MAX_CHARS) return this.#maker.of(category, text)
    this.#made ??= new Map()
    // No category has a space.
    const key = `${category} ${text}`
    let made = this.#made.get(key)
    if (made === undefined) {
      made = this.#maker.of(category, text)
      if (this.#made.size === MAX_REMEMBERED) this.#made.clear()
      this.#made.set(key, made)
    }
    return made
  }

  isOwn(category: string, text: string): boolean {
    return this.#maker.isOwn(category, text)
  }
}
