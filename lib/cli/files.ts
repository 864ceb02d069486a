import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { fileError } from '../log/file-error.ts'

export { codeOf, fileError } from '../log/file-error.ts'

/**
 * The body: a file, or standard input for `-` or nothing.
 * @throws EgressError ERR_EGRESS_FILE
 */
export async function openInput(name: string | undefined): Promise<Readable> {
  if (name === undefined || name === '-') return process.stdin
  try {
    const file = await open(name)
    if ((await file.stat()).isDirectory()) {
      await file.close()
      throw Object.assign(new Error(), { code: 'EISDIR' })
    }
    return file.createReadStream()
  } catch (cause) {
    throw fileError(name, cause)
  }
}

/**
 * All bytes of a file, as they are.
 * @throws EgressError ERR_EGRESS_FILE
 */
export function readBytes(name: string): Uint8Array {
  try {
    return readFileSync(name)
  } catch (cause) {
    throw fileError(name, cause)
  }
}

/** A file that is there as a whole or not at all: written beside its place, then moved there. */
export class WholeFile {
  private readonly name: string
  private readonly draft: string
  private descriptor: number | null

  /** @throws EgressError ERR_EGRESS_FILE, before any work was done for nothing */
  constructor(name: string) {
    this.name = name
    this.draft = `${name}.${process.pid}.tmp`
    try {
      this.descriptor = openSync(this.draft, 'wx')
    } catch (cause) {
      throw fileError(name, cause)
    }
  }

  /** @throws EgressError ERR_EGRESS_FILE */
  write(text: string): void {
    if (this.descriptor === null) return
    try {
      writeSync(this.descriptor, text)
      fsyncSync(this.descriptor)
      this.close()
      renameSync(this.draft, this.name)
    } catch (cause) {
      this.discard()
      throw fileError(this.name, cause)
    }
  }

  /** Leaves no trace; nothing to do after {@link write}. */
  discard(): void {
    if (this.descriptor !== null) this.close()
    rmSync(this.draft, { force: true })
  }

  private close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor)
    this.descriptor = null
  }
}
