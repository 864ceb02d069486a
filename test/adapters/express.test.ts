import { expect } from 'chai'
import express from 'express'
import type { Request } from 'express'
import type { ExpressEgressOptions } from '../../lib/adapters/express.ts'
import { expressMiddleware } from '../../lib/adapters/express.ts'
import type { EgressGate, ResponseSummary } from '../../lib/adapters/gate.ts'
import { UNKNOWN_APP } from '../../lib/adapters/gate.ts'
import { EgressError } from '../../lib/errors.ts'
import { EXPRESSES } from './support/expresses.ts'
import { RECORD } from './support/exits.ts'
import { EMAIL, StandInGate } from './support/stand-in.ts'
import { canariesIn, exchange, serving } from './support/wire.ts'

const KNOWN = { app: 'partner-app', tenant: 't1', purpose: 'essential.service', audience: 'partner' } as const
const identify = (): typeof KNOWN => KNOWN

describe('express adapter', () => {
  describe('options', () => {
    const wrong: readonly (readonly [what: string, options: unknown, named: string])[] = [
      ['no options', undefined, '`options`'],
      ['no identify', {}, '`identify`'],
      ['identify that is no function', { identify: KNOWN }, '`identify`'],
      ['a misspelt option', { identify, exmept: () => true }, '`exmept`'],
      ['allow that is no list', { identify, allow: 'image/*' }, '`allow`'],
      ['allow without a subtype', { identify, allow: ['*/*'] }, '`allow`'],
      ['header names with spaces', { identify, exemptHeaders: ['x id'] }, '`exemptHeaders`'],
      ['an unknown way to treat writes', { identify, conditionalWrites: 'hide' }, '`conditionalWrites`'],
      ['a sink that is no function', { identify, onReceipt: [] }, '`onReceipt`'],
    ]
    for (const [what, options, named] of wrong) {
      it(`${what} is refused, with an example`, () => {
        const error = caught(() => expressMiddleware(new StandInGate(), options as ExpressEgressOptions))
        expect(error.code).to.equal('ERR_EGRESS_OPTION')
        expect(error.message).to.contain(named)
        expect(error.example).to.be.a('string').and.not.equal('')
      })
    }

    it('something that is no filter is refused', () => {
      for (const gate of [{}, undefined, null, 'gate']) {
        expect(caught(() => expressMiddleware(gate as EgressGate, { identify })).code).to.equal('ERR_EGRESS_OPTION')
      }
    })
  })

  for (const [version, make] of EXPRESSES) {
    describe(version, () => {
      const identities: readonly (readonly [what: string, identify: () => unknown, context: unknown])[] = [
        ['an answer', identify, KNOWN],
        ['a promised answer', () => Promise.resolve(KNOWN), KNOWN],
        ['nothing', () => undefined, UNKNOWN_APP],
        ['null, later', () => Promise.resolve(null), UNKNOWN_APP],
        ['an exception', () => { throw new Error(EMAIL) }, UNKNOWN_APP],
        ['a rejection', () => Promise.reject(new Error(EMAIL)), UNKNOWN_APP],
        ['a text', () => 'partner-app', UNKNOWN_APP],
        ['an empty app', () => ({ app: '' }), UNKNOWN_APP],
        ['a list as app', () => ({ app: ['partner-app'] }), UNKNOWN_APP],
        ['a misspelt audience', () => ({ app: 'partner-app', audience: 'everybody' }), UNKNOWN_APP],
        ['a tenant that is no text', () => ({ app: 'partner-app', tenant: 7 }), UNKNOWN_APP],
        [
          'a thenable that answers twice',
          () => ({ then: (ok: (v: unknown) => void) => { ok(KNOWN); ok(KNOWN) } }),
          KNOWN,
        ],
        ['an object with traps', () => new Proxy({}, { get: () => { throw new Error(EMAIL) } }), UNKNOWN_APP],
      ]
      for (const [what, find, context] of identities) {
        it(`identify gives ${what}`, async () => {
          const gate = new StandInGate()
          let handled = 0
          const app = make()
          app.use(expressMiddleware(gate, { identify: find as () => typeof KNOWN }))
          app.get('/', (_, res) => { handled++; res.json(RECORD) })
          const wire = await serving(app, port => exchange(port))
          expect([wire.status, canariesIn(wire.raw)]).to.deep.equal([200, []])
          expect(handled).to.equal(1)
          expect(gate.contexts.map(plain)).to.deep.equal([plain(context)])
        })
      }

      it('mounted on app, router and sub-app, it filters once', async () => {
        const gate = new StandInGate()
        const egress = expressMiddleware(gate, { identify })
        const app = make()
        const sub = make()
        sub.use(expressMiddleware(gate, { identify }))
        sub.get('/', (_, res) => { res.json(RECORD) })
        app.use(egress, egress)
        app.use('/', sub)
        const wire = await serving(app, port => exchange(port))
        expect([wire.status, gate.calls.open, canariesIn(wire.raw)]).to.deep.equal([200, 1, []])
      })

      it('two different filters on one response are a mistake, and nothing leaves', async () => {
        const app = make()
        app.set('env', 'test')
        app.use(expressMiddleware(new StandInGate(), { identify }))
        app.use(expressMiddleware(new StandInGate(), { identify }))
        app.get('/', (_, res) => { res.json(RECORD) })
        const wire = await serving(app, port => exchange(port))
        expect([wire.status, canariesIn(wire.raw)]).to.deep.equal([500, []])
      })

      it('mounted after the head was sent, it closes the connection', async () => {
        const app = make()
        app.use((_req, res, next) => { res.write('early'); next() })
        app.use(expressMiddleware(new StandInGate(), { identify }))
        app.get('/', (_, res) => { res.end(EMAIL) })
        const wire = await serving(app, port => exchange(port))
        expect([wire.complete, canariesIn(wire.raw)]).to.deep.equal([false, []])
      })

      it('a filter that cannot be had is a refusal', async () => {
        const app = make()
        app.use(expressMiddleware(() => { throw new Error(EMAIL) }, { identify }))
        app.get('/', (_, res) => { res.json(RECORD) })
        const wire = await serving(app, port => exchange(port))
        expect([wire.status, wire.headers.get('content-type')?.[0], canariesIn(wire.raw)])
          .to.deep.equal([500, 'application/problem+json', []])
      })

      it('one response keeps the filter it began with', async () => {
        const gates = [new StandInGate(), new StandInGate()]
        let asked = 0
        const app = make()
        app.use(expressMiddleware(() => gates[asked++] ?? new StandInGate(), { identify }))
        app.get('/', (_, res) => { res.json(RECORD) })
        await serving(app, async port => { await exchange(port); await exchange(port) })
        expect(gates.map(gate => gate.calls.open)).to.deep.equal([1, 1])
      })

      const exemptions: readonly (readonly [answer: unknown, leaks: boolean])[] = [
        [true, true], [false, false], ['yes', false], [1, false],
      ]
      for (const [answer, leaks] of exemptions) {
        it(`exempt gives ${JSON.stringify(answer)}: ${leaks ? 'left alone' : 'filtered'}`, async () => {
          const app = make()
          app.use(expressMiddleware(new StandInGate(), { identify, exempt: () => answer as boolean }))
          app.get('/', (_, res) => { res.json(RECORD) })
          const wire = await serving(app, port => exchange(port))
          expect(canariesIn(wire.raw).length > 0).to.equal(leaks)
        })
      }

      it('exempt that throws exempts nothing', async () => {
        const app = make()
        app.use(expressMiddleware(new StandInGate(), { identify, exempt: () => { throw new Error('x') } }))
        app.get('/', (_, res) => { res.json(RECORD) })
        const wire = await serving(app, port => exchange(port))
        expect([wire.status, canariesIn(wire.raw)]).to.deep.equal([200, []])
      })

      it('headers and types can be exempted by name', async () => {
        const app = make()
        const allowed = { exemptHeaders: ['X-Request-Id'], allow: ['application/pdf'] }
        app.use(expressMiddleware(new StandInGate(), { identify, ...allowed }))
        app.get('/', (_, res) => { res.set('X-Request-Id', EMAIL).type('pdf').send(Buffer.from([0x25, 0, 1])) })
        const wire = await serving(app, port => exchange(port))
        expect([wire.status, wire.headers.get('x-request-id')]).to.deep.equal([200, [EMAIL]])
        expect(wire.body).to.equal('%\u0000\u0001')
      })

      it('conditional writes pass where the service says so', async () => {
        const app = make()
        app.use(expressMiddleware(new StandInGate(), { identify, conditionalWrites: 'pass' }))
        app.put('/', (req: Request, res) => { res.json({ seen: req.headers['if-match'] }) })
        const wire = await serving(app, port => exchange(port, { method: 'PUT', headers: { 'If-Match': '"7"' } }))
        expect(wire.body).to.equal('{"seen":"\\"7\\""}')
      })
    })
  }

  it('works without Express', async () => {
    const egress = expressMiddleware(new StandInGate(), { identify })
    const wire = await serving((req, res) => {
      egress(req as Request, res as express.Response, () => { res.end(JSON.stringify(RECORD)) })
    }, port => exchange(port))
    expect([wire.status, wire.complete, canariesIn(wire.raw)]).to.deep.equal([200, true, []])
  })

  it('says how every response ended', async () => {
    const summaries: ResponseSummary[] = []
    const app = express()
    app.use(expressMiddleware(new StandInGate(), { identify, onReceipt: summary => summaries.push(summary) }))
    app.get('/json', (_, res) => { res.json(RECORD) })
    app.get('/none', (_, res) => { res.status(204).end() })
    app.get('/png', (_, res) => { res.type('png').send(Buffer.from([0, 1])) })
    app.get('/zip', (_, res) => { res.type('zip').send(Buffer.from([0, 1])) })
    await serving(app, async port => {
      for (const path of ['/json', '/none', '/png', '/zip']) await exchange(port, { path })
      await exchange(port, { path: '/json', headers: { 'If-None-Match': '*' } })
    })
    const seen = summaries.map(({ result, code, status, receipt }) => [result, code, status, receipt !== null])
    expect(seen).to.deep.equal([
      ['filtered', null, 200, true],
      ['empty', null, 204, false],
      ['passed', null, 200, false],
      ['refused', 'ERR_EGRESS_MEDIA_TYPE', 200, false],
      ['not-modified', null, 200, true],
    ])
    expect(new Set(summaries.map(summary => summary.app))).to.deep.equal(new Set([KNOWN.app]))
  })

  it('makes a receipt for those who ask, once', async () => {
    const gate = new StandInGate()
    const summaries: ResponseSummary[] = []
    const app = express()
    app.use(expressMiddleware(gate, { identify, onReceipt: summary => summaries.push(summary) }))
    app.get('/', (_, res) => { res.json(RECORD) })
    await serving(app, port => exchange(port))
    const [summary] = summaries
    expect(gate.calls.receipt).to.equal(0)
    expect(summary?.receipt?.bytesIn).to.equal(Buffer.byteLength(JSON.stringify(RECORD)))
    expect(summary?.receipt).to.equal(summary?.receipt)
    expect(gate.calls.receipt).to.equal(1)
  })
})

function plain(context: unknown): unknown {
  return JSON.parse(JSON.stringify(context))
}

function caught(use: () => unknown): EgressError {
  try {
    use()
  } catch (error) {
    if (error instanceof EgressError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
