import type { ClassifyKey, KeyClass } from './watch.ts'

/** What is known of one key. Keys that mean the same and may not be shown share one entry. */
export interface KeyEntry {
  readonly id: number
  readonly keyClass: KeyClass
  /** Index of the path literal this key equals, or -1. */
  readonly literal: number
  /** The key as a receipt may show it. */
  readonly label: string
}

const SLOTS = 32_768
const HIDDEN_LABEL = '{key}'

/**
 * Keys by their bytes. Every key of a document is looked up here, so the common case is one hash and one comparison of
 * bytes; the text of a key is decoded and classified once. The memory of it is bounded: an API that uses telephone
 * numbers as keys must not fill it, so keys outside the vocabulary are remembered only as a class.
 */
export class KeyDictionary {
  readonly entries: KeyEntry[] = []
  private readonly classify: ClassifyKey
  private readonly literals: ReadonlyMap<string, number>
  private readonly maxKeys: number
  private readonly byText = new Map<string, KeyEntry>()
  private readonly byClass = new Map<KeyClass, KeyEntry>()
  private readonly slots = new Int32Array(SLOTS)
  private spellings: { bytes: Buffer; entry: KeyEntry }[] = []
  // An attacker who could foresee the hash could make all keys share a slot.
  private readonly seed = (Math.random() * 0x1_0000_0000) | 0

  /**
   * @param classify pure; says what a key means
   * @param literals the keys that path patterns name, with their indices
   * @param maxKeys distinct spellings remembered
   */
  constructor(classify: ClassifyKey, literals: ReadonlyMap<string, number>, maxKeys: number) {
    this.classify = classify
    this.literals = literals
    this.maxKeys = Math.min(maxKeys, SLOTS / 2)
    this.root = this.entryOf('')
    for (const text of literals.keys()) this.entryOf(text)
  }

  /** The entry of the root, which stands under no key. */
  readonly root: KeyEntry

  /** @param text decodes the key; called only for a spelling not met before */
  lookUp(bytes: Uint8Array, start: number, end: number, text: () => string): KeyEntry {
    let hash = this.seed
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
    hash ^= hash >>> 15
    let slot = hash & (SLOTS - 1)
    for (let found = this.slots[slot]; found !== 0; found = this.slots[slot]) {
      const spelling = this.spellings[(found as number) - 1] as { bytes: Buffer; entry: KeyEntry }
      if (equal(spelling.bytes, bytes, start, end)) return spelling.entry
      slot = (slot + 1) & (SLOTS - 1)
    }
    const entry = this.entryOf(text())
    if (this.spellings.length === this.maxKeys) {
      this.spellings = []
      this.slots.fill(0)
      slot = hash & (SLOTS - 1)
    }
    this.spellings.push({ bytes: Buffer.from(bytes.subarray(start, end)), entry })
    this.slots[slot] = this.spellings.length
    return entry
  }

  private entryOf(text: string): KeyEntry {
    const known = this.byText.get(text)
    if (known !== undefined) return known
    const keyClass = this.classify(text)
    const literal = this.literals.get(text) ?? -1
    const named = literal >= 0 || (keyClass.showable && this.byText.size < this.maxKeys)
    if (!named) {
      const shared = this.byClass.get(keyClass)
      if (shared !== undefined) return shared
    }
    const label = literal >= 0 || (named && keyClass.showable) ? text : HIDDEN_LABEL
    const entry: KeyEntry = { id: this.entries.length, keyClass, literal, label }
    this.entries.push(entry)
    if (named) this.byText.set(text, entry)
    else this.byClass.set(keyClass, entry)
    return entry
  }
}

function equal(spelling: Buffer, bytes: Uint8Array, start: number, end: number): boolean {
  if (spelling.length !== end - start) return false
  for (let i = 0; i < spelling.length; i++) if (spelling[i] !== bytes[start + i]) return false
  return true
}
