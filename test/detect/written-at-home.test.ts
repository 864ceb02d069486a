import { createRequire } from 'node:module'
import { expect } from 'chai'
import { getExampleNumber, type CountryCode, type Examples } from 'libphonenumber-js/max'
import { announcementOf } from '../../lib/detect/phone/announced.ts'
import { BEHIND_ZERO } from '../../lib/detect/phone/written-at-home.ts'

const EXAMPLES = createRequire(import.meta.url)('libphonenumber-js/mobile/examples') as Examples

describe('national numbers in texts', () => {
  it('are written behind a zero where the library writes them so', () => {
    for (const region of BEHIND_ZERO) {
      const example = getExampleNumber(region as CountryCode, EXAMPLES)?.formatNational() ?? ''
      expect(example.replace(/\D/g, ''), region).to.match(/^0/)
    }
  })

  const SAID = [
    ['Tel. ', 'telephone'], ['my mobile number is ', 'telephone'], ['Call me on ', 'telephone'], ['\u7535\u8bdd:', 'telephone'],
    ['M: ', 'call'], ['Please call ', 'call'], ['My number is ', 'call'],
    ['Part no. ', 'thing'], ['order number ', 'thing'], ['Container MSKU ', 'thing'], ['IBAN DE89 ', 'thing'],
    ['Value ', null], ['', null], ['Telephone, then ', null], ['hotel ', null],
  ] as const
  for (const [before, said] of SAID) {
    it(`${JSON.stringify(before)} says ${String(said)}`, () => {
      expect(announcementOf(`${before}202 555 0143`, before.length)).to.equal(said)
    })
  }
})
