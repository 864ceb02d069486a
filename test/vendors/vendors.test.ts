import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { CATEGORIES, covers } from '../../lib/detect/category.ts'
import { CONTEXTS } from '../../lib/detect/finding.ts'
import { createEgressFilter } from '../../lib/index.ts'
import type { Decision } from '../../lib/pipeline/observer.ts'
import { ROOT } from '../helpers/root.ts'

/**
 * Bodies in the shapes that vendors document, with invented people in them. Every private leaf is labelled, and nothing
 * else may change.
 */
interface Row {
  readonly source: string
  readonly body: unknown
  /** JSON pointer of every private leaf, and its category, or one above it. */
  readonly private: Readonly<Record<string, string>>
  /** Whose contact it is, where the surroundings say. */
  readonly context?: Readonly<Record<string, string>>
}

const FOLDER = join(ROOT, 'test', 'vendors')
const VENDORS = readdirSync(FOLDER).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5))

/** Scalars by JSON pointer. */
function leaves(value: unknown, pointer = '', found = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return found.set(pointer, value)
  for (const [key, member] of Object.entries(value)) {
    leaves(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, found)
  }
  return found
}

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
