import type * as Http from 'node:http'
import { createRequire } from 'node:module'

/** Any method of a response; the tap keeps the ones it wraps. */
export type Method = (this: unknown, ...args: unknown[]) => unknown
export type MethodName =
  | 'write' | 'end' | 'writeHead' | 'writeHeader' | '_implicitHeader' | 'flushHeaders' | 'addTrailers' | 'setTrailer'
  | 'writeEarlyHints' | 'writeInformation' | 'createPushResponse' | 'setHeader' | 'setHeaders' | 'appendHeader'
  | 'removeHeader' | 'getHeader' | 'getHeaderNames'
export type Methods = { readonly [name in MethodName]: Method | undefined }

type Pair = readonly [name: string, value: unknown]

/** The header table of a response, reached below every wrapper of ours. Tolerates mocks without one. */
export class HeaderTable {
  private readonly response: object
  private readonly native: Methods

  constructor(response: object, native: Methods) {
    this.response = response
    this.native = native
  }

  names(): string[] {
    const names = this.native.getHeaderNames?.call(this.response)
    return Array.isArray(names) ? names.map(String) : []
  }

  get(name: string): unknown {
    return this.native.getHeader?.call(this.response, name)
  }

  /** The value as one text; undefined where it is missing. */
  text(name: string): string | undefined {
    const value = this.get(name)
    if (Array.isArray(value)) return value.join(', ')
    return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  set(name: string, value: unknown): void {
    this.native.setHeader?.call(this.response, name, value)
  }

  remove(name: string): void {
    this.native.removeHeader?.call(this.response, name)
  }

  clear(): void {
    for (const name of this.names()) this.remove(name)
  }

  /** Sets what `writeHead` was given: all values of a name that occurs more than once, in order. */
  merge(pairs: readonly Pair[]): void {
    const byName = new Map<string, { name: string; values: unknown[] }>()
    for (const [name, value] of pairs) {
      const entry = byName.get(name.toLowerCase())
      if (entry === undefined) byName.set(name.toLowerCase(), { name, values: [value] })
      else entry.values.push(value)
    }
    for (const { name, values } of byName.values()) this.set(name, values.length === 1 ? values[0] : values.flat())
  }
}

/** The arguments of `writeHead`, whatever form they came in. */
export interface HeadArguments {
  readonly status: number
  readonly reason: string | undefined
  readonly pairs: readonly Pair[]
}

/**
 * Reads `writeHead(status[, reason][, headers])`, where headers are an object, a flat array or an array of pairs.
 *
 * @throws the errors that Node throws for the same arguments, at the same time
 */
export function readHeadArguments(args: readonly unknown[]): HeadArguments {
  const status = Number(args[0]) | 0
  if (status < 100 || status > 999) {
    throw withCode(new RangeError(`Invalid status code: ${String(args[0])}`), 'ERR_HTTP_INVALID_STATUS_CODE')
  }
  const reason = typeof args[1] === 'string' ? args[1] : undefined
  return { status, reason, pairs: readPairs(typeof args[1] === 'string' ? args[2] : (args[1] ?? args[2])) }
}

function readPairs(headers: unknown): Pair[] {
  if (Array.isArray(headers)) return readArray(headers)
  if (typeof headers !== 'object' || headers === null) return []
  return Object.entries(headers).filter(([name]) => name !== '')
}

function readArray(headers: readonly unknown[]): Pair[] {
  if (Array.isArray(headers[0])) {
    return headers.map((pair: unknown): Pair => (Array.isArray(pair) ? [String(pair[0]), pair[1]] : badHeaders()))
  }
  if (headers.length % 2 !== 0) badHeaders()
  const pairs: Pair[] = []
  for (let at = 0; at < headers.length; at += 2) pairs.push([String(headers[at]), headers[at + 1]])
  return pairs
}

function badHeaders(): never {
  throw withCode(new TypeError('The argument \'headers\' is invalid.'), 'ERR_INVALID_ARG_VALUE')
}

/** What Node throws when headers are touched after they were sent. */
export function headersSentError(verb: string): Error {
  return withCode(new Error(`Cannot ${verb} headers after they are sent to the client`), 'ERR_HTTP_HEADERS_SENT')
}

/** Statuses whose responses have no body (RFC 9110, 6.4.1 and 15.3.6). */
export function isBodyless(method: string, status: number): boolean {
  return method === 'HEAD' || status < 200 || status === 204 || status === 205 || status === 304
}

// Whoever has a response has loaded it; whoever filters bytes only need not.
const require = createRequire(import.meta.url)

/** Whether a reason phrase was chosen by the application. */
export function isCustomReason(status: number, reason: unknown): reason is string {
  if (typeof reason !== 'string' || reason === '') return false
  const { STATUS_CODES } = require('node:http') as typeof Http
  return reason !== STATUS_CODES[status]
}

function withCode<E extends Error>(error: E, code: string): E {
  return Object.assign(error, { code })
}
