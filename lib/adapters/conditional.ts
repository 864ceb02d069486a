import { createHash } from 'node:crypto'
import type { EgressContext } from '../pipeline/context.ts'
import { splitList } from './cache-control.ts'

/** Request headers that compare with, or cut pieces out of, a body that the client must not learn about. */
const HIDDEN = [
  'if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since', 'if-range', 'range',
] as const
/** On a write these guard against lost updates; hiding them would turn a guarded write into an unguarded one. */
const GUARDS = ['if-match', 'if-none-match', 'if-unmodified-since'] as const
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/** The part of a request that is looked at here; IncomingMessage, Http2ServerRequest or a mock. */
export interface ConditionalRequest {
  readonly method?: string | undefined
  readonly headers?: Record<string, string | string[] | undefined> | undefined
  readonly headersDistinct?: Record<string, string[] | undefined> | undefined
  readonly rawHeaders?: string[] | undefined
}

/** What was hidden from the handler, for our own use. */
export interface Conditionals {
  readonly ifNoneMatch: string | null
  /** A client that asks for `no-cache` wants the body, whatever it holds. */
  readonly reload: boolean
  readonly range: boolean
}

export const UNCONDITIONAL: Conditionals = Object.freeze({ ifNoneMatch: null, reload: false, range: false })

/**
 * Takes the conditional and range headers of a safe request away, in every spelling that a handler or a proxy reads
 * (`headers`, `headersDistinct`, `rawHeaders`), and returns what is needed to evaluate them on the filtered bytes.
 */
export function hideConditionals(request: ConditionalRequest): Conditionals {
  const headers = request.headers
  if (headers === undefined) return UNCONDITIONAL
  const present = HIDDEN.filter(name => headers[name] !== undefined)
  if (present.length === 0) return UNCONDITIONAL
  const safe = SAFE.has(request.method ?? 'GET')
  const hidden = new Set<string>(safe ? present : present.filter(name => !GUARDS.some(guard => guard === name)))
  const ifNoneMatch = headers['if-none-match']
  const found: Conditionals = {
    ifNoneMatch: safe && typeof ifNoneMatch === 'string' ? ifNoneMatch : null,
    reload: splitList(String(headers['cache-control'] ?? '')).some(member => member.toLowerCase() === 'no-cache'),
    range: headers['range'] !== undefined,
  }
  const distinct = request.headersDistinct
  for (const name of hidden) {
    Reflect.deleteProperty(headers, name)
    if (distinct !== undefined) Reflect.deleteProperty(distinct, name)
  }
  removeRaw(request.rawHeaders, hidden)
  return found
}

/**
 * Whether a request is a write under a condition that names entity tags or dates. Clients see tags of filtered bytes
 * only, so the application could not evaluate it rightly; `*` it can.
 */
export function isGuardedWrite(request: ConditionalRequest): boolean {
  const headers = request.headers
  if (headers === undefined || SAFE.has(request.method ?? 'GET')) return false
  return GUARDS.some(name => headers[name] !== undefined && headers[name] !== '*')
}

function removeRaw(raw: string[] | undefined, hidden: ReadonlySet<string>): void {
  if (!Array.isArray(raw)) return
  let to = 0
  for (let from = 0; from + 1 < raw.length; from += 2) {
    if (hidden.has((raw[from] ?? '').toLowerCase())) continue
    raw[to++] = raw[from] ?? ''
    raw[to++] = raw[from + 1] ?? ''
  }
  raw.length = to
}

/**
 * A weak entity tag of the bytes that leave. Policy and receiver are part of it: the same bytes under another policy
 * are another representation, so that nobody's cache keeps what a newer policy would have taken out.
 */
export function weakTag(policyId: string, context: EgressContext, bytes: readonly Uint8Array[]): string {
  const { app, tenant = null, purpose = null, audience = null } = context
  const hash = createHash('sha256').update(JSON.stringify([policyId, app, tenant, purpose, audience]))
  for (const part of bytes) hash.update(part)
  return `W/"${hash.digest('base64url').slice(0, 27)}"`
}

/** Weak comparison of a tag with the list of `If-None-Match` (RFC 9110, 8.8.3.2 and 13.1.2). */
export function matchesTag(ifNoneMatch: string, tag: string): boolean {
  const opaque = tag.replace(/^W\//, '')
  return ifNoneMatch.trim() === '*' || splitList(ifNoneMatch).some(member => member.replace(/^W\//, '') === opaque)
}
