import type { Likeness } from '../detect/detection.ts'
import { holdsOwnMark } from '../detect/own-marks.ts'
import type { KeyClass } from '../walk/watch.ts'

/** A value such as the `work` of `"type": "work"`, and what it says. */
interface Word {
  readonly key: KeyClass
  readonly bytes: Buffer
  readonly text: string
  readonly said: number
}

const SLOTS = 2048
/** Longer values are read at each occurrence. */
const MAX_WORD_BYTES = 24
const LOWER_A = 0x61
const LOWER_Z = 0x7a

/**
 * Discriminators by their bytes: an API has few (`work`, `home`, `GB`), in every record. The common case is one hash
 * and one comparison; a text is read once. Only words of letters are remembered, and a bounded number of them: what else
 * stands under such a key may be somebody's.
 */
export class FactTable {
  private readonly likeness: Likeness
  private readonly words: (Word | undefined)[] = []
  private size = 0
  // An attacker who could foresee the hash could make all words share a slot.
  private readonly seed = (Math.random() * 0x1_0000_0000) | 0

  constructor(likeness: Likeness) {
    this.likeness = likeness
  }

  /** The word, or null where it is not remembered. ASCII without escapes. */
  lookUp(key: KeyClass, bytes: Uint8Array, start: number, end: number): Word | null {
    if (end - start > MAX_WORD_BYTES) return null
    let hash = this.seed ^ key.id
    let isWord = true
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number
      const lower = byte | 0x20
      if ((lower < LOWER_A || lower > LOWER_Z) && byte !== UNDERSCORE) isWord = false
      hash = Math.imul(hash ^ byte, 0x01000193)
    }
    if (!isWord) return null
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1)
    for (let word = this.words[slot]; word !== undefined; word = this.words[slot]) {
      if (word.key === key && isSpelled(word.bytes, bytes, start, end)) return word
      slot = (slot + 1) & (SLOTS - 1)
    }
    return this.size * 2 >= SLOTS ? null : this.remember(slot, key, bytes, start, end)
  }

  private remember(slot: number, key: KeyClass, bytes: Uint8Array, start: number, end: number): Word {
    const spelled = Buffer.from(bytes.subarray(start, end))
    const text = spelled.toString('latin1')
    const word = { key, bytes: spelled, text, said: this.likeness.said({ key, text }) }
    this.words[slot] = word
    this.size++
    return word
  }
}

const UNDERSCORE = 0x5f

function isSpelled(word: Buffer, bytes: Uint8Array, start: number, end: number): boolean {
  if (word.length !== end - start) return false
  for (let i = 0; i < word.length; i++) if (word[i] !== bytes[start + i]) return false
  return true
}

/** True if a text says something of its siblings: what was filtered says nothing new, and a document says nothing. */
export function isTelling(text: string): boolean {
  return !holdsOwnMark(text) && !/^\s*[[{]/.test(text)
}
