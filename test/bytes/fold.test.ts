import { expect } from 'chai'
import fc from 'fast-check'
import { fold } from '../../lib/bytes/fold.ts'

describe('fold', () => {
  it('leaves ASCII alone, without a copy', () => {
    expect(fold('')).to.equal(null)
    expect(fold('+44 20 7946 0958 ann@example.org')).to.equal(null)
  })

  it('writes every decimal digit of Unicode as one of ten in order', () => {
    let run = -1
    for (let code = 0x80; code < 0x20000; code++) {
      const character = String.fromCodePoint(code)
      run = /^\p{Nd}$/u.test(character) ? run + 1 : -1
      if (run >= 0) expect(fold(character)?.text, code.toString(16)).to.equal(String(run % 10))
    }
  })

  for (const [from, to, why] of [
    ['\uff0b\uff14\uff14', '+44', 'full-width forms'],
    ['4\u200b4\u00ad2\u2060', '442', 'format characters disappear'],
    ['20\u202f7946\u00a00958\u3000', '20 7946 0958 ', 'spaces'],
    ['7946\u20110958\u20121\u22122', '7946-0958-1-2', 'dashes'],
    ['a\uff20b\uff0eorg', 'a@b.org', 'at sign and full stop'],
    ['b\u3002org', 'b.org', 'ideographic full stop'],
    ['1\ufe0f\u20e32\ufe0f\u20e3', '12', 'keycaps'],
    ['\ud835\udfcf\ud835\udfd0', '12', 'mathematical digits'],
    ['\u00b9\u00b2', '12', 'superscripts'],
    ['j\u00fcrgen \u674e', 'j\u00fcrgen \u674e', 'letters stay'],
    ['\ud800x\udc00', '\ud800x\udc00', 'lone surrogates stay'],
  ] as const) {
    it(why, () => expect(fold(from)?.text).to.equal(to))
  }

  it('leads back to the units a span was written with', () => {
    const text = 'x \u202e\ud835\udfcf\u200b2\u00ad y'
    const folded = fold(text)
    expect(folded?.text).to.equal('x 12 y')
    expect([folded?.start(2), folded?.end(4)]).to.deep.equal([3, 7])
  })

  it('keeps origins in order and inside the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = fold(text)
      if (folded === null) return
      let last = 0
      for (let at = 0; at < folded.text.length; at++) {
        const start = folded.start(at)
        expect(start).to.be.at.least(last).and.below(text.length)
        expect(folded.end(at + 1)).to.be.above(start).and.at.most(text.length)
        last = start
      }
    }))
  })
})
