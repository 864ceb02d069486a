import { expect } from 'chai'
import { toBytes } from '../../lib/adapters/chunk.ts'

describe('chunk', () => {
  const long = 'a'.repeat(5000)
  for (const [what, text] of [
    ['ASCII', 'plain'], ['long ASCII', long], ['one letter more', `${long}\u00e9`], ['a pair', `\u{1f600}${long}`], ['half a pair', `${long}\ud83d`],
    ['only letters with marks', '\u00e9'.repeat(5000)], ['the last of ASCII', `${long}\x7f`], ['the first beyond', `${long}\x80`], ['nothing', ''],
  ] as const) {
    it(`encodes ${what} as UTF-8`, () => {
      for (const encoding of [undefined, null, '', 'utf8', 'utf-8']) {
        expect(toBytes(text, encoding).equals(Buffer.from(text, 'utf8')), String(encoding)).to.equal(true)
      }
    })
  }

  it('encodes in what it is told to', () => {
    expect(toBytes('6a616e65', 'hex').toString()).to.equal('jane')
    expect(toBytes(long, 'utf16le')).to.have.length(10_000)
  })
})
