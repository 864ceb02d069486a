import { expect } from 'chai'
import fc from 'fast-check'
import { mask } from '../../lib/treat/mask.ts'
import { BIRTH, COUNTRY, EMAIL, EXTENSION, NAME, PHONE, treatable, treatables } from './values.ts'

const TABLE: readonly (readonly [category: string, text: string, shown: string | null])[] = [
  [PHONE, '+44 7700 900123', '+44 ********'],
  [PHONE, '+1 (202) 555-0123', '+1 ********'],
  [PHONE, 'tel:+1-202-555-0123;ext=45', '+1 ********'],
  [PHONE, '(+353) 20 912 3456', '+353 ********'],
  [PHONE, '\uff0b\uff14\uff14 7700 900123', '+44 ********'],
  [PHONE, '+\u0664\u0664 \u0667\u0667\u0660\u0660 900123', '+44 ********'],
  [PHONE, '+44 ********', '+44 ********'],
  [PHONE, '+447700 ********', null],
  [PHONE, '020 7946 0018', null],
  [PHONE, '0044 7700 900123', null],
  [PHONE, '+44 7700', null],
  [PHONE, '+1 800 FLOWERS', null],
  [PHONE, '+999 1234 5678', null],
  [PHONE, '4711', null],
  ['user.contact.fax_number', '+49 30 23125 000', '+49 ********'],
  [EXTENSION, '4711', null],
  [EXTENSION, '+44 7700 900123', null],
  [EMAIL, 'jane.doe@example.org', 'j***@***'],
  [EMAIL, 'Jane.Doe@EXAMPLE.org', 'j***@***'],
  [EMAIL, 'jane.doe\uff20example.org', 'j***@***'],
  [EMAIL, 'j***@***', 'j***@***'],
  [EMAIL, 'jane@example.org', null],
  [EMAIL, '+12025550123@example.org', null],
  [EMAIL, 'jane.doe@example.org, joe@example.org', null],
  [EMAIL, 'jane.doe@', null],
  [EMAIL, 'jane.doe', null],
  [NAME, 'Jane Doe', 'J***'],
  [NAME, 'jane', 'J***'],
  [NAME, '\u00c9mile', 'E***'],
  [NAME, '\u0418\u0432\u0430\u043d', '\u0418***'],
  [NAME, 'J***', 'J***'],
  [NAME, 'Bo', null],
  [NAME, '\u738b\u5c0f\u660e', null],
  [NAME, '4021 Ann', null],
  [NAME, '', null],
  [BIRTH, '1984-02-29', null],
  [COUNTRY, 'Germany', null],
  ['user.contact.address.street', '1 Example Street', null],
  ['user.invented', 'anything', null],
]

describe('treat: mask', () => {
  for (const [category, text, shown] of TABLE) {
    it(`${category} ${JSON.stringify(text)} ${shown === null ? 'climbs' : `is ${shown}`}`, () => {
      expect(mask.string(treatable(category, text))).to.equal(shown)
    })
  }

  it('has as many forms as calling codes, first letters and nothing else: the length of the value is not shown', () => {
    const FORMS = /^(?:\+[0-9]{1,3} \*{8}|[a-z]\*{3}@\*{3}|\p{Lu}\*{3})$/u
    fc.assert(fc.property(treatables, (value) => {
      const shown = mask.string(value)
      if (shown !== null) expect(shown).to.match(FORMS)
    }), { numRuns: 1000 })
  })

  it('shows the same of numbers of any length in a country', () => {
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{6,14}$/), (rest) => {
      expect(mask.string(treatable(PHONE, `+44${rest}`))).to.equal('+44 ********')
    }))
  })

  it('shows the same of names and addresses with one first letter', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z .-]{4,80}$/), (rest) => {
      expect(mask.string(treatable(NAME, `Jane${rest}`))).to.equal('J***')
      expect(mask.string(treatable(EMAIL, `jane${rest}@${rest}.example`))).to.equal('j***@***')
    }))
  })
})
