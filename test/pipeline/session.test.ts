import { expect } from 'chai'
import { EgressError } from '../../lib/errors.ts'
import { run, toySession, type ToyOptions } from '../helpers/toy.ts'

interface Case {
  readonly what: string
  readonly options?: ToyOptions
  readonly body: string
  readonly out: string
}

const drop: ToyOptions = { secret: 'drop' }

const CASES: readonly Case[] = [
  { what: 'a body with nothing in it', body: '{"a": 1.0, "b": [true, null], "a": -0}', out: '{"a": 1.0, "b": [true, null], "a": -0}' },
  { what: 'a string under a private key', body: '{"secret":"jane"}', out: '{"secret":"[name]"}' },
  { what: 'an escaped key', body: '{"s\\u0065cret":"jane"}', out: '{"s\\u0065cret":"[name]"}' },
  { what: 'a number under a private key', body: '{"secret": 12345 }', out: '{"secret": null }' },
  { what: 'literals under a private key', body: '{"secret":null,"secret":true}', out: '{"secret":null,"secret":true}' },
  { what: 'every duplicate', body: '{"secret":"a","secret":"b"}', out: '{"secret":"[name]","secret":"[name]"}' },
  { what: 'a subtree', body: '{"vault":{"x":["a",{"y":1}]},"z":"a"}', out: '{"vault":{"x":["[name]",{"y":null}]},"z":"a"}' },
  { what: 'elements of an array', body: '{"secret":["a","b"]}', out: '{"secret":["[name]","[name]"]}' },
  { what: 'spans in text', body: '["a foo, foo"]', out: '["a [email], [email]"]' },
  { what: 'spans written with escapes', body: '["x\\nf\\u006fo\\n"]', out: '["x\\n[email]\\n"]' },
  { what: 'spans beside other scripts', body: '["\u00e9foo\ud83d\ude00foo"]', out: '["\u00e9[email]\ud83d\ude00[email]"]' },
  { what: 'keys', body: '{"foo":1,"a":{"foo":2}}', out: '{"[email 1]":1,"a":{"[email 2]":2}}' },
  { what: 'a root string', body: '"foo"', out: '"[email]"' },
  { what: 'the context of a sibling before', options: { workFoo: 'allow' }, body: '[{"type":"work","v":"foo"},{"v":"foo"}]', out: '[{"type":"work","v":"foo"},{"v":"[email]"}]' },
  { what: 'the context of a sibling behind', options: { workFoo: 'allow' }, body: '[{"v":"foo","type":"work"},{"v":"foo"}]', out: '[{"v":"foo","type":"work"},{"v":"[email]"}]' },
  { what: 'no context in a large object', options: { workFoo: 'allow', limits: { maxSiblingBytes: 20 } }, body: '{"v":"foo","type":"work"}', out: '{"v":"[email]","type":"work"}' },
  { what: 'JSON in a string', body: '{"a":"{\\"secret\\":\\"jane\\",\\"b\\":\\"\\u0066oo\\"}"}', out: '{"a":"{\\"secret\\":\\"[name]\\",\\"b\\":\\"[email]\\"}"}' },
  { what: 'JSON in JSON in a string', body: JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ secret: 'x', c: 1 }) }) }), out: JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ secret: '[name]', c: 1 }) }) }) },
  { what: 'JSON whose first bracket is an escape', body: '["\\u007b\\"secret\\":1}"]', out: '["\\u007b\\"secret\\":null}"]' },
  { what: 'a string of JSON in a string', body: JSON.stringify([JSON.stringify(JSON.stringify({ secret: 1 }))]), out: JSON.stringify([JSON.stringify(JSON.stringify({ secret: null }))]) },
  { what: 'text that only looks like JSON', body: '["{foo}"]', out: '["{[email]}"]' },
  { what: 'dropped: first member', options: drop, body: '{"secret":1,"a":2}', out: '{"a":2}' },
  { what: 'dropped: first member, spaced', options: drop, body: '{ "secret" : 1 , "a" : 2 }', out: '{  "a" : 2 }' },
  { what: 'dropped: middle member', options: drop, body: '{"a":2, "secret":1, "b":3}', out: '{"a":2, "b":3}' },
  { what: 'dropped: last member', options: drop, body: '{"a":2 , "secret":"x" }', out: '{"a":2  }' },
  { what: 'dropped: the only member', options: drop, body: '{"secret":"x"}', out: '{}' },
  { what: 'dropped: all members', options: drop, body: '{"secret":"x","secret":2 , "secret":"y"}', out: '{ }' },
  { what: 'dropped: all but one', options: drop, body: '{"secret":"x","secret":2,"a":1,"secret":"y"}', out: '{"a":1}' },
  { what: 'dropped: elements', options: drop, body: '{"secret":["x","y"],"vault":[1,{"a":2},3]}', out: '{"secret":[],"vault":[{}]}' },
  { what: 'dropped: a member whose key was edited', options: drop, body: '{"a":1,"foosecret":"x"}', out: '{"a":1}' },
  { what: 'dropped: a first member whose key was edited', options: drop, body: '{"foosecret":"x","a":1}', out: '{"a":1}' },
  { what: 'dropped: in JSON in a string', options: drop, body: '["{\\"secret\\":1,\\"a\\":2}"]', out: '["{\\"a\\":2}"]' },
  { what: 'a root scalar that cannot be dropped', options: { foo: 'drop' }, body: '"foo"', out: '"[email]"' },
  { what: 'lines', options: { shape: { documents: 'lines' } }, body: '{"secret":"a"}\r\n\n[1]\n"foo"\n7', out: '{"secret":"[name]"}\r\n\n[1]\n"[email]"\n7' },
  { what: 'records', options: { shape: { documents: 'records' } }, body: '\x1e{"secret":"a"}\n\x1e7\n', out: '\x1e{"secret":"[name]"}\n\x1e7\n' },
  { what: 'a trailer', options: { shape: { trailer: Buffer.from(');') } }, body: '{"secret":"a"} );', out: '{"secret":"[name]"} );' },
  { what: 'a long string under a private key', options: { limits: { maxLeafBytes: 8 } }, body: '{"secret":"0123456789abcdefghijklmnop","b":"foo"}', out: '{"secret":"[name]","b":"[email]"}' },
  { what: 'a long string, dropped first', options: { ...drop, limits: { maxLeafBytes: 8 } }, body: '{"secret":"0123456789abcdefghijklmnop" , "b":"foo"}', out: '{ "b":"[email]"}' },
  { what: 'a long string, dropped last', options: { ...drop, limits: { maxLeafBytes: 8 } }, body: '{"b":1,"secret":"0123456789abcdefghijklmnop" }', out: '{"b":1 }' },
  { what: 'a long string, dropped alone', options: { ...drop, limits: { maxLeafBytes: 8 } }, body: '[{"secret":"0123456789abcdefghijklmnop"}]', out: '[{}]' },
  { what: 'spans in a long string', options: { limits: { maxLeafBytes: 16, windowMarginBytes: 6 } }, body: `["${'ab foo '.repeat(20)}"]`, out: `["${'ab [email] '.repeat(20)}"]` },
  { what: 'spans in a long string with escapes', options: { limits: { maxLeafBytes: 24, windowMarginBytes: 8 } }, body: `["${'\\\\\u00e9f\\u006fo'.repeat(20)}"]`, out: `["${'\\\\\u00e9[email]'.repeat(20)}"]` },
  { what: 'a text', options: { text: true, limits: { maxLeafBytes: 16, windowMarginBytes: 6 } }, body: 'foo \u00e9 "foo'.repeat(9), out: '[email] \u00e9 "[email]'.repeat(9) },
  { what: 'a sidecar', options: { sidecar: true }, body: '{"a":1}', out: '{"a":1,"$egress":{}}' },
  { what: 'a sidecar in an empty object', options: { sidecar: true, secret: 'drop' }, body: '{"secret":"x"}', out: '{"$egress":{}}' },
  { what: 'report mode', options: { mode: 'report', foo: 'block' }, body: '{"secret":"x","a":"foo"}', out: '{"secret":"x","a":"foo"}' },
]

