import { expect } from 'chai'
import { CONTEXT_COUNT, contextsToCover } from '../../lib/decide/contact.ts'
import { createVerdictTable } from '../../lib/decide/verdict-table.ts'
import { MASK } from '../../lib/decide/verdict.ts'
import { CATEGORIES, categoryIndex } from '../../lib/detect/category.ts'
import { CONTEXTS } from '../../lib/detect/finding.ts'
import { DAY, EMAIL, NOW, PHONE, ask, grant, granting, registration, rule, rulebook, said } from './fixture.ts'

const table = (book = rulebook(), now = NOW, patternsAt: (state: number) => readonly number[] = () => []) =>
  createVerdictTable(book, { app: 'crm' }, now, patternsAt)

describe('verdict table', () => {
  it('gives the same frozen verdict for the same cell', () => {
    const made = table()
    const first = made.decide(categoryIndex(PHONE), 0, 1, 0.9, 4)
    expect(made.decide(categoryIndex(PHONE), 0, 1, 0.7, 5)).to.equal(first)
    expect(first).to.be.frozen
    expect(first.because).to.be.frozen
  })

  it('judges a cell once', () => {
    let asked = 0
    const where = Object.defineProperty({ ...rule().where }, 'categories', { get: () => { asked++; return null } })
    const made = table(rulebook({ rules: [{ ...rule(), where }] }))
    for (let n = 0; n < 10; n++) made.decide(1, 2, 1, 1, n)
    expect(asked).to.equal(1)
  })

  it('asks about a place once, and not at all where no rule is about places', () => {
    const states: number[] = []
    const patternsAt = (state: number): readonly number[] => { states.push(state); return [] }
    table(rulebook(), NOW, patternsAt).decide(1, 0, 1, 1, 5)
    expect(states).to.deep.equal([])
    const made = table(rulebook({ rules: [rule({ paths: [0] })] }), NOW, patternsAt)
    for (const state of [5, 5, 6, 5]) made.decide(1, 0, 1, 1, state)
    expect(states).to.deep.equal([5, 6])
  })

  it('takes places for one if they differ only in patterns that no rule is about', () => {
    const patterns = [[1], [2, 3], [0, 1], [3, 0]]
    const made = table(rulebook({ rules: [rule({ paths: [0] })] }), NOW, (state) => patterns[state] ?? [])
    const verdicts = [0, 1, 2, 3].map((state) => made.decide(1, 0, 1, 1, state))
    expect(verdicts[1]).to.equal(verdicts[0])
    expect(verdicts[3]).to.equal(verdicts[2])
    expect(verdicts[2]).not.to.equal(verdicts[0])
  })

  it('keeps cells apart: every category, context, type and step of confidence', () => {
    const rules = [rule({ minConfidence: 0.8 }, { id: 'a/sure', outcome: MASK })]
    const made = table(granting([grant({ category: 'user' })], { rules }))
    const seen = new Set<unknown>()
    let cells = 0
    for (const [category, id] of CATEGORIES.entries()) {
      if (!id.startsWith('user') || id.startsWith('user.authorization')) continue
      for (let context = 0; context < CONTEXT_COUNT; context++) {
        for (const type of [0, 1, 2, 4]) {
          for (const confidence of [0.1, 0.6, 0.9]) {
            const verdict = made.decide(category, context, type, confidence, 0)
            expect(said(verdict)).to.equal(confidence < 0.8 ? 'allow crm/calls' : 'mask a/sure')
            seen.add(verdict)
            cells++
          }
        }
      }
    }
    expect(seen.size).to.equal(cells)
  })

  it('redacts what has no such category or context', () => {
    for (const category of [-1, CATEGORIES.length, 1e9]) {
      expect(said(table().decide(category, 0, 1, 1, 0))).to.equal('redact undeclared:unknown')
    }
    expect(said(ask(granting([grant({ contexts: 2 })]), { context: 77 }))).to.equal(`redact undeclared:${PHONE}`)
  })

  it('blocks everything for a revoked app', () => {
    const made = table(rulebook({ registrations: new Map([['crm', registration({ status: 'revoked' })]]) }))
    expect(said(made.decide(categoryIndex(EMAIL), 2, 1, 0.1, 0))).to.equal('block revoked:crm')
  })

  it('says what it is', () => {
    const { posture, mode, policy } = table(rulebook({ mode: 'report', id: '7+abc' }))
    expect({ posture, mode, policy }).to.deep.equal({ posture: 'open', mode: 'report', policy: '7+abc' })
  })

  it('knows how long it holds', () => {
    expect(table().validUntil).to.equal(NOW + DAY)
    const later = grant({ valid: { from: NOW + 5, until: NOW + DAY } })
    expect(table(granting([grant(), later])).validUntil).to.equal(NOW + 5)
    expect(table(granting([])).validUntil).to.equal(Infinity)
    expect(table(granting([grant()]), NOW + DAY).validUntil).to.equal(Infinity)
  })

  it('has a row for every context facet there is', () => {
    expect(CONTEXT_COUNT).to.equal(CONTEXTS.length)
    expect(CONTEXTS.map((_, facet) => contextsToCover(facet))).to.deep.equal([1, 1, 2, 3])
  })
})
