import type { EgressContext } from '../pipeline/context.ts'
import type { Callback } from './chunk.ts'
import { later } from './chunk.ts'
import type { ConditionalRequest } from './conditional.ts'
import { hideConditionals } from './conditional.ts'
import type { EgressGate, SummarySink } from './gate.ts'
import { UNKNOWN_APP } from './gate.ts'
import type { Method, MethodName, Methods } from './head.ts'
import { DEFAULT_ALLOW } from './media-type.ts'
import type { WireResponse } from './response-tap.ts'
import { ResponseTap } from './response-tap.ts'

/** Registered, so that two copies of this package in one process recognise each other's tap. */
export const TAP: unique symbol = Symbol.for('pii-egress.tap') as never

interface Tapped {
  readonly [TAP]: ResponseTap
}

export interface TapOptions {
  /** Who receives the response; may be set later on the tap. Default: an unknown app. */
  readonly context?: EgressContext
  /** Media types (`type/subtype`, `type/*`) of binary bodies that leave unfiltered. Default: {@link DEFAULT_ALLOW}. */
  readonly allow?: readonly string[]
  /** Headers that leave unfiltered, in lower case. Default: none. */
  readonly exemptHeaders?: ReadonlySet<string>
  /** Called once when the response has finished or closed. */
  readonly onReceipt?: SummarySink | undefined
}

/** The tap on a response, if it has one. */
export function tapOf(response: object): ResponseTap | undefined {
  return (response as Partial<Tapped>)[TAP]
}

/**
 * Puts a filter between a response and the wire: everything that leaves through `write`, `end`, `writeHead` and their
 * kin passes `gate`, whoever calls them. Works on http.ServerResponse, http2.Http2ServerResponse and mocks of them.
 * The methods are wrapped once per response and never unwrapped: other middleware may have wrapped them again.
 *
 * Conditional and range headers of the request are hidden from its handler.
 *
 * @returns the tap; the existing one if the response has one
 */
export function tapResponse(
  request: object,
  response: object,
  gate: EgressGate,
  options: TapOptions = {},
): ResponseTap {
  const existing = tapOf(response)
  if (existing !== undefined) return existing
  if (LOSES_CLASSES) makeTable(response)
  const native = originalsOf(response)
  const asked = request as ConditionalRequest
  const tap = new ResponseTap(response as WireResponse, {
    gate,
    context: options.context ?? UNKNOWN_APP,
    method: asked.method ?? 'GET',
    conditionals: hideConditionals(asked),
    allow: options.allow ?? DEFAULT_ALLOW,
    exemptHeaders: options.exemptHeaders ?? NONE,
    onReceipt: options.onReceipt,
    native,
    headersSent: nativeHeadersSent(response),
  })
  Object.defineProperty(response, TAP, { value: tap, configurable: true })
  wrap(response, native)
  emulateHeadersSent(response)
  return tap
}

const NONE: ReadonlySet<string> = new Set()

/**
 * The accessor as inherited at the time of asking: a framework may exchange the prototype, and on HTTP/2 `_header` is
 * defined by `headersSent`, so that reading anything on the response itself would go round in circles.
 */
function nativeHeadersSent(response: object): () => boolean {
  if (Object.hasOwn(response, 'headersSent')) {
    return () => (response as { headersSent?: unknown }).headersSent === true
  }
  return () => {
    const parent = Object.getPrototypeOf(response) as object | null
    return parent !== null && Reflect.get(parent, 'headersSent', response) === true
  }
}

function emulateHeadersSent(response: object): void {
  if (Object.hasOwn(response, 'headersSent') || !('headersSent' in response)) return
  Object.defineProperty(response, 'headersSent', HEADERS_SENT)
}

// Wrappers are shared functions that find their tap on `this`, not closures made for every response: so all tapped
// responses keep one hidden class.

const HEADERS_SENT: PropertyDescriptor & ThisType<Tapped> = {
  configurable: true,
  get() {
    return this[TAP].headersSent
  },
}

type Entrance = (tap: ResponseTap, response: Tapped, args: unknown[]) => unknown
type Wrapper = (this: Tapped, ...args: unknown[]) => unknown

/** Calls the tap; inside of an original method, the original. */
function outside(name: MethodName, enter: Entrance): Wrapper {
  return function (...args) {
    const tap = this[TAP]
    return tap.depth > 0 ? tap.apply(name, args) : enter(tap, this, args)
  }
}

function mutator(name: MethodName, verb: string): Wrapper {
  return function (...args) {
    return this[TAP].mutate(name, verb, args)
  }
}

function writeHead(tap: ResponseTap, response: Tapped, args: unknown[]): unknown {
  tap.writeHead(args)
  return response
}

function implicitHeader(tap: ResponseTap, response: Tapped): void {
  const wire = response as unknown as WireResponse
  if (tap.state === 'open') wire.writeHead?.(wire.statusCode)
}

