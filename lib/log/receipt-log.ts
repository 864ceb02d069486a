import type { Writable } from 'node:stream'
import { checkOptions, type OptionRule } from '../adapters/options.ts'
import { receiptOf } from '../audit/read-receipt.ts'
import type { Receipt } from '../audit/receipt.ts'
import type { ReceiptTaker } from '../audit/sink.ts'
import { AUDIT_LIMITS } from '../limits.ts'
import { openLogFile, refused, type FileEnd } from './file-output.ts'
import { DIGEST, digestOf, writeLine, type LogEvent } from './line.ts'
import type { LogHead, LogOutput } from './output.ts'
import { StreamOutput } from './stream-output.ts'

export interface ReceiptLogOptions {
  /** Each line names the digest of the line before, so that `pii-egress verify` shows changes. Default true. */
  readonly chain?: boolean
  /** Where the log goes on in an empty file, or in a stream: the head it had. Default: it begins. */
  readonly head?: LogHead
  /** Receipts that wait for a slow disk at most; further ones are lost, and counted. Default 10,000. */
  readonly maxQueuedLines?: number
  /** The same in bytes. Default 16 MiB. */
  readonly maxQueuedBytes?: number
  /** Told how many receipts were lost, when they are. */
  readonly onLoss?: (count: number) => void
  /** Milliseconds since 1970. Default: Date.now. */
  readonly clock?: () => number
}

/** A log of receipts, one line of JSON each; what {@link openReceiptLog} returns, and a sink for `onReceipt`. */
export interface ReceiptLog extends ReceiptTaker {
  /** Never throws, waits for nobody. */
  take(receipt: Receipt): void
  /** The last line that was written. */
  readonly head: LogHead
  /** How many receipts were lost since the log was opened. */
  readonly lost: number
  /** Settles when what was taken so far is written, or cannot be written now. */
  flush(): Promise<void>
  /**
   * Goes on in a new file of the same name, after the old one was moved away; or in another place.
   *
   * @throws EgressError ERR_EGRESS_FILE; the log then goes on where it was
   */
  reopen(to?: LogTarget): Promise<void>
  /** Writes what was taken, and closes the file; a stream stays open. Receipts that come later are lost. */
  close(): Promise<void>
}

/** The name of a file, or a stream of the host. */
export type LogTarget = string | Writable

/**
 * Opens a log of receipts. A file is made if there is none, else it is appended to; no other log may write to it.
 *
 *     const log = await openReceiptLog('receipts.ndjson')
 *     const filter = createEgressFilter({ policy: './policy', onReceipt: log })
 *     process.on('SIGHUP', () => void log.reopen().catch(report))
 *
 * @throws EgressError ERR_EGRESS_OPTION, ERR_EGRESS_FILE
 */
export async function openReceiptLog(to: LogTarget, options: ReceiptLogOptions = {}): Promise<ReceiptLog> {
  checkOptions(options, RULES, USAGE)
  const { chain = true } = options
  const { output, end } = await openTarget(to)
  try {
    checkEnd(to, end, chain, null)
  } catch (cause) {
    await output.close()
    throw cause
  }
  return logInto({ to, output, end, chain, options })
}

/** A log into an output that was opened. */
export function logInto(opening: Opening): ReceiptLog {
  return new Log(opening)
}

/** A receipt or an event that has no place yet. */
interface Waiting {
  readonly time: string
  /** JSON text of the entry. */
  readonly text: string
  readonly bytes: number
  /** How many receipts are lost if this is. */
  readonly receipts: number
}

/** A line that has its place, and does not yet stand in the output. */
interface Unwritten extends Waiting {
  readonly line: Uint8Array
  readonly head: LogHead
}

/** What a log begins with. */
export interface Opening {
  readonly to: LogTarget
  readonly output: LogOutput
  readonly end: FileEnd
  readonly chain: boolean
  readonly options: ReceiptLogOptions
}

