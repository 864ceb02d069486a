import { readFileSync } from 'node:fs'
import { ReceiptBuilder } from '../../lib/audit/receipt-builder.ts'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { TAG } from '../../lib/decide/verdict.ts'
import { categoryIndex } from '../../lib/detect/category.ts'
import type { LogFile } from '../../lib/log/file-output.ts'
import { isReceipt, readLine, type LogLine } from '../../lib/log/line.ts'
import { verifyLog, type Verification, type VerifyOptions } from '../../lib/log/verify.ts'
import { HEAD, NAMES, TAIL, verdict } from '../audit/cells.ts'

/** A receipt that can be told from others by its app. */
export function receiptFor(app: string): Receipt {
  const builder = new ReceiptBuilder()
  builder.add(categoryIndex('user.contact.email'), 1, TAG, verdict(TAG, 'grant-a'))
  return builder.finish({ ...HEAD, app }, TAIL, NAMES)
}

/** A clock that ticks by a second. */
export function ticking(): () => number {
  let time = Date.parse('2026-06-01T12:00:00Z')
  return () => (time += 1000)
}

export function linesIn(text: string): LogLine[] {
  const lines = text.split('\n')
  if (lines.pop() !== '') throw new Error('the last line is not finished')
  return lines.map((line) => {
    const read = readLine(Buffer.from(line))
    if (read === null) throw new Error(`no line of a log: ${line}`)
    return read
  })
}

/** What lines say: the app of a receipt, or the event and its number. */
export function told(text: string): string[] {
  return linesIn(text).map(({ entry }) => {
    if (isReceipt(entry)) return entry.app
    return entry.event === 'lost' ? `lost ${entry.count}` : `opened, cut ${entry.cut}`
  })
}

export async function* bytesOf(...texts: readonly (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text))
}

export function verifyTexts(texts: readonly (string | Buffer)[], options: VerifyOptions = {}): Promise<Verification> {
  return verifyLog(texts.map((text, index) => ({ name: `log.${index}`, bytes: bytesOf(text) })), options)
}

export function verifyFiles(...names: readonly string[]): Promise<Verification> {
  return verifyTexts(names.map((name) => readFileSync(name)))
}

/** A file in memory, on a disk that has room for some bytes only. */
export class SmallDisk implements LogFile {
  bytes = Buffer.alloc(0)
  room: number
  canTruncate = true
  writes = 0
  isClosed = false

  constructor(room: number) {
    this.room = room
  }

  get text(): string {
    return this.bytes.toString()
  }

  async write(bytes: Uint8Array, offset: number): Promise<{ bytesWritten: number }> {
    this.writes++
    await Promise.resolve()
    const part = Buffer.from(bytes).subarray(offset, offset + Math.max(0, this.room - this.bytes.length))
    if (part.length === 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
    this.bytes = Buffer.concat([this.bytes, part])
    return { bytesWritten: part.length }
  }

  read(): Promise<{ bytesRead: number }> {
    return Promise.reject(new Error('nothing is read'))
  }

  stat(): Promise<{ size: number; isFile(): boolean }> {
    return Promise.resolve({ size: this.bytes.length, isFile: () => true })
  }

  truncate(size: number): Promise<void> {
    if (!this.canTruncate) return Promise.reject(new Error('input or output error'))
    this.bytes = this.bytes.subarray(0, size)
    return Promise.resolve()
  }

  datasync(): Promise<void> {
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.isClosed = true
    return Promise.resolve()
  }
}
