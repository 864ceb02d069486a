import { expect } from 'chai'
import { createEgressFilter } from '../../lib/index.ts'

/** Bodies in which a value repeats an extension, and what leaves of them. */
const CASES: readonly (readonly [what: string, body: string, out: string])[] = [
  ['behind the extension', '{"extension":"6001","ref":"6001"}', '{"extension":"[extension]","ref":"[extension]"}'],
  ['before it', '{"ref":"6001","extension":"6001"}', '{"ref":"[extension]","extension":"[extension]"}'],
  ['another type', '{"extension":6001,"id":"6001","line":6001}', '{"extension":null,"id":"[extension]","line":null}'],
  ['in an array', '{"extension":"6001","refs":["6001","6002"]}', '{"extension":"[extension]","refs":["[extension]","6002"]}'],
  ['of a list', '{"extensions":["101","102"],"pickup":"102"}', '{"extensions":["[extension]","[extension]"],"pickup":"[extension]"}'],
  ['beside the object that holds it', '{"ref":"6001","owner":{"ext":"6001"}}', '{"ref":"[extension]","owner":{"ext":"[extension]"}}'],
  ['in an object beside it', '{"a":{"ref":"6001"},"ext":"6001"}', '{"a":{"ref":"[extension]"},"ext":"[extension]"}'],
  ['in the next object', '{"a":{"ref":"6001"},"b":{"ext":"6001"}}', '{"a":{"ref":"[extension]"},"b":{"ext":"[extension]"}}'],
  ['under a key of amounts', '{"ext":"6001","port":"6001","year":"6001"}', '{"ext":"[extension]","port":"6001","year":"6001"}'],
  ['only in part', '{"ext":"600","ref":"6001"}', '{"ext":"[extension]","ref":"6001"}'],
  ['of another record', '[{"ext":"6001"},{"ref":"6001"}]', '[{"ext":"[extension]"},{"ref":"6001"}]'],
]

describe('a value that repeats an extension', () => {
  const egress = createEgressFilter()

  for (const [what, body, out] of CASES) {
    it(what, () => {
      expect(egress.bytes(body, { app: 'nobody' }).body.toString()).to.equal(out)
    })
  }

  it('is found in records of any number', () => {
    const records = (ref: string, ext: string): string => JSON.stringify(Array.from({ length: 5000 }, () => ({ ref, a: { n: 1 }, ext })))
    expect(egress.bytes(records('6001', '6001'), { app: 'nobody' }).body.toString()).to.equal(records('[extension]', '[extension]'))
  })

  it('is looked for in the first 16 KiB of a record', () => {
    const body = `{"ref":"6001","text":"${'a'.repeat(17_000)}","ext":"6001"}`
    expect(egress.bytes(body, { app: 'nobody' }).body.toString()).to.equal(body.replace('"ext":"6001"', '"ext":"[extension]"'))
  })
})
