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

interface Node<T> {
  readonly next: Map<string, Node<T>>
  readonly values: T[]
}

/**
 * Finds sequences of words in keys. The last word may stand in the plural, and a sequence may be written as one word.
 */
export class SequenceTable<T> {
  readonly #root: Node<T> = { next: new Map(), values: [] }
  readonly #words = new Set<string>()

  /** Every word of every sequence. */
  get words(): ReadonlySet<string> {
    return this.#words
  }

  add(sequence: string, value: T): void {
    const words = sequence.split(' ')
    const last = words.length - 1
    for (const form of plurals(words[last] ?? '')) {
      const spelled = [...words.slice(0, last), form]
      this.#insert(spelled, value)
      if (last > 0) this.#insert([spelled.join('')], value)
    }
  }

  #insert(words: readonly string[], value: T): void {
    let node = this.#root
    for (const word of words) {
      this.#words.add(word)
      let next = node.next.get(word)
      if (next === undefined) node.next.set(word, (next = { next: new Map(), values: [] }))
      node = next
    }
    if (!node.values.includes(value)) node.values.push(value)
  }

  /** All matches that are not part of a longer one. */
  match(words: readonly string[]): SequenceMatch<T>[] {
    const matches: SequenceMatch<T>[] = []
    let covered = 0
    for (let from = 0; from < words.length; from++) {
      let node: Node<T> | undefined = this.#root
      let best: SequenceMatch<T> | null = null
      for (let to = from; to < words.length; ) {
        node = node.next.get(words[to++] ?? '')
        if (node === undefined) break
        if (node.values.length > 0) best = { from, to, values: node.values }
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