class Log implements ReceiptLog {
  readonly #chain: boolean
  readonly #maxLines: number
  readonly #maxBytes: number
  readonly #onLoss: (count: number) => void
  readonly #clock: () => number
  #to: LogTarget
  #output: LogOutput
  /** Of the last line that stands in the output. */
  #written: LogHead
  /** Of the last line that has a place. */
  #placed: LogHead
  #waiting: Waiting[] = []
  #unwritten: Unwritten[] = []
  #bytes = 0
  #lost = 0
  /** Lost, and in no line yet. */
  #untold = 0
  /** One thing at a time is done to the output. */
  #turn: Promise<void> = Promise.resolve()
  #isDraining = false
  #closing: Promise<void> | null = null

  constructor({ to, output, end, chain, options }: Opening) {
    this.#to = to
    this.#output = output
    this.#chain = chain
    this.#maxLines = options.maxQueuedLines ?? AUDIT_LIMITS.maxQueuedLines
    this.#maxBytes = Math.min(options.maxQueuedBytes ?? AUDIT_LIMITS.maxQueuedBytes, AUDIT_LIMITS.maxLineBytes / 2)
    this.#onLoss = options.onLoss ?? (() => undefined)
    this.#clock = options.clock ?? Date.now
    this.#written = end.head ?? options.head ?? NO_HEAD
    this.#placed = this.#written
    this.#waiting.push(this.#event({ event: 'opened', cut: end.cut }))
    this.#drainSoon()
  }

  get head(): LogHead {
    return this.#written
  }

  get lost(): number {
    return this.#lost
  }

  /** A field, so that it may be handed over without its log, as callbacks are. */
  readonly take = (receipt: Receipt): void => {
    const text = this.#closing === null ? textOf(receipt) : null
    const bytes = text === null ? 0 : Buffer.byteLength(text)
    const lines = this.#waiting.length + this.#unwritten.length
    const hasRoom = lines < this.#maxLines && this.#bytes + bytes <= this.#maxBytes
    if (text === null || !hasRoom) this.#lose(1)
    else {
      this.#tell()
      this.#bytes += bytes
      this.#waiting.push({ time: this.#now(), text, bytes, receipts: 1 })
    }
    this.#drainSoon()
  }

  flush(): Promise<void> {
    return this.#closing ?? this.#inTurn(() => this.#drain())
  }

  reopen(to: LogTarget = this.#to): Promise<void> {
    if (this.#closing !== null) return Promise.reject(refused(nameOf(to), 'the log is closed'))
    return this.#inTurn(async () => {
      await this.#drain()
      const { output, end } = await openTarget(to)
      try {
        checkEnd(to, end, this.#chain, this.#written)
      } catch (cause) {
        await output.close()
        throw cause
      }
      await this.#output.close()
      this.#to = to
      this.#output = output
      this.#waiting.unshift(this.#event({ event: 'opened', cut: end.cut }))
      await this.#drain()
    })
  }

