import { expect } from 'chai'
import type { Express } from 'express'
import { expressMiddleware } from '../../lib/adapters/express.ts'
import type { Exit } from './support/exits.ts'
import { EXITS } from './support/exits.ts'
import { EXPRESSES } from './support/expresses.ts'
import type { Marker } from './support/stand-in.ts'
import { MARKERS, StandInGate } from './support/stand-in.ts'
import type { Wire } from './support/wire.ts'
import { canariesIn, exchange, recording, serving } from './support/wire.ts'

const CONTEXT = { app: 'partner-app' }
const PROBLEM = '{"type":"about:blank","title":"Internal Server Error","status":500}'

/** Every way out, on both majors, with every length of replacement; and each once without the filter, as a control. */
describe('exit table', () => {
  for (const [version, make] of EXPRESSES) {
    describe(version, () => {
      for (const exit of EXITS) {
        if (exit.only !== undefined && exit.only !== version) continue
        it(exit.name, async () => {
          const printed = await recording(async () => {
            if (exit.silent !== true && exit.uncontrolled !== true) await expectLeakWithoutFilter(make, exit)
            for (const marker of Object.keys(MARKERS) as Marker[]) await expectFiltered(make, exit, marker)
          })
          if (exit.prints !== true) expect(canariesIn(printed), printed).to.deep.equal([])
        })
      }
    })
  }
})

async function expectLeakWithoutFilter(make: () => Express, exit: Exit): Promise<void> {
  const wire = await run(make, exit, null)
  expect(canariesIn(wire.raw, wire.body), 'the control must leak').not.to.deep.equal([])
}

async function expectFiltered(make: () => Express, exit: Exit, marker: Marker): Promise<void> {
  const gate = new StandInGate({ marker })
  const wire = await run(make, exit, gate)
  expect(canariesIn(wire.raw, wire.body), wire.raw).to.deep.equal([])
  expect(wire.status, wire.raw).to.equal(exit.status ?? 200)
  expect(wire.complete, wire.raw).to.equal(true)
  expect(wire.headers.has('content-length') && wire.headers.has('transfer-encoding')).to.equal(false)
  expect(wire.headers.get('cache-control')?.join() ?? '').to.match(/private|no-store/)
  if (exit.refused === true) {
    expect(wire.body).to.equal(PROBLEM)
    expect(wire.headers.get('content-type')).to.deep.equal(['application/problem+json'])
    expect([...wire.headers.keys()].filter(name => !PROBLEM_HEADERS.has(name)), wire.head).to.deep.equal([])
  } else if (exit.silent !== true) {
    expect(wire.raw, 'something must have been replaced').to.contain('#')
  }
}

const PROBLEM_HEADERS = new Set([
  'content-type', 'content-length', 'cache-control', 'x-content-type-options', 'date', 'connection', 'keep-alive',
])

function run(make: () => Express, exit: Exit, gate: StandInGate | null): Promise<Wire> {
  const app = make()
  if (gate !== null) app.use(expressMiddleware(gate, { identify: () => CONTEXT }))
  exit.install?.(app)
  if (exit.handle !== undefined) app.get('/', (req, res) => void exit.handle?.(req, res))
  return serving(app, port => exchange(port, exit.request))
}
