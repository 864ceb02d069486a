import { digestOf, isReceipt, readLine, type LinePlace } from './line.ts'
import type { LogHead } from './output.ts'
import { linesOf, type RawLine } from './read-lines.ts'

/** A file of a log, in the order in which they were written. */
export interface LogFileInput {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array>
}

export interface VerifyOptions {
  /** Digest of a line that the log must have: a head that was kept elsewhere. */
  readonly head?: string
  /** Digest of the line before the first; default: the log begins with its first line. */
  readonly after?: string
}

/** What can be said of a log. Holds numbers, digests and names of files; nothing of a line. */
export interface Verification {
  readonly intact: boolean
  /** Lines that were read and found in order. */
  readonly lines: number
  readonly receipts: number
  /** Receipts that were not written, as the log itself says. */
  readonly lost: number
  /** Number of the first line; null for an empty log. */
  readonly first: number | null
  /** Of the last line in order. */
  readonly head: LogHead
  /** Number of the line that `head` names; null if it is not there, or was not asked for. */
  readonly keptHead: number | null
  /** The first line that is not in order. */
  readonly broken: BrokenLine | null
}

export interface BrokenLine {
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly why: string
}

/**
 * Reads the files of one chained log, oldest first, holding one line at a time, up to the first line that does not
 * follow from the one before. Whoever can write the files can write a whole new chain: that shows only against a head
 * that was kept elsewhere.
 *
 * Rejects with what reading a file rejects with.
 */
export async function verifyLog(files: Iterable<LogFileInput>, options: VerifyOptions = {}): Promise<Verification> {
  const chain = new Chain(options)
  let last = { file: '', line: 0 }
  for (const { name, bytes } of files) {
    last = { file: name, line: 0 }
    for await (const raw of linesOf(bytes)) {
      last = { file: name, line: raw.line }
      const why = chain.follow(raw, raw.line === 1)
      if (why !== null) return chain.result({ ...last, why })
    }
  }
  return chain.result(chain.isHeadMissing ? { ...last, why: MISSING_HEAD } : null)
}

const OTHER_BEFORE = 'it does not follow the digest that was given'
const MISSING_HEAD = 'the log ends here, and the head that was given is the digest of none of its lines'
const FORMS: Readonly<Record<RawLine['end'], string | null>> = {
  'line': null,
  'file': 'the line is not finished: it was cut off, or is being written',
  'too long': 'the line is longer than any line of a log',
}

function missingBefore(number: number): string {
  return `lines before number ${number} are missing; where they were deleted rightly, give the digest of the last one`
}

class Chain {
  readonly #asked: string | undefined
  #keptHead: number | null = null
  #isFound: boolean
  #prev: string | null
  #number: number | null = null
  #first: number | null = null
  #lines = 0
  #receipts = 0
  #lost = 0

  constructor({ head, after }: VerifyOptions) {
    this.#asked = head
    this.#prev = after ?? null
    this.#isFound = head === undefined || head === after
  }

  get isHeadMissing(): boolean {
    return !this.#isFound
  }

  /** Takes the next line; what is wrong with it, or null. */
  follow(raw: RawLine, isFirstOfFile: boolean): string | null {
    const form = FORMS[raw.end]
    if (form !== null) return form
    const line = readLine(raw.bytes)
    if (line === null) return 'it is no line of a log of receipts'
    const why = this.#misplaced(line.place)
    if (why !== null) return isFirstOfFile && this.#number !== null ? `${why}; are the files given oldest first?` : why
    this.#prev = digestOf(raw.bytes)
    this.#number = line.place.number
    this.#first ??= this.#number
    this.#lines++
    if (isReceipt(line.entry)) this.#receipts++
    else if (line.entry.event === 'lost') this.#lost += line.entry.count
    if (this.#prev === this.#asked) {
      this.#isFound = true
      this.#keptHead = this.#number
    }
    return null
  }

  result(broken: BrokenLine | null): Verification {
    return {
      intact: broken === null,
      lines: this.#lines,
      receipts: this.#receipts,
      lost: this.#lost,
      first: this.#first,
      head: { digest: this.#prev, count: this.#number ?? 0 },
      keptHead: this.#keptHead,
      broken,
    }
  }

  #misplaced({ number, prev }: LinePlace): string | null {
    if (prev === undefined) return 'it has no `prev`: the log is not chained'
    const before = this.#number
    if (before === null) {
      if (prev !== this.#prev) return this.#prev === null ? missingBefore(number) : OTHER_BEFORE
      return prev === null && number !== 1 ? `it has the number ${number} and no line before it` : null
    }
    if (number > before + 1) return `lines ${before + 1} to ${number - 1} are missing`
    if (number <= before) return `the number ${number} stands behind ${before}: lines were added, repeated or moved`
    if (prev !== this.#prev) return `its \`prev\` is not the digest of line ${before}: one of the two was changed`
    return null
  }
}
