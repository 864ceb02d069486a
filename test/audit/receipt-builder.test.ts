import { expect } from 'chai'
import fc from 'fast-check'
import { ReceiptBuilder } from '../../lib/audit/receipt-builder.ts'
import { MASK, OUTCOMES, REDACT, TAG, type Outcome } from '../../lib/decide/verdict.ts'
import { CATEGORIES, categoryIndex } from '../../lib/detect/category.ts'
import { cell, HEAD, NAMES, PATHS, TAIL, verdict } from './cells.ts'

const EMAIL = categoryIndex('user.contact.email')
const PHONE = categoryIndex('user.contact.phone_number')
const VERDICTS = [verdict(TAG, 'grant-a'), verdict(MASK, 'rule-b'), verdict(REDACT, 'rule-b', 'rule-c')] as const

interface Finding {
  readonly category: number
  readonly scope: number
  readonly outcome: Outcome
  readonly verdict: number
}

const findings: fc.Arbitrary<Finding[]> = fc.array(fc.record({
  category: fc.nat(CATEGORIES.length - 1),
  scope: fc.nat(PATHS.length),
  outcome: fc.constantFrom<Outcome>(0, 1, 2, 3, 4, 5, 6, 7),
  verdict: fc.nat(VERDICTS.length - 1),
}), { maxLength: 400, size: 'max' })

function count(builder: ReceiptBuilder, list: readonly Finding[]): void {
  for (const { category, scope, outcome, verdict: id } of list) {
    builder.add(category, scope, outcome, VERDICTS[id] ?? VERDICTS[0])
  }
}

