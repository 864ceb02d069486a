import { expect } from 'chai'
import { DEFAULT_ALLOW, readingOf } from '../../lib/adapters/media-type.ts'
import { EgressError } from '../../lib/errors.ts'

const CASES: readonly (readonly [contentType: string | undefined, reading: string])[] = [
  ['application/json', 'json'],
  ['APPLICATION/JSON ; charset="UTF-8"', 'json'],
  ['application/json; charset=us-ascii', 'json'],
  ['application/problem+json', 'json'],
  ['application/vnd.api+json; profile="https://example.org/p"', 'json'],
  ['application/json; profile="a;charset=x"', 'ERR_EGRESS_CHARSET'], // quoted: recipients differ on what they read
  ['application/geo+json-seq', 'json-seq'],
  ['application/json-seq', 'json-seq'],
  ['application/x-ndjson', 'ndjson'],
  ['application/jsonl', 'ndjson'],
  ['application/stream+json', 'ndjson'],
  ['text/event-stream', 'sse'],
  ['text/javascript; charset=utf-8', 'script'],
  ['application/javascript', 'script'],
  ['text/plain', 'prose'],
  ['text/html; charset=utf-8', 'prose'],
  ['text/vcard', 'prose'],
  ['text/csv', 'prose'],
  ['application/xhtml+xml', 'prose'],
  ['image/svg+xml', 'prose'],
  ['application/yaml', 'prose'],
  ['application/octet-stream', 'untyped'],
  ['', 'untyped'],
  [undefined, 'untyped'],
  ['image/png', 'binary'],
  ['font/woff2', 'binary'],
  ['application/wasm', 'binary'],
  ['application/pdf', 'ERR_EGRESS_MEDIA_TYPE'],
  ['application/zip', 'ERR_EGRESS_MEDIA_TYPE'],
  ['application/x-www-form-urlencoded', 'ERR_EGRESS_MEDIA_TYPE'],
  ['multipart/mixed; boundary=x', 'ERR_EGRESS_MEDIA_TYPE'],
  ['multipart/byteranges', 'ERR_EGRESS_MEDIA_TYPE'],
  ['application/json, text/html', 'ERR_EGRESS_MEDIA_TYPE'],
  ['json', 'ERR_EGRESS_MEDIA_TYPE'],
  ['application/json; charset=utf-16le', 'ERR_EGRESS_CHARSET'],
  ['application/json; charset=utf-8; charset=utf-16', 'ERR_EGRESS_CHARSET'],
  ['text/plain; CHARSET = "iso-8859-1"', 'ERR_EGRESS_CHARSET'],
  ['text/plain; charset=', 'ERR_EGRESS_CHARSET'],
]

describe('media-type', () => {
  for (const [contentType, reading] of CASES) {
    it(`${String(contentType)} is read as ${reading}`, () => {
      expect(outcome(contentType, DEFAULT_ALLOW)).to.equal(reading)
    })
  }

  it('the allow-list opens binary types only', () => {
    const allow = ['application/pdf', 'application/json', 'multipart/mixed', 'application/octet-stream']
    expect(['application/pdf', 'application/json', 'multipart/mixed', 'application/octet-stream', 'image/png']
      .map(type => outcome(type, allow)))
      .to.deep.equal(['binary', 'json', 'ERR_EGRESS_MEDIA_TYPE', 'binary', 'ERR_EGRESS_MEDIA_TYPE'])
  })
})

function outcome(contentType: string | undefined, allow: readonly string[]): string {
  try {
    return readingOf(contentType, allow)
  } catch (error) {
    return error instanceof EgressError ? error.code : 'unknown'
  }
}
