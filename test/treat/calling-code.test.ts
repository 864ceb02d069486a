import { expect } from 'chai'
import metadata from 'libphonenumber-js/metadata.min.json'
import { callingCode } from '../../lib/treat/calling-code.ts'

/** Codes of countries, and of networks that belong to none (freephone, satellite). */
const { country_calling_codes: countries, nonGeographic: networks } = metadata as unknown as Record<string, object>
const KNOWN = [...Object.keys(countries ?? {}), ...Object.keys(networks ?? {})]

describe('treat: calling codes', () => {
  it('are those of libphonenumber, and no other', () => {
    expect(KNOWN).to.have.length.above(200)
    const accepted: string[] = []
    for (let code = 1; code <= 999; code++) {
      if (callingCode(String(code)) === String(code)) accepted.push(String(code))
    }
    expect(accepted.sort()).to.deep.equal(KNOWN.sort())
  })

  it('are prefix-free', () => {
    for (const code of KNOWN) {
      expect(KNOWN.filter((other) => other.startsWith(code))).to.deep.equal([code])
    }
  })

  it('are found at the beginning of a number', () => {
    expect(callingCode('447700900123')).to.equal('44')
    expect(callingCode('35320912345')).to.equal('353')
    expect(callingCode('999123456')).to.equal(null)
    expect(callingCode('')).to.equal(null)
  })
})
