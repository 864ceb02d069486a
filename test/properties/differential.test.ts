import { expect } from 'chai'
import { makeDocument, random, write } from '../helpers/documents.ts'
import { oracleFilter } from '../helpers/oracle.ts'
import { APPS, exampleEngine, exampleOracle } from '../helpers/policy.ts'
import { run } from '../helpers/toy.ts'

/** Documents per app. EGRESS_SEED and EGRESS_RUNS repeat a failure, or look further. */
const RUNS = Number(process.env['EGRESS_RUNS'] ?? 1000)
const SEED = Number(process.env['EGRESS_SEED'] ?? 20_260_601)

describe('the filter and the obvious filter', () => {
  for (const app of APPS) {
    it(`agree on generated documents for ${app} (seed ${SEED})`, () => {
      // The obvious filter knows no limits; what happens at them is tested with the session.
      const engine = exampleEngine({ maxSiblingBytes: 1e6, maxLeafBytes: 1e6 })
      const oracle = exampleOracle({ app })
      for (let i = 0; i < RUNS; i++) {
        const r = random(SEED + i)
        const body = write(makeDocument(r, 12), r)
        const filtered = run(engine.open({ app }, 'json'), body, 1 + r(64)).toString()
        expect(normal(JSON.parse(filtered)), `seed ${SEED + i}: ${body}`).to.deep.equal(normal(oracleFilter(body, oracle)))
      }
    })
  }
})

/** A document in a string is compared by what it says: the product keeps its spelling, the obvious filter does not. */
function normal(json: unknown): unknown {
  if (typeof json === 'string' && /^\s*[[{]/.test(json)) {
    try {
      return { document: normal(JSON.parse(json)) }
    } catch {
      return json
    }
  }
  if (Array.isArray(json)) return json.map(normal)
  if (json === null || typeof json !== 'object') return json
  return Object.fromEntries(Object.entries(json).map(([key, member]) => [key, normal(member)]))
}
