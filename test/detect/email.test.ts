import { expect } from 'chai'
import fc from 'fast-check'
import isEmail from 'validator/lib/isEmail.js'
import { BUILT_IN_PLAN } from '../../lib/detect/phone/numbering-plan.ts'
import { findEmails } from '../../lib/detect/detectors/email.ts'
import type { Place } from '../../lib/detect/detector.ts'

const PLACE: Place = { regions: [], telephony: false, saysExtension: false, key: 'neutral', fax: false, businessDomains: new Set(), plan: BUILT_IN_PLAN }

function find(text: string): string[] {
  const found: string[] = []
  findEmails(text, PLACE, (_category, start, end) => found.push(text.slice(start, end)))
  return found
}

const LOCALS = ['ann', 'ann.b', 'ann+tag', 'a_b', 'o\'neil', 'a-b', 'x', '"a b"', 'j\u00fcrgen', 'a'.repeat(64), 'a!b', 'a#b', '1', 'a.b.c']
const DOMAINS = ['example.org', 'mail.example.co.uk', 'xn--fiqs8s.xn--fiqs8s', 'b\u00fccher.example', 'a-b.example', '1.example', `${'a'.repeat(63)}.org`]
const WRONG = ['ann', '@example.org', 'ann@', 'ann@localhost', 'ann@-example.org', 'ann@exam ple.org', 'ann@example.1', 'ann@.org', 'ann@10.0.0.1', 'ann@b.c', `${'a'.repeat(65)}@example.org`]

describe('findEmails', () => {
  it('agrees with isEmail on addresses', () => {
    for (const local of LOCALS) {
      for (const domain of DOMAINS) {
        const address = `${local}@${domain}`
        expect(isEmail.default(address), address).to.equal(true)
        expect(find(`<${address}> `), address).to.deep.equal([address])
        expect(find(address), address).to.deep.equal([address])
      }
    }
  })

  it('agrees with isEmail on what is none', () => {
    for (const text of WRONG) {
      expect(isEmail.default(text), text).to.equal(false)
      expect(find(text), text).to.satisfy((found: string[]) => !found.includes(text))
    }
  })

  const unit = fc.constantFrom(...'aB1.-_+@@ "<>,;:=/%\u00fc\ud800'.split(''), 'example.org', '.org', 'xn--')
  it('emits nothing that isEmail turns down', () => {
    fc.assert(fc.property(fc.array(unit, { maxLength: 24 }), (parts) => {
      for (const address of find(parts.join(''))) {
        // Asked about half a surrogate pair, isEmail throws.
        if (address.isWellFormed()) expect(isEmail.default(address), JSON.stringify(address)).to.equal(true)
      }
    }), { numRuns: 3000 })
  })

  it('covers every word that isEmail accepts', () => {
    fc.assert(fc.property(fc.array(unit, { minLength: 3, maxLength: 12 }), (parts) => {
      const word = parts.join('').replace(/[ \ud800"<>]/g, '')
      // A local part that ends where a query value would begin is taken for a URI, not for an address.
      if (!isEmail.default(word) || /[=/]@/.test(word)) return
      expect(find(` ${word} `).join(), JSON.stringify(word)).to.not.equal('')
    }), { numRuns: 3000 })
  })
})
