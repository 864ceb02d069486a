import { expect } from 'chai'
import fc from 'fast-check'
import { plainView } from '../../lib/bytes/plain-view.ts'
import { percentView } from '../../lib/bytes/uri-view.ts'

const read = (text: string, plusIsSpace = false): string => percentView(plainView(text), 0, text.length, plusIsSpace).text

describe('percentView', () => {
  it('decodes what is valid and leaves the rest', () => {
    expect(read('ann%40example.org')).to.equal('ann@example.org')
    expect(read('%2B44+20', true)).to.equal('+44 20')
    expect(read('%2B44+20')).to.equal('+44+20')
    expect(read('%E4%BD%A0%')).to.equal('\u4f60%')
    expect(read('%zz%4')).to.equal('%zz%4')
    expect(read('%ff%41')).to.equal('%ffA')
    expect(read('%41%ff%42')).to.equal('A%ffB')
    expect(read('%ed%a0%80')).to.equal('%ed%a0%80')
    expect(read('%c0%80')).to.equal('%c0%80')
  })

  it('leads back to the escapes', () => {
    const view = percentView(plainView('?e=a%F0%9F%98%80%40b&x'), 3, 20, true)
    expect(view.text).to.equal('a\ud83d\ude00@b')
    expect([0, 1, 3, 4, 5].map((index) => view.toOuter(index))).to.deep.equal([3, 4, 16, 19, 20])
  })

  it('writes replacements so that they read the same there', () => {
    const outer = plainView('?e=a')
    const view = percentView(outer, 3, 4, true)
    for (const text of ['[phone]', 'a b&c=d#e', '100%', '\u00fc', '\ud800']) {
      expect(read(view.encode(text), true)).to.equal(text.toWellFormed())
    }
  })

  it('reads what encodeURIComponent writes', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const written = encodeURIComponent(text.toWellFormed())
      expect(read(written)).to.equal(text.toWellFormed())
      expect(percentView(plainView(written), 0, written.length, false).toOuter(text.length)).to.equal(written.length)
    }))
  })
})