/** A pushed response is another response, which nothing filters. */
function refusePush(_tap: ResponseTap, _response: Tapped, args: unknown[]): void {
  const error = Object.assign(new Error('push is disabled on filtered responses'), { code: 'ERR_HTTP2_PUSH_DISABLED' })
  later(args.find((arg): arg is Callback => typeof arg === 'function'), error)
}

const WRAPPERS = {
  write: outside('write', (tap, _response, args) => tap.write(args)),
  end: outside('end', (tap, response, args) => {
    tap.end(args)
    return response
  }),
  writeHead: outside('writeHead', writeHead),
  // An alias of the prototype, which would pass by the wrapper of writeHead.
  writeHeader: outside('writeHeader', writeHead),
  _implicitHeader: outside('_implicitHeader', implicitHeader),
  flushHeaders: outside('flushHeaders', tap => tap.flushHeaders()),
  addTrailers: outside('addTrailers', (tap, _response, args) => tap.addTrailers('addTrailers', args)),
  setTrailer: outside('setTrailer', (tap, _response, args) => tap.addTrailers('setTrailer', args)),
  writeEarlyHints: outside('writeEarlyHints', (tap, _response, args) => tap.writeInformation('writeEarlyHints', args)),
  writeInformation: outside('writeInformation', (tap, _response, args) =>
    tap.writeInformation('writeInformation', args)),
  createPushResponse: outside('createPushResponse', refusePush),
  setHeader: mutator('setHeader', 'set'),
  setHeaders: mutator('setHeaders', 'set'),
  appendHeader: mutator('appendHeader', 'append'),
  removeHeader: mutator('removeHeader', 'remove'),
} as const satisfies Record<string, Wrapper>

type Members = { [name in keyof typeof WRAPPERS | 'getHeader' | 'getHeaderNames' | 'sendDate']?: unknown }

/** Before V8 13 (Node 24) an object whose prototype was exchanged gets a hidden class of its own per new property. */
const LOSES_CLASSES = Number(process.versions.v8.split('.', 1)[0]) < 13

/**
 * Express exchanges the prototype. A dozen classes of forty properties each would take longer than the rest of the tap;
 * a response that has lost a property is a hash table, which takes new ones as they come.
 */
function makeTable(response: Members): void {
  const { sendDate } = response
  const isExchanged = !Object.hasOwn(Object.getPrototypeOf(response) as object, 'writeHead')
  if (!isExchanged || !Object.hasOwn(response, 'sendDate')) return
  delete response.sendDate
  response.sendDate = sendDate
}

// Names are written out in the two functions below: a loop over them would look up each one anew.

function originalsOf(response: Members): Methods {
  return {
    write: methodOf(response.write),
    end: methodOf(response.end),
    writeHead: methodOf(response.writeHead),
    writeHeader: methodOf(response.writeHeader),
    _implicitHeader: methodOf(response._implicitHeader),
    flushHeaders: methodOf(response.flushHeaders),
    addTrailers: methodOf(response.addTrailers),
    setTrailer: methodOf(response.setTrailer),
    writeEarlyHints: methodOf(response.writeEarlyHints),
    writeInformation: methodOf(response.writeInformation),
    createPushResponse: methodOf(response.createPushResponse),
    setHeader: methodOf(response.setHeader),
    setHeaders: methodOf(response.setHeaders),
    appendHeader: methodOf(response.appendHeader),
    removeHeader: methodOf(response.removeHeader),
    getHeader: methodOf(response.getHeader),
    getHeaderNames: methodOf(response.getHeaderNames),
  }
}

function methodOf(member: unknown): Method | undefined {
  return typeof member === 'function' ? (member as Method) : undefined
}

function wrap(response: Members, native: Methods): void {
  if (native.write !== undefined) response.write = WRAPPERS.write
  if (native.end !== undefined) response.end = WRAPPERS.end
  if (native.writeHead !== undefined) response.writeHead = WRAPPERS.writeHead
  if (native.writeHeader !== undefined) response.writeHeader = WRAPPERS.writeHeader
  if (native._implicitHeader !== undefined) response._implicitHeader = WRAPPERS._implicitHeader
  if (native.flushHeaders !== undefined) response.flushHeaders = WRAPPERS.flushHeaders
  if (native.addTrailers !== undefined) response.addTrailers = WRAPPERS.addTrailers
  if (native.setTrailer !== undefined) response.setTrailer = WRAPPERS.setTrailer
  if (native.writeEarlyHints !== undefined) response.writeEarlyHints = WRAPPERS.writeEarlyHints
  if (native.writeInformation !== undefined) response.writeInformation = WRAPPERS.writeInformation
  if (native.createPushResponse !== undefined) response.createPushResponse = WRAPPERS.createPushResponse
  if (native.setHeader !== undefined) response.setHeader = WRAPPERS.setHeader
  if (native.setHeaders !== undefined) response.setHeaders = WRAPPERS.setHeaders
  if (native.appendHeader !== undefined) response.appendHeader = WRAPPERS.appendHeader
  if (native.removeHeader !== undefined) response.removeHeader = WRAPPERS.removeHeader
}
