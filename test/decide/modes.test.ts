import { expect } from 'chai'
import { MASK, TAG } from '../../lib/decide/verdict.ts'
import type { Rule } from '../../lib/decide/rule.ts'
import { ask, rule, rulebook, said } from './fixture.ts'

const decided = (...rules: readonly Rule[]): string => said(ask(rulebook({ rules })))

describe('decide: modes of rules', () => {
  it('report what a rule would do, and do not do it', () => {
    expect(decided(rule({}, { mode: 'report' }))).to.equal('allow crm/calls report:house/rule')
  })

  it('tag at most', () => {
    expect(decided(rule({}, { mode: 'tag' }))).to.equal('tag house/rule tag:house/rule')
    expect(decided(rule({}, { mode: 'tag', outcome: TAG }))).to.equal('tag house/rule')
  })

  it('name only what would have been stricter', () => {
    const other = rule({}, { id: 'house/other' })
    expect(decided(other, rule({}, { mode: 'report', outcome: MASK }))).to.equal('redact house/other')
  })

  it('change no outcome beside a stricter rule', () => {
    const other = rule({}, { id: 'house/other', outcome: MASK })
    expect(decided(other, rule({}, { mode: 'report' }))).to.equal('mask house/other report:house/rule')
    expect(decided(other, rule({}, { mode: 'tag' }))).to.equal('mask house/other tag:house/rule')
  })
})
