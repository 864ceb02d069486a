import { expect } from 'chai'
import { EgressError } from '../../lib/errors.ts'
import { LIMITS } from '../../lib/limits.ts'
import type { BodyFormat } from '../../lib/pipeline/context.ts'
import { Engine } from '../../lib/pipeline/engine.ts'
import { exampleEngine, examplePolicy, NOW, SECRET } from '../helpers/policy.ts'
import { run } from '../helpers/toy.ts'

interface Row {
  readonly what: string
  readonly format: BodyFormat
  readonly body: string
  readonly out: string
}

const ROWS: readonly Row[] = [
  { what: 'text', format: 'text', body: 'Dear ann@example.org, call +44 7700 900123.', out: 'Dear [email], call [phone].' },
  { what: 'lines', format: 'ndjson', body: '{"email":"ann@example.org"}\n{"id":1}\n', out: '{"email":"[email]"}\n{"id":1}\n' },
  { what: 'records', format: 'json-seq', body: '\x1e{"email":"ann@example.org"}\n', out: '\x1e{"email":"[email]"}\n' },
  {
    what: 'JSONP', format: 'jsonp',
    body: '/**/ typeof cb === \'function\' && cb({"email":"ann@example.org"});',
    out: '/**/ typeof cb === \'function\' && cb({"email":"[email]"});',
  },
  {
    what: 'an event', format: 'sse',
    body: 'event: call\nid: 7\ndata: {"email":"ann@example.org"}\n\n', out: 'event: call\nid: 7\ndata: {"email":"[email]"}\n\n',
  },
  {
    what: 'an event of several lines', format: 'sse',
    body: ': ann@example.org\r\ndata: {"email":\r\ndata: "ann@example.org",\r\nretry: 5\r\ndata: "n": 1}\r\n\r\ndata: x\r\n\r\n',
    out: ': [email]\r\ndata: {"email":\r\ndata: "[email]",\r\nretry: 5\r\ndata: "n": 1}\r\n\r\ndata: x\r\n\r\n',
  },
  { what: 'an event that is text', format: 'sse', body: 'data: write to ann@example.org\rdata: now\r\r', out: 'data: write to [email]\rdata: now\r\r' },
  {
    what: 'two events, the second of two lines', format: 'sse',
    body: 'data: hello\n\ndata: {"extension":\ndata: "6001","p":"+447700900123"}\n\n',
    out: 'data: hello\n\ndata: {"extension":\ndata: "[extension]","p":"[phone]"}\n\n',
  },
  { what: 'an event behind a byte order mark', format: 'sse', body: '\ufeffdata: {"extension":6001}\n\n', out: '\ufeffdata: {"extension":null}\n\n' },
  { what: 'documents line by line in an event', format: 'sse', body: 'data: {"extension":1001}\ndata: {"extension":1002}\n\n', out: 'data: {"extension":null}\ndata: {"extension":null}\n\n' },
  { what: 'an event without its end', format: 'sse', body: 'data: ann@example.org', out: 'data: [email]' },
]

