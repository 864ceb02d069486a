import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { categoryIndex } from '../../lib/detect/category.ts'
import { DETECTORS } from '../../lib/detect/registry.ts'
import { ROOT } from '../helpers/root.ts'

interface Entry {
  readonly why?: string
}

describe('contract: detectors are complete', () => {
  it('ids are unique', () => {
    expect(new Set(DETECTORS.map(({ id }) => id)).size).to.equal(DETECTORS.length)
  })

  it('every folder of the corpora belongs to a detector', () => {
    expect(readdirSync(join(ROOT, 'test', 'corpora')).sort()).to.include.members(DETECTORS.map(({ id }) => id).sort())
    const folders = readdirSync(join(ROOT, 'test', 'corpora'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map(({ name }) => name)).to.have.members(DETECTORS.map(({ id }) => id))
  })

  it('every file of a detector says at its top what it finds, and what it does not', () => {
    const folder = join(ROOT, 'lib', 'detect')
    const files = [...readdirSync(join(folder, 'detectors')).map((file) => join('detectors', file)), join('phone', 'phone.ts')]
    for (const file of files) {
      const [, comment = ''] = /^\/\*\n((?: \* .*\n)+) \*\/\n/.exec(readFileSync(join(folder, file), 'utf8')) ?? []
      expect(comment, file).to.match(/^ \* [A-Z].*\.\n \* Not found: [a-z]/)
    }
  })

  it('every file of a detector is in the registry', () => {
    const registry = readFileSync(join(ROOT, 'lib', 'detect', 'registry.ts'), 'utf8')
    const missing = readdirSync(join(ROOT, 'lib', 'detect', 'detectors')).filter((file) => !registry.includes(`/${file}'`))
    expect(missing).to.deep.equal([])
  })

  for (const { id, categories, keys, gate, find } of DETECTORS) {
    describe(id, () => {
      const read = (name: string): readonly Entry[] => {
        const file = join(ROOT, 'test', 'corpora', id, `${name}.json`)
        return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Entry[] : []
      }

      it('speaks of known categories, and of those it names only', () => {
        expect(categories).to.have.length.above(0)
        for (const category of categories) expect(categoryIndex(category), category).to.be.at.least(0)
        for (const { category } of keys ?? []) expect(categories).to.include(category)
      })

      it('has an id that can be a folder, and a gate if it searches texts', () => {
        expect(id).to.match(/^[a-z][a-z0-9-]*$/)
        if (find !== undefined) expect(gate).not.to.equal(undefined)
      })

      it('has examples of what it finds and what it leaves alone', () => {
        expect(read('hit')).to.have.length.above(2)
        expect(read('miss')).to.have.length.above(2)
      })

      it('says what it does not find, and why', () => {
        expect(read('gap')).to.have.length.above(0)
        for (const { why } of read('gap')) expect(why).to.be.a('string').with.length.above(3)
      })
    })
  }
})
