import { expect } from 'chai'
import { CASES } from '../../benchmarks/cases/table.ts'
import { whole } from '../../benchmarks/fixtures/body.ts'
import { random } from '../helpers/documents.ts'
import { exampleEngine } from '../helpers/policy.ts'

/** Chunks of a body: `size` gives the next one's bytes. */
function filtered(body: Buffer, size: () => number): { out: Buffer; inPlace: number } {
  const session = exampleEngine().open({ app: 'status-page', tenant: 't-0042' }, 'json')
  const out: Buffer[] = []
  let inPlace = 0
  for (let at = 0, to = 0; at < body.length; at = to) {
    to = Math.min(body.length, at + size())
    for (const piece of session.push(body.subarray(at, to))) {
      if (piece.buffer === body.buffer) inPlace += piece.length
      out.push(piece)
    }
  }
  out.push(...session.end())
  return { out: Buffer.concat(out), inPlace }
}

describe('large chunks', () => {
  it('are not receipted as having left when they end in a fault', () => {
    const session = exampleEngine().open({ app: 'status-page', tenant: 't-0042' }, 'json')
    const first = session.push(Buffer.from('[{"a":"b'))
    const broken = Buffer.from(`c"},${'{"a":"b"},'.repeat(4000)}}`)
    expect(() => session.push(broken)).to.throw().with.property('code', 'ERR_EGRESS_SYNTAX')
    expect(session.receipt().bytesOut).to.equal(Buffer.concat(first).length)
  })

  for (const name of ['clean', 'sparse', 'dense', 'calls', 'text', 'pretty', 'string', 'escapes', 'deep', 'array']) {
    it(`are read in place, and give what small ones give: ${name}`, () => {
      const { recipe } = CASES.find((each) => each.name === name) ?? expect.fail(name)
      const body = Buffer.from(whole(recipe, 7, 400_000))
      const expected = filtered(body, () => 1000).out
      const r = random(3)
      const { out, inPlace } = filtered(body, () => 16_000 + r(60_000))
      expect(out.equals(expected)).to.equal(true)
      // Where nothing is found, nearly nothing is copied.
      if (name === 'clean') expect(inPlace).to.be.greaterThan(body.length * 0.8)
    })
  }
})
