import { expect } from 'chai'
import { normalise } from '../../lib/treat/normalise.ts'
import { EMAIL, EXTENSION, NAME, PHONE } from './values.ts'

/** Spellings of one value. */
const SAME: readonly (readonly [category: string, ...spellings: string[]])[] = [
  [PHONE, '+447700900123', '+44 7700 900123', '+44-7700-900123', 'tel:+447700900123', '(+44) 7700 900.123',
    '+44 (0)7700 900123', '\uff0b44\u00a07700\u00a0900123',
    '+\u0664\u0664\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663'],
  [PHONE, '2025550123', '(202) 555-0123', '202.555.0123', ' 202 555 0123 '],
  [PHONE, '+12025550123x45', '+1 202 555 0123 ext. 45', '+1 (202) 555-0123 Extension 45', 'tel:+1-202-555-0123;ext=45'],
  [PHONE, '1800flowers', '1-800-FLOWERS'],
  [EMAIL, 'Jane@example.org', 'Jane@EXAMPLE.org', ' Jane@Example.Org '],
  [EMAIL, 'jan\u00e9@example.org', 'jane\u0301@example.org'],
  [EMAIL, 'jane@example.org', 'jane\uff20example.org', 'ja\u200bne@example.org'],
  [NAME, 'Ren\u00e9', 'Rene\u0301 '],
  [EXTENSION, '0471', ' 0471'],
]

/** Values that must stay apart. */
const APART: readonly (readonly [category: string, a: string, b: string])[] = [
  [PHONE, '+447700900123', '447700900123'],
  [PHONE, '1-800-FLOWERS', '1-800-HOLIDAY'],
  [PHONE, 'ask reception', 'unknown'],
  [EMAIL, 'Jane@example.org', 'jane@example.org'],
  [EXTENSION, '0471', '471'],
  [NAME, 'Jane', 'jane'],
  [NAME, '\ud800', '\ud801'],
]

describe('treat: spelling', () => {
  for (const [category, first = '', ...others] of SAME) {
    for (const other of others) {
      it(`${JSON.stringify(other)} is ${first}`, () => {
        expect(normalise(category, other)).to.equal(normalise(category, first))
      })
    }
  }
  for (const [category, a, b] of APART) {
    it(`${JSON.stringify(a)} is not ${JSON.stringify(b)}`, () => {
      expect(normalise(category, a)).not.to.equal(normalise(category, b))
    })
  }
})
