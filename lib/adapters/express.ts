import type { Request, RequestHandler, Response } from 'express'
import { EgressError } from '../errors.ts'
import { isGuardedWrite } from './conditional.ts'
import { destroyResponse } from './destroy.ts'
import type { EgressGate, SummarySink } from './gate.ts'
import { UNKNOWN_APP } from './gate.ts'
import type { Identity } from './identity.ts'
import { contextOf, during, isThenable } from './identity.ts'
import { DEFAULT_ALLOW } from './media-type.ts'
import { tapOf, tapResponse } from './node-response.ts'
import { operationOf } from './operation.ts'
import type { OptionRule } from './options.ts'
import { checkOptions, isFunction, isListOf } from './options.ts'
import { PRECONDITION, problemHeaders, REFUSED } from './problem.ts'

export interface ExpressEgressOptions {
  /**
   * Who receives the response, from verified credentials. Runs before the handler; may be asynchronous. An exception, a
   * rejection, or no answer makes the receiver an unknown app.
   */
  readonly identify: (request: Request) => Identity | PromiseLike<Identity>
  /** `true` (and nothing else) leaves the response alone: for routes that carry no personal data. Default: none. */
  readonly exempt?: (request: Request) => boolean
  /** Media types of binary bodies that leave unfiltered. Default: image, audio, video, font, WebAssembly. */
  readonly allow?: readonly string[]
  /** Names of headers that leave unfiltered. Default: only those that are words of the protocol. */
  readonly exemptHeaders?: readonly string[]
  /**
   * Writes under `If-Match` and the like: `refuse` answers 412, because clients know the entity tags of filtered bytes
   * only; `pass` lets the handler see the condition, for services whose tags do not depend on personal data.
   * Default: `refuse`.
   */
  readonly conditionalWrites?: 'refuse' | 'pass'
  /** Called once per response, when it has finished or closed. */
  readonly onReceipt?: SummarySink
}

/** A filter, or a function that gives the one in force. */
export type GateSource = EgressGate | (() => EgressGate)

const USAGE = 'expressMiddleware(gate, { identify: req => ({ app: req.auth.clientId }) })'

const RULES: ReadonlyMap<string, OptionRule> = new Map<string, OptionRule>([
  ['identify', { test: isFunction, want: 'a function', example: USAGE, required: true }],
  ['exempt', { test: isFunction, want: 'a function', example: "exempt: req => req.path === '/health'" }],
  ['allow', {
    test: isListOf(/^[a-z0-9!#$&^_.+-]+\/(?:\*|[a-z0-9!#$&^_.+-]+)$/),
    want: 'a list of media types in lower case',
    example: "allow: ['image/*', 'application/pdf']",
  }],
  ['exemptHeaders', {
    test: isListOf(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/),
    want: 'a list of header names',
    example: "exemptHeaders: ['x-request-id']",
  }],
  ['conditionalWrites', {
    test: value => value === 'refuse' || value === 'pass',
    want: '`refuse` or `pass`',
    example: "conditionalWrites: 'refuse'",
  }],
  ['onReceipt', { test: isFunction, want: 'a function', example: 'onReceipt: summary => audit.add(summary)' }],
])

/**
 * Middleware for Express 4.18+ and 5 (and anything else that calls `(req, res, next)` with Node's objects). Mount it
 * after what compresses and before everything that answers; mounting it twice filters once.
 *
 * @param gate the filter, or a function that gives the one in force; it is asked once per response
 * @throws EgressError ERR_EGRESS_OPTION for a wrong option, when called
 */
export function expressMiddleware(gate: GateSource, options: ExpressEgressOptions): RequestHandler {
  checkOptions(options, RULES, USAGE)
  if (!isFunction(gate) && !isFunction((gate as Partial<EgressGate> | null | undefined)?.openSession)) {
    const what = '`gate` must be a filter, or a function that gives one'
    throw new EgressError('ERR_EGRESS_OPTION', { what, example: USAGE })
  }
  const { identify, exempt, onReceipt } = options
  const settings = {
    allow: options.allow ?? DEFAULT_ALLOW,
    exemptHeaders: new Set((options.exemptHeaders ?? []).map(name => name.toLowerCase())),
    onReceipt,
  }
  const refusesGuards = options.conditionalWrites !== 'pass'

  return function egress(request, response, next) {
    if (isExempt(exempt, request)) return next()
    const mounted: unknown = Reflect.get(response, MOUNTED)
    if (mounted === gate) return next()
    // Two filters on one response: the inner one would be left out without a word.
    if (mounted !== undefined || tapOf(response) !== undefined) return next(twoGates())
    if (response.headersSent) return destroyResponse(response)
    const current = currentGate(gate)
    if (current === null) return refuse(response, 500, REFUSED)
    const operation = operationOf(current, request)
    const nobody = during(operation, UNKNOWN_APP)
    const tap = tapResponse(request, response, current, { ...settings, context: nobody })
    Reflect.defineProperty(response, MOUNTED, { value: gate })
    if (refusesGuards && isGuardedWrite(request)) return refuse(response, 412, PRECONDITION)

    const identity = ask(identify, request)
    if (!(identity instanceof Promise)) {
      tap.context = during(operation, contextOf(identity))
      return next()
    }
    const proceed = (found: unknown): void => {
      tap.context = during(operation, contextOf(found))
      // In a turn of its own: what the handler throws is not a rejection of `identify`.
      process.nextTick(next)
    }
    identity.then(proceed, () => proceed(UNKNOWN_APP))
  }
}

const MOUNTED = Symbol.for('pii-egress.mounted')

function isExempt(exempt: ExpressEgressOptions['exempt'], request: Request): boolean {
  try {
    return exempt !== undefined && exempt(request) === true
  } catch {
    return false
  }
}

/** The answer, or a promise of it. A promise of another make is adopted, so that it can answer only once. */
function ask(identify: ExpressEgressOptions['identify'], request: Request): unknown {
  try {
    const answer = identify(request)
    return isThenable(answer) ? Promise.resolve(answer) : answer
  } catch {
    return UNKNOWN_APP
  }
}

function twoGates(): EgressError {
  const what = 'a response was given to two filters'
  return new EgressError('ERR_EGRESS_OPTION', { what, example: 'app.use(egress), once' })
}

/** Null where the filter in force cannot be had: then there is no response either. */
function currentGate(gate: GateSource): EgressGate | null {
  try {
    return typeof gate === 'function' ? gate() : gate
  } catch {
    return null
  }
}

function refuse(response: Response, status: number, body: Buffer): void {
  for (const [name, value] of problemHeaders(body)) response.setHeader(name, value)
  response.statusCode = status
  response.end(body)
}
