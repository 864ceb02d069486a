import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import { createDisclosures } from '../../lib/audit/disclosures.ts'
import type { Receipt, ReceiptCell } from '../../lib/audit/receipt.ts'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import { drift } from '../../lib/policy/drift/drift.ts'
import type { AppDrift } from '../../lib/policy/drift/report.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { HEAD, TAIL } from '../audit/cells.ts'
import { ROOT } from '../helpers/root.ts'

const EXTENSION = 'user.contact.phone_number.extension'
const PHONE = 'user.contact.phone_number'
const EMAIL = 'user.contact.email'
const FROM = '2026-01-01T00:00:00Z'
const UNTIL = '2027-01-01T00:00:00Z'

const POLICY = loadPolicy({
  documents: {
    'board.json': {
      kind: 'DisclosureDeclaration', schemaVersion: 1, id: 'board', owner: 'owner@example.org', status: 'approved',
      app: { name: 'Board' }, audience: 'tenant', defaultPurpose: 'essential.service.operations',
      disclosures: {
        calls: {
          use: 'essential.service.operations', why: 'Who is on which line.', valid: { from: FROM, until: UNTIL },
          categories: {
            [PHONE]: { fidelity: 'mask' },
            [EXTENSION]: { fidelity: 'allow' },
            'user.job_title': { fidelity: 'allow', context: ['business'] },
          },
        },
        later: {
          use: 'essential.service.operations', why: 'Soon.', valid: { from: '2026-09-01T00:00:00Z', until: UNTIL },
          categories: { 'user.workplace.department': { fidelity: 'allow' } },
        },
      },
    },
    'draft.json': {
      kind: 'DisclosureDeclaration', schemaVersion: 1, id: 'draft', owner: 'owner@example.org', status: 'draft',
      app: { name: 'Draft' }, audience: 'tenant',
      disclosures: {
        all: {
          use: 'essential.service.operations', why: 'Not yet.', valid: { from: FROM, until: UNTIL },
          categories: { [EMAIL]: { fidelity: 'allow' } },
        },
      },
    },
  },
})

function cell(category: string, outcome: ReceiptCell['outcome'], because: string, path = '/a', count = 1): ReceiptCell {
  return { category, path, outcome, because: [because], count }
}

function receipt(cells: readonly ReceiptCell[], parts: Partial<Receipt> = {}): Receipt {
  return { ...HEAD, ...TAIL, app: 'board', policy: POLICY.rulebook.id, uncounted: 0, cells, ...parts }
}

function board(...receipts: readonly Receipt[]): AppDrift {
  const [app, ...more] = drift(POLICY, receipts, 'board').apps
  if (app === undefined || more.length > 0) throw new Error('one app was asked for')
  return app
}

