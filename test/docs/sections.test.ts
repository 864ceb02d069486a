import { expect } from 'chai'
import { readDocument } from './blocks.ts'
import { replaceSection, SECTIONS } from './sections.ts'

describe('documents: made sections', () => {
  for (const { file, name, make } of SECTIONS) {
    it(`${file}: ${name} is up to date (else: npm run build && node dist/test/docs/update.js)`, async () => {
      const markdown = readDocument(file)
      expect(replaceSection(markdown, name, await make())).to.equal(markdown)
    })
  }

  it('a section that is not there is an error, and one that is stale is replaced', () => {
    expect(() => replaceSection('# none\n', 'x', 'y')).to.throw('there is no section')
    expect(replaceSection('a\n<!-- made: x -->\nold\n<!-- end -->\nb\n', 'x', 'new\n'))
      .to.equal('a\n<!-- made: x -->\n\nnew\n\n<!-- end -->\nb\n')
  })
})
