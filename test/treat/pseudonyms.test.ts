import { inspect } from 'node:util'
import { expect } from 'chai'
import fc from 'fast-check'
import { CATEGORIES } from '../../lib/detect/category.ts'
import { EgressError } from '../../lib/errors.ts'
import { PSEUDONYMISE } from '../../lib/decide/verdict.ts'
import { createPseudonyms, looksLikeSurrogate } from '../../lib/treat/pseudonyms.ts'
import { treatString } from '../../lib/treat/treat.ts'
import { EMAIL, EXTENSION, NAME, PHONE, PSEUDONYMS, SECRET, categories, texts, treatable } from './values.ts'

const OTHERS = [
  createPseudonyms(SECRET, 'wallboard', 'tenant-a'),
  createPseudonyms(SECRET, 'crm', 'tenant-b'),
  createPseudonyms(SECRET, 'crm', null),
  createPseudonyms(SECRET, 'crm', ''),
  createPseudonyms(SECRET, 'crmtenant-a', ''),
  createPseudonyms(SECRET, 'crmt', 'enant-a'),
  createPseudonyms(Buffer.alloc(32, 7), 'crm', 'tenant-a'),
]

describe('treat: pseudonyms', () => {
  it('have the form of a surrogate and are recognised as our own', () => {
    fc.assert(fc.property(categories, texts, (category, text) => {
      const surrogate = PSEUDONYMS.of(category, text)
      expect(surrogate).to.match(/^~[a-z2-7]{26}$/)
      expect(looksLikeSurrogate(surrogate)).to.equal(true)
      expect(PSEUDONYMS.isOwn(category, surrogate)).to.equal(true)
    }))
  })

  it('stay the same over releases', () => {
    // Computed apart from this code, from the definition in pseudonyms.ts. A change breaks every stored surrogate.
    expect(PSEUDONYMS.of(EXTENSION, '4711')).to.equal('~vnmbx4uiiwvbgojulbndzrapy2')
  })

  it('are the same in another process with the same secret', () => {
    const again = createPseudonyms(Uint8Array.from(SECRET), 'crm', 'tenant-a')
    expect(again.of(PHONE, '+44 7700 900123')).to.equal(PSEUDONYMS.of(PHONE, 'tel:+447700900123'))
  })

  it('are shared by no two apps, tenants, secrets or categories, and recognised by no other', () => {
    fc.assert(fc.property(texts, (text) => {
      const own = PSEUDONYMS.of(PHONE, text)
      for (const other of OTHERS) {
        expect(other.of(PHONE, text)).not.to.equal(own)
        expect(other.isOwn(PHONE, own)).to.equal(false)
      }
      for (const category of [EXTENSION, EMAIL, NAME]) {
        expect(PSEUDONYMS.of(category, text)).not.to.equal(own)
        expect(PSEUDONYMS.isOwn(category, own)).to.equal(false)
      }
    }), { numRuns: 50 })
  })

  it('give every category its own keys', () => {
    expect(new Set(CATEGORIES.map((category) => PSEUDONYMS.of(category, '4711'))).size).to.equal(CATEGORIES.length)
  })

  it('do not take random words of their form for their own', () => {
    fc.assert(fc.property(fc.stringMatching(/^~[a-z2-7]{26}$/), (word) => {
      expect(PSEUDONYMS.isOwn(PHONE, word)).to.equal(false)
    }), { numRuns: 1000 })
  })

  it('are not their own any more after a change of any character', () => {
    const own = PSEUDONYMS.of(PHONE, '+44 7700 900123')
    for (let at = 0; at < own.length; at++) {
      const changed = own.slice(0, at) + (own[at] === 'a' ? 'b' : 'a') + own.slice(at + 1)
      expect(PSEUDONYMS.isOwn(PHONE, changed), `character ${at}`).to.equal(false)
    }
    for (const near of [own.slice(1), `${own}a`, own.toUpperCase(), ` ${own}`, `${own}\n`, own.slice(0, -1) + '1']) {
      expect(PSEUDONYMS.isOwn(PHONE, near)).to.equal(false)
    }
  })

  it('stay as they are, and foreign ones get a surrogate like any value', () => {
    const own = PSEUDONYMS.of(PHONE, '+44 7700 900123')
    const foreign = OTHERS[0]?.of(PHONE, '+44 7700 900123') ?? ''
    expect(treatString(PSEUDONYMISE, treatable(PHONE, own)).text).to.equal(own)
    expect(treatString(PSEUDONYMISE, treatable(PHONE, foreign)).text).to.equal(PSEUDONYMS.of(PHONE, foreign))
    expect(PSEUDONYMS.of(PHONE, foreign)).not.to.equal(foreign)
  })

  it('do not collide in a hundred thousand extensions and numbers', function () {
    this.timeout(20_000)
    const seen = new Set<string>()
    for (let n = 0; n < 100_000; n++) seen.add(PSEUDONYMS.of(EXTENSION, String(n)))
    expect(seen.size).to.equal(100_000)
  })

  it('use every character everywhere: no position of a surrogate is wasted', () => {
    const used = Array.from({ length: 27 }, () => new Set<string>())
    for (let n = 0; n < 1000; n++) {
      [...PSEUDONYMS.of(NAME, `Jane ${n}`)].forEach((character, at) => used[at]?.add(character))
    }
    expect(used.map(({ size }) => size)).to.deep.equal([1, ...Array.from({ length: 26 }, () => 32)])
  })

  it('do not follow a secret that is overwritten later', () => {
    const secret = Uint8Array.from(SECRET)
    const pseudonyms = createPseudonyms(secret, 'crm', 'tenant-a')
    secret.fill(0)
    expect(pseudonyms.of(PHONE, '4711')).to.equal(PSEUDONYMS.of(PHONE, '4711'))
  })

  it('take ids of any length', () => {
    const long = createPseudonyms(SECRET, 'a'.repeat(5000), 'b'.repeat(5000))
    expect(long.isOwn(PHONE, long.of(PHONE, '4711'))).to.equal(true)
  })

  it('print no secret', () => {
    PSEUDONYMS.of(PHONE, '4711')
    expect(inspect(PSEUDONYMS, { depth: 9, showHidden: true })).not.to.include(SECRET.toString('latin1').slice(0, 8))
    expect(JSON.stringify(PSEUDONYMS)).to.equal('{}')
  })

  it('refuse a short secret', () => {
    for (const bytes of [0, 1, 15]) {
      expect(() => createPseudonyms(new Uint8Array(bytes), 'crm', null)).to.throw(EgressError)
        .with.property('code', 'ERR_EGRESS_OPTION')
    }
    expect(() => createPseudonyms(new Uint8Array(16), 'crm', null)).not.to.throw()
  })
})
