import { expect } from 'chai'
import { createEgressFilter } from '../../lib/index.ts'

/** An object is known while it is small enough to be held; of a larger one, what stands beside a value is unknown. */
const LARGE = 'a'.repeat(17_000)

/** A member of such an object, and what leaves of it. */
const CASES: readonly (readonly [what: string, member: string, out: string])[] = [
  ['a number that somebody could be called at', '"number":"2025550143"', '"number":"[phone]"'],
  ['few digits, which number a thing', '"number":118', '"number":118'],
  ['a title', '"title":"Notes of a walk"', '"title":"Notes of a walk"'],
  ['what a key alone says', '"firstName":"Ann"', '"firstName":"[name]"'],
]

describe('in an object too large to be known', () => {
  const egress = createEgressFilter()

  for (const [what, member, out] of CASES) {
    it(what, () => {
      const body = (around: string): string => `{${around},"padding":"${LARGE}"}`
      expect(egress.bytes(body(member), { app: 'nobody' }).body.toString()).to.equal(body(out))
    })
  }
})
