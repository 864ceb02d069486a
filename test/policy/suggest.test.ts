import { expect } from 'chai'
import { suggest } from '../../lib/policy/suggest.ts'

describe('suggest', () => {
  const PHONE = 'user.contact.phone_number'
  const names = ['user.contact.email', PHONE, `${PHONE}.extension`, 'mask', 'redact']

  const cases: [string, string | undefined][] = [
    ['masc', 'mask'], ['MASK', 'mask'], ['redacted', 'redact'], ['user.contact.phone', PHONE],
    ['contact.email', 'user.contact.email'], ['user.contact.emial', 'user.contact.email'], ['quantum', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ]
  for (const [name, meant] of cases) {
    it(`${name || 'nothing'}: ${meant ?? 'nothing'}`, () => expect(suggest(name, names)).to.equal(meant))
  }

  it('does not depend on the order of the names', () => {
    expect(suggest('mas', ['mask', 'mast'])).to.equal(suggest('mas', ['mast', 'mask']))
  })

  it('does not spend its time on a name of a megabyte', () => {
    const start = performance.now()
    expect(suggest('x'.repeat(1_000_000), ['mask', 'redact'])).to.equal(undefined)
    expect(performance.now() - start).to.be.below(500)
  })
})
