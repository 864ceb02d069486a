import { expect } from 'chai'
import type { Receipt, ReceiptCell } from '../../../lib/audit/receipt.ts'
import { isReceipt, ObservedBuilder } from '../../../lib/policy/notice/observed.ts'
import { receiptOf } from '../../../lib/policy/notice/receipt.ts'
import { statementFor } from '../../../lib/policy/notice/statement.ts'
import type { Statement } from '../../../lib/policy/notice/statement.ts'
import { loadPolicy } from '../../../lib/policy/policy.ts'
import { taxonomy, useLabel } from '../../../lib/policy/taxonomy.ts'
import { declaration } from '../fixture.ts'

const NOW = Date.parse('2026-06-01T12:00:00Z')
const SUPPORT = 'essential.service.operations.support'
const VALID = { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }

const policy = loadPolicy({ documents: { 'acme.json': declaration({ disclosures: {
  support: { use: SUPPORT, valid: VALID, categories: {
    'user.contact': { fidelity: 'mask' }, 'user.contact.email': { fidelity: 'generalise' } } },
  hiring: { use: 'employment', valid: VALID, categories: { 'user.name': { fidelity: 'allow' } } },
} }) } })

function statement(): Statement {
  const made = statementFor(policy, 'acme', NOW, 'en')
  if (made === null) throw new Error('nobody registered acme')
  return made
}

const cell = (change: Partial<ReceiptCell> = {}): ReceiptCell =>
  ({ category: 'user.contact.email', path: '/email', outcome: 'generalise', because: ['acme/support'], count: 2, ...change })
const receipt = (cells: readonly ReceiptCell[], change: Partial<Receipt> = {}): Receipt => ({
  app: 'acme', tenant: null, purpose: SUPPORT, audience: 'partner', policy: '1+abc', mode: 'enforce', result: 'complete',
  bytesIn: 1, bytesOut: 1, unclassified: 0, cells, uncounted: 0, ...change,
})

function observed(...receipts: Receipt[]) {
  const builder = new ObservedBuilder(statement())
  for (const one of receipts) builder.add(one)
  return receiptOf(statement(), builder.finish())
}

/** `<entry> <category>` -> counts. */
const seen = (...receipts: Receipt[]): Record<string, unknown> => Object.fromEntries(observed(...receipts).purposes.flatMap(({ id, categories }) =>
  categories.filter((one) => Object.keys(one.observed ?? {}).length > 0).map((one) => [`${id} ${one.category}`, one.observed])))

describe('disclosure receipt', () => {
  it('adds up what was seen, beside the finest category that was declared', () => {
    expect(seen(receipt([cell(), cell({ category: 'user.contact.url', outcome: 'mask', count: 3 })]), receipt([cell({ count: 5 })])))
      .to.deep.equal({ 'acme/support user.contact.email': { generalise: 7 }, 'acme/support user.contact': { mask: 3 } })
  })

  it('counts what a rule has cut with the entry for the purpose of the response', () => {
    const cut = cell({ outcome: 'drop', because: ['house/no-mail'] })
    expect(seen(receipt([cut]))).to.deep.equal({ 'acme/support user.contact.email': { drop: 2 } })
    const other = observed(receipt([cut], { purpose: 'employment' }))
    expect(other.observed?.undeclared).to.deep.equal({ 'user.contact.email': { drop: 2 } })
  })

  it('sets apart what was found and not declared', () => {
    const one = observed(receipt([cell({ outcome: 'redact', because: ['undeclared:user.contact.email'] }), cell({ category: 'user.location', because: ['x/y'] })]))
    expect(one.observed?.undeclared).to.deep.equal({ 'user.contact.email': { redact: 2 }, 'user.location': { generalise: 2 } })
    expect(one.purposes[0]?.categories[1]?.observed).to.deep.equal({})
  })

  it('counts responses of this app only, and those that did not leave as a whole', () => {
    const one = observed(receipt([], { unclassified: 3 }), receipt([], { result: 'ERR_EGRESS_SYNTAX', uncounted: 1, policy: '0+abc' }), receipt([cell()], { app: 'other' }))
    expect(one.observed).to.deep.equal({
      receipts: 2, incomplete: 1, policies: ['0+abc', '1+abc'], undeclared: {}, unclassified: 3, uncounted: 1 })
  })

  it('leaves counts of what nobody classified to their own row', () => {
    expect(observed(receipt([cell({ category: 'unclassified', outcome: 'tag', because: ['limit:document-in-string'] })])).observed?.undeclared).to.deep.equal({})
  })

  it('has no counts without a log', () => {
    const made = receiptOf(statement(), null)
    expect(made.observed).to.equal(null)
    expect(made.purposes.flatMap(({ categories }) => categories).map((one) => one.observed)).to.deep.equal([null, null, null])
  })

  it('has an id that follows from what it says', () => {
    const id = (...receipts: Receipt[]) => observed(...receipts).header.id
    expect(id()).to.equal(id())
    expect(id()).to.match(/^acme-[0-9a-f]{16}$/)
    expect(id(receipt([cell()]))).not.to.equal(id())
    expect(receiptOf(statement(), null).header.id).not.to.equal(id())
  })

  it('names the parties, the policy and the time', () => {
    const { header, parties } = observed()
    expect(header).to.deep.include({ schemaVersion: 1, issuedAt: '2026-06-01T12:00:00.000Z', policy: { version: policy.version, digest: policy.digest } })
    expect(parties).to.deep.equal({
      app: { id: 'acme', name: 'Acme', actions: [] }, status: 'approved', contact: null, audience: 'partner', recipients: [] })
  })

  const wrong: readonly (readonly [what: string, value: unknown])[] = [
    ['nothing', null], ['a text', 'x'], ['an app that is no text', { ...receipt([]), app: 7 }],
    ['cells that are no list', { ...receipt([]), cells: {} }], ['an outcome that there is not', receipt([cell({ outcome: 'hide' as 'mask' })])],
    ['a count below zero', receipt([cell({ count: -1 })])], ['a cause that is no text', receipt([cell({ because: [7 as unknown as string] })])],
  ]
  for (const [what, value] of wrong) it(`is not made from a log with ${what}`, () => expect(isReceipt(value)).to.equal(false))
  it('is made from receipts', () => expect(isReceipt(JSON.parse(JSON.stringify({ ...receipt([cell()]), at: 'later' })))).to.equal(true))
})

describe('taxonomy: data uses', () => {
  it('all have a label in plain words', () => {
    const labels = [...taxonomy().uses.keys()].map(useLabel)
    for (const label of labels) expect(label).to.match(/^[a-z][^_]+[a-z]$/)
    expect(new Set(labels).size).to.equal(labels.length)
    expect(useLabel('no.use')).to.equal('no.use')
  })
})
