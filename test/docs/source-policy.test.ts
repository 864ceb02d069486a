import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../helpers/root.ts'
import { statements } from './source-policy.ts'

describe('docs: the source policy', () => {
  for (const { id, executed, code, tests } of statements()) {
    it(`${id}: ${executed}`, () => {
      for (const file of code) expect(existsSync(join(ROOT, file)), file).to.equal(true)
      for (const { file, title } of tests) expect(readFileSync(join(ROOT, file), 'utf8'), `${file}: ${title}`).to.contain(title)
      // What is executed is executed by something, and shown.
      if (executed === 'yes' || executed === 'in part') {
        expect(code, 'code').to.not.deep.equal([])
        expect(tests, 'tests').to.not.deep.equal([])
      }
    })
  }

  it('has every statement once', () => {
    const ids = statements().map(({ id }) => id)
    expect(new Set(ids).size).to.equal(ids.length)
    expect(ids.length).to.be.at.least(40)
  })
})
