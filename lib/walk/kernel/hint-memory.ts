import * as code from '../../bytes/codes.ts'
import { AROUND, BEFORE_DIGITS } from '../hint-extensions.ts'
import { LISTED } from '../hint-numbers.ts'
import * as tables from '../hint-tables.ts'

/** The tables of the closer look as the kernel has them (assembly/memory.ts, HINTS). */

export const HINT_NAMES = [
  'BITS', 'MARKS', 'AROUND', 'SECRETS_AT', 'SECRETS', 'SECRET_SIZE', 'PREFIX_LENGTH_', 'PREFIX_MARK_', 'SECRET_MIN_',
  'LABELS', 'CHANNELS', 'SCHEMES', 'LISTED', 'ROWS', 'MARKS_SET', 'NOT_BEFORE_SET', 'BEGINS_SET', 'NOT_BEHIND_SET',
  'BEFORE_DIGITS_SET', 'ANNOUNCES_SET', 'SCHEME_END_SET', 'SECRET_FIRST_SET', 'SECRET_SECOND_SET', 'ALONE_SET',
  'ALL_PLUS', 'ALL_BACKSLASH', 'ALL_TRAILING', 'ALL_COLON', 'MOMENT', 'MOMENT_ROOM', 'ESCAPED', 'FOLDING',
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
  fillBytes(bytes, at)
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

/** A set of ASCII bytes, by the low half of a byte: a bit for each high half that goes with it (assembly/scan.ts). */
function fillSets(bytes: Uint8Array, at: Addresses): void {
  const isAny = (bit: number) => (byte: number) => ((tables.BITS[byte] as number) & bit) !== 0
  const isOf = (listed: readonly number[]) => (byte: number) => listed.includes(byte)
  const sets: readonly (readonly [number, (byte: number) => boolean])[] = [
    [at.MARKS_SET, (byte) => tables.MARKS[byte] !== 0],
    [at.NOT_BEFORE_SET, isAny(tables.B_NOT_BEFORE)],
    [at.BEGINS_SET, (byte) => byte === code.OPEN_PARENTHESIS || isAny(tables.B_DIGIT)(byte)],
    [at.NOT_BEHIND_SET, (byte) => byte === code.PERCENT || isAny(tables.B_WORD)(byte)],
    [at.BEFORE_DIGITS_SET, (byte) => ((AROUND[byte] as number) & BEFORE_DIGITS) !== 0],
    [at.ANNOUNCES_SET, isOf(announcing())],
    [at.SCHEME_END_SET, isOf(eitherCase(lastOf(tables.SCHEMES)))],
    [at.SECRET_FIRST_SET, isOf(secretBytes(-1))],
    [at.SECRET_SECOND_SET, isOf(secretBytes(0))],
    [at.ALONE_SET, isOf([code.EQUALS, ...secretBytes(0, true)])],
  ]
  for (let row = 0; row < 8; row++) bytes[at.ROWS + row] = 1 << row
  for (const [set, isIn] of sets) {
    for (let byte = 0; byte < 0x80; byte++) {
      const low = set + (byte & 15)
      if (isIn(byte)) bytes[low] = (bytes[low] as number) | (1 << (byte >> 4))
    }
  }
}

/** What stands before an extension, or before the marks before it (hint-extensions.ts). */
function announcing(): number[] {
  // The Spanish label has an accent before its last letter, so it is not in the table.
  const letters = eitherCase([code.LOWER_N, ...lastOf(tables.LABELS)])
  return [code.STAR, code.HASH, code.COMMA, code.SLASH, ...letters]
}

/** A byte of each secret, counted from the mark; of those that have a byte before it, or of those that have none. */
function secretBytes(offset: number, isFirst = false): number[] {
  const bytes: number[] = []
  for (const [which, prefix] of tables.SECRETS.entries()) {
    const mark = tables.SECRET_MARKS[which] as number
    if ((mark === 0) === isFirst) bytes.push(prefix[mark + offset] as number)
  }
  return bytes
}

/** The last letters of the words in a table. */
function lastOf(words: Uint8Array): number[] {
  const letters: number[] = []
  for (let at = 0; words[at] !== 0; at += (words[at] as number) + 1) {
    letters.push(words[at + (words[at] as number)] as number)
  }
  return letters
}

function eitherCase(letters: readonly number[]): number[] {
  return letters.flatMap((letter) => [letter, letter & ~0x20])
}

function fillBytes(bytes: Uint8Array, at: Addresses): void {
  const same: readonly (readonly [number, number])[] = [
    [at.ALL_PLUS, code.PLUS], [at.ALL_BACKSLASH, code.BACKSLASH], [at.ALL_TRAILING, FIRST_OF_CHARACTER],
    [at.ALL_COLON, code.COLON],
  ]
  for (const [address, byte] of same) bytes.fill(byte, address, address + 16)
  for (let letter = 0; letter < 256; letter++) bytes[at.ESCAPED + letter] = ESCAPED.get(letter) ?? letter
  for (let i = 0; i < 16; i++) {
    bytes[at.MOMENT + i] = MOMENT.charCodeAt(i)
    bytes[at.MOMENT_ROOM + i] = MOMENT[i] === '0' ? 9 : 0
  }
}

const WORD = 4
const MOMENT = '0000-00-00T00:00'
/** A byte beyond ASCII from here on begins a character. */
const FIRST_OF_CHARACTER = 0xc0
/** What a letter behind a backslash stands for, if not for itself. */
const ESCAPED: ReadonlyMap<number, number> = new Map([
  [code.LOWER_N, code.LF], [code.LOWER_T, code.TAB], [code.LOWER_R, code.CR], [code.LOWER_B, 0x08],
  [code.LOWER_F, 0x0c],
])
