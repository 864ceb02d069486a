import { expect } from 'chai'
import { DROP, type Verdict } from '../../lib/decide/verdict.ts'
import { createDetection } from '../../lib/detect/compile.ts'
import type { Detection } from '../../lib/detect/detection.ts'
import type { Stages } from '../../lib/pipeline/stages.ts'
import { makeDocument, random, write } from '../helpers/documents.ts'
import { exampleEngine } from '../helpers/policy.ts'
import { run, toySession } from '../helpers/toy.ts'

const SEED = Number(process.env['EGRESS_SEED'] ?? 73_001)
const RUNS = Number(process.env['EGRESS_RUNS'] ?? 300)

const detection = createDetection({ regions: ['GB'] })
const seesAll: Detection = { ...detection, gates: { ...detection.gates, everything: true } }

const ROWS: readonly (readonly [what: string, body: string, unclassified: number])[] = [
  ['no scalars', '{"a":[{}]}', 0],
  ['scalars of every type, reported or not', '["word", "17", "2026-01-10T10:00:00Z", 1, 2.5e3, true, null, ""]', 8],
  ['values that are known by their keys', '{"email":"a@example.org","firstName":"Ann","extension":101}', 0],
  ['values that hold something', '["write to ann@example.org"]', 1],
  ['keys', '{"ann@example.org":{"+44 7700 900123":1}}', 1],
  ['marks where values were', '{"email":"[email]","phone":null,"a":"[email]"}', 2],
  ['documents in strings', JSON.stringify({ a: JSON.stringify({ email: 'a@example.org', b: [1, 'x'] }), c: 'y' }), 3],
  ['documents in documents', JSON.stringify([JSON.stringify([JSON.stringify([1, { b: 'x' }])])]), 2],
  ['a long string', JSON.stringify(['word '.repeat(99)]), 1],
]

function countOf(body: string, by: Detection, ...sizes: number[]): number {
  const session = toySession({ detection: by, limits: { maxLeafBytes: 256, maxSiblingBytes: 200 } })
  run(session, body, ...sizes)
  return session.receipt().unclassified
}

describe('unclassified scalars', () => {
  for (const [what, body, unclassified] of ROWS) {
    it(`are counted: ${what}`, () => {
      for (const size of [body.length, 1, 7]) expect(countOf(body, detection, size), `size ${size}`).to.equal(unclassified)
      expect(countOf(body, seesAll)).to.equal(unclassified)
    })
  }

  it(`are as many, however much is reported and wherever the input is cut (seed ${SEED})`, () => {
    let counted = 0
    for (let i = 0; i < RUNS; i++) {
      const r = random(SEED + i)
      const body = write(makeDocument(r, 12), r)
      const whole = countOf(body, detection)
      counted += whole
      expect(countOf(body, seesAll), `seed ${SEED + i}: ${body}`).to.equal(whole)
      expect(countOf(body, detection, 1 + r(40)), `seed ${SEED + i}: ${body}`).to.equal(whole)
    }
    expect(counted).to.be.above(RUNS)
  })

  it('are counted in lines and in events', () => {
    for (const [format, body] of [['ndjson', '{"a":1}\n[2,"x"]\n'], ['sse', 'data: {"a":1}\n\nevent: x\ndata: [2,\ndata: "x"]\n\ndata: text 24\n\n']] as const) {
      const session = exampleEngine().open({ app: 'nobody' }, format)
      run(session, body, 5)
      expect(session.receipt().unclassified, format).to.equal(3)
    }
  })

  it('of a member that goes are counted once, although the comma behind it comes later', () => {
    const dropped: Verdict = { outcome: DROP, because: [], marker: null }
    const wrap = (stages: Stages): Stages => ({ ...stages, table: { ...stages.table, unclassified: () => dropped } })
    for (const size of [1, 99]) {
      const session = toySession({ detection: seesAll, wrap })
      expect(run(session, '{"a":"x", "b":17}', size).toString(), `size ${size}`).to.equal('{ }')
      expect(session.receipt().unclassified, `size ${size}`).to.equal(2)
    }
  })
})
