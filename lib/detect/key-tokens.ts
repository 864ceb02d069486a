import { fold } from '../bytes/fold.ts'
import { late } from '../late.ts'

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
  const folded = fold(key)
  const text = (folded?.text ?? key).replace(/e_?\.?164/gi, ' Eonesixfour ')
  const words = text.match(folded === null ? ASCII_WORD : WORD()) ?? []
  return words.map((written) => {
    const word = written.toLowerCase()
    return word === 'eonesixfour' ? 'e164' : word
  })
}

/** An acronym up to the word that follows it, a word with its capital, or letters without case. */
const WORD = late(() => new RegExp(
  String.raw`\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+`, 'gu'))
/** The same where all is ASCII. */
const ASCII_WORD = /[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g

/** One match of a sequence: words `[from, to)` of the key. */
export interface SequenceMatch<T> {
  readonly from: number
  readonly to: number
  readonly values: readonly T[]
}

/**
 * Finds sequences of words in keys. The last word may stand in the plural, and a sequence may be written as one word.
 * These forms are thousands, and the keys of an API begin with few letters: the forms of a letter are written out when
 * it is first looked for.
 */
export class SequenceTable<T> {
  /** Sequences in which a word begins with a letter that was not looked for yet, by that letter. */
  readonly #waiting = new Map<string, Sequence<T>[]>()
  /** By form, words separated by spaces. */
  readonly #forms = new Map<string, readonly T[]>()
  /** What a longer form begins with. */
  readonly #beginnings = new Set<string>()
  /** Words of sequences of several words; those of one word are forms. */
  readonly #parts = new Set<string>()

  /** True for every word of every sequence. */
  hasWord(word: string): boolean {
    this.#writeOut(word)
    return this.#parts.has(word) || this.#forms.has(word)
  }

  add(words: string, value: T): void {
    const sequence = { words, values: [value] }
    let at = 0
    do {
      const letter = words.charAt(at)
      const waiting = this.#waiting.get(letter)
      if (waiting === undefined) this.#waiting.set(letter, [sequence])
      else if (waiting.at(-1) !== sequence) waiting.push(sequence)
      at = words.indexOf(' ', at) + 1
    } while (at > 0)
  }

  #writeOut(word: string): void {
    const letter = word.charAt(0)
    const waiting = this.#waiting.get(letter)
    if (waiting === undefined) return
    this.#waiting.delete(letter)
    for (const { words, values } of waiting) {
      const parts = words.split(' ')
      if (words.startsWith(letter)) this.#addForms(parts, values)
      if (parts.length > 1) this.#addParts(parts)
    }
  }

  #addForms(words: readonly string[], values: readonly T[]): void {
    const start = words.slice(0, -1)
    for (const form of plurals(words.at(-1) ?? '')) {
      this.#insert([...start, form].join(' '), values)
      if (start.length > 0) this.#insert([...start, form].join(''), values)
    }
    let beginning = ''
    for (const word of start) {
      beginning = beginning === '' ? word : `${beginning} ${word}`
      this.#beginnings.add(beginning)
    }
  }

  #addParts(words: readonly string[]): void {
    for (const word of words) this.#parts.add(word)
    for (const form of plurals(words.at(-1) ?? '')) this.#parts.add(form)
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
      this.#writeOut(words[from] ?? '')
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

interface Sequence<T> {
  /** Separated by spaces. */
  readonly words: string
  readonly values: readonly T[]
}

function plurals(word: string): string[] {
  const sibilant = word.endsWith('s') || word.endsWith('x') || word.endsWith('ch')
  return /[^aeiou]y$/.test(word)
    ? [word, `${word}s`, `${word.slice(0, -1)}ies`]
    : [word, sibilant ? `${word}es` : `${word}s`]
}
