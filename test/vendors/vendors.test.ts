import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { CATEGORIES, covers } from '../../lib/detect/category.ts'
import { CONTEXTS } from '../../lib/detect/finding.ts'
import { createEgressFilter } from '../../lib/index.ts'
import type { Decision } from '../../lib/pipeline/observer.ts'
import { ROOT } from '../helpers/root.ts'
import { leaves, type Row } from './row.ts'

const FOLDER = join(ROOT, 'test', 'vendors')
const VENDORS = readdirSync(FOLDER).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5))

function findingsAt(decisions: readonly Decision[], pointer: string): { category: string, context: string }[] {
  return decisions.filter((decision) => decision.pointer === pointer && !decision.isKey)
    .flatMap(({ rulings }) => rulings)
    .flatMap(({ finding }) => finding === null ? [] : [finding])
    .map(({ category, context }) => ({ category: CATEGORIES[category] ?? '', context: CONTEXTS[context] ?? '' }))
}

describe('bodies in the shapes of vendors', () => {
  const filter = createEgressFilter()

  it('are of many vendors, in several shapes each', () => {
    expect(VENDORS).to.have.length.of.at.least(14)
    for (const vendor of VENDORS) expect(rowsOf(vendor), vendor).to.have.length.of.at.least(2)
  })

  for (const vendor of VENDORS) {
    describe(vendor, () => {
      for (const row of rowsOf(vendor)) {
        it(row.source, () => {
          const text = JSON.stringify(row.body)
          const before = leaves(row.body)
          const after = leaves(JSON.parse(filter.bytes(text, { app: 'nobody' }).body.toString()))
          const changed = [...before.keys()].filter((pointer) => after.get(pointer) !== before.get(pointer))
          expect(changed.sort()).to.deep.equal(Object.keys(row.private).sort())
          const decisions = filter.explain(text, { app: 'nobody' })
          for (const [pointer, category] of Object.entries(row.private)) {
            const found = findingsAt(decisions, pointer)
            expect(found.some((finding) => covers(category, finding.category)), `${pointer} ${category}`).to.equal(true)
            const context = row.context?.[pointer]
            if (context !== undefined) expect(found.map((finding) => finding.context), pointer).to.include(context)
          }
        })
      }
    })
  }
})

function rowsOf(vendor: string): readonly Row[] {
  return JSON.parse(readFileSync(join(FOLDER, `${vendor}.json`), 'utf8')) as Row[]
}
