import { AsyncResource } from 'node:async_hooks'
import type { EgressError, ErrorCode } from '../errors.ts'
import { asEgressError } from '../errors.ts'
import type { EgressContext } from '../pipeline/context.ts'
import { announce } from './announce.ts'
import { Body, sizeOf } from './body.ts'
import type { Callback } from './chunk.ts'
import { later, readChunkArguments, toBytes } from './chunk.ts'
import type { Conditionals } from './conditional.ts'
import { destroyResponse } from './destroy.ts'
import type { Receipt } from '../audit/receipt.ts'
import type { EgressGate, SummarySink, ResponseResult } from './gate.ts'
import type { MethodName, Methods } from './head.ts'
import { HeaderTable, headersSentError, isBodyless, isCustomReason, readHeadArguments } from './head.ts'
import { filterHeader, isSameValue, mapFields } from './header-filter.ts'
import type { Reading } from './media-type.ts'
import { readingOf } from './media-type.ts'
import { problemHeaders, REFUSED } from './problem.ts'
import { checkRepresentation, describeRepresentation } from './representation.ts'

/** The parts of a Node response that are used by name: ServerResponse, Http2ServerResponse, or a mock of one. */
export interface WireResponse {
  statusCode: number
  statusMessage?: string
  readonly writableEnded?: boolean
  readonly writableNeedDrain?: boolean
  readonly destroyed?: boolean
  readonly stream?: { readonly writableNeedDrain?: boolean } | null
  writeHead?(status: number): unknown
  once?(event: string, listener: () => void): unknown
}

export interface TapSettings {
  readonly gate: EgressGate
  readonly context: EgressContext
  readonly method: string
  readonly conditionals: Conditionals
  /** Media types of binary bodies that leave as they are. */
  readonly allow: readonly string[]
  /** Names, in lower case, of headers that leave as they are. */
  readonly exemptHeaders: ReadonlySet<string>
  readonly onReceipt: SummarySink | undefined
  /** The original methods of the response. */
  readonly native: Methods
  /** The `headersSent` of the response, as it would be without the tap. */
  readonly headersSent: () => boolean
}

const EMPTY = Buffer.alloc(0)
/** Up to this size the buffers of one write are joined: one copy is cheaper than several chunk frames. */
const JOIN_BYTES = 65_536

/**
 * The state of one tapped response.
 *
 *     open --writeHead, write, end, flushHeaders--> locked --first byte, end, flushHeaders--> streaming --end--> ended
 *        \_________________________________________________\__________________failure, 304_________\____________> muted
 *
 * `locked`: the application may believe that the head was sent, and natively it would have been; it is held, so that a
 * failure can still become a clean 500. `muted`: the response is over, whatever the application still does.
 */
export class ResponseTap {
  state: 'open' | 'locked' | 'streaming' | 'ended' | 'muted' = 'open'
  /** Above 0 while an original method runs: methods call each other, and what they pass on is filtered already. */
  depth = 0
  context: EgressContext
  readonly gate: EgressGate
  private readonly response: WireResponse
  private readonly settings: TapSettings
  private readonly head: HeaderTable
  private readonly body: Body
  private readonly scope: AsyncResource | null
  /** No reason phrases there; to read or set one is a warning. */
  private readonly isHttp2: boolean
  private status = 200
  private reading: Reading | null = null
  private result: ResponseResult | null = null
  private code: ErrorCode | null = null
  private late: EgressError | null = null
  private settled = false

  constructor(response: WireResponse, settings: TapSettings) {
    this.response = response
    this.settings = settings
    this.gate = settings.gate
    this.context = settings.context
    this.head = new HeaderTable(response, settings.native)
    this.body = new Body(settings.gate)
    this.isHttp2 = response.stream !== undefined
    // Events of a response do not run in the request's asynchronous context by themselves.
    this.scope = settings.onReceipt === undefined ? null : new AsyncResource('EgressReceipt')
    const settle = (): void => this.settle()
    response.once?.('finish', settle)
    response.once?.('close', settle)
  }

  /** Calls an original method, with everything it calls in turn left alone. */
  call(name: MethodName, ...args: unknown[]): unknown {
    return this.apply(name, args)
  }

  /** The same with a list of arguments. */
  apply(name: MethodName, args: unknown[]): unknown {
    this.depth++
    try {
      return this.settings.native[name]?.apply(this.response, args)
    } finally {
      this.depth--
    }
  }

  /** `headersSent` as the application would see it without the tap. */
  get headersSent(): boolean {
    return this.state === 'locked' || this.settings.headersSent()
  }

  writeHead(args: readonly unknown[]): void {
    if (this.state === 'muted') return
    if (this.state === 'ended') return void this.call('writeHead', ...args)
    if (this.state !== 'open') throw headersSentError('write')
    const { status, reason, pairs } = readHeadArguments(args)
    this.head.merge(pairs)
    this.response.statusCode = status
    if (reason !== undefined) this.response.statusMessage = reason
    this.status = status
    this.state = 'locked'
  }

