import { expect } from 'chai'
import fc from 'fast-check'
import { CATEGORIES, UNDETECTED } from '../../lib/detect/category.ts'
import { familyOf } from '../../lib/treat/family.ts'
import { isSafeMarker, redact } from '../../lib/treat/redact.ts'
import { BIRTH, EMAIL, EXTENSION, NAME, PHONE, treatable, treatables } from './values.ts'

const MARKERS: readonly (readonly [category: string, marker: string])[] = [
  [PHONE, '[phone]'],
  [EXTENSION, '[extension]'],
  [EMAIL, '[email]'],
  [NAME, '[name]'],
  [BIRTH, '[birth date]'],
  ['user.contact.address', '[address]'],
  ['user.contact.address.street', '[address]'],
  ['user.contact.phone_number.extension.night', '[extension]'],
  ['user.contact.phone_numbers', '[contact]'],
  ['user', '[redacted]'],
  ['', '[redacted]'],
  ['__proto__', '[redacted]'],
]

describe('treat: redact', () => {
  for (const [category, marker] of MARKERS) {
    it(`${category} is ${marker}`, () => {
      expect(redact.string(treatable(category, '+44 7700 900123'))).to.equal(marker)
      expect(redact.literal(treatable(category, '4711'))).to.equal('null')
    })
  }

  it('has a word for every category that is detected, but the two roots', () => {
    const silent = CATEGORIES.filter((id) => familyOf(id).word === 'redacted' && !UNDETECTED.includes(id))
    expect(silent).to.deep.equal(['user', 'system'])
  })

  it('shows the rule\'s own marker if it is safe', () => {
    expect(redact.string(treatable(PHONE, '4711', { marker: 'not disclosed' }))).to.equal('not disclosed')
  })

  for (const unsafe of ['', 'call 112', 'a@b', '+', '\u0664', 'line\nbreak', '\u202e', 'x'.repeat(65)]) {
    it(`shows its own marker instead of ${JSON.stringify(unsafe.slice(0, 12))}`, () => {
      expect(isSafeMarker(unsafe)).to.equal(false)
      expect(redact.string(treatable(PHONE, '4711', { marker: unsafe }))).to.equal('[phone]')
    })
  }

  it('holds no three characters in a row, one of them a digit, of the value', () => {
    fc.assert(fc.property(treatables, (value) => {
      const shown = redact.string(value)
      for (let at = 0; at + 3 <= value.text.length; at++) {
        const piece = value.text.slice(at, at + 3)
        if (/\p{Nd}/u.test(piece)) expect(shown).not.to.include(piece)
      }
    }))
  })

  it('never holds what detectors look for', () => {
    fc.assert(fc.property(treatables, (value) => {
      expect(redact.string(value)).not.to.match(/[\p{Nd}@+]/u)
    }))
  })
})
