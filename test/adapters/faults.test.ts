import { expect } from 'chai'
import express from 'express'
import type { Express, Response } from 'express'
import { expressMiddleware } from '../../lib/adapters/express.ts'
import type { ResponseSummary } from '../../lib/adapters/gate.ts'
import { EgressError } from '../../lib/errors.ts'
import { RECORD } from './support/exits.ts'
import { pause } from './support/responses.ts'
import type { Faults } from './support/stand-in.ts'
import { EMAIL, PHONE, StandInGate } from './support/stand-in.ts'
import type { Wire } from './support/wire.ts'
import { canariesIn, exchange, recording, serving } from './support/wire.ts'

const TEXT = JSON.stringify(RECORD)
const PROBLEM = '{"type":"about:blank","title":"Internal Server Error","status":500}'

interface Scenario {
  readonly name: string
  readonly handle: (response: Response) => void
  /** Whether the head leaves before the body is known. */
  readonly streams: boolean
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'one piece',
    streams: false,
    handle: res => { res.set({ 'X-Who': EMAIL, Link: `<${PHONE}>` }).cookie('a', EMAIL).json(RECORD) },
  },
  {
    name: 'one large piece',
    streams: false,
    handle: res => { res.type('text/plain').send(`${EMAIL} `.repeat(50_000)) },
  },
  { name: 'nothing', streams: false, handle: res => { res.set('X-Who', EMAIL).end() } },
  { name: 'a stream', streams: true, handle: res => {
    res.set('X-Who', EMAIL).type('application/x-ndjson')
    void (async () => {
      for (let line = 0; line < 5; line++) {
        res.write(`${TEXT}\n`)
        await pause(2)
      }
      res.addTrailers({ 'X-Who': EMAIL })
      res.end(TEXT)
    })()
  } },
  { name: 'a flushed stream', streams: true, handle: res => {
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'X-Who': EMAIL })
    res.flushHeaders()
    setTimeout(() => {
      res.write(`data: ${EMAIL}\n\n`)
      res.end(`data: ${PHONE}\n\n`)
    }, 2)
  } },
]

/** Every call of the filter fails once: never a canary, never a response that looks complete and is not. */
describe('faults', () => {
  for (const scenario of SCENARIOS) {
    it(`${scenario.name}: fails closed wherever the filter fails`, async () => {
      const dry = await run(scenario, {})
      expect(dry.wire.status).to.equal(200)
      expect(dry.wire.complete).to.equal(true)
      let injected = 0
      for (const call of ['open', 'push', 'end', 'filterText'] as const) {
        for (let nth = 1; nth <= dry.gate.calls[call]; nth++) {
          const faulty = async (): Promise<void> => {
            expectClosed(await run(scenario, { [call]: nth }), scenario, `${call} ${nth}`)
          }
          const printed = await recording(faulty)
          expect(canariesIn(printed)).to.deep.equal([])
          injected++
        }
      }
      expect(injected).to.be.greaterThan(0)
    })
  }

  it('an error of the policy keeps its code', async () => {
    const summaries: ResponseSummary[] = []
    const gate = new StandInGate()
    gate.openSession = () => { throw new EgressError('ERR_EGRESS_REVOKED') }
    const app = appWith(gate, summaries)
    app.get('/', (_, res) => { res.json(RECORD) })
    const wire = await serving(app, port => exchange(port))
    expect(wire.status).to.equal(500)
    expect(summaries.map(({ result, code }) => [result, code])).to.deep.equal([['refused', 'ERR_EGRESS_REVOKED']])
  })

  it('a session is given back as soon as it failed, once', async () => {
    for (const faults of [{ push: 1 }, { end: 1 }, { filterText: 1 }]) {
      const { gate } = await run(SCENARIOS[0] as Scenario, faults)
      expect([gate.calls.open, gate.calls.abort]).to.deep.equal([1, 1])
    }
  })

  it('a receipt or an abort that throws changes nothing', async () => {
    for (const faults of [{ receipt: 1 }, { abort: 1 }]) {
      const { wire } = await run(SCENARIOS[0] as Scenario, faults)
      expect([wire.status, wire.complete, canariesIn(wire.raw)]).to.deep.equal([200, true, []])
    }
  })

  it('a sink that throws changes nothing', async () => {
    const app = express()
    const onReceipt = (): void => { throw new Error(EMAIL) }
    app.use(expressMiddleware(new StandInGate(), { identify: () => ({ app: 'a' }), onReceipt }))
    app.get('/', (_, res) => { res.json(RECORD) })
    const wire = await serving(app, port => exchange(port))
    expect([wire.status, wire.complete, canariesIn(wire.raw)]).to.deep.equal([200, true, []])
  })

  it('writes and ends after a refusal are swallowed, and called back once each', async () => {
    let calls = 0
    const app = appWith(new StandInGate({ faults: { push: 1 } }), [])
    app.get('/', (_, res) => {
      res.type('text/plain')
      res.write(`a ${EMAIL}`, () => calls++)
      res.write(EMAIL, 'utf8', () => calls++)
      res.write(Buffer.from(PHONE), () => calls++)
      res.end(EMAIL, () => calls++)
      res.end(() => calls++)
    })
    const wire = await serving(app, port => exchange(port))
    expect(wire.body).to.equal(PROBLEM)
    expect(calls).to.equal(5)
  })

  it('an error after the response was given is not a second response', async () => {
    const app = appWith(new StandInGate(), [])
    app.set('env', 'test')
    app.get('/', (_, res) => {
      res.json(RECORD)
      throw new Error(EMAIL)
    })
    const wire = await serving(app, port => exchange(port))
    expect(wire.raw.split('HTTP/1.1').length).to.equal(2)
    expect(canariesIn(wire.raw)).to.deep.equal([])
  })
})

function expectClosed({ wire, gate, summaries }: Run, scenario: Scenario, what: string): void {
  expect(canariesIn(wire.raw, wire.body), what).to.deep.equal([])
  expect(gate.calls.abort, what).to.be.at.most(gate.calls.open)
  expect(summaries.length, what).to.equal(1)
  const [summary] = summaries
  if (wire.raw !== '' && wire.status === 500) {
    expect(wire.body, what).to.equal(PROBLEM)
    expect(wire.complete, what).to.equal(true)
    expect(summary?.result, what).to.equal('refused')
  } else {
    expect(scenario.streams, `${what}: only a stream may be cut off`).to.equal(true)
    expect(wire.complete, what).to.equal(false)
    expect(summary?.result, what).to.equal('destroyed')
  }
  expect(summary?.code, what).to.equal('ERR_EGRESS_STAGE')
  expect(canariesIn(JSON.stringify(summaries)), what).to.deep.equal([])
}

interface Run {
  readonly wire: Wire
  readonly gate: StandInGate
  readonly summaries: readonly ResponseSummary[]
}

async function run(scenario: Scenario, faults: Faults): Promise<Run> {
  const gate = new StandInGate({ faults })
  const summaries: ResponseSummary[] = []
  const app = appWith(gate, summaries)
  app.get('/', (_, res) => scenario.handle(res))
  const wire = await serving(app, async port => {
    const received = await exchange(port)
    // The client may know before the server does.
    for (let turn = 0; turn < 200 && summaries.length === 0; turn++) await pause(2)
    return received
  })
  return { wire, gate, summaries }
}

function appWith(gate: StandInGate, summaries: ResponseSummary[]): Express {
  const app = express()
  app.use(expressMiddleware(gate, { identify: () => ({ app: 'a' }), onReceipt: summary => summaries.push(summary) }))
  return app
}