  flushHeaders(): void {
    try {
      this.lock()
      if (this.state === 'locked') this.commit(null)
      if (this.state !== 'muted') this.call('flushHeaders')
    } catch (cause) {
      this.fail(cause)
    }
  }

  write(args: readonly unknown[]): boolean {
    const { chunk, encoding, callback } = readChunkArguments(args)
    if (this.isOver) return this.afterwards('write', chunk, callback) !== false
    const bytes = this.bytesOf(chunk, encoding, callback)
    this.lock()
    if (bytes === null || this.isOver) return true
    try {
      const out = this.isBodyless ? [] : this.body.push(this.context, this.read(), bytes)
      if (out.length > 0) {
        if (this.state !== 'locked' || this.commit(null) !== 304) return this.send(out, callback)
        this.finishNotModified(callback)
        return true
      }
    } catch (cause) {
      this.fail(cause, callback)
      return true
    }
    later(callback)
    return !this.needsDrain
  }

  end(args: readonly unknown[]): void {
    const { chunk, encoding, callback } = readChunkArguments(args)
    if (this.isOver) return void this.afterwards('end', chunk, callback)
    const bytes = chunk ? this.bytesOf(chunk, encoding, callback) : EMPTY
    this.lock()
    if (bytes === null || this.isOver) return
    try {
      const isEmpty = this.isBodyless || (bytes.length === 0 && !this.body.started)
      const out = isEmpty ? [] : this.body.finish(this.context, this.read(), bytes)
      if (this.state === 'locked' && this.commit(out) === 304) return this.finishNotModified(callback)
      this.sendLast(out, callback)
    } catch (cause) {
      this.fail(cause, callback)
    }
  }

  /** setHeader and its family. While an original runs, it is other middleware adding headers at the last moment. */
  mutate(name: MethodName, verb: string, args: unknown[]): unknown {
    if (this.state === 'locked' && this.depth === 0) throw headersSentError(verb)
    if (this.depth === 0 || args.length < 2) return this.settings.native[name]?.apply(this.response, args)
    try {
      const [header, value] = args
      return this.settings.native[name]?.call(this.response, header, this.filter(String(header), value))
    } catch (cause) {
      this.late ??= asEgressError(cause)
      return this.response
    }
  }

  addTrailers(name: 'addTrailers' | 'setTrailer', args: readonly unknown[]): void {
    if (this.state === 'muted') return
    try {
      this.call(name, ...(name === 'setTrailer'
        ? [args[0], this.filter(String(args[0]), args[1])]
        : [this.filterFields(args[0])]))
    } catch (cause) {
      this.fail(cause)
    }
  }

  /** 103 and the like. Hints are optional: those that the filter would change are not given. */
  writeInformation(name: 'writeEarlyHints' | 'writeInformation', args: readonly unknown[]): unknown {
    const callback = args.find((arg): arg is Callback => typeof arg === 'function')
    if (this.isOver) return later(callback)
    try {
      const at = args.findIndex(arg => typeof arg === 'object' && arg !== null)
      if (at < 0) return this.call(name, ...args)
      const fields = this.filterFields(args[at])
      if (JSON.stringify(fields) !== JSON.stringify(args[at])) return later(callback)
      return this.call(name, ...args.slice(0, at), fields, ...args.slice(at + 1)) // the copy that was looked at
    } catch (cause) {
      return void this.fail(cause, callback)
    }
  }

  /** Ends a response that cannot be shown to be safe. Never throws. */
  fail(cause: unknown, callback?: Callback): void {
    const error = asEgressError(cause)
    this.code ??= error.code
    this.body.abort()
    if (this.settings.headersSent()) return this.destroy(callback, error)
    this.state = 'muted'
    this.result = 'refused'
    try {
      this.head.clear()
      for (const [name, value] of problemHeaders(REFUSED)) this.head.set(name, value)
      this.response.statusCode = 500
      if (!this.isHttp2) this.response.statusMessage = ''
      this.call('writeHead', 500)
      this.call('end', REFUSED)
      later(callback)
    } catch {
      this.destroy(callback, error)
    }
  }

  /** Closes the connection. Nothing further leaves. */
  destroy(callback?: Callback, error?: Error): void {
    this.state = 'muted'
    this.result = 'destroyed'
    this.body.abort()
    destroyResponse(this.response)
    later(callback, error)
  }

  private get isOver(): boolean {
    return this.state === 'muted' || this.state === 'ended' || this.settled || this.response.destroyed === true
  }

  private get isBodyless(): boolean {
    return isBodyless(this.settings.method, this.status)
  }

  private get needsDrain(): boolean {
    return this.response.writableNeedDrain ?? this.response.stream?.writableNeedDrain ?? false
  }

