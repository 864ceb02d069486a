/**
 * The tape of leaves: what a walker leaves behind after reading a chunk. Flat integers, `STRIDE` per record, in
 * document order, offsets relative to the window the walker was given. No objects: a chunk may hold ten thousand
 * leaves.
 *
 *     {"phone": "+1 ...", "n": [1]}
 *      ^KEY     ^STRING
 */

/** What a record is. */
export const KEY = 0
export const STRING = 1
export const NUMBER = 2
export const LITERAL = 3
/** A piece of a string too long to be looked at whole. Flags say whether it is the first or the last one. */
export const PART = 4
/** A container that holds a reported leaf, at any depth, was opened; written just before the first such leaf. */
export const OPEN = 5
/** A container that was reported by OPEN was closed. Key, scope, member and lead are 0. */
export const CLOSE = 6
/** One document (line, event, record) ended. The same holds. */
export const DOCUMENT = 7

export type RecordKind = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7

/** Positions inside a record. */
export const F_KIND = 0
/**
 * Bits, see below. For OPEN: 1 for an object, 0 for an array. For CLOSE: the evidence bits of all keys of the object.
 */
export const F_FLAGS = 1
/**
 * First byte of the token: a string's quote, a part's first content byte, a bracket. Negative for an OPEN whose bracket
 * is no longer in the window.
 */
export const F_START = 2
/** One past the last byte of the token. */
export const F_END = 3
/** Key id of the member; for an array element the key id of the array; 0 at the root. */
export const F_KEY = 4
/** Scope of the leaf itself (see scope-table.ts). */
export const F_SCOPE = 5
/** First byte of the member: its key's quote, or the value itself in an array and at the root. */
export const F_MEMBER = 6
/** The comma before the member; NO_LEAD for a first member; FAR_LEAD when the comma is too far away to be held. */
export const F_LEAD = 7
/** How many members stand before this one in its container. For CLOSE: how many members the container has. */
export const F_INDEX = 8
export const STRIDE = 9

export const NO_LEAD = -1
export const FAR_LEAD = -2

/** Gate flags of a string, key or part: what its bytes could hold. Set while walking, never cleared. */
export const HAS_AT = 1
export const HAS_ESCAPE = 2
export const HAS_NON_ASCII = 4
export const HAS_PLUS = 8
/** A colon, or an equals sign: schemes, labels and parameters. */
export const HAS_COLON = 16
export const HAS_PERCENT = 32
/** The first byte of the content is `{` or `[`. */
export const LOOKS_LIKE_JSON = 64
/** PART only: the string begins / ends with this part. */
export const FIRST_PART = 128
export const LAST_PART = 256
/**
 * Hints of the closer look at a string or a key (hints.ts): what it could hold after all. Each is a necessary condition
 * of what a detector finds, so a text without hints holds nothing that its form gives away.
 */
export const HINT_NUMBER = 512
export const HINT_EXTENSION = 1024
export const HINT_ADDRESS = 2048
/** A URI of a telephone, one with a password or a query, or percent escapes. */
export const HINT_URI = 4096
export const HINT_CREDENTIAL = 8192
/** The bytes do not tell: an escape or a character beyond ASCII may stand for anything. */
export const HINT_OBSCURED = 16384
export const ANY_HINT =
  HINT_NUMBER | HINT_EXTENSION | HINT_ADDRESS | HINT_URI | HINT_CREDENTIAL | HINT_OBSCURED
/** The closer look was taken; without it the hints say nothing. */
export const LOOKED_CLOSER = 32768
/** The digits are counted up to 63 in the bits above. */
export const DIGITS_SHIFT = 16
export const MAX_DIGITS = 63

/** Digits of extensions. */
export const MIN_LINE_DIGITS = 2
export const MAX_LINE_DIGITS = 8

/** True if a text of that length is nothing but as many digits as extensions have. */
export function isLine(digits: number, length: number): boolean {
  return digits === length && length >= MIN_LINE_DIGITS && length <= MAX_LINE_DIGITS
}

/**
 * The same for a string, or a number, with these flags.
 *
 * @param length of the content
 */
export function isBareLine(flags: number, length: number): boolean {
  return (flags & HAS_ESCAPE) === 0 && isLine((flags >>> DIGITS_SHIFT) & MAX_DIGITS, length)
}

/**
 * A growing tape. Walkers append, the pipeline reads and clears; nothing else may hold on to `data`. Its memory is lent
 * from the first record on until it is cleared: a small response would take longer to get its own than to be read.
 */
export class Tape {
  data: Int32Array = NO_RECORDS
  length = 0

  /** Makes room for one record and returns where it starts. */
  claim(): number {
    const at = this.length
    this.reserve(at + STRIDE)
    this.length = at + STRIDE
    return at
  }

  /** Adds the records in `words` from index `from` to `to`. */
  append(words: Int32Array, from: number, to: number): void {
    if (to === from) return
    const at = this.length
    this.reserve(at + to - from)
    this.data.set(words.subarray(from, to), at)
    this.length = at + to - from
  }

  clear(): void {
    if (this.data.length <= MAX_SPARE && spares.length < MAX_SPARES && this.data !== NO_RECORDS) spares.push(this.data)
    this.data = NO_RECORDS
    this.length = 0
  }

  private reserve(length: number): void {
    if (this.data === NO_RECORDS) this.data = spares.pop() ?? new Int32Array(FIRST_RECORDS * STRIDE)
    if (length <= this.data.length) return
    const grown = new Int32Array(Math.max(this.data.length * 2, length))
    grown.set(this.data.subarray(0, this.length))
    this.data = grown
  }
}

const NO_RECORDS = new Int32Array(0)
const FIRST_RECORDS = 256
/** Memory that no tape needs just now. Documents in strings are read while the tape of the outer one is. */
const spares: Int32Array[] = []
const MAX_SPARES = 4
/** Integers. A chunk of 64 KiB seldom has more. */
const MAX_SPARE = 0x1_0000
