import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { EgressError } from '../errors.ts'
import { AUDIT_LIMITS } from '../limits.ts'
import { fileError } from './file-error.ts'
import { BEGINNING, digestOf, readLine } from './line.ts'
import type { LogHead, LogOutput } from './output.ts'

/** What is needed of Node's FileHandle. */
export interface LogFile {
  write(bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>
  read(into: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>
  stat(): Promise<{ readonly size: number; isFile(): boolean }>
  truncate(size: number): Promise<void>
  datasync(): Promise<void>
  close(): Promise<void>
}

/** Lines at the end of a file. A line that was written in part, because the disk is full, is taken back. */
export class FileOutput implements LogOutput {
  readonly #file: LogFile
  /** Bytes at the end of the file that are the beginning of a line, and could not be taken back. */
  #torn = 0

  constructor(file: LogFile) {
    this.#file = file
  }

  async append(lines: readonly Uint8Array[]): Promise<number> {
    if (!(await this.#mend())) return 0
    const written = await this.#write(Buffer.concat(lines))
    let whole = 0
    let end = 0
    for (const { length } of lines) {
      if (end + length > written) break
      end += length
      whole++
    }
    this.#torn = written - end
    await this.#mend()
    return whole
  }

  async close(): Promise<void> {
    // A torn end was taken back when it was made, or cannot be; by now the file may have been opened anew.
    await this.#file.datasync().catch(() => undefined)
    await this.#file.close().catch(() => undefined)
  }

  /** How many bytes could be written. */
  async #write(bytes: Uint8Array): Promise<number> {
    let written = 0
    try {
      while (written < bytes.length) {
        const { bytesWritten } = await this.#file.write(bytes, written)
        if (bytesWritten === 0) break
        written += bytesWritten
      }
    } catch {
      // What was not written is asked for again.
    }
    return written
  }

  async #mend(): Promise<boolean> {
    if (this.#torn === 0) return true
    try {
      // The size is asked for each time: a file may have been emptied by whoever rotates it.
      const { size } = await this.#file.stat()
      await this.#file.truncate(Math.max(0, size - this.#torn))
      this.#torn = 0
      return true
    } catch {
      return false
    }
  }
}

/** A file that lines can be appended to, and where it ends. */
export interface OpenedFile {
  readonly output: FileOutput
  readonly end: FileEnd
}

export interface FileEnd {
  /** Of the last whole line; null for a file without one. */
  readonly head: LogHead | null
  readonly isChained: boolean
  /** Bytes of an unfinished line that were cut off. */
  readonly cut: number
}

/**
 * Opens a file for a log, or makes it, for its owner to write and its group to read. What a crash has left of an
 * unfinished line is cut off; a file that is no log is left alone.
 *
 * @throws EgressError ERR_EGRESS_FILE
 */
export async function openLogFile(name: string): Promise<OpenedFile> {
  const { O_RDWR, O_APPEND, O_CREAT, O_NONBLOCK } = constants
  let file: LogFile | null = null
  try {
    // A pipe that nobody reads would keep the opening waiting; on Windows there is no such flag.
    file = await open(name, O_RDWR | O_APPEND | O_CREAT | (O_NONBLOCK ?? 0), 0o640)
    if (!(await file.stat()).isFile()) throw refused(name, 'it is no regular file')
    return { output: new FileOutput(file), end: await endOf(name, file) }
  } catch (cause) {
    await file?.close().catch(() => undefined)
    throw cause instanceof EgressError ? cause : fileError(name, cause)
  }
}

const LINE_FEED = 10
const EMPTY: FileEnd = { head: null, isChained: false, cut: 0 }

/** Finds the last whole line, and cuts off what stands behind it. */
async function endOf(name: string, file: LogFile): Promise<FileEnd> {
  const { size } = await file.stat()
  if (size === 0) return EMPTY
  const tail = await tailOf(file, size)
  const lineEnd = tail.lastIndexOf(LINE_FEED)
  const cut = tail.length - lineEnd - 1
  if (lineEnd < 0) {
    // Nothing but the beginning of a line: cut off only what can have been one.
    const isTorn = tail.length === size && BEGINNING.startsWith(tail.toString('latin1', 0, BEGINNING.length))
    if (!isTorn) throw refused(name, 'it is not a log of receipts')
    await file.truncate(0)
    return { ...EMPTY, cut }
  }
  const bytes = tail.subarray(tail.lastIndexOf(LINE_FEED, lineEnd - 1) + 1, lineEnd)
  const line = readLine(bytes)
  if (line === null) throw refused(name, 'its last line is no line of a log of receipts')
  if (cut > 0) await file.truncate(size - cut)
  const { number, prev } = line.place
  return { head: { digest: digestOf(bytes), count: number }, isChained: prev !== undefined, cut }
}

const FIRST_LOOK = 65_536

/** The end of the file with its last whole line, as far as a line may reach. */
async function tailOf(file: LogFile, size: number): Promise<Buffer> {
  for (let length = FIRST_LOOK; ; length *= 4) {
    const tail = Buffer.alloc(Math.min(size, length))
    let filled = 0
    while (filled < tail.length) {
      const { bytesRead } = await file.read(tail, filled, tail.length - filled, size - tail.length + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    const lineEnd = tail.lastIndexOf(LINE_FEED)
    const isWhole = lineEnd > 0 && tail.lastIndexOf(LINE_FEED, lineEnd - 1) >= 0
    if (isWhole || tail.length === size || length > AUDIT_LIMITS.maxLineBytes * 2) return tail
  }
}

export function refused(name: string, why: string): EgressError {
  return new EgressError('ERR_EGRESS_FILE', { what: `\`${name}\`: ${why}` })
}
