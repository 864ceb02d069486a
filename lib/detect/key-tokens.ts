import { fold } from '../bytes/fold.ts'

/** A key longer than this is data, not a name. */
const MAX_KEY_CHARS = 96

/**
 * Cuts a key into lower-case words: at case changes, at everything that is no letter, and between letters and digits.
 * Digits separate and are left out, except in `e164`.
 *
 *     callerIDNum -> caller id num      home_phone-2 -> home phone      Caller ID number -> caller id number
 */
export function splitKey(key: string): string[] {
  if (key.length > MAX_KEY_CHARS) return []
  const text = (fold(key)?.text ?? key).replace(/e_?\.?164/gi, ' Eonesixfour ')
  const words: string[] = []
  for (const match of text.matchAll(WORD)) {
    const word = match[0].toLowerCase()
    words.push(word === 'eonesixfour' ? 'e164' : word)
  }
  return words
}

/** An acronym up to the word that follows it, a word with its capital, or letters without case. */
const WORD = /\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+/gu

/** One match of a sequence: words `[from, to)` of the key. */
export interface SequenceMatch<T> {
  readonly from: number
  readonly to: number
  readonly values: readonly T[]
}

/**
 * Finds sequences of words in keys. The last word may stand in the plural, and a sequence may be written as one word.
 * Flat tables and shared lists, because the tables are filled with thousands of forms at every start.
 */
export class SequenceTable<T> {
  /** By form, words separated by spaces. */
  readonly #forms = new Map<string, readonly T[]>()
  /** What a longer form begins with. */
  readonly #beginnings = new Set<string>()
  /** Words of sequences of several words; those of one word are forms. */
  readonly #parts = new Set<string>()

  /** True for every word of every sequence. */
  hasWord(word: string): boolean {
    return this.#parts.has(word) || this.#forms.has(word)
  }

  add(sequence: string, value: T): void {
    const values = [value]
    const words = sequence.split(' ')
    const last = words.pop() ?? ''
    const start = words.join(' ')
    for (const form of plurals(last)) {
      this.#insert(start === '' ? form : `${start} ${form}`, values)
      if (start === '') continue
      this.#insert(words.join('') + form, values)
      this.#parts.add(form)
    }
    let beginning = ''
    for (const word of words) {
      this.#parts.add(word)
      beginning = beginning === '' ? word : `${beginning} ${word}`
      this.#beginnings.add(beginning)
    }
  }

  #insert(form: string, values: readonly T[]): void {
    const known = this.#forms.get(form)
    if (known === undefined) this.#forms.set(form, values)
    else this.#forms.set(form, [...new Set([...known, ...values])])
  }

  /** All matches that are not part of a longer one. */
  match(words: readonly string[]): SequenceMatch<T>[] {
    const matches: SequenceMatch<T>[] = []
    let covered = 0
    for (let from = 0; from < words.length; from++) {
      let best: SequenceMatch<T> | null = null
      let form = words[from] ?? ''
      for (let to = from + 1; ; form += ` ${words[to++] ?? ''}`) {
        const values = this.#forms.get(form)
        if (values !== undefined) best = { from, to, values }
        if (to >= words.length || !this.#beginnings.has(form)) break
      }
      if (best === null || best.to <= covered) continue
      covered = best.to
      matches.push(best)
    }
    return matches
  }
}

function plurals(word: string): string[] {
  const sibilant = word.endsWith('s') || word.endsWith('x') || word.endsWith('ch')
  return word.endsWith('y') && !/[aeiou]y$/.test(word)
    ? [word, `${word}s`, `${word.slice(0, -1)}ies`]
    : [word, sibilant ? `${word}es` : `${word}s`]
}
