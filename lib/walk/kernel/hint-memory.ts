import * as code from '../../bytes/codes.ts'
import { AROUND } from '../hint-extensions.ts'
import { LISTED } from '../hint-numbers.ts'
import * as tables from '../hint-tables.ts'

/** The tables of the closer look as the kernel has them (assembly/memory.ts, HINTS). */

export const HINT_NAMES = [
  'BITS', 'MARKS', 'AROUND', 'SECRETS_AT', 'SECRETS', 'SECRET_SIZE', 'PREFIX_LENGTH_', 'PREFIX_MARK_', 'SECRET_MIN_',
  'LABELS', 'CHANNELS', 'SCHEMES', 'LISTED', 'ROWS', 'NOT_BEFORE_SET', 'BEGINS_SET', 'MARKS_SET', 'ALL_PLUS',
  'ALL_BACKSLASH', 'ALL_TRAILING', 'ESCAPED', 'FOLDING',
] as const

type Addresses = Readonly<Record<(typeof HINT_NAMES)[number], number>>

/** Writes all of them to the memory of a kernel. */
export function fillHintTables(bytes: Uint8Array, words: Int32Array, at: Addresses): void {
  bytes.set(tables.BITS, at.BITS)
  bytes.set(tables.MARKS, at.MARKS)
  bytes.set(AROUND, at.AROUND)
  bytes.set(tables.LABELS, at.LABELS)
  bytes.set(tables.CHANNELS, at.CHANNELS)
  bytes.set(tables.SCHEMES, at.SCHEMES)
  bytes.set(tables.FOLDING, at.FOLDING)
  words.set(LISTED, at.LISTED / WORD)
  fillSecrets(bytes, words, at)
  fillSets(bytes, at)
  for (let letter = 0; letter < 256; letter++) bytes[at.ESCAPED + letter] = ESCAPED.get(letter) ?? letter
}

function fillSecrets(bytes: Uint8Array, words: Int32Array, at: Addresses): void {
  for (const [which, prefix] of tables.SECRETS.entries()) {
    const secret = at.SECRETS + which * at.SECRET_SIZE
    const mark = tables.SECRET_MARKS[which] as number
    const byte = at.SECRETS_AT + (prefix[mark] as number)
    bytes.set(prefix, secret)
    words[(secret + at.PREFIX_LENGTH_) / WORD] = prefix.length
    words[(secret + at.PREFIX_MARK_) / WORD] = mark
    words[(secret + at.SECRET_MIN_) / WORD] = tables.SECRET_MIN[which] as number
    bytes[byte] = (bytes[byte] as number) | (1 << which)
  }
}

function fillSets(bytes: Uint8Array, at: Addresses): void {
  for (let row = 0; row < 8; row++) bytes[at.ROWS + row] = 1 << row
  const sets: readonly (readonly [number, (byte: number) => boolean])[] = [
    [at.MARKS_SET, (byte) => tables.MARKS[byte] !== 0],
    [at.NOT_BEFORE_SET, (byte) => has(byte, tables.B_NOT_BEFORE)],
    [at.BEGINS_SET, (byte) => has(byte, tables.B_DIGIT) || byte === code.OPEN_PARENTHESIS],
  ]
  for (const [set, isIn] of sets) {
    for (let byte = 0; byte < 0x80; byte++) {
      const low = set + (byte & 15)
      if (isIn(byte)) bytes[low] = (bytes[low] as number) | (1 << (byte >> 4))
    }
  }
  bytes.fill(code.PLUS, at.ALL_PLUS, at.ALL_PLUS + 16)
  bytes.fill(code.BACKSLASH, at.ALL_BACKSLASH, at.ALL_BACKSLASH + 16)
  bytes.fill(FIRST_OF_CHARACTER, at.ALL_TRAILING, at.ALL_TRAILING + 16)
}

function has(byte: number, bit: number): boolean {
  return ((tables.BITS[byte] as number) & bit) !== 0
}

const WORD = 4
/** A byte beyond ASCII from here on begins a character. */
const FIRST_OF_CHARACTER = 0xc0
/** What a letter behind a backslash stands for, if not for itself. */
const ESCAPED: ReadonlyMap<number, number> = new Map([
  [code.LOWER_N, code.LF], [code.LOWER_T, code.TAB], [code.LOWER_R, code.CR], [code.LOWER_B, 0x08],
  [code.LOWER_F, 0x0c],
])
