import { ASCII_WORDS, CHANNELS as CHANNEL_MAKES, LAST_CHARACTERS } from './extension-labels.ts'
import { ASCII_TELEPHONE_WORDS } from './telephone-words.ts'

/**
 * The tables of the closer look (hints.ts): what a byte can begin, what it is to the detectors, and the few words that
 * they look for. One entry per byte value, so that any walker can hold them.
 */

/** What a byte can begin; 0 for nothing. */
export const M_DIGIT = 1
export const M_AT = 2
export const M_COLON = 3
export const M_QUERY = 4
export const M_HASH = 5
export const M_EQUALS = 6
export const M_PERCENT = 7
/** No part of a URI. */
export const M_BREAK = 8
/** Stands in the prefix of a secret, and seldom elsewhere. */
export const M_SECRET = 9
export const M_BEYOND_ASCII = 10

/** What a byte is, as bits. */
export const B_DIGIT = 1
export const B_LETTER = 2
/**
 * A letter or a digit; or the first byte of a letter beyond ASCII, of a script in which words stand apart: before U+0800.
 */
export const B_WORD = 4
/** A number does not begin directly behind it. */
export const B_NOT_BEFORE = 8
/** Stands between the groups of a number. */
export const B_SEPARATOR = 16
/** Can be the last byte of a local part. */
export const B_LOCAL = 32
export const B_HEX = 64
/** Belongs to a token in base 64, with the dots between its parts. */
export const B_TOKEN = 128

const DIGITS = '0123456789'
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

export const MARKS = ((): Uint8Array => {
  const marks = new Uint8Array(256)
  const listed: readonly (readonly [string, number])[] = [
    [DIGITS, M_DIGIT], ['@', M_AT], [':', M_COLON], ['?', M_QUERY], ['#', M_HASH], ['=', M_EQUALS], ['%', M_PERCENT],
    [' \t\r\n"<>`', M_BREAK], ['JBK_-', M_SECRET],
  ]
  for (const [characters, mark] of listed) for (const byte of bytesOf(characters)) marks[byte] = mark
  marks.fill(M_BEYOND_ASCII, 0x80)
  return marks
})()

/** First bytes of U+00C0 to U+07FF. */
const FIRST_LETTERS = 0xc3
const FIRST_LETTERS_END = 0xe0
/** Further bytes of a character. */
const CONTINUATION = 0x80

export const BITS = ((): Uint8Array => {
  const bits = new Uint8Array(256)
  const listed: readonly (readonly [string, number])[] = [
    [DIGITS, B_DIGIT | B_WORD | B_NOT_BEFORE | B_LOCAL | B_TOKEN],
    [LETTERS, B_LETTER | B_WORD | B_NOT_BEFORE | B_LOCAL | B_TOKEN],
    ['$%._\\~+-', B_NOT_BEFORE],
    ['-./()_~[] \t', B_SEPARATOR],
    ["!#$%&'*+-/=?^_`{|}~\"", B_LOCAL],
    ['0123456789abcdefABCDEF', B_HEX],
    ['_.~+/=-', B_TOKEN],
  ]
  for (const [characters, bit] of listed) for (const byte of bytesOf(characters)) bits[byte] = (bits[byte] ?? 0) | bit
  bits.fill(B_LOCAL, 0x80)
  bits.fill(B_WORD | B_LOCAL, FIRST_LETTERS, FIRST_LETTERS_END)
  return bits
})()

/** Words as a length and lower-case letters each, with a length of 0 behind the last. */
function words(list: string): Uint8Array {
  return Uint8Array.from([...list.trim().split(/\s+/).flatMap((word) => [word.length, ...bytesOf(word)]), 0])
}

/** True if the character before `at` belongs to a word. */
export function isBehindWord(bytes: Uint8Array, start: number, at: number): boolean {
  let first = at - 1
  while (first > start && ((bytes[first] as number) & 0xc0) === CONTINUATION) first--
  return first >= start && ((BITS[bytes[first] as number] as number) & B_WORD) !== 0
}

/** ASCII labels of extensions; `x` has rules of its own. */
export const LABELS = words(ASCII_WORDS.join(' '))
/**
 * The last two bytes of labels beyond ASCII, in either case, big-endian: of the last character or, where the accent is
 * on the last letter but one, of any character and the letter.
 */
export const FOREIGN_ENDS = Uint16Array.from(new Set([...LAST_CHARACTERS].map((character) => {
  const bytes = Buffer.from(character)
  const [last = 0, before = 0] = bytes.reverse()
  return (before << 8) | last
})))
export const CHANNELS = words(CHANNEL_MAKES.join(' '))
/** What the contexts of a dial plan begin with: `4105@from-internal`. */
export const CONTEXTS = words('from ext default internal')
export const SCHEMES = words('sip sips tel callto')

/** Words before the digits of a telephone number. */
export const TELEPHONE_WORDS = words(ASCII_TELEPHONE_WORDS.join(' '))

/** True if the ASCII letters and digits at `start` are one of the words, in any case. */
export function isOneOf(table: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  for (let at = 0; table[at] !== 0; at += (table[at] as number) + 1) {
    if (table[at] !== length) continue
    let same = 0
    while (same < length && ((bytes[start + same] as number) | 0x20) === table[at + 1 + same]) same++
    if (same === length) return true
  }
  return false
}

/** The prefixes of secrets. */
export const SECRETS: readonly Uint8Array[] = [
  'eyJ', 'Bearer ', '-----BEGIN ', 'AKIA', 'ghp_', 'github_pat_', 'xoxb-', 'sk_live_',
].map((prefix) => Uint8Array.from(bytesOf(prefix)))
/** The first prefix: a token in three parts with dots between them. */
export const JWT = 0
/** Which character of each prefix is the one that the search stops at. */
export const SECRET_MARKS = Uint8Array.from([2, 0, 5, 1, 3, 10, 4, 7])
/** How many characters follow each at least. */
export const SECRET_MIN = Uint8Array.from([32, 16, 32, 16, 30, 30, 20, 16])

/**
 * Characters that folding changes (bytes/fold.ts), or that Unicode has not assigned yet, by the first two bytes of
 * their UTF-8: one character each for two bytes, blocks of 64 for three, of 4096 for four. Index: six bits of the first
 * byte, six of the second.
 */
export const FOLDING = ((): Uint8Array => {
  const folding = new Uint8Array(4096)
  const runs = `
    a0 ad b2-b3 b7 b9-ba 17f 2b0 2b2-2b3 2b7-2b8 2e1-2e3 34f 378-379 37e 380-383 38b 38d 3a2 530 557-558 58a-58c 590 5be
    5c8-5cf 5eb-5ee 5f5-605 61c 660-669 6dd 6f0-6f9 70e-70f 74b-74c 7b2-7c9 7fb-7fc 820-823 825-83f 841-843 845 849-850
    85a-86b 86d-876 87c-886 888 88b 890-893 8ad 8b1 8b3-8bb 8bf-8c8 a92-a93 a98 a9b a9f-aa1 aa3-aa5 aa7-aa9 aab-aad aaf
    b5e-b5f be9 beb-bed bf7-bf9 bfb-bff c10-c16 c18-c1f c2a-c2c c2e-c2f c31 c33-cef cff d0f
  `
  for (const run of runs.trim().split(/\s+/)) {
    const [first = '', last = first] = run.split('-')
    folding.fill(1, Number.parseInt(first, 16), Number.parseInt(last, 16) + 1)
  }
  return folding
})()

function bytesOf(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0))
}
