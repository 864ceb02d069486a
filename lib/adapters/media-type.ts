import { EgressError } from '../errors.ts'
import type { BodyFormat } from '../pipeline/context.ts'

/**
 * How a body of a media type is read. A BodyFormat is read as such. The others need the first bytes (see sniff.ts):
 * `script` is JSONP or text, `prose` is declared text that may be JSON all the same, `untyped` is anything, `binary` is
 * allow-listed, but must turn out to be binary.
 */
export type Reading = Exclude<BodyFormat, 'text' | 'jsonp'> | 'script' | 'prose' | 'untyped' | 'binary'

/** Binary types that leave unfiltered: pictures, sound, film, fonts, modules. Not among them: documents, archives. */
export const DEFAULT_ALLOW: readonly string[] = ['image/*', 'audio/*', 'video/*', 'font/*', 'application/wasm']

const EXACT = new Map<string, Reading>([
  ['application/json', 'json'],
  ['application/csp-report', 'json'],
  ['text/json', 'json'],
  ['text/x-json', 'json'],
  ['application/ndjson', 'ndjson'],
  ['application/x-ndjson', 'ndjson'],
  ['application/jsonl', 'ndjson'],
  ['application/x-jsonl', 'ndjson'],
  ['application/jsonlines', 'ndjson'],
  ['application/x-jsonlines', 'ndjson'],
  ['application/json-lines', 'ndjson'],
  ['application/stream+json', 'ndjson'], // one document per line, in spite of its suffix
  ['application/x-json-stream', 'ndjson'],
  ['text/x-ndjson', 'ndjson'],
  ['text/jsonl', 'ndjson'],
  ['application/json-seq', 'json-seq'],
  ['text/event-stream', 'sse'],
  ['text/javascript', 'script'],
  ['text/ecmascript', 'script'],
  ['application/javascript', 'script'],
  ['application/x-javascript', 'script'],
  ['application/ecmascript', 'script'],
  ['application/xml', 'prose'],
  ['application/xml-dtd', 'prose'],
  ['application/yaml', 'prose'],
  ['application/x-yaml', 'prose'],
  ['application/graphql', 'prose'],
  ['application/sql', 'prose'],
  ['application/csv', 'prose'],
  ['application/octet-stream', 'untyped'],
  ['binary/octet-stream', 'untyped'],
])

/** Structured syntax suffixes (RFC 6839, RFC 8091). They win over an allow-listed top-level type: SVG is text. */
const SUFFIXES = new Map<string, Reading>([
  ['json', 'json'],
  ['json-seq', 'json-seq'],
  ['xml', 'prose'],
  ['yaml', 'prose'],
])

const UTF8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii'])
const ESSENCE = /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/

/**
 * How to read a body with this `Content-Type`; `undefined` when the header is missing.
 *
 * @throws EgressError ERR_EGRESS_MEDIA_TYPE for what cannot be filtered and is not in `allow` (multipart/*, unknown
 *   types, headers that cannot be parsed), ERR_EGRESS_CHARSET for text in another charset than UTF-8.
 */
export function readingOf(contentType: string | undefined, allow: readonly string[]): Reading {
  if (contentType === undefined) return 'untyped'
  const known = readings.get(allow) ?? new Map<string, Reading>()
  const found = known.get(contentType) ?? read(contentType, allow)
  if (known.size < MAX_KNOWN) readings.set(allow, known.set(contentType, found))
  return found
}

/** What was read before: services send few types, and each many times. */
const readings = new WeakMap<readonly string[], Map<string, Reading>>()
const MAX_KNOWN = 64

function read(contentType: string, allow: readonly string[]): Reading {
  if (contentType.trim() === '') return 'untyped'
  const cut = contentType.indexOf(';')
  const essence = (cut < 0 ? contentType : contentType.slice(0, cut)).trim().toLowerCase()
  if (!ESSENCE.test(essence) || essence.startsWith('multipart/')) throw new EgressError('ERR_EGRESS_MEDIA_TYPE')
  const reading = EXACT.get(essence) ?? bySuffix(essence) ?? (essence.startsWith('text/') ? 'prose' : undefined)
  if (reading === undefined) {
    if (isAllowed(essence, allow)) return 'binary'
    throw new EgressError('ERR_EGRESS_MEDIA_TYPE')
  }
  if (reading === 'untyped' && isAllowed(essence, allow)) return 'binary'
  if (cut >= 0) checkCharset(contentType.slice(cut))
  return reading
}

function bySuffix(essence: string): Reading | undefined {
  const plus = essence.lastIndexOf('+')
  return plus < 0 ? undefined : SUFFIXES.get(essence.slice(plus + 1))
}

function isAllowed(essence: string, allow: readonly string[]): boolean {
  return allow.includes(essence) || allow.includes(`${essence.slice(0, essence.indexOf('/'))}/*`)
}

/** Every charset parameter must name UTF-8 or its subset: recipients differ on which of two parameters wins. */
function checkCharset(parameters: string): void {
  for (const parameter of parameters.split(';')) {
    const equals = parameter.indexOf('=')
    if (equals < 0 || parameter.slice(0, equals).trim().toLowerCase() !== 'charset') continue
    const value = parameter.slice(equals + 1).trim().replace(/^"(.*)"$/, '$1').toLowerCase()
    if (!UTF8.has(value)) throw new EgressError('ERR_EGRESS_CHARSET')
  }
}
