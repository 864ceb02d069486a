import { EgressError } from '../errors.ts'
import type { Body } from './body.ts'
import { sizeOf } from './body.ts'
import { privateCacheControl } from './cache-control.ts'
import type { Conditionals } from './conditional.ts'
import { matchesTag, weakTag } from './conditional.ts'
import type { EgressContext } from '../pipeline/context.ts'
import type { EgressGate } from './gate.ts'
import type { HeaderTable } from './head.ts'
import { isBodyless } from './head.ts'
import { describesBody, feedsSharedCache } from './header-filter.ts'

/** What the head is decided on. */
export interface Representation {
  readonly gate: EgressGate
  readonly context: EgressContext
  readonly method: string
  readonly status: number
  readonly body: Body
  /** The whole body as it leaves, or null for a stream. */
  readonly whole: readonly Buffer[] | null
  readonly conditionals: Conditionals
}

const HIDDEN_RANGE = /^\s*bytes\b/i

/**
 * Refuses what cannot be filtered, whatever its bytes: pieces of a body, and bodies in a content coding. The filter has
 * to stand above the middleware that compresses.
 *
 * @throws EgressError ERR_EGRESS_PARTIAL, ERR_EGRESS_ENCODING
 */
export function checkRepresentation(head: HeaderTable, status: number): void {
  const isPiece = status === 206 || (status !== 416 && HIDDEN_RANGE.test(head.text('content-range') ?? ''))
  if (isPiece) throw new EgressError('ERR_EGRESS_PARTIAL')
  const coding = (head.text('content-encoding') ?? '').trim().toLowerCase()
  if (coding !== '' && coding !== 'identity') throw new EgressError('ERR_EGRESS_ENCODING')
}

/**
 * Makes the headers that describe the body describe the bytes that leave. Returns the status to send: the one that the
 * application chose, or 304 where the client has these very bytes.
 */
export function describeRepresentation(head: HeaderTable, r: Representation): number {
  const bodyless = isBodyless(r.method, r.status)
  if (head.has('accept-ranges') || r.conditionals.range) head.set('Accept-Ranges', 'none')
  if (r.status === 416) head.remove('content-range')
  if (r.body.passes && !bodyless) {
    if (r.whole !== null) setLength(head, r, false)
    return evaluate(head, r, head.text('etag'))
  }

  const hadTag = head.has('etag')
  for (const name of head.names()) {
    const key = name.toLowerCase()
    if (describesBody(key) || feedsSharedCache(key)) head.remove(name)
  }
  head.set('Cache-Control', privateCacheControl(head.text('cache-control')))
  if (r.gate.policyHeader !== undefined) head.set('Egress-Policy', r.gate.policyHeader)
  setLength(head, r, bodyless)
  if (!hadTag || bodyless || r.whole === null) return r.status
  const tag = weakTag(r.gate.policyId, r.context, r.whole)
  head.set('ETag', tag)
  return evaluate(head, r, tag)
}

/** Exact for a body known whole, absent for a stream, never next to a transfer coding (RFC 9112, 6.3). */
function setLength(head: HeaderTable, r: Representation, bodyless: boolean): void {
  if (bodyless) {
    head.remove('content-length')
    if (r.status < 200 || r.status === 204 || r.status === 304) head.remove('transfer-encoding')
    if (r.status === 205 && r.method !== 'HEAD' && !head.has('transfer-encoding')) head.set('Content-Length', 0)
    return
  }
  if (r.whole === null || head.has('transfer-encoding') || head.has('trailer')) head.remove('content-length')
  // Set, not removed and left to Node: a removed length makes Node choose chunks even for one buffer.
  else head.set('Content-Length', sizeOf(r.whole))
}

/** `If-None-Match`, on what the client would receive. */
function evaluate(head: HeaderTable, r: Representation, tag: string | undefined): number {
  const { ifNoneMatch, reload } = r.conditionals
  if (tag === undefined || ifNoneMatch === null || reload) return r.status
  if (r.status !== 200 || (r.method !== 'GET' && r.method !== 'HEAD') || !matchesTag(ifNoneMatch, tag)) return r.status
  for (const name of ['content-length', 'content-type', 'transfer-encoding', 'trailer']) head.remove(name)
  return 304
}
