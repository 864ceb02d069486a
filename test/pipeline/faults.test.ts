import { expect } from 'chai'
import { EgressError } from '../../lib/errors.ts'
import type { Stages } from '../../lib/pipeline/stages.ts'
import { toySession } from '../helpers/toy.ts'

/** What must not leave, in keys, strings, numbers, JSON in strings and long strings. */
const CANARIES = ['jane', 'foo', '987654', 'nested-jane', 'long-jane']
const BODY = Buffer.from(JSON.stringify([
  { secret: 'jane', a: 'x foo', n: 1 },
  { type: 'work', v: 'foo', foo: { secret: 987_654 } },
  { json: JSON.stringify({ secret: 'nested-jane', b: 'foo' }) },
  { secret: `long-jane ${'y'.repeat(300)}`, text: `${'z '.repeat(200)}foo` },
]))

/** Replaces functions of an object by ones that count, and fail the n-th time, saying what they should not. */
function failing<Stage extends object>(stage: Stage, names: readonly (keyof Stage)[], fail: () => void): Stage {
  const wrapped = Object.create(stage) as Stage
  for (const name of names) {
    const sound = stage[name] as (...values: unknown[]) => unknown
    wrapped[name] = ((...values: unknown[]) => {
      fail()
      return sound.apply(stage, values)
    }) as Stage[keyof Stage]
  }
  return wrapped
}

const FAULTS: Record<string, (stages: Stages, fail: () => void) => Stages> = {
  'walk: look up a key': (s, fail) => ({ ...s, plan: { ...s.plan, keys: failing(s.plan.keys, ['lookUp'], fail) } }),
  'walk: find a scope': (s, fail) => ({ ...s, plan: { ...s.plan, scopes: failing(s.plan.scopes, ['member', 'element'], fail) } }),
  detect: (s, fail) => ({ ...s, detection: failing(s.detection, ['detect'], fail) }),
  'detect: wait for siblings': (s, fail) => ({ ...s, detection: failing(s.detection, ['awaitsSiblings'], fail) }),
  decide: (s, fail) => ({ ...s, table: failing(s.table, ['decide', 'unclassified'], fail) }),
  'treat: a pseudonym': (s, fail) => ({ ...s, pseudonyms: failing(s.pseudonyms, ['of', 'isOwn'], fail) }),
  'treat: a key': (s, fail) => ({ ...s, keySurrogates: failing(s.keySurrogates, ['treat'], fail) }),
  'audit: count': (s, fail) => ({ ...s, tally: failing(s.tally, ['add'], fail) }),
}

describe('a fault', () => {
  for (const [where, wrap] of Object.entries(FAULTS)) {
    it(`in ${where} closes the body, whenever it happens`, () => {
      let calls = 0
      for (let nth = 1; ; nth++) {
        calls = 0
        const fail = (): void => {
          if (++calls === nth) throw new TypeError(`cannot read ${CANARIES.join()}`)
        }
        const limits = { maxLeafBytes: 96, windowMarginBytes: 16, maxSiblingBytes: 90 }
        const session = toySession({ secret: 'pseudonymise', foo: 'pseudonymise', limits, wrap: (stages) => wrap(stages, fail) })
        const out: Buffer[] = []
        let error: unknown = null
        try {
          for (let at = 0; at < BODY.length; at += 7) out.push(...session.push(BODY.subarray(at, at + 7)))
          out.push(...session.end())
        } catch (cause) {
          error = cause
        }
        const sent = Buffer.concat(out).toString()
        for (const canary of CANARIES) expect(sent, `${where}, call ${nth}`).to.not.include(canary)
        if (calls < nth) {
          expect(error).to.equal(null)
          break
        }
        expect(error, `${where}, call ${nth}`).to.be.instanceOf(EgressError)
        expect((error as EgressError).code).to.equal('ERR_EGRESS_STAGE')
        expect(JSON.stringify(error) + String((error as Error).stack) + String((error as Error).cause)).to.not.match(/jane|foo|987654/)
        expect(() => session.push(Buffer.from(']'))).to.throw(EgressError)
        expect(() => session.end()).to.throw(EgressError)
      }
      expect(calls, 'the fault was tried').to.be.greaterThan(0)
    })
  }
})
