import { expect } from 'chai'
import { entityView } from '../../lib/bytes/entity-view.ts'
import { plainView } from '../../lib/bytes/plain-view.ts'

function read(text: string): string | null {
  return entityView(plainView(text))?.text ?? null
}

describe('entityView', () => {
  it('reads character references', () => {
    expect(read('ann&#64;example&#x2E;org')).to.equal('ann@example.org')
    expect(read('&#43;44&nbsp;20&#X20;7946')).to.equal('+44 20 7946')
    expect(read('&#128512;&commat;')).to.equal('\u{1f600}@')
  })

  it('leaves what is no reference', () => {
    for (const text of ['&#;', '&#x;', '&#64', '&#0;', '&#55296;', '&#x110000;', '&#12345678901;', '&#6 4;', '&unknown;']) {
      expect(read(`${text}&#97;`), text).to.equal(`${text}a`)
    }
    expect(read('no reference & none')).to.equal(null)
    expect(read('&commat; alone')).to.equal(null)
  })

  it('knows where everything stood', () => {
    const text = 'to ann&#64;example.org; &amp;&#x1F600;!'
    const view = entityView(plainView(text))
    const at = view?.text.indexOf('ann@example.org') ?? -1
    expect(text.slice(view?.toOuter(at), view?.toOuter(at + 'ann@example.org'.length))).to.equal('ann&#64;example.org')
    expect(view?.toOuter(view.text.length)).to.equal(text.length)
    expect(view?.encode('[email]')).to.equal('[email]')
  })
})
