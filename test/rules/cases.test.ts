import { join } from 'node:path'
import { expect } from 'chai'
import { loadCases, type Expectation, type PolicyCase } from '../../lib/policy/cases.ts'
import { runCases } from '../../lib/policy/run-cases.ts'
import { examplePolicy } from '../helpers/policy.ts'
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
  expect([...runCases(examplePolicy, [one]).values()].flat()).to.deep.equal([])
}
