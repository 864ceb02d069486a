import { EgressError } from '../errors.ts'
import { LIMITS } from '../limits.ts'

/** What Node accepts as the value of a header. */
export type HeaderValue = string | number | readonly string[]
/** @param name of a header that is no word of any protocol, without `x-`: it may say what the value is */
export type TextFilter = (text: string, name?: string) => string

/**
 * Headers that are words of the protocol. They are exempt as long as they look the part: a value with `@`, an escape or
 * nine digits in a row is data, whatever header it is in.
 */
const STRUCTURAL = new Set([
  'accept-ranges', 'access-control-allow-credentials', 'access-control-allow-headers', 'access-control-allow-methods',
  'access-control-expose-headers', 'access-control-max-age', 'age', 'allow', 'cache-control', 'connection',
  'content-encoding', 'content-language', 'content-length', 'content-type', 'cross-origin-embedder-policy',
  'cross-origin-opener-policy', 'cross-origin-resource-policy', 'keep-alive', 'origin-agent-cluster', 'pragma',
  'referrer-policy', 'retry-after', 'strict-transport-security', 'trailer', 'transfer-encoding', 'upgrade', 'vary',
  'x-content-type-options', 'x-dns-prefetch-control', 'x-download-options', 'x-frame-options',
  'x-permitted-cross-domain-policies', 'x-powered-by', 'x-xss-protection',
])
const DATA = /[@%]|\d{9}/
const LENGTH = /^\d{1,16}$/

/** Headers that hold a date (RFC 9110, 5.6.7); exempt when they do. Digits of a date would look like a number. */
const DATES = new Set(['date', 'deprecation', 'expires', 'retry-after', 'sunset'])
/** The same as a structured field (RFC 9745): seconds since 1970. */
const SECONDS = /^@-?\d{1,10}$/
const DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Validators and digests of the unfiltered body: with one of them, a short value can be found by trying all. */
const OF_THE_BODY = new Set([
  'etag', 'last-modified', 'content-md5', 'digest', 'content-digest', 'repr-digest', 'signature', 'signature-input',
  'x-goog-hash', 'x-ms-content-md5', 'x-ms-content-crc64', 'x-content-length', 'x-original-content-length',
  'x-uncompressed-content-length', 'x-file-size',
])
const CHECKSUM = /^x-(?:amz|goog|bz|oss)-(?:checksum|hash|content-sha|content-sha1|hash-)/

/** Directives for one cache only, which win over Cache-Control there (RFC 9213). */
const FOR_SHARED_CACHES = new Set(['cdn-cache-control', 'surrogate-control', 'edge-control', 'x-accel-expires'])

/** Whether the header describes the bytes that were there before the filter. `name` is lower-case. */
export function describesBody(name: string): boolean {
  return OF_THE_BODY.has(name) || CHECKSUM.test(name)
}

/** Whether the header tells a shared cache to keep the response. `name` is lower-case. */
export function feedsSharedCache(name: string): boolean {
  return FOR_SHARED_CACHES.has(name) || name.endsWith('-cdn-cache-control')
}

/**
 * The value as it may leave. Every member of an array is filtered; exempt values come back as they are.
 *
 * @throws EgressError ERR_EGRESS_HEADER for a value longer than `maxHeaderChars`, and whatever the filter throws
 */
export function filterHeader(
  name: string,
  value: unknown,
  filter: TextFilter,
  exempt: ReadonlySet<string>,
): HeaderValue {
  const key = name.toLowerCase()
  if (typeof value === 'number' && STRUCTURAL.has(key)) return value
  if (Array.isArray(value)) return value.map(member => filterOne(key, asText(member), filter, exempt))
  return filterOne(key, asText(value), filter, exempt)
}

function filterOne(key: string, text: string, filter: TextFilter, exempt: ReadonlySet<string>): string {
  if (text.length > LIMITS.maxHeaderChars) throw new EgressError('ERR_EGRESS_HEADER')
  if (exempt.has(key) || isStructure(key, text)) return text
  return key.startsWith('x-') ? filter(text, key.slice(2)) : filter(text)
}

function isStructure(key: string, text: string): boolean {
  if (STRUCTURAL.has(key) && !DATA.test(text)) return true
  if (key === 'content-length') return LENGTH.test(text)
  return DATES.has(key) && (DATE.test(text) || (key === 'deprecation' && SECONDS.test(text)))
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : String(value)
}

/** Applies `change` to every field of an object, or of a list of pairs, as trailers and early hints are given. */
export function mapFields(fields: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (Array.isArray(fields)) {
    return fields.map((pair: unknown) => (Array.isArray(pair) ? [pair[0], change(String(pair[0]), pair[1])] : pair))
  }
  if (typeof fields !== 'object' || fields === null) return fields
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(name, value)]))
}

/** Whether two values of a header are the same, members of lists compared one by one. */
export function isSameValue(before: unknown, after: unknown): boolean {
  if (!Array.isArray(before) || !Array.isArray(after)) return before === after
  return before.length === after.length && before.every((member, index) => member === after[index])
}
