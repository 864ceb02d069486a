import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../helpers/root.ts'

/** Nothing that can carry a text of a body may be within reach. */
const FOLDERS = /^(?:\.|\.\.\/decide)\/[a-z-]+\.ts$/
const MODULES = ['../detect/category.ts', '../limits.ts', '../late.ts', 'node:diagnostics_channel']

describe('audit: imports', () => {
  const folder = join(ROOT, 'lib', 'audit')
  for (const file of readdirSync(folder)) {
    it(`${file} imports nothing that can carry a text`, () => {
      const source = readFileSync(join(folder, file), 'utf8')
      const specifiers = [...source.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier]) => specifier)
      expect(specifiers).to.have.length.above(0)
      const reached = specifiers.filter((specifier = '') => !FOLDERS.test(specifier) && !MODULES.includes(specifier))
      expect(reached).to.deep.equal([])
    })
  }
})
