import type { BodyFormat } from '../pipeline/context.ts'
import type { Reading } from './media-type.ts'
import { isUtf8 } from 'node:buffer'

/** What the first bytes say: a format, `pass` (allow-listed binary), `closed`, or `more` bytes are needed. */
export type Sniffed = BodyFormat | 'pass' | 'closed' | 'more'

/** Bytes that are looked at, and held at most, before a decision is forced. */
export const SNIFF_BYTES = 512
/** An allow-listed type is believed to be binary only after so many bytes, or the whole body. */
const BINARY_BYTES = 32

/** What follows the first bracket of JSON, white space aside. A `[` alone is no JSON: log lines begin with it. */
const JSON_SECONDS = new Map([['{', '"}'], ['[', '[{"]']])
const JSONP_START = /^(?:\/\*\*\/|[\w$.[\]]{1,128}\s{0,16}\(\s{0,16}[{["])/
/** Prefixes put before JSON against script inclusion, and containers whose text is not what a reader sees. */
const CLOSED_STARTS = [")]}'", 'while(1)', 'while (1)', 'for(;;)', 'for (;;)', '%PDF-', '{\\rtf']

type Sniffer = (head: Buffer, last: boolean) => Sniffed

const SNIFFERS: { readonly [reading in Reading]: Sniffer | null } = {
  json: null,
  ndjson: null,
  'json-seq': null,
  sse: null,
  prose: sniffText,
  script: (head, last) => (JSONP_START.test(startOf(head)) ? 'jsonp' : sniffText(head, last)),
  untyped: (head, last) => (isBinary(head) ? 'closed' : sniffText(head, last)),
  binary: (head, last) => {
    if (isBinary(head)) return 'pass'
    return head.length < BINARY_BYTES && !last ? 'more' : sniffText(head, last)
  },
}

/** True where the media type alone decides. */
export function isDecided(reading: Reading): reading is Exclude<BodyFormat, 'text' | 'jsonp'> {
  return SNIFFERS[reading] === null
}

/**
 * Decides on the first bytes of a body.
 *
 * @param last these are all the bytes there are
 */
export function sniff(reading: Reading, head: Buffer, last: boolean): Sniffed {
  const verdict = SNIFFERS[reading]?.(head.subarray(0, SNIFF_BYTES), last) ?? 'closed'
  return verdict === 'more' && (last || head.length >= SNIFF_BYTES) ? 'closed' : verdict
}

/** Text that begins like JSON is read as JSON, because a client may do so, and keys decide more than values do. */
function sniffText(head: Buffer, last: boolean): Sniffed {
  const start = startOf(head)
  if (start === '') return last ? 'text' : 'more'
  for (const closed of CLOSED_STARTS) {
    if (start.startsWith(closed)) return 'closed'
    if (!last && closed.startsWith(start)) return 'more'
  }
  const seconds = JSON_SECONDS.get(start.slice(0, 1))
  if (seconds === undefined) return 'text'
  const second = start.slice(1).trimStart().slice(0, 1)
  if (second === '') return last ? 'text' : 'more'
  return seconds.includes(second) ? 'json' : 'text'
}

function startOf(head: Buffer): string {
  return head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
}

/** Control characters that no text has, or bytes that no UTF-8 has. */
function isBinary(head: Buffer): boolean {
  for (const byte of head) {
    if (byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b && byte !== 0x1e) return true
  }
  return !isUtf8(head.subarray(0, wholeCharacters(head)))
}

/** Length without a character that is cut off at the end. */
function wholeCharacters(head: Buffer): number {
  const from = Math.max(0, head.length - 3)
  for (let at = head.length - 1; at >= from; at--) {
    const byte = head[at] ?? 0
    if (byte >= 0xc0) return at + (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > head.length ? at : head.length
    if (byte < 0x80) break
  }
  return head.length
}
