import { createHash } from 'node:crypto'
import { receiptOf } from '../audit/read-receipt.ts'
import type { Receipt } from '../audit/receipt.ts'

/** What stands in a log beside receipts. */
export type LogEvent =
  /** The log was opened here, or opened anew; so many bytes of an unfinished line were cut off before this one. */
  | { readonly event: 'opened'; readonly cut: number }
  /** So many receipts were not written between the line before and the next one. */
  | { readonly event: 'lost'; readonly count: number }

/** What a line says, apart from its place in the log. */
export type LogEntry = Receipt | LogEvent

/** The place of a line in its log. */
export interface LinePlace {
  /** Every line has the number of the line before plus one, over all files of the log. The first is 1. */
  readonly number: number
  /** When the receipt was made, by the clock of the service: RFC 3339, UTC. */
  readonly time: string
  /** Digest of the line before, null in the first line; without in a log that is not chained. */
  readonly prev?: string | null
}

/** One line of a log: its place and its entry are one flat object in the file. */
export interface LogLine {
  readonly place: LinePlace
  readonly entry: LogEntry
}

export function isReceipt(entry: LogEntry): entry is Receipt {
  return !('event' in entry)
}

/** SHA-256, hex, over the bytes of a line without its line feed. */
export function digestOf(line: Uint8Array): string {
  return createHash('sha256').update(line).digest('hex')
}

export const DIGEST = /^[0-9a-f]{64}$/
/** How every line begins. */
export const BEGINNING = '{"number":'

/** A line without its line feed. The entry is JSON text of an object with members. */
export function writeLine({ number, time, prev }: LinePlace, entry: string): string {
  const link = prev === undefined ? '' : `,"prev":${JSON.stringify(prev)}`
  return `${BEGINNING}${number},"time":"${time}"${link},${entry.slice(1)}`
}

/** A line of a log, or null if it is none. */
export function readLine(bytes: Uint8Array): LogLine | null {
  const fields = parse(bytes)
  if (fields === null) return null
  const { number, time, prev, event, cut, count } = fields
  if (!isCount(number) || number === 0 || typeof time !== 'string' || !TIME.test(time)) return null
  if (prev !== undefined && prev !== null && !(typeof prev === 'string' && DIGEST.test(prev))) return null
  const place = { number, time, ...(prev === undefined ? {} : { prev }) }
  if (event === 'opened') return isCount(cut) ? { place, entry: { event, cut } } : null
  if (event === 'lost') return isCount(count) ? { place, entry: { event, count } } : null
  const receipt = event === undefined ? receiptOf(fields) : null
  return receipt === null ? null : { place, entry: receipt }
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[.]\d{3}Z$/
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(UTF8.decode(bytes))
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