describe('audit: receipt builder', () => {
  it('counts equal findings in one cell, in order of category, path and outcome', () => {
    const builder = new ReceiptBuilder()
    builder.add(PHONE, 2, MASK, VERDICTS[1])
    for (let n = 0; n < 40; n++) builder.add(EMAIL, 1, REDACT, VERDICTS[2])
    builder.add(EMAIL, 1, TAG, VERDICTS[0])
    builder.add(PHONE, 2, MASK, VERDICTS[1])
    expect(builder.finish(HEAD, TAIL, NAMES)).to.deep.equal({
      ...HEAD,
      ...TAIL,
      cells: [
        cell('user.contact.email', '/email', TAG, 1, ['grant-a']),
        cell('user.contact.email', '/email', REDACT, 40, ['rule-b', 'rule-c']),
        cell('user.contact.phone_number', '/contacts/*/email', MASK, 2, ['rule-b']),
      ],
      uncounted: 0,
    })
  })

  it('counts what a plain map counts', () => {
    fc.assert(fc.property(findings, (list) => {
      const builder = new ReceiptBuilder()
      count(builder, list)
      const expected = new Map<string, number>()
      for (const finding of list) {
        const key = JSON.stringify([
          NAMES.category(finding.category), NAMES.path(finding.scope), OUTCOMES[finding.outcome],
          VERDICTS[finding.verdict]?.because,
        ])
        expected.set(key, (expected.get(key) ?? 0) + 1)
      }
      const actual = builder.finish(HEAD, TAIL, NAMES).cells
        .map(({ category, path, outcome, because, count: n }) =>
          [JSON.stringify([category, path, outcome, because]), n] as const)
      expect(new Map(actual)).to.deep.equal(expected)
      expect(actual).to.have.length(expected.size)
    }))
  })

  it('gives the same receipt in whatever order findings come', () => {
    fc.assert(fc.property(findings, (list) => {
      const [forth, back] = [new ReceiptBuilder(), new ReceiptBuilder()]
      count(forth, list)
      count(back, [...list].reverse())
      expect(JSON.stringify(back.finish(HEAD, TAIL, NAMES))).to.equal(JSON.stringify(forth.finish(HEAD, TAIL, NAMES)))
    }))
  })

  it('keeps no more cells than allowed, and counts every finding in a cell or beside them', () => {
    fc.assert(fc.property(findings, fc.integer({ min: 1, max: 40 }), (list, most) => {
      const builder = new ReceiptBuilder(most)
      count(builder, list)
      const { cells, uncounted } = builder.finish(HEAD, TAIL, NAMES)
      expect(cells.length).to.be.at.most(most)
      expect(cells.reduce((sum, { count: n }) => sum + n, 0) + uncounted).to.equal(list.length)
    }))
  })

  it('goes on counting known cells when there is no room for new ones', () => {
    const builder = new ReceiptBuilder(1)
    for (let n = 0; n < 3; n++) {
      builder.add(EMAIL, 1, TAG, VERDICTS[0])
      builder.add(PHONE, 1, TAG, VERDICTS[0])
    }
    const receipt = builder.finish(HEAD, TAIL, NAMES)
    expect(receipt.cells).to.deep.equal([cell('user.contact.email', '/email', TAG, 3, ['grant-a'])])
    expect(receipt.uncounted).to.equal(3)
  })

  it('does not grow with verdicts that are made anew for each finding', () => {
    const builder = new ReceiptBuilder(8)
    for (let n = 0; n < 100; n++) builder.add(EMAIL, 1, TAG, verdict(TAG, 'grant-a'))
    const receipt = builder.finish(HEAD, TAIL, NAMES)
    expect(receipt.cells).to.deep.equal([cell('user.contact.email', '/email', TAG, 8, ['grant-a'])])
    expect(receipt.uncounted).to.equal(92)
  })

  it('fills 4096 cells', () => {
    const builder = new ReceiptBuilder()
    const path = (scope: number): string => `/${String.fromCharCode(97 + scope % 26)}/${'b'.repeat(scope / 26)}`
    for (let round = 0; round < 2; round++) {
      for (let scope = 0; scope < 5000; scope++) builder.add(EMAIL, scope, TAG, VERDICTS[0])
    }
    const receipt = builder.finish(HEAD, TAIL, { ...NAMES, path })
    expect(receipt.cells).to.have.length(4096)
    expect(receipt.cells.every((each) => each.count === 2)).to.equal(true)
    expect(receipt.uncounted).to.equal(2 * (5000 - 4096))
  })

  it('can be asked before the end, and what it said stays', () => {
    const builder = new ReceiptBuilder()
    builder.add(EMAIL, 1, TAG, VERDICTS[0])
    const early = builder.finish(HEAD, TAIL, NAMES)
    builder.add(EMAIL, 1, TAG, VERDICTS[0])
    expect(early.cells[0]?.count).to.equal(1)
    expect(builder.finish(HEAD, TAIL, NAMES).cells[0]?.count).to.equal(2)
  })

  it('is frozen to the ground', () => {
    const builder = new ReceiptBuilder()
    builder.add(EMAIL, 1, TAG, VERDICTS[0])
    const receipt = builder.finish(HEAD, TAIL, NAMES)
    for (const part of [receipt, receipt.cells, receipt.cells[0], receipt.cells[0]?.because]) expect(part).to.be.frozen
  })

  it('holds no string but category ids, outcomes, paths and ids it was given', () => {
    const vocabulary = new Set<unknown>([
      ...CATEGORIES, ...OUTCOMES, ...PATHS, '/**', ...VERDICTS.flatMap(({ because }) => because),
      ...Object.values(HEAD), TAIL.result,
    ])
    // A careless caller hands over objects that hold more than they should.
    const head = { ...HEAD, body: 'jane@example.org' }
    const tail = { ...TAIL, lastValue: '+44 7700 900123' }
    fc.assert(fc.property(findings, (list) => {
      const builder = new ReceiptBuilder(20)
      count(builder, list)
      JSON.stringify(builder.finish(head, tail, NAMES), (_, value: unknown) => {
        if (typeof value === 'string') expect(vocabulary.has(value), value).to.equal(true)
        return value
      })
    }))
  })

  const UNSHOWABLE = [
    '/jane@example.org', '/+44', '/447700900123', '/\u0664\u0667\u0661\u0661\u0660', '/a\nb', 'jane', '/00471',
  ]
  for (const path of UNSHOWABLE) {
    it(`does not show ${JSON.stringify(path)} as a path`, () => {
      const builder = new ReceiptBuilder()
      builder.add(EMAIL, 1, TAG, VERDICTS[0])
      expect(builder.finish(HEAD, TAIL, { ...NAMES, path: () => path }).cells[0]?.path).to.equal('/**')
    })
  }

  for (const path of ['', '/', '/**', '/contacts/*/e164', '/{key}/iso3166', '/from/phoneNumber']) {
    it(`shows ${JSON.stringify(path)} as a path`, () => {
      const builder = new ReceiptBuilder()
      builder.add(EMAIL, 1, TAG, VERDICTS[0])
      expect(builder.finish(HEAD, TAIL, { ...NAMES, path: () => path }).cells[0]?.path).to.equal(path)
    })
  }
})
