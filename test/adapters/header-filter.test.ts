import { expect } from 'chai'
import {
  describesBody, feedsSharedCache, filterHeader, isSameValue, mapFields,
} from '../../lib/adapters/header-filter.ts'
import { EgressError } from '../../lib/errors.ts'
import { LIMITS } from '../../lib/limits.ts'

const NONE: ReadonlySet<string> = new Set()
const crossOut = (text: string): string => text.replace(/./g, 'x')

const CASES: readonly (readonly [name: string, value: string | number | string[], filtered: unknown])[] = [
  ['X-User', 'ab', 'xx'],
  ['Set-Cookie', ['a=1', 'b'], ['xxx', 'x']],
  ['X-Count', 12, 'xx'],
  ['Content-Length', 12, 12],
  ['Content-Length', '1234567890', '1234567890'],
  ['Content-Length', '12a@', 'xxxx'],
  ['CONTENT-TYPE', 'text/html; charset=utf-8', 'text/html; charset=utf-8'],
  ['Content-Type', 'text/html; name="a@b"', 'x'.repeat(21)],
  ['Vary', 'Accept, Origin', 'Accept, Origin'],
  ['Vary', 'a%40b', 'xxxxx'],
  ['Retry-After', '120', '120'],
  ['Retry-After', '2025550143', 'xxxxxxxxxx'],
  ['Expires', 'Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:37 GMT'],
  ['Expires', 'ab', 'xx'],
  ['Strict-Transport-Security', 'max-age=63072000', 'max-age=63072000'],
  ['Location', '/a', 'xx'],
]

describe('header-filter', () => {
  for (const [name, value, filtered] of CASES) {
    it(`${name}: ${String(value)}`, () => {
      expect(filterHeader(name, value, crossOut, NONE)).to.deep.equal(filtered)
    })
  }

  it('exempts by name', () => {
    expect(filterHeader('X-Request-Id', 'ab', crossOut, new Set(['x-request-id']))).to.equal('ab')
  })

  it('a value over the limit is an error, exempt or not', () => {
    const long = 'a'.repeat(LIMITS.maxHeaderChars + 1)
    for (const name of ['X-User', 'Vary', 'X-Exempt']) {
      expect(() => filterHeader(name, long, crossOut, new Set(['x-exempt']))).to.throw(EgressError, /maxHeaderChars/)
    }
  })

  it('knows what describes the body, and what is for shared caches', () => {
    const ofTheBody = ['etag', 'content-digest', 'x-amz-checksum-crc32', 'x-goog-hash']
    expect([...ofTheBody, 'content-type', 'x-amz-request-id'].filter(describesBody)).to.deep.equal(ofTheBody)
    const shared = ['cdn-cache-control', 'fastly-cdn-cache-control']
    expect([...shared, 'cache-control'].filter(feedsSharedCache)).to.deep.equal(shared)
  })

  it('maps fields in both forms, and leaves the original alone', () => {
    const fields = { 'x-a': '1', 'x-b': ['2', '3'] }
    const change = (name: string, value: unknown): unknown => `${name}=${String(value)}`
    expect(mapFields(fields, change)).to.deep.equal({ 'x-a': 'x-a=1', 'x-b': 'x-b=2,3' })
    expect(mapFields([['x-a', '1']], change)).to.deep.equal([['x-a', 'x-a=1']])
    expect(fields).to.deep.equal({ 'x-a': '1', 'x-b': ['2', '3'] })
  })

  it('compares values', () => {
    const pairs: readonly (readonly [unknown, unknown, boolean])[] = [
      [
        'a',
        'a',
        true], ['a',
        'b',
        false], [1,
        '1',
        false], [['a', 'b'],
        ['a', 'b'],
        true], [['a'],
        ['a', 'b'],
        false], [['a'],
        'a',
        false,
      ],
    ]
    for (const [before, after, same] of pairs) expect(isSameValue(before, after)).to.equal(same)
  })
})
