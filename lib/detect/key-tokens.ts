import { fold } from '../bytes/fold.ts'
import { late } from '../late.ts'

/** A key longer than this is data, not a name. */
const MAX_KEY_CHARS = 96

/**
 * Cuts a key into lower-case words: at case changes, at everything that is no letter, and between letters and digits.
 * Digits separate and are left out, except in `e164`; accents are left out.
 *
 *     callerIDNum -> caller id num      home_phone-2 -> home phone      Caller ID number -> caller id number
 */
export function splitKey(key: string): string[] {
  if (key.length > MAX_KEY_CHARS) return []
  const folded = fold(key)
  const text = (folded === null ? key : withoutAccents(folded.text)).replace(/e_?\.?164/gi, ' Eonesixfour ')
  const words = text.match(folded === null ? ASCII_WORD : WORD()) ?? []
  return words.map((written) => {
    const word = written.toLowerCase()
    return word === 'eonesixfour' ? 'e164' : word
  })
}

/** `pr\u00e9nom` is written without its accent, too; what is left of a letter is the letter. */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(MARKS(), '').replaceAll('\u00df', 'ss')
}

const MARKS = late(() => new RegExp(String.raw`[\u0300-\u036f]`, 'g'))

/** An acronym up to the word that follows it, a word with its capital, or letters without case. */
const WORD = late(() => new RegExp(
  String.raw`\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+`, 'gu'))
/** The same where all is ASCII. */
const ASCII_WORD = /[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g

/**
 * Two words that are written as one, the telephone being one of them: `homephone`, `CREATORPHONE`, `phonelocal`. Other
 * words are left: `microphone`, `phonetic`.
 */
export function parted(word: string): readonly string[] {
  const { 1: before, 2: tail } = TELEPHONE_TAIL.exec(word) ?? []
  if (before !== undefined && tail !== undefined) return OTHER_PHONES.has(before) ? [word] : [before, tail]
  const { 1: head, 2: after } = TELEPHONE_HEAD.exec(word) ?? []
  return head !== undefined && after !== undefined ? [head, after] : [word]
}

const TELEPHONE_TAIL = /^([a-z]{2,}?)((?:tele)?phones?|telefon|telefono|telefone|fax|faxes|msisdn)$/
const TELEPHONE_HEAD = new RegExp('^(phone|telephone|tel|fax|mobile|cell)'
  + '(ext|extension|local|home|work|office|main|mobile|private|business|primary|secondary|day|evening|other|alt)$')
const OTHER_PHONES: ReadonlySet<string> = new Set([
  'anglo', 'dicta', 'ear', 'franco', 'gramo', 'head', 'homo', 'inter', 'mega', 'micro', 'saxo', 'smart', 'soft',
  'speaker', 'tele', 'vibra', 'xylo',
])

/** One match of a sequence: words `[from, to)` of the key. */
export interface SequenceMatch<T> {
  readonly from: number
  readonly to: number
  readonly values: readonly T[]
}

/**
 * Finds sequences of words in keys. The last word may stand in the plural, and a sequence may be written as one word.
 * The tables are filled at every start, with more than a thousand sequences: plurals are for {@link singulars} to see.
 */
export class SequenceTable<T> {
  /** By form, words separated by spaces, or all as one. */
  readonly #forms = new Map<string, readonly T[]>()
  /** What a longer form begins with. */
  readonly #beginnings = new Set<string>()
  /** Words of sequences of several words: the last one, and those before it. Sequences of one word are forms. */
  readonly #last = new Set<string>()
  readonly #before = new Set<string>()

  /** True for every word of every sequence. */
  hasWord(word: string): boolean {
    return this.#before.has(word) || singulars(word).some((form) => this.#last.has(form) || this.#forms.has(form))
  }

  add(sequence: string, value: T): void {
    const values = [value]
    this.#insert(sequence, values)
    let from = 0
    for (let to = sequence.indexOf(' '); to > 0; to = sequence.indexOf(' ', from)) {
      this.#beginnings.add(sequence.slice(0, to))
      this.#before.add(sequence.slice(from, to))
      from = to + 1
    }
    if (from === 0) return
    this.#last.add(sequence.slice(from))
    this.#insert(sequence.replaceAll(' ', ''), values)
  }

  #insert(form: string, values: readonly T[]): void {
    const known = this.#forms.get(form)
    this.#forms.set(form, known === undefined ? values : union(known, values))
  }

  #find(form: string): readonly T[] | undefined {
    let found = this.#forms.get(form)
    if (!form.endsWith('s')) return found
    for (const singular of singulars(form).slice(1)) {
      const values = this.#forms.get(singular)
      if (values !== undefined) found = found === undefined ? values : union(found, values)
    }
    return found
  }

  /** All matches that are not part of a longer one. */
  match(words: readonly string[]): SequenceMatch<T>[] {
    const matches: SequenceMatch<T>[] = []
    let covered = 0
    for (let from = 0; from < words.length; from++) {
      let best: SequenceMatch<T> | null = null
      let form = words[from] ?? ''
      for (let to = from + 1; ; form += ` ${words[to++] ?? ''}`) {
        const values = this.#find(form)
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

function union<T>(some: readonly T[], others: readonly T[]): readonly T[] {
  return [...new Set([...some, ...others])]
}

/** `os` is no plural of `o`. */
const MIN_PLURAL_CHARS = 3

/** The word, or sequence, and what it may be the plural of. */
function singulars(form: string): readonly string[] {
  if (!form.endsWith('s') || form.length < MIN_PLURAL_CHARS) return [form]
  const found = [form]
  if (!/(?:s|x|ch)s$/.test(form)) found.push(form.slice(0, -1))
  if (/(?:s|x|ch)es$/.test(form)) found.push(form.slice(0, -2))
  if (/[^aeiou]ies$/.test(form)) found.push(`${form.slice(0, -3)}y`)
  return found
}