  close(): Promise<void> {
    this.#closing ??= this.#inTurn(async () => {
      await this.#drain()
      const left = [...this.#unwritten, ...this.#waiting].reduce((sum, { receipts }) => sum + receipts, 0)
      this.#unwritten = []
      this.#waiting = []
      if (left > 0) this.#lose(left)
      await this.#output.close()
    })
    return this.#closing
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  #drainSoon(): void {
    if (this.#isDraining || this.#closing !== null) return
    this.#isDraining = true
    void this.#inTurn(async () => {
      this.#isDraining = false
      await this.#drain()
    })
  }

  /** Writes until nothing is left, or the output takes no more. */
  async #drain(): Promise<void> {
    for (;;) {
      // Not while others wait: the losses of a long failure are one line.
      if (this.#waiting.length + this.#unwritten.length === 0) this.#tell()
      for (const waiting of this.#waiting) this.#place(waiting)
      this.#waiting = []
      if (this.#unwritten.length === 0) return
      const batch = batchOf(this.#unwritten)
      const stood = this.#unwritten.splice(0, await this.#output.append(batch))
      for (const { bytes } of stood) this.#bytes -= bytes
      this.#written = stood.at(-1)?.head ?? this.#written
      if (stood.length < batch.length) return
    }
  }

  /** What was lost stands behind what came before it, and before what comes next. */
  #tell(): void {
    if (this.#untold === 0) return
    this.#waiting.push(this.#event({ event: 'lost', count: this.#untold }))
    this.#untold = 0
  }

  #place(waiting: Waiting): void {
    const { digest, count } = this.#placed
    const place = { number: count + 1, time: waiting.time, ...(this.#chain ? { prev: digest } : {}) }
    const line = Buffer.from(`${writeLine(place, waiting.text)}\n`)
    this.#placed = { digest: digestOf(line.subarray(0, -1)), count: place.number }
    this.#unwritten.push({ ...waiting, line, head: this.#placed })
  }

  #event(event: LogEvent): Waiting {
    return { time: this.#now(), text: JSON.stringify(event), bytes: 0, receipts: 0 }
  }

  #lose(count: number): void {
    this.#lost += count
    this.#untold += count
    try {
      this.#onLoss(count)
    } catch {
      // There is nobody left to tell.
    }
  }

  /** A clock that is broken, or beyond what four digits of a year can say, is not asked. */
  #now(): string {
    for (const clock of [this.#clock, Date.now]) {
      try {
        const time = new Date(clock()).toISOString()
        if (time.length === 24) return time
      } catch {
        continue
      }
    }
    return '1970-01-01T00:00:00.000Z'
  }
}

/** Bytes that are written at once: a write that fails is tried again with every receipt, and has to be cheap. */
const BATCH = 262_144

function batchOf(lines: readonly Unwritten[]): Uint8Array[] {
  let bytes = 0
  const first = lines.findIndex(({ line }) => (bytes += line.length) > BATCH)
  return lines.slice(0, first < 0 ? lines.length : Math.max(1, first)).map(({ line }) => line)
}

const NO_HEAD: LogHead = { digest: null, count: 0 }
const NEW_STREAM: FileEnd = { head: null, isChained: false, cut: 0 }

/** What a log writes of a receipt; null for anything else. */
function textOf(value: Receipt): string | null {
  try {
    const receipt = receiptOf(value)
    return receipt === null ? null : JSON.stringify(receipt)
  } catch {
    return null
  }
}

async function openTarget(to: LogTarget): Promise<{ output: LogOutput; end: FileEnd }> {
  return typeof to === 'string' ? openLogFile(to) : { output: new StreamOutput(to), end: NEW_STREAM }
}

/** A file that has lines has to be the one where this log ends. */
function checkEnd(to: LogTarget, { head, isChained }: FileEnd, chain: boolean, expected: LogHead | null): void {
  if (head === null) return
  if (isChained !== chain) throw refused(nameOf(to), `its lines are ${isChained ? '' : 'not '}chained`)
  const isOther = expected !== null && (expected.count !== head.count || expected.digest !== head.digest)
  if (isOther) throw refused(nameOf(to), 'it does not end where this log ended')
}

function nameOf(to: LogTarget): string {
  return typeof to === 'string' ? to : '(stream)'
}

const USAGE = "openReceiptLog('receipts.ndjson', { chain: true })"
const isWhole = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0
const isFunction = (value: unknown): boolean => typeof value === 'function'

function isHead(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { digest, count } = value as Readonly<Record<string, unknown>>
  return count === 0 ? digest === null : isWhole(count) && typeof digest === 'string' && DIGEST.test(digest)
}

const RULES: ReadonlyMap<string, OptionRule> = new Map<string, OptionRule>([
  ['chain', { test: (value) => typeof value === 'boolean', want: 'true or false', example: 'chain: true' }],
  ['head', { test: isHead, want: 'the `head` of a log', example: 'head: JSON.parse(keptHead)' }],
  ['maxQueuedLines', { test: isWhole, want: 'a positive whole number', example: 'maxQueuedLines: 10_000' }],
  ['maxQueuedBytes', { test: isWhole, want: 'a positive whole number', example: 'maxQueuedBytes: 16_777_216' }],
  ['onLoss', { test: isFunction, want: 'a function', example: 'onLoss: (count) => metrics.failed(count)' }],
  ['clock', { test: isFunction, want: 'a function', example: 'clock: Date.now' }],
])