describe('EgressSession', () => {
  for (const { what, options, body, out } of CASES) {
    it(`filters ${what}, however it is cut`, () => {
      const bytes = Buffer.from(body)
      expect(run(toySession(options), bytes).toString()).to.equal(out)
      for (const size of [1, 2, 3, 7, 37, 64]) expect(run(toySession(options), bytes, size).toString(), `size ${size}`).to.equal(out)
      for (let at = 1; at < bytes.length; at++) {
        expect(run(toySession(options), bytes, at, bytes.length).toString(), `cut at ${at}`).to.equal(out)
      }
    })
    it(`changes nothing more when ${what} is filtered again`, () => {
      if (options?.sidecar === true || what === 'keys') return
      expect(run(toySession(options), out).toString()).to.equal(run(toySession(options), run(toySession(options), out)).toString())
    })
  }

  it('refuses a blocked body and everything after it', () => {
    const session = toySession({ foo: 'block' })
    expect(() => session.push(Buffer.from('["foo"]'))).to.throw(EgressError).with.property('code', 'ERR_EGRESS_BLOCKED')
    expect(() => session.push(Buffer.from(' '))).to.throw(EgressError).with.property('code', 'ERR_EGRESS_BLOCKED')
    expect(() => session.end()).to.throw(EgressError).with.property('code', 'ERR_EGRESS_BLOCKED')
    expect(session.receipt().result).to.equal('ERR_EGRESS_BLOCKED')
  })

  it('refuses a document in a string that is beyond a limit', () => {
    const session = toySession({ limits: { maxDepth: 8 } })
    expect(() => session.push(Buffer.from(JSON.stringify(['['.repeat(9) + ']'.repeat(9)])))).to.throw(EgressError).with.property('code', 'ERR_EGRESS_DEPTH')
  })

  it('knows what siblings said before an object became too large to wait for', () => {
    const options: ToyOptions = { workFoo: 'allow', limits: { maxSiblingBytes: 40 } }
    const body = `[{"v":"foo","type":"work","w":"${'x'.repeat(50)}"}]`
    const out = run(toySession(options), body)
    expect(out.toString()).to.include('"[email]"')
    for (let at = 1; at < body.length; at++) expect(run(toySession(options), body, at, 99).equals(out), `cut at ${at}`).to.equal(true)
  })

  it('passes chunks without an edit as they came', () => {
    const chunk = Buffer.from('[1,2,3,')
    const [first] = toySession().push(chunk)
    expect(first?.buffer).to.equal(chunk.buffer)
  })

  it('says of a document that it did not look into, too deep or too large', () => {
    const levels = { maxNestingLevels: 1 }
    const deep = toySession({ limits: levels })
    run(deep, JSON.stringify([JSON.stringify([JSON.stringify({ secret: 'x' })])]))
    const large = toySession({ limits: { maxLeafBytes: 16 } })
    run(large, JSON.stringify([JSON.stringify({ a: 'x'.repeat(40) })]))
    for (const session of [deep, large]) {
      expect(session.receipt().cells.map(({ outcome, because }) => [outcome, because])).to.deep.equal([
        ['tag', ['limit:document-in-string']],
      ])
    }
  })

  it('counts what it did and what it could not name', () => {
    const session = toySession()
    run(session, '[{"secret":"x","b":"a foo"},{"secret":"y"}]')
    const { cells, bytesIn, bytesOut, result, unclassified } = session.receipt()
    expect(result).to.equal('complete')
    expect(bytesIn).to.equal(43)
    expect(bytesOut).to.equal(43 + 5 + 5 + 4)
    expect(unclassified).to.equal(1)
    expect(cells.map(({ category, outcome, path, count }) => `${category} ${path} ${outcome} ${count}`)).to.deep.equal([
      'user.contact.email /*/b redact 1',
      'user.name /*/secret redact 2',
    ])
  })
})