describe('Engine', () => {
  for (const { what, format, body, out } of ROWS) {
    it(`filters ${what}, however it is cut`, () => {
      const engine = exampleEngine()
      const bytes = Buffer.from(body)
      expect(run(engine.open({ app: 'nobody' }, format), bytes).toString()).to.equal(out)
      for (let at = 1; at < bytes.length; at++) {
        expect(run(engine.open({ app: 'nobody' }, format), bytes, at, bytes.length).toString(), `cut at ${at}`).to.equal(out)
      }
      expect(run(engine.open({ app: 'nobody' }, format), bytes, 1).toString()).to.equal(out)
    })
  }

  it('hands an event on as soon as it is complete', () => {
    const session = exampleEngine().open({ app: 'nobody' }, 'sse')
    expect(Buffer.concat(session.push(Buffer.from('data: 1\n\nda'))).toString()).to.equal('data: 1\n\n')
    expect(Buffer.concat(session.push(Buffer.from('ta: 2\r\n\r\n'))).toString()).to.equal('data: 2\r\n\r\n')
  })

  it('refuses a script that is no JSONP', () => {
    const open = (): ReturnType<ReturnType<typeof exampleEngine>['open']> => exampleEngine().open({ app: 'nobody' }, 'jsonp')
    for (const body of ['alert(1)', 'cb({})', `/**/ typeof ${'x'.repeat(400)}`, "/**/ typeof a === 'function' && a({});alert(1)"]) {
      expect(() => run(open(), body), body).to.throw(EgressError)
      expect(() => run(open(), body, 1), body).to.throw(EgressError)
    }
  })

  it('opens one session for a header that comes again untouched, and one each time for any other', () => {
    const engine = exampleEngine()
    let opened = 0
    const open = engine.open.bind(engine)
    engine.open = (...args) => (opened++, open(...args))
    const rows: readonly (readonly [app: string, text: string, name: string | undefined, out: string, sessions: number])[] = [
      ['nobody', 'abc', 'request-id', 'abc', 1],
      ['nobody', 'abc', 'request-id', 'abc', 0],
      ['nobody', 'abc', undefined, 'abc', 1],
      ['nobody', 'abc', 'agent-extension', 'abc', 1],
      ['nobody', '6001', 'agent-extension', '[extension]', 1],
      ['nobody', '6001', 'agent-extension', '[extension]', 1],
      ['wallboard', '6001', 'agent-extension', '6001', 1],
      ['wallboard', '6001', 'agent-extension', '6001', 0],
      ['nobody', '6001', 'agent-extension', '[extension]', 1],
      ['nobody', 'to ann@example.org', undefined, 'to [email]', 1],
      ['nobody', 'to ann@example.org', undefined, 'to [email]', 1],
    ]
    for (const [app, text, name, out, sessions] of rows) {
      const before = opened
      expect(engine.filterHeader({ app }, text, name), `${app} ${text}`).to.equal(out)
      expect(opened - before, `${app} ${text} ${String(name)}`).to.equal(sessions)
    }
  })

  it('forgets headers that came long ago, and all of them when a grant ends', () => {
    let now = NOW
    const engine = new Engine({ policy: examplePolicy, secret: SECRET, limits: LIMITS, clock: () => now })
    let opened = 0
    const open = engine.open.bind(engine)
    engine.open = (...args) => (opened++, open(...args))
    const header = (text: string): string => engine.filterHeader({ app: 'wallboard' }, text, 'agent-extension')
    expect([header('6001'), header('6001'), opened]).to.deep.equal(['6001', '6001', 1])
    for (let line = 0; line < 70; line++) header(String(7000 + line))
    expect([header('6001'), opened]).to.deep.equal(['6001', 72])
    now = Date.parse('2099-01-01T00:00:00Z')
    expect([header('6001'), opened]).to.deep.equal(['[extension]', 73])
  })

  it('hands out nothing after a failure, in any format', () => {
    const bodies: Record<BodyFormat, string> = {
      json: '[1} "ann@example.org"]',
      ndjson: '[1}\n"ann@example.org"\n',
      'json-seq': '\x1e[1}\n',
      sse: 'data: ann@example.org\xff\n\ndata: bob@example.org\n\n',
      jsonp: 'alert("ann@example.org")',
      text: 'ann@example.org \xff',
    }
    for (const [format, body] of Object.entries(bodies)) {
      const session = exampleEngine().open({ app: 'nobody' }, format as BodyFormat)
      let code = ''
      try {
        session.push(Buffer.from(body, 'latin1'))
        session.end()
      } catch (cause) {
        code = (cause as EgressError).code
      }
      expect(code, format).to.match(/^ERR_EGRESS_/)
      expect(() => session.push(Buffer.from(' ')), format).to.throw(EgressError).with.property('code', code)
      expect(() => session.end(), format).to.throw(EgressError).with.property('code', code)
      expect(session.receipt().result, format).to.equal(code)
      expect(session.receipt().bytesOut, format).to.equal(0)
    }
  })

  it('reads a header by its name', () => {
    const engine = exampleEngine()
    expect(engine.filterMember({ app: 'nobody' }, 'agent-extension', '6001')).to.equal('[extension]')
    expect(engine.filterMember({ app: 'nobody' }, 'api-password', 'hunter22')).to.equal('')
    expect(engine.filterMember({ app: 'nobody' }, 'json', '{"extension":"6001"}')).to.equal('{"extension":"[extension]"}')
    expect(engine.filterMember({ app: 'status-page' }, 'request-id', 'abc')).to.equal('abc')
  })

  it('names an unknown app by no word of its own', () => {
    const session = exampleEngine().open({ app: 'ann@example.org', tenant: 't-0042' }, 'json')
    run(session, '{}')
    expect(session.receipt().app).to.equal('unregistered')
  })
})
