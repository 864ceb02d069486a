import { expect } from 'chai'
import fc from 'fast-check'
import {
  ALLOW, BLOCK, DROP, GENERALISE, MASK, OUTCOMES, PSEUDONYMISE, REDACT, TAG, type Outcome,
} from '../../lib/decide/verdict.ts'
import { TREATMENTS } from '../../lib/treat/registry.ts'
import { treatLiteral, treatString } from '../../lib/treat/treat.ts'
import { BIRTH, EMAIL, EXTENSION, NAME, PHONE, treatable, treatables } from './values.ts'

const outcomes = fc.constantFrom<Outcome>(0, 1, 2, 3, 4, 5, 6, 7)

describe('treat: climbing', () => {
  const CLIMBS: readonly [category: string, text: string, asked: Outcome, applied: Outcome, shown: string][] = [
    [PHONE, '+44 7700 900123', ALLOW, ALLOW, '+44 7700 900123'],
    [PHONE, '+44 7700 900123', TAG, TAG, '+44 7700 900123'],
    [PHONE, '+44 7700 900123', GENERALISE, MASK, '+44 ********'],
    [PHONE, '020 7946 0018', GENERALISE, REDACT, '[phone]'],
    [PHONE, '020 7946 0018', MASK, REDACT, '[phone]'],
    [PHONE, '+44 7700 900123', REDACT, REDACT, '[phone]'],
    [PHONE, '+44 7700 900123', DROP, DROP, '[phone]'],
    [PHONE, '+44 7700 900123', BLOCK, BLOCK, '[phone]'],
    [EXTENSION, '4711', GENERALISE, REDACT, '[extension]'],
    [EXTENSION, '4711', MASK, REDACT, '[extension]'],
    [EXTENSION, '+44 7700 900123', MASK, REDACT, '[extension]'],
    [EMAIL, 'jane.doe@localhost', GENERALISE, MASK, 'j***@***'],
    [EMAIL, 'jd@localhost', GENERALISE, REDACT, '[email]'],
    [NAME, 'Jane Doe', GENERALISE, MASK, 'J***'],
    [NAME, 'Bo', GENERALISE, REDACT, '[name]'],
    [BIRTH, '29 Feb', GENERALISE, REDACT, '[birth date]'],
    [BIRTH, '1984-02-29', MASK, REDACT, '[birth date]'],
    [PHONE, '  ', PSEUDONYMISE, REDACT, '[phone]'],
  ]
  for (const [category, text, asked, applied, shown] of CLIMBS) {
    it(`${OUTCOMES[asked]} of ${category} ${JSON.stringify(text)} is ${OUTCOMES[applied]}`, () => {
      expect(treatString(asked, treatable(category, text))).to.deep.equal({ outcome: applied, text: shown })
    })
  }

  it('never climbs to a pseudonym, and never applies less than was asked', () => {
    fc.assert(fc.property(outcomes, treatables, (outcome, value) => {
      const treated = treatString(outcome, value)
      expect(treated.outcome).to.be.at.least(outcome)
      if (outcome !== PSEUDONYMISE) expect(treated.outcome).not.to.equal(PSEUDONYMISE)
    }))
  })

  it('applies pseudonymise where it is asked for, and shows nothing of the value', () => {
    const treated = treatString(PSEUDONYMISE, treatable(EXTENSION, '4711'))
    expect(treated.outcome).to.equal(PSEUDONYMISE)
    expect(treated.text).to.match(/^~[a-z2-7]{26}$/)
  })

  it('has one treatment per outcome', () => {
    expect(TREATMENTS.map(({ outcome }) => outcome)).to.deep.equal(OUTCOMES.slice(GENERALISE, DROP))
  })
})

describe('treat: properties', () => {
  it('treating twice is treating once', () => {
    fc.assert(fc.property(outcomes, treatables, (outcome, value) => {
      const once = treatString(outcome, value)
      const twice = treatString(outcome, { ...value, text: once.text })
      expect(twice.text).to.equal(once.text)
      expect(twice.outcome).to.be.at.least(outcome)
    }), { numRuns: 2000 })
  })

  it('treating twice is treating once, although what the detectors said of the value is lost with it', () => {
    fc.assert(fc.property(outcomes, treatables, (outcome, value) => {
      const once = treatString(outcome, value)
      const twice = treatString(outcome, { ...value, text: once.text, region: null })
      if (once.outcome > TAG) expect(twice.text).to.equal(once.text)
    }), { numRuns: 2000 })
  })

  it('fences replacements inside a longer text', () => {
    fc.assert(fc.property(outcomes, treatables, (outcome, value) => {
      const treated = treatString(outcome, { ...value, whole: false })
      if (treated.outcome > TAG) expect(treated.text).to.match(/^\[.*\]$/s)
    }))
  })

  it('leaves no `@` with a domain inside a longer text, so that the text before it is no local part', () => {
    fc.assert(fc.property(outcomes, fc.emailAddress(), (outcome, text) => {
      const treated = treatString(outcome, treatable(EMAIL, text, { whole: false }))
      if (treated.outcome > TAG) expect(treated.text).not.to.match(/@[^*]/)
    }))
  })

  it('keeps the JSON type of numbers and literals, or writes null', () => {
    const numbers = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())
    const literals = fc.oneof(numbers, fc.boolean(), fc.constant(null)).map(String)
    fc.assert(fc.property(outcomes, treatables, literals, (outcome, value, text) => {
      const treated = treatLiteral(outcome, { ...value, text })
      expect(treated.outcome).to.be.at.least(outcome)
      expect(treated.literal).to.be.oneOf([text, 'null'])
      if (treated.outcome > GENERALISE) expect(treated.literal).to.equal('null')
      expect(treatLiteral(outcome, { ...value, text: treated.literal }).literal).to.equal(treated.literal)
    }))
  })

  const LITERALS: readonly [category: string, text: string, asked: Outcome, applied: Outcome, shown: string][] = [
    [EXTENSION, '4711', TAG, TAG, '4711'],
    [EXTENSION, '4711', MASK, REDACT, 'null'],
    [EXTENSION, '4711', PSEUDONYMISE, REDACT, 'null'],
    [EXTENSION, '4711', DROP, DROP, 'null'],
    [BIRTH, '1984', GENERALISE, GENERALISE, '1984'],
    [BIRTH, '19840229', GENERALISE, REDACT, 'null'],
    [BIRTH, '1984.5', GENERALISE, REDACT, 'null'],
    [BIRTH, '-1984', GENERALISE, REDACT, 'null'],
    [BIRTH, '12', GENERALISE, REDACT, 'null'],
  ]
  for (const [category, text, asked, applied, shown] of LITERALS) {
    it(`${OUTCOMES[asked]} of ${category} ${text} is ${OUTCOMES[applied]}`, () => {
      expect(treatLiteral(asked, treatable(category, text))).to.deep.equal({ outcome: applied, literal: shown })
    })
  }
})
