import { AUDIT_LIMITS } from '../limits.ts'

/** One line of a file, without its line feed. */
export interface RawLine {
  /** From 1. */
  readonly line: number
  readonly bytes: Buffer
  /** How it ends: with a line feed, with the file, or not within the limit; then nothing is read behind it. */
  readonly end: 'line' | 'file' | 'too long'
}

const LINE_FEED = 10
const NOTHING = Buffer.alloc(0)

/** The lines of a file as it is read; one of them is held at a time. */
export async function* linesOf(
  input: AsyncIterable<Uint8Array>, maxBytes: number = AUDIT_LIMITS.maxLineBytes,
): AsyncGenerator<RawLine> {
  let line = 1
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of input) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    for (let at = rest.indexOf(LINE_FEED); at >= 0; at = rest.indexOf(LINE_FEED)) {
      if (length + at > maxBytes) {
        yield { line, bytes: NOTHING, end: 'too long' }
        return
      }
      yield { line, bytes: Buffer.concat([...held, rest.subarray(0, at)]), end: 'line' }
      rest = rest.subarray(at + 1)
      line++
      held = []
      length = 0
    }
    held.push(rest)
    length += rest.length
    if (length > maxBytes) {
      yield { line, bytes: NOTHING, end: 'too long' }
      return
    }
  }
  if (length > 0) yield { line, bytes: Buffer.concat(held), end: 'file' }
}
