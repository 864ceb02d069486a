import { expect } from 'chai'
import type { Express, RequestHandler } from 'express'
import { expressMiddleware } from '../../lib/adapters/express.ts'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import type { Exit } from './support/exits.ts'
import { EXITS } from './support/exits.ts'
import { EXPRESSES } from './support/expresses.ts'
import type { Marker } from './support/stand-in.ts'
import { MARKERS, StandInGate } from './support/stand-in.ts'
import type { Wire } from './support/wire.ts'
import { canariesIn, exchange, recording, serving } from './support/wire.ts'

const CONTEXT = { app: 'partner-app' }
const FILTER = createEgressFilter().express({ identify: () => CONTEXT })
const PROBLEM = '{"type":"about:blank","title":"Internal Server Error","status":500}'

/**
 * Every way out, on both majors: through a stand-in with every length of replacement, through the filter itself, and
 * once without any, as a control.
 */
describe('exit table', () => {
  for (const [version, make] of EXPRESSES) {
    describe(version, () => {
      for (const exit of EXITS) {
        if (exit.only !== undefined && exit.only !== version) continue
        it(exit.name, async () => {
          const printed = await recording(async () => {
            if (exit.silent !== true && exit.uncontrolled !== true) await expectLeakWithoutFilter(make, exit)
            for (const marker of Object.keys(MARKERS) as Marker[]) {
              const middleware = expressMiddleware(new StandInGate({ marker }), { identify: () => CONTEXT })
              expectReplaced(await expectFiltered(make, exit, middleware), exit, '#')
            }
            expectReplaced(await expectFiltered(make, exit, FILTER), exit, /\[(?:email|phone)\]|%5B/)
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

async function expectFiltered(make: () => Express, exit: Exit, middleware: RequestHandler): Promise<Wire> {
  const wire = await run(make, exit, middleware)
  expect(canariesIn(wire.raw, wire.body), wire.raw).to.deep.equal([])
  expect(wire.status, wire.raw).to.equal(exit.status ?? 200)
  expect(wire.complete, wire.raw).to.equal(true)
  expect(wire.headers.has('content-length') && wire.headers.has('transfer-encoding')).to.equal(false)
  expect(wire.headers.get('cache-control')?.join() ?? '').to.match(/private|no-store/)
  return wire
}

/** @param mark what stands where the canary stood */
function expectReplaced(wire: Wire, exit: Exit, mark: string | RegExp): void {
  if (exit.refused === true) {
    expect(wire.body).to.equal(PROBLEM)
    expect(wire.headers.get('content-type')).to.deep.equal(['application/problem+json'])
    expect([...wire.headers.keys()].filter(name => !PROBLEM_HEADERS.has(name)), wire.head).to.deep.equal([])
  } else if (exit.silent !== true) {
    expect(wire.raw, 'something must have been replaced').to.match(typeof mark === 'string' ? new RegExp(mark) : mark)
  }
}

const PROBLEM_HEADERS = new Set([
  'content-type', 'content-length', 'cache-control', 'x-content-type-options', 'date', 'connection', 'keep-alive',
])

function run(make: () => Express, exit: Exit, middleware: RequestHandler | null): Promise<Wire> {
  const app = make()
  if (middleware !== null) app.use(middleware)
  exit.install?.(app)
  if (exit.handle !== undefined) app.get('/', (req, res) => void exit.handle?.(req, res))
  return serving(app, port => exchange(port, exit.request))
}
