import { join } from 'node:path'
import { expect } from 'chai'
import { loadCases } from '../../lib/policy/cases.ts'
import { makeDocument, random, write } from '../helpers/documents.ts'
import { APPS, exampleEngine } from '../helpers/policy.ts'
import { ROOT } from '../helpers/root.ts'
import { run } from '../helpers/toy.ts'

const SEED = Number(process.env['EGRESS_SEED'] ?? 4_711)
const DOCUMENTS = Number(process.env['EGRESS_RUNS'] ?? 12)
const SIZES = [1, 2, 3, 7, 37, 63, 64, 65, 1000, 16_384]

/** Documents of mixed size; small limits, so that the paths beyond them are cut as well. */
const small = { maxLeafBytes: 96, windowMarginBytes: 80, maxSiblingBytes: 90, maxLeadBytes: 16 }

describe('the bytes that leave', () => {
  for (const [what, limits] of [['', {}], [' near the limits', small]] as const) {
    it(`are the same for every way of cutting the input${what} (seed ${SEED})`, () => {
      for (let i = 0; i < DOCUMENTS; i++) {
        const r = random(SEED + i)
        const body = Buffer.from(write(makeDocument(r, 10), r))
        const app = APPS[i % APPS.length] as string
        const engine = exampleEngine(limits)
        const filter = (...sizes: number[]): string => result(() => run(engine.open({ app }, 'json'), body, ...sizes))
        const whole = filter(body.length)
        for (const size of SIZES) expect(filter(size), `seed ${SEED + i}, size ${size}`).to.equal(whole)
        const step = Math.max(1, body.length >> 9)
        for (let at = 1; at < body.length; at += step) {
          expect(filter(at, body.length), `seed ${SEED + i}, cut at ${at}`).to.equal(whole)
        }
        for (let k = 0; k < 20; k++) {
          const cuts = Array.from({ length: 8 }, () => 1 + r(body.length))
          expect(filter(...cuts), `seed ${SEED + i}, cuts ${cuts.join()}`).to.equal(whole)
        }
      }
    })
  }

  it('are the same for every cut of the bodies of rules/cases', () => {
    const engine = exampleEngine()
    for (const { id, body, recipient } of loadCases(join(ROOT, 'rules', 'cases'))) {
      const bytes = Buffer.from(JSON.stringify(body))
      const whole = result(() => run(engine.open(recipient, 'json'), bytes))
      for (let at = 1; at < bytes.length; at++) {
        expect(result(() => run(engine.open(recipient, 'json'), bytes, at, bytes.length)), `${id}, cut at ${at}`).to.equal(whole)
      }
    }
  })

  it(`are the same when they are filtered again (seed ${SEED})`, () => {
    for (let i = 0; i < DOCUMENTS * 20; i++) {
      const r = random(SEED + i)
      const body = Buffer.from(write(makeDocument(r, 10), r))
      for (const app of APPS) {
        const engine = exampleEngine()
        const once = run(engine.open({ app }, 'json'), body)
        expect(run(engine.open({ app }, 'json'), once).toString(), `seed ${SEED + i}, ${app}`).to.equal(once.toString())
      }
    }
  })
})

/** A body may be refused; then the code is the result. */
function result(filter: () => Buffer): string {
  try {
    return filter().toString()
  } catch (cause) {
    return String((cause as { code?: string }).code)
  }
}
