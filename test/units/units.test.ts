import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { createEgressFilter } from '../../lib/index.ts'
import { ROOT } from '../helpers/root.ts'
import { judge, type Row } from './judge.ts'

/** Single values, each in a record. What is private goes, word by word, and every word around it stays. */
const FOLDER = join(ROOT, 'test', 'units')
const TABLES = new Map(readdirSync(FOLDER).filter((file) => file.endsWith('.json')).map((file) =>
  [file.slice(0, -5), JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as readonly Row[]]))
const REGIONS = new Set([...TABLES.values()].flat().flatMap(({ region }) => region ?? []))

const MANIFEST = {
  kind: 'PolicyManifest', schemaVersion: 1, id: 'units', version: '1',
  postures: { self: 'open', tenant: 'open', partner: 'open', public: 'open' },
  tenants: Object.fromEntries([...REGIONS].map((region) => [region, { regions: [region] }])),
}

describe('units', () => {
  const filter = createEgressFilter({ policy: { documents: { 'units.json': MANIFEST } } })
  const nothing = { leaked: [], damaged: [] }

  it('are many', () => {
    expect([...TABLES.keys()].sort()).to.deep.equal([
      'clean-numbers', 'clean-text', 'emails', 'extensions-in-text', 'extensions-under-keys', 'phones-in-text',
      'phones-under-keys',
    ])
    for (const [name, rows] of TABLES) expect(rows, name).to.have.length.of.at.least(150)
  })

  for (const [name, rows] of TABLES) {
    describe(name, () => {
      for (const row of rows) {
        const title = [row.key, row.value, row.region, row.siblings].map((part) => JSON.stringify(part)).join(' ')
        if (row.gap === undefined) it(title, () => { expect(judge(filter, row)).to.deep.equal(nothing) })
        else it(`${title} still fails: ${row.gap}`, () => { expect(judge(filter, row)).to.not.deep.equal(nothing) })
      }
    })
  }
})
