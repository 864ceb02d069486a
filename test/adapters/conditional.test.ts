import { expect } from 'chai'
import { privateCacheControl, splitList } from '../../lib/adapters/cache-control.ts'
import { hideConditionals, isGuardedWrite, matchesTag, UNCONDITIONAL, weakTag } from '../../lib/adapters/conditional.ts'

const bytes = [Buffer.from('ab'), Buffer.from('c')]

describe('conditional', () => {
  it('a tag depends on policy, receiver and bytes, not on how the bytes are cut', () => {
    const tag = weakTag('p1', { app: 'a' }, bytes)
    expect(tag).to.match(/^W\/"[\w-]{27}"$/)
    expect(weakTag('p1', { app: 'a' }, [Buffer.from('abc')])).to.equal(tag)
    const others = [
      weakTag('p2', { app: 'a' }, bytes),
      weakTag('p1', { app: 'b' }, bytes),
      weakTag('p1', { app: 'a', tenant: 't' }, bytes),
      weakTag('p1', { app: 'a', purpose: 't' }, bytes),
      weakTag('p1', { app: 'a', audience: 'self' }, bytes),
      weakTag('p1', { app: 'a' }, []),
    ]
    expect(new Set([tag, ...others]).size).to.equal(7)
  })

  it('compares weakly', () => {
    const cases: readonly (readonly [list: string, matches: boolean])[] = [
      ['W/"a"', true], ['"a"', true], ['"b", W/"a"', true], ['*', true], [' * ', true],
      ['"b"', false], ['a', false], ['', false], ['"b, W/"', false], ['"x,\\"a\\""', false],
    ]
    for (const [list, matches] of cases) expect(matchesTag(list, 'W/"a"'), list).to.equal(matches)
  })

  it('hides what compares and cuts, in place', () => {
    const rawHeaders = ['If-None-Match', '"a"', 'X-A', '1', 'RANGE', 'bytes=0-1', 'x-b', '2']
    const request = {
      method: 'GET',
      headers: { 'if-none-match': '"a"', range: 'bytes=0-1', 'x-a': '1', 'x-b': '2', 'cache-control': 'a, No-Cache' },
      headersDistinct: { 'if-none-match': ['"a"'], 'x-a': ['1'] },
      rawHeaders,
    }
    expect(hideConditionals(request)).to.deep.equal({ ifNoneMatch: '"a"', reload: true, range: true })
    expect(rawHeaders).to.deep.equal(['X-A', '1', 'x-b', '2'])
    expect(request.headers).to.have.all.keys('x-a', 'x-b', 'cache-control')
    expect(request.headersDistinct).to.have.all.keys('x-a')
  })

  it('tolerates requests that are none', () => {
    expect(hideConditionals({})).to.equal(UNCONDITIONAL)
    expect(hideConditionals({ headers: {} })).to.equal(UNCONDITIONAL)
    expect(hideConditionals({ headers: { range: 'bytes=0-' } }).range).to.equal(true)
  })

  it('leaves the guards of a write, and knows them', () => {
    const request = { method: 'PUT', headers: { 'if-match': '"7"', range: 'bytes=0-', 'if-modified-since': 'x' } }
    hideConditionals(request)
    expect(request.headers).to.deep.equal({ 'if-match': '"7"' })
    expect(isGuardedWrite(request)).to.equal(true)
    expect(isGuardedWrite({ method: 'PUT', headers: { 'if-match': '*' } })).to.equal(false)
    expect(isGuardedWrite({ method: 'GET', headers: { 'if-match': '"7"' } })).to.equal(false)
  })
})

describe('cache-control', () => {
  it('splits lists at commas outside of quotes', () => {
    expect(splitList('a, b="c,d" ,, "e\\",f", ')).to.deep.equal(['a', 'b="c,d"', '"e\\",f"'])
  })

  it('never loosens', () => {
    for (const value of ['no-store', 'No-Store, max-age=0', 'private', 'max-age=1, PRIVATE']) {
      expect(privateCacheControl(value)).to.equal(value)
    }
    expect(privateCacheControl('Public, S-MaxAge=5')).to.equal('private')
  })
})
