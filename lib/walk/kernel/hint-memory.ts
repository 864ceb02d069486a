import * as code from '../../bytes/codes.ts'
import { AROUND, BEFORE_DIGITS } from '../hint-extensions.ts'
import { LISTED } from '../hint-numbers.ts'
import * as tables from '../hint-tables.ts'

/** The tables of the closer look as the kernel has them (assembly/memory.ts, HINTS). */

export const HINT_NAMES = [
  'BITS', 'MARKS', 'AROUND', 'SECRETS_AT', 'SECRETS', 'SECRET_SIZE', 'PREFIX_LENGTH_', 'PREFIX_MARK_', 'SECRET_MIN_',
  'LABELS', 'CHANNELS', 'SCHEMES', 'LISTED', 'ROWS', 'MARKS_SET', 'NOT_BEFORE_SET', 'SEPARATOR_SET', 'UNUSUAL_SET',
  'BEGINS_SET', 'NOT_BEHIND_SET', 'BEFORE_DIGITS_SET', 'ANNOUNCES_SET', 'CHANNEL_END_SET', 'SCHEME_END_SET',
  'SECRET_FIRST_SET', 'SECRET_SECOND_SET', 'SECRET_ALONE_SET', 'ALL_PLUS', 'ALL_BACKSLASH', 'ALL_TRAILING', 'ALL_SLASH',
  'ALL_COMMA', 'ALL_COLON', 'ALL_EQUALS', 'MOMENT', 'MOMENT_ROOM', 'ESCAPED', 'FOLDING',
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
  const { BITS, MARKS, SECRETS, SECRET_MARKS } = tables
  const isAny = (bit: number) => (byte: number) => ((BITS[byte] as number) & bit) !== 0
  const isOf = (listed: readonly number[]) => (byte: number) => listed.includes(byte)
  const inner = [...SECRETS.keys()].filter((which) => SECRET_MARKS[which] !== 0)
  const sets: readonly (readonly [number, (byte: number) => boolean])[] = [
    [at.MARKS_SET, (byte) => MARKS[byte] !== 0],
    [at.NOT_BEFORE_SET, isAny(tables.B_NOT_BEFORE)],
    [at.SEPARATOR_SET, isAny(tables.B_SEPARATOR)],
    [at.UNUSUAL_SET, isOf([code.ZERO, code.OPEN_PARENTHESIS])],
    [at.BEGINS_SET, (byte) => byte === code.OPEN_PARENTHESIS || isAny(tables.B_DIGIT)(byte)],
    [at.NOT_BEHIND_SET, (byte) => byte === code.PERCENT || isAny(tables.B_WORD)(byte)],
    [at.BEFORE_DIGITS_SET, (byte) => ((AROUND[byte] as number) & BEFORE_DIGITS) !== 0],
    // The Spanish label has an accent before its last letter.
    [at.ANNOUNCES_SET, isOf([code.STAR, code.HASH, ...eitherCase([code.LOWER_N, ...lastOf(tables.LABELS)])])],
    [at.CHANNEL_END_SET, isOf(eitherCase(lastOf(tables.CHANNELS)))],
    [at.SCHEME_END_SET, isOf(eitherCase(lastOf(tables.SCHEMES)))],
    [at.SECRET_FIRST_SET, isOf(inner.map((which) => SECRETS[which]?.[(SECRET_MARKS[which] as number) - 1] as number))],
    [at.SECRET_SECOND_SET, isOf(inner.map((which) => SECRETS[which]?.[SECRET_MARKS[which] as number] as number))],
    [at.SECRET_ALONE_SET, isOf([...SECRETS.keys()].filter((which) => !inner.includes(which))
      .map((which) => SECRETS[which]?.[0] as number))],
  ]
  for (let row = 0; row < 8; row++) bytes[at.ROWS + row] = 1 << row
  for (const [set, isIn] of sets) {
    for (let byte = 0; byte < 0x80; byte++) {
      const low = set + (byte & 15)
      if (isIn(byte)) bytes[low] = (bytes[low] as number) | (1 << (byte >> 4))
    }
  }
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
    [at.ALL_SLASH, code.SLASH], [at.ALL_COMMA, code.COMMA], [at.ALL_COLON, code.COLON], [at.ALL_EQUALS, code.EQUALS],
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
