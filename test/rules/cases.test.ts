import { join } from 'node:path'
import { expect } from 'chai'
import type { Decision } from '../../lib/pipeline/observer.ts'
import { ALLOW, OUTCOMES, TAG } from '../../lib/decide/verdict.ts'
import { CATEGORIES } from '../../lib/detect/category.ts'
import { LIMITS } from '../../lib/limits.ts'
import { Engine } from '../../lib/pipeline/engine.ts'
import { loadCases, type Expectation, type PolicyCase } from '../../lib/policy/cases.ts'
import { examplePolicy, SECRET } from '../helpers/policy.ts'
import { ROOT } from '../helpers/root.ts'

/** Every file of rules/cases, through the whole pipeline: what leaves, and the ids that decided it. */
const cases = loadCases(join(ROOT, 'rules', 'cases'))

describe('rules/cases', () => {
  it('are there', () => {
    expect(cases.length).to.be.greaterThan(20)
  })

  for (const one of cases) {
    const title = `${one.id}: ${one.why}`
    if (one.todo === null) it(title, () => check(one))
    else it(`${title} (known gap: ${one.todo})`)
  }

  it('fail where the outcome or the cause is another', () => {
    const one = cases.find(({ expect: wanted }) => [...wanted.values()].some(({ because }) => because.length > 0))
    if (one === undefined) throw new Error('no case names a cause')
    const changed = (change: (wanted: Expectation) => Expectation): PolicyCase => ({
      ...one,
      expect: new Map([...one.expect].map(([pointer, wanted]) => [pointer, change(wanted)])),
    })
    expect(() => check(changed((wanted) => ({ ...wanted, because: ['nobody'] })))).to.throw()
    expect(() => check(changed((wanted) => ({ ...wanted, outcome: 'block' })))).to.throw()
    expect(() => check({ ...one, expect: new Map() })).to.throw()
  })
})

function check(one: PolicyCase): void {
  const engine = new Engine({ policy: examplePolicy, secret: SECRET, limits: LIMITS, clock: () => one.now })
  const decisions = new Map(engine.explain(Buffer.from(JSON.stringify(one.body)), one.recipient)
    .filter(({ isKey }) => !isKey)
    .map((decision) => [decision.pointer, decision]))
  for (const [pointer, wanted] of one.expect) checkValue(pointer, wanted, decisions.get(pointer))
  for (const [pointer, { outcome }] of decisions) {
    if (outcome > TAG) expect([...one.expect.keys()], `${pointer} is changed`).to.include(pointer)
  }
}

function checkValue(pointer: string, wanted: Expectation, decision: Decision | undefined): void {
  expect(OUTCOMES[decision?.outcome ?? ALLOW], pointer).to.equal(wanted.outcome)
  if (wanted.because.length === 0) {
    expect(decision?.rulings ?? [], pointer).to.deep.equal([])
    return
  }
  const causes = (decision?.rulings ?? [])
    .filter(({ finding }) => CATEGORIES[finding?.category ?? -1] === wanted.category)
    .map(({ verdict }) => verdict.because)
  expect(causes, pointer).to.deep.include([...wanted.because])
}