describe('policy: drift', () => {
  it('lists what was declared and seen, with counts', () => {
    const { seen } = board(
      receipt([cell(EXTENSION, 'allow', 'board/calls', '/a', 3), cell(EXTENSION, 'allow', 'board/calls', '/b', 4)]),
      receipt([cell(PHONE, 'mask', 'board/calls'), cell(PHONE, 'redact', 'telephony/some-rule', '/a', 2)]),
    )
    expect(seen).to.deep.equal([
      { entry: 'board/calls', category: PHONE, count: 3, outcomes: { mask: 1, redact: 2 } },
      { entry: 'board/calls', category: EXTENSION, count: 7, outcomes: { allow: 7 } },
    ])
  })

  it('lists what was declared and never seen, since when it could have been', () => {
    const disclosures = createDisclosures()
    disclosures.take(receipt([cell(EXTENSION, 'allow', 'board/calls')]), Date.parse('2026-03-01T00:00:00Z'))
    const early = drift(POLICY, disclosures, 'board')
    expect(early.apps[0]?.unseen).to.deep.equal([PHONE, 'user.job_title'].map((category) =>
      ({ entry: 'board/calls', category, since: '2026-03-01T00:00:00.000Z' })))
    disclosures.take(receipt([]), Date.parse('2026-10-01T00:00:00Z'))
    const late = drift(POLICY, disclosures, 'board')
    expect(late.apps[0]?.unseen.at(-1)).to.deep.equal(
      { entry: 'board/later', category: 'user.workplace.department', since: '2026-09-01T00:00:00.000Z' })
    expect(late).to.include({ from: '2026-03-01T00:00:00.000Z', until: '2026-10-01T00:00:00.000Z' })
    const past = createDisclosures(() => Date.parse('2028-01-01T00:00:00Z'))
    past.take(receipt([]))
    expect(drift(POLICY, past, 'board').apps[0]?.unseen).to.deep.equal([])
  })

  it('lists what was seen and not declared, or declared for something else, with places', () => {
    const { undeclared, seen } = board(receipt([
      cell(EMAIL, 'redact', `undeclared:${EMAIL}`, '/b', 2), cell(EMAIL, 'drop', 'house/no-mail', '/a'),
      cell('user.job_title', 'redact', 'undeclared:user.job_title', '/c'), cell('unclassified', 'allow', 'x'),
    ]))
    expect(undeclared).to.deep.equal([
      { category: EMAIL, isDeclaredOtherwise: false, count: 3, outcomes: { redact: 2, drop: 1 }, paths: ['/a', '/b'] },
      { category: 'user.job_title', isDeclaredOtherwise: true, count: 1, outcomes: { redact: 1 }, paths: ['/c'] },
    ])
    expect(seen).to.deep.equal([])
  })

  it('shows what left clearer than declared, and by which mode', () => {
    const cells = [cell(PHONE, 'mask', 'board/calls'), cell(EMAIL, 'redact', `undeclared:${EMAIL}`), cell(EXTENSION, 'allow', 'board/calls')]
    expect(board(receipt(cells)).clearer).to.deep.equal([])
    expect(board(receipt(cells, { mode: 'tag' })).clearer.map(({ category, outcome, declared }) => [category, outcome, declared]))
      .to.deep.equal([[EMAIL, 'tag', 'redact'], [PHONE, 'tag', 'mask']])
    const watched = board(receipt(cells, { mode: 'report' }))
    expect(watched.clearer).to.deep.equal([
      { category: EMAIL, mode: 'report', declared: 'redact', outcome: 'allow', count: 1, paths: ['/a'] },
      { category: PHONE, mode: 'report', declared: 'mask', outcome: 'allow', count: 1, paths: ['/a'] },
    ])
    expect(watched.unenforced).to.equal(1)
    const wrong = board(receipt([cell(PHONE, 'generalise', 'board/calls'), cell(EMAIL, 'tag', 'x')]))
    expect(wrong.clearer.map(({ category, outcome, mode }) => [category, outcome, mode]))
      .to.deep.equal([[EMAIL, 'tag', 'enforce'], [PHONE, 'generalise', 'enforce']])
  })

  it('does not judge by this policy what left under another one, nor what was hardly sure', () => {
    const cells = [cell(PHONE, 'allow', 'board/calls')]
    const report = drift(POLICY, [receipt(cells, { policy: '0+other' })], 'board')
    expect(report.otherPolicies).to.equal(1)
    expect(report.apps[0]?.clearer).to.deep.equal([])
    const unsure = { ...cell(PHONE, 'tag', 'board/calls'), because: ['board/calls', 'low-confidence'] }
    expect(board(receipt([unsure])).clearer).to.deep.equal([])
  })

  it('tells of every app that is registered or has received something, and of one if asked', () => {
    const receipts = [receipt([]), receipt([cell(EMAIL, 'redact', `undeclared:${EMAIL}`)], { app: 'unregistered' })]
    const { apps, hasDrift, responses } = drift(POLICY, receipts)
    expect(apps.map(({ app, status, responses: own }) => [app, status, own])).to.deep.equal(
      [['board', 'approved', 1], ['draft', 'draft', 0], ['unregistered', 'unregistered', 1]])
    expect(apps[1]?.unseen).to.deep.equal([])
    expect({ hasDrift, responses }).to.deep.equal({ hasDrift: true, responses: 2 })
    expect(drift(POLICY, receipts, 'draft')).to.include({ hasDrift: false, responses: 0 })
  })

  it('finds no drift where everything declared was seen, and nothing else', () => {
    const cells = [cell(PHONE, 'mask', 'board/calls'), cell(EXTENSION, 'allow', 'board/calls'),
      cell('user.job_title', 'allow', 'board/calls'), cell('user.workplace.department', 'allow', 'board/later')]
    expect(drift(POLICY, [receipt(cells)], 'board').hasDrift).to.equal(false)
    expect(drift(POLICY, [receipt(cells.slice(1))], 'board').hasDrift).to.equal(true)
    expect(drift(POLICY, [receipt([...cells, cell(EMAIL, 'redact', `undeclared:${EMAIL}`)])], 'board').hasDrift).to.equal(true)
  })

  it('says the same in whatever order receipts come', () => {
    const list = [
      receipt([cell(PHONE, 'mask', 'board/calls', '/a'), cell(EMAIL, 'redact', `undeclared:${EMAIL}`, '/b')]),
      receipt([cell(EMAIL, 'drop', 'rule', '/c')], { mode: 'report' }), receipt([cell('user.name', 'redact', 'r')], { app: 'z' }),
    ]
    const expected = drift(POLICY, list)
    fc.assert(fc.property(fc.shuffledSubarray(list, { minLength: 3 }), (shuffled) => {
      expect(drift(POLICY, shuffled)).to.deep.equal(expected)
    }))
  })

  describe('of a filter that enforces', () => {
    const policy = join(ROOT, 'rules', 'declarations')
    const compiled = loadPolicy(policy)
    const clock = (): number => Date.parse('2026-06-01T12:00:00Z')
    const leaf = fc.constantFrom<unknown>('+44 20 7946 0001', '6001', 6001, 'jane@example.org', 'call +44 7700 900123 or 6001', 'Jane Roe', true, null)
    const key = fc.constantFrom('email', 'extension', 'phone', 'homePhone', 'firstName', 'jobTitle', 'department', 'type', 'value', 'notes', 'owner')
    const { body } = fc.letrec<{ body: unknown }>((tie) => ({
      body: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, fc.array(tie('body'), { maxLength: 4 }),
        fc.dictionary(key, tie('body'), { maxKeys: 5 }), tie('body').map((inner) => JSON.stringify(inner))),
    }))

    it('nothing leaves clearer than was declared, whatever the body', () => {
      const filter = createEgressFilter({ policy, clock, secret: 'sixteen bytes or more' })
      const disclosures = createDisclosures(clock)
      fc.assert(fc.property(fc.array(body, { minLength: 1 }), fc.constantFrom('wallboard', 'partner-crm', 'status-page', 'nobody'), (document, app) => {
        disclosures.take(filter.bytes(JSON.stringify(document), { app, tenant: 't-0042' }).receipt)
      }), { numRuns: 300 })
      const { apps, responses, otherPolicies } = drift(compiled, disclosures)
      expect(apps.flatMap(({ clearer }) => clearer)).to.deep.equal([])
      expect({ responses, otherPolicies }).to.deep.equal({ responses: 300, otherPolicies: 0 })
      const all = apps.flatMap(({ seen, undeclared }) => [...seen, ...undeclared])
      expect(all.length).to.be.above(20)
    })

    it('and the same bodies show it in the mode report', () => {
      const disclosures = createDisclosures(clock)
      const filter = createEgressFilter({ policy, clock, mode: 'report', onReceipt: disclosures })
      filter.bytes('{"email":"jane@example.org"}', { app: 'wallboard', tenant: 't-0042' })
      expect(drift(compiled, disclosures, 'wallboard').apps[0]?.clearer).to.have.length(1)
    })
  })
})
