import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import { ERRORS } from '../../lib/errors.ts'
import { OUTCOMES } from '../../lib/decide/verdict.ts'
import { CATEGORIES } from '../../lib/detect/category.ts'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { ofKind } from '../../lib/policy/document.ts'
import { ROOT } from '../helpers/root.ts'

const POLICY = join(ROOT, 'test', 'scenarios', 'policy')
const APPS = ['call-history', 'wallboard', 'status-page', 'nobody-registered']

/** Words of schemas, which receipts may show. */
const SCHEMA_KEYS = ['email', 'phone', 'contact', 'calls', 'from', 'name', 'extension', 'address']
/** What only a body knows: values and keys that are data. */
const DATA = ['zqcanary', 'jane.roe@example.org', '+44 7700 900123', '30123456', 'Jane Roe', '101', 'https://example.org/u/jane', '1980-02-29', '~1', '*', '{key}zq']

const PLACES = /^(?:[*]|[*][*]|[{]key[}])$/

describe('contract: receipts hold words of the vocabulary only', () => {
  const filter = createEgressFilter({ policy: POLICY, secret: 'sixteen bytes or more', limits: { maxScopes: 64, maxReceiptCells: 64 } })
  const { documents } = loadPolicy(POLICY)
  const causes = new Set([
    ...ofKind(documents, 'RedactionRules').flatMap(({ body }) => Object.keys(body.rules ?? {}).map((id) => `${body.id}/${id}`)),
    ...ofKind(documents, 'DisclosureDeclaration').flatMap(({ body }) => Object.keys(body.disclosures).map((id) => `${body.id}/${id}`)),
    ...CATEGORIES.map((category) => `undeclared:${category}`),
    'limit:document-in-string',
  ])
  const heads = new Set([...APPS, 'unregistered', 'complete', 'open', ...Object.keys(ERRORS), 'enforce', 'tag', 'report', 'self', 'tenant', 'partner', 'public',
    'essential.service.operations', 'essential.service.operations.support', filter.policy])

  /** Every text in a receipt that is no word of the vocabulary. */
  function strangers({ cells, ...head }: Receipt): string[] {
    const found = Object.values(head).filter((value): value is string => typeof value === 'string' && !heads.has(value))
    for (const { category, path, outcome, because } of cells) {
      if (category !== 'unclassified' && !CATEGORIES.includes(category as (typeof CATEGORIES)[number])) found.push(category)
      if (!OUTCOMES.includes(outcome)) found.push(outcome)
      found.push(...because.filter((cause) => !causes.has(cause)))
      found.push(...path.split('/').slice(1).filter((segment) => !PLACES.test(segment) && !SCHEMA_KEYS.includes(segment)))
    }
    return found
  }

  const leaf = fc.oneof(fc.constantFrom(...DATA), fc.string({ maxLength: 12 }).map((text) => `zq${text}`), fc.integer(), fc.constantFrom(true, null))
  const key = fc.oneof(fc.constantFrom(...SCHEMA_KEYS), fc.constantFrom(...DATA), fc.string({ maxLength: 12 }).map((text) => `zq${text}`))
  const { body } = fc.letrec<{ body: unknown }>((tie) => ({
    body: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.array(tie('body'), { maxLength: 4 }),
      fc.dictionary(key, tie('body'), { maxKeys: 5 }),
      tie('body').map((inner) => JSON.stringify(inner)),
    ),
  }))

  it('for any body', () => {
    let cells = 0
    fc.assert(fc.property(body, fc.constantFrom(...APPS), (document, app) => {
      const { receipt } = filter.bytes(JSON.stringify(document), { app })
      cells += receipt.cells.length
      expect(strangers(receipt)).to.deep.equal([])
    }), { numRuns: 500 })
    expect(cells).to.be.above(50)
  })

  it('for any body that is refused', () => {
    fc.assert(fc.property(body, fc.constantFrom(...APPS), (document, app) => {
      const session = filter.session({ app }, 'json')
      expect(() => session.push(Buffer.from(`[${JSON.stringify(document)}] zqcanary`))).to.throw()
      expect(strangers(session.receipt())).to.deep.equal([])
    }), { numRuns: 100 })
  })

  it('and the test would notice a value', () => {
    const { receipt } = filter.bytes('{"email": "jane.roe@example.org"}', { app: 'status-page' })
    const [cell] = receipt.cells
    if (cell === undefined) throw new Error('nothing was found')
    for (const planted of [{ path: '/jane' }, { because: ['jane'] }, { category: 'jane' }]) {
      expect(strangers({ ...receipt, cells: [{ ...cell, ...planted }] })).to.have.length(1)
    }
    expect(strangers({ ...receipt, result: 'jane' })).to.deep.equal(['jane'])
  })
})
