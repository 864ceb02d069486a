import { join } from 'node:path'
import { expect } from 'chai'
import { loadCases } from '../../lib/policy/cases.ts'
import { ofKind } from '../../lib/policy/document.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { ROOT } from '../helpers/root.ts'

const CASES = loadCases(join(ROOT, 'rules', 'cases'))
const EXPECTATIONS = CASES.flatMap(({ expect }) => [...expect.values()])

describe('contract: rules are complete', () => {
  const packs = ofKind(loadPolicy(join(ROOT, 'rules', 'declarations')).documents, 'RedactionRules')
  const rules = packs.flatMap(({ body }) => Object.entries(body.rules ?? {}).map(([id, rule]) => ({ id: `${body.id}/${id}`, rule })))

  it('there are packs, rules and cases', () => {
    expect(packs).to.have.length.above(3)
    expect(rules).to.have.length.above(15)
    expect(CASES).to.have.length.above(20)
  })

  for (const { id, rule } of rules) {
    describe(id, () => {
      it('has a readable id, a reason, a date and a severity', () => {
        expect(id).to.match(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(rule.why).to.match(/^[A-Z].{15,}[.]$/s)
        expect(rule.since).to.match(/^20\d\d-\d\d-\d\d$/)
        expect(rule.severity).to.be.oneOf(['low', 'medium', 'high', 'critical'])
      })

      it('decides a case', () => {
        expect(EXPECTATIONS.filter(({ because }) => because.includes(id))).to.have.length.above(0)
      })

      it('leaves a case of its pack to others', () => {
        const [pack] = id.split('/')
        const others = CASES.filter((one) => one.id.startsWith(`${pack}/`) &&
          [...one.expect.values()].every(({ because }) => !because.includes(id)))
        expect(others).to.have.length.above(0)
      })
    })
  }

  it('every case names causes that exist', () => {
    const known = new Set(rules.map(({ id }) => id))
    const named = EXPECTATIONS.flatMap(({ because }) => because).filter((cause) => packs.some(({ body }) => cause.startsWith(`${body.id}/`)))
    expect(named.filter((cause) => !known.has(cause))).to.deep.equal([])
  })
})
