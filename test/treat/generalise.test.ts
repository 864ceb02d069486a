import { expect } from 'chai'
import { generalise } from '../../lib/treat/generalise.ts'
import type { Treatable } from '../../lib/treat/treatment.ts'
import { BIRTH, COUNTRY, EMAIL, EXTENSION, NAME, PHONE, treatable } from './values.ts'

type Row = readonly [category: string, text: string, shown: string | null, more?: Partial<Treatable>]

const TABLE: readonly Row[] = [
  [PHONE, '+44 7700 900123', '[phone:GB]', { region: 'GB' }],
  [PHONE, '07700 900123', '[phone:GB]', { region: 'GB' }],
  ['user.contact.fax_number', '+49 30 23125 000', '[fax:DE]', { region: 'DE' }],
  [PHONE, '+44 7700 900123', null],
  [PHONE, '+800 1234 5678', null, { region: '001' }],
  [PHONE, '[phone:GB]', '[phone:GB]'],
  [PHONE, '[phone:07700900123]', null],
  [EXTENSION, '4711', null, { region: 'GB' }],
  [EMAIL, 'Jane.Doe@Example.ORG', '*@example.org'],
  [EMAIL, ' jane.doe@example.org ', '*@example.org'],
  [EMAIL, 'jane@example.org', '[email:example.org]', { whole: false }],
  [EMAIL, 'jane@b\u00fccher.example', '*@b\u00fccher.example'],
  [EMAIL, 'jane@xn--bcher-kva.example', '*@xn--bcher-kva.example'],
  [EMAIL, 'jane@mail.163.com', '*@mail.163.com'],
  [EMAIL, '[email:example.org]', '[email:example.org]'],
  [EMAIL, '[email:jane@example.org]', null],
  [EMAIL, 'jane\uff20exam\u200bple.org', '*@example.org'],
  [EMAIL, 'jane@localhost', null],
  [EMAIL, 'jane', null],
  [EMAIL, '@example.org', null],
  [EMAIL, 'jane@example.org, joe@example.org', null],
  [EMAIL, 'Jane <jane@example.org>', null],
  [EMAIL, 'jane@[192.0.2.1]', null],
  [EMAIL, 'jane@192.0.2.1', null],
  [EMAIL, 'jane@12025550123.fax.example', null],
  [EMAIL, 'jane@-example.org', null],
  [EMAIL, 'jane@example..org', null],
  [EMAIL, 'doe@doe-family.example', null],
  [EMAIL, `jane@${'a'.repeat(64)}.example`, null],
  [BIRTH, '1984-02-29', '1984'],
  [BIRTH, '1984-02-29T00:00:00.000Z', '1984'],
  [BIRTH, '29.2.1984', '1984'],
  [BIRTH, '29 Feb 1984', '1984'],
  [BIRTH, '1984', '1984'],
  [BIRTH, '1984-02-29', null, { whole: false }],
  [BIRTH, '--0229', null],
  [BIRTH, '19840229', null],
  [BIRTH, '001984', null],
  [BIRTH, '1984/1985', null],
  [BIRTH, '29.2.84', null],
  [BIRTH, '1000-01-01', null],
  [COUNTRY, 'DE', 'DE'],
  [COUNTRY, 'C\u00f4te d\'Ivoire', 'C\u00f4te d\'Ivoire'],
  [COUNTRY, '1 Example Street, Germany', null],
  [COUNTRY, 'a'.repeat(61), null],
  ['user.contact.address.city', 'Berlin', null],
  [NAME, 'Jane Doe', null],
  ['user.invented', 'x', null],
]

describe('treat: generalise', () => {
  for (const [category, text, shown, more] of TABLE) {
    it(`${category} ${JSON.stringify(text.slice(0, 40))} ${shown === null ? 'climbs' : `is ${shown}`}`, () => {
      expect(generalise.string(treatable(category, text, more))).to.equal(shown)
    })
  }
})