  /**
   * Has the head decided by whoever wants a say, at the moment at which Node would: through the outermost `writeHead`,
   * so that middleware mounted after this one adds its headers.
   */
  private lock(): void {
    if (this.state !== 'open') return
    if (this.response.writeHead !== undefined) this.response.writeHead(this.response.statusCode)
    // A wrapper of writeHead may have answered in our place; a mock may have none.
    if (this.state === 'open') this.writeHead([this.response.statusCode])
  }

  private read(): Reading {
    if (this.reading === null) {
      checkRepresentation(this.head, this.status)
      this.reading = readingOf(this.head.text('content-type'), this.settings.allow)
    }
    return this.reading
  }

  /** Puts the head on the wire; gives the status sent. `whole` is the complete body as it leaves, null for a stream. */
  private commit(whole: readonly Buffer[] | null): number {
    const { head, status, body } = this
    if (!this.isBodyless && (whole === null || body.started)) this.read()
    else if (status === 206) checkRepresentation(head, status)
    const { gate, context, settings: { method, conditionals } } = this
    const sent = describeRepresentation(head, { gate, context, method, status, body, whole, conditionals })
    for (const name of head.names()) {
      if (name.toLowerCase() === 'etag' && !body.passes) continue // issued here
      const value = head.get(name)
      const filtered = this.filter(name, value)
      if (!isSameValue(value, filtered)) head.set(name, filtered)
    }
    this.tag(whole)
    announce(head, gate.announcements?.(context) ?? [])
    if (!this.isHttp2 && isCustomReason(status, this.response.statusMessage)) {
      this.response.statusMessage = this.gate.filterText(context, this.response.statusMessage)
    }
    if (sent !== status && !this.isHttp2) this.response.statusMessage = ''
    this.state = 'streaming'
    this.call('writeHead', sent)
    if (this.late !== null) throw this.late
    return sent
  }

  private tag(whole: readonly Buffer[] | null): void {
    const { body, gate } = this
    const receipt = whole === null || gate.tagHeader === undefined ? null : body.receipt()
    const header = receipt === null ? null : gate.tagHeader?.(receipt) ?? null
    if (header !== null) this.head.set(header[0], header[1])
  }

  private send(out: readonly Buffer[], callback: Callback | undefined): boolean {
    const buffers = out.length > 1 && sizeOf(out) <= JOIN_BYTES ? [Buffer.concat(out)] : out
    let accepted = true
    for (const [index, buffer] of buffers.entries()) {
      accepted = this.call('write', buffer, undefined, index === buffers.length - 1 ? callback : undefined) !== false
    }
    return accepted
  }

  private sendLast(out: readonly Buffer[], callback: Callback | undefined): void {
    this.state = 'ended'
    this.result ??= this.body.passes ? 'passed' : this.body.filtered ? 'filtered' : 'empty'
    const buffers = out.length > 1 && sizeOf(out) <= JOIN_BYTES ? [Buffer.concat(out)] : out
    for (const buffer of buffers.slice(0, -1)) this.call('write', buffer)
    this.call('end', buffers.at(-1), undefined, callback)
  }

  /** The bytes that the application has, or will have, for a client that has them already are swallowed. */
  private finishNotModified(callback: Callback | undefined): void {
    this.state = 'muted'
    this.result = 'not-modified'
    this.call('end', undefined, undefined, callback)
  }

  /** What the application does after the end: as natively, but without its bytes; nothing at all when muted. */
  private afterwards(name: 'write' | 'end', chunk: unknown, callback: Callback | undefined): unknown {
    if (this.state === 'muted') {
      later(callback)
      return true
    }
    return this.call(name, name === 'write' || chunk ? EMPTY : undefined, undefined, callback)
  }

  /** Null when the response was refused for the chunk's encoding. Errors of the application's making are thrown on. */
  private bytesOf(chunk: unknown, encoding: unknown, callback: Callback | undefined): Buffer | null {
    try {
      return toBytes(chunk, encoding)
    } catch (cause) {
      if (asEgressError(cause) !== cause) throw cause
      this.fail(cause, callback)
      return null
    }
  }

  private filter(name: string, value: unknown): unknown {
    const filter = (text: string, key?: string): string => this.gate.filterText(this.context, text, key)
    return filterHeader(name, value, filter, this.settings.exemptHeaders)
  }

  private filterFields(fields: unknown): unknown {
    return mapFields(fields, (name, value) => this.filter(name, value))
  }

  private settle(): void {
    if (this.settled) return
    this.settled = true
    const { body, code, status, context, gate } = this
    const result = this.result ?? 'aborted'
    body.settle(this.state === 'ended' || this.result === 'not-modified')
    try {
      // A receipt costs more than the rest of a small response's summary: it is made for those who ask.
      const receipt = (): Receipt | null => body.receipt() ?? gate.receiptWithout?.(context, code ?? result) ?? null
      const summary = { result, code, status, app: context.app, get receipt() { return receipt() } }
      this.scope?.runInAsyncScope(() => this.settings.onReceipt?.(summary))
    } catch {
      // A sink that fails must not take the response, or the process, with it.
    }
  }
}
