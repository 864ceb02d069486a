import * as code from '../../bytes/codes.ts'
import { AROUND, BEFORE_DIGITS } from '../hint-extensions.ts'
import { LISTED } from '../written-number.ts'
import * as tables from '../hint-tables.ts'

/** The tables of the closer look as the kernel has them (assembly/memory.ts, HINTS). */

export const HINT_NAMES = [
  'BITS', 'MARKS', 'AROUND', 'SECRETS_AT', 'SECRETS', 'SECRET_SIZE', 'PREFIX_LENGTH_', 'PREFIX_MARK_', 'SECRET_MIN_',
  'CHANNELS', 'CONTEXTS', 'SCHEMES', 'LISTED', 'ENDINGS', 'ROWS', 'MARKS_SET', 'FEW_MARKS_SET', 'NOT_BEFORE_SET',
  'BEGINS_SET',
  'ANNOUNCES_SET', 'SECRET_FIRST_SET', 'SECRET_MARKS_SET', 'ALL_PLUS', 'ALL_BACKSLASH', 'ALL_TRAILING', 'MOMENT',
  'MOMENT_ROOM', 'ESCAPED', 'LABELS', 'TELEPHONE_WORDS', 'FOREIGN_ENDS', 'FOLDING',
] as const

type Addresses = Readonly<Record<(typeof HINT_NAMES)[number], number>>

/** Writes all of them to the memory of a kernel. */
export function fillHintTables(bytes: Uint8Array, words: Int32Array, at: Addresses): void {
  bytes.set(tables.BITS, at.BITS)
  bytes.set(tables.MARKS, at.MARKS)
  bytes.set(AROUND, at.AROUND)
  bytes.set(tables.LABELS, at.LABELS)
  bytes.set(tables.TELEPHONE_WORDS, at.TELEPHONE_WORDS)
  bytes.set(tables.CHANNELS, at.CHANNELS)
  bytes.set(tables.CONTEXTS, at.CONTEXTS)
  bytes.set(tables.SCHEMES, at.SCHEMES)
  bytes.set(tables.FOLDING, at.FOLDING)
  words.set(LISTED, at.LISTED / WORD)
  words.set(tables.FOREIGN_ENDS, at.FOREIGN_ENDS / WORD)
  fillEndings(words, at)
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

/** A set of bytes, by the low half of a byte: a bit for each high half that goes with it (assembly/scan.ts). */
function fillSets(bytes: Uint8Array, at: Addresses): void {
  const { BITS, MARKS } = tables
  const isAny = (bit: number) => (byte: number) => ((BITS[byte] as number) & bit) !== 0
  const isOneOf = (listed: readonly number[]) => (byte: number) => listed.includes(byte)
  const begin = secretBytes((mark) => mark === 0, 0)
  const inner = secretBytes((mark) => mark > 0, 0)
  const sets: readonly (readonly [address: number, isIn: (byte: number) => boolean, beyondAscii: boolean])[] = [
    [at.MARKS_SET, (byte) => begin.includes(byte) || isPlainMark(MARKS[byte] as number), true],
    [at.FEW_MARKS_SET, isOneOf([code.COLON, code.EQUALS, code.HASH, ...begin]), true],
    [at.NOT_BEFORE_SET, isAny(tables.B_NOT_BEFORE), false],
    [at.BEGINS_SET, (byte) => byte === code.OPEN_PARENTHESIS || isAny(tables.B_DIGIT)(byte), false],
    [at.ANNOUNCES_SET, (byte) => ANNOUNCES.includes(byte) || isBeforeDigits(byte) || isLabelEnd(byte), true],
    [at.SECRET_FIRST_SET, isOneOf(secretBytes((mark) => mark > 0, -1)), false],
    [at.SECRET_MARKS_SET, isOneOf(inner), false],
  ]
  const beyondAscii = 1 << FREE_ROW
  for (let row = 0; row < 16; row++) bytes[at.ROWS + row] = row < 8 ? 1 << row : beyondAscii
  for (const [set, isIn, goesBeyond] of sets) {
    if (goesBeyond) bytes.fill(beyondAscii, set, set + 16)
    for (let byte = 0; byte < 0x80; byte++) {
      const low = set + (byte & 15)
      if (isIn(byte)) bytes[low] = (bytes[low] as number) | (1 << (byte >> 4))
    }
  }
}

/** By the low five bits of a letter. Anything may stand before a label of one letter. */
function fillEndings(words: Int32Array, at: Addresses): void {
  const { LABELS } = tables
  for (let label = 0; LABELS[label] !== 0; label += (LABELS[label] as number) + 1) {
    const length = LABELS[label] as number
    const ending = at.ENDINGS / WORD + ((LABELS[label + length] as number) & 31)
    const before = length === 1 ? ANY : 1 << ((LABELS[label + length - 1] as number) & 31)
    words[ending] = (words[ending] as number) | before
  }
}

/** A byte of each secret, so and so far behind its mark. */
function secretBytes(isMark: (mark: number) => boolean, offset: number): number[] {
  const { SECRETS, SECRET_MARKS } = tables
  return SECRETS.flatMap((prefix, which) => {
    const mark = SECRET_MARKS[which] as number
    return isMark(mark) ? [prefix[mark + offset] as number] : []
  })
}

/** Digits and secrets have sets of their own. */
function isPlainMark(mark: number): boolean {
  return mark !== 0 && mark !== tables.M_DIGIT && mark !== tables.M_SECRET
}

function isBeforeDigits(byte: number): boolean {
  return ((AROUND[byte] as number) & BEFORE_DIGITS) !== 0
}

/** Before a channel's extension, somebody's, and a context's. */
const ANNOUNCES: readonly number[] = [code.SLASH, code.LESS, code.OPEN_BRACKET]

/** The last letter of a label, in either case. */
function isLabelEnd(byte: number): boolean {
  const { LABELS, FOREIGN_ENDS } = tables
  const letter = byte | 0x20
  for (let at = 0; LABELS[at] !== 0; at += (LABELS[at] as number) + 1) {
    if (LABELS[at + (LABELS[at] as number)] === letter) return true
  }
  return FOREIGN_ENDS.includes(letter)
}

function fillBytes(bytes: Uint8Array, at: Addresses): void {
  const same: readonly (readonly [number, number])[] = [
    [at.ALL_PLUS, code.PLUS], [at.ALL_BACKSLASH, code.BACKSLASH], [at.ALL_TRAILING, FIRST_OF_CHARACTER],
  ]
  for (const [address, byte] of same) bytes.fill(byte, address, address + 16)
  for (let letter = 0; letter < 256; letter++) bytes[at.ESCAPED + letter] = ESCAPED.get(letter) ?? letter
  for (let i = 0; i < 16; i++) {
    bytes[at.MOMENT + i] = MOMENT.charCodeAt(i)
    bytes[at.MOMENT_ROOM + i] = MOMENT[i] === '0' ? 9 : 0
  }
}

const WORD = 4
/** A bit for each of 32. */
const ANY = -1
/** Control characters from 0x10 on: they are in no text, so their bit is free. */
const FREE_ROW = 1
const MOMENT = '0000-00-00T00:00'
/** A byte beyond ASCII from here on begins a character. */
const FIRST_OF_CHARACTER = 0xc0
/** What a letter behind a backslash stands for, if not for itself. */
const ESCAPED: ReadonlyMap<number, number> = new Map([
  [code.LOWER_N, code.LF], [code.LOWER_T, code.TAB], [code.LOWER_R, code.CR], [code.LOWER_B, 0x08],
  [code.LOWER_F, 0x0c],
])
