import type { EgressContext } from '../pipeline/context.ts'
import type { Callback } from './chunk.ts'
import { later } from './chunk.ts'
import type { ConditionalRequest } from './conditional.ts'
import { hideConditionals } from './conditional.ts'
import type { EgressGate, SummarySink } from './gate.ts'
import { UNKNOWN_APP } from './gate.ts'
import type { Method, Methods } from './head.ts'
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
  const target = response as Record<string, unknown>
  const native: Methods = {}
  for (const name of ORIGINALS) {
    const method = target[name]
    if (typeof method === 'function') native[name] = method as Method
  }
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
  for (const [name, wrapper] of WRAPPERS) if (native[name] !== undefined) target[name] = wrapper
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
function outside(name: string, enter: Entrance): [string, Wrapper] {
  return [name, function (...args) {
    const tap = this[TAP]
    return tap.depth > 0 ? tap.call(name, ...args) : enter(tap, this, args)
  }]
}

function mutator(name: string, verb: string): [string, Wrapper] {
  return [name, function (...args) {
    return this[TAP].mutate(name, verb, args)
  }]
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

const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  outside('write', (tap, _response, args) => tap.write(args)),
  outside('end', (tap, response, args) => {
    tap.end(args)
    return response
  }),
  outside('writeHead', writeHead),
  outside('writeHeader', writeHead), // an alias of the prototype, which would pass by the wrapper of writeHead
  outside('_implicitHeader', implicitHeader),
  outside('flushHeaders', tap => tap.flushHeaders()),
  outside('addTrailers', (tap, _response, args) => tap.addTrailers('addTrailers', args)),
  outside('setTrailer', (tap, _response, args) => tap.addTrailers('setTrailer', args)),
  outside('writeEarlyHints', (tap, _response, args) => tap.writeInformation('writeEarlyHints', args)),
  outside('writeInformation', (tap, _response, args) => tap.writeInformation('writeInformation', args)),
  outside('createPushResponse', refusePush),
  mutator('setHeader', 'set'),
  mutator('setHeaders', 'set'),
  mutator('appendHeader', 'append'),
  mutator('removeHeader', 'remove'),
])

const ORIGINALS: readonly string[] = [...WRAPPERS.keys(), 'getHeader', 'getHeaderNames']
