import { expect } from 'chai'
import { ALLOW, BLOCK, DROP, GENERALISE, MASK, PSEUDONYMISE, REDACT, TAG } from '../../lib/decide/verdict.ts'
import { KeySurrogates } from '../../lib/treat/key-surrogate.ts'
import { EMAIL, EXTENSION, PHONE, PSEUDONYMS, treatable } from './values.ts'

const JANE = treatable(EMAIL, 'jane@example.org')
const JOE = treatable(EMAIL, 'joe@example.org')

describe('treat: keys', () => {
  it('numbers redacted keys by category, from one, per response', () => {
    const keys = new KeySurrogates()
    const shown = [JANE, JOE, treatable(PHONE, '+44 7700 900123'), treatable(EXTENSION, '4711'), JANE]
      .map((value) => keys.treat(REDACT, value).text)
    expect(shown).to.deep.equal(['[email 1]', '[email 2]', '[phone 1]', '[extension 1]', '[email 3]'])
    expect(new KeySurrogates().treat(REDACT, JOE).text).to.equal('[email 1]')
  })

  it('keeps keys of categories with one word apart', () => {
    const keys = new KeySurrogates()
    const shown = ['user.name.first', 'user.name.last', 'user.name']
      .map((id) => keys.treat(REDACT, treatable(id, 'J')).text)
    expect(shown).to.deep.equal(['[name 1]', '[name 2]', '[name 3]'])
  })

  for (const outcome of [GENERALISE, MASK] as const) {
    it(`climbs from ${outcome} to redact, for two keys could become one`, () => {
      const keys = new KeySurrogates()
      expect(keys.treat(outcome, JANE)).to.deep.equal({ outcome: REDACT, text: '[email 1]' })
      expect(keys.treat(outcome, JOE)).to.deep.equal({ outcome: REDACT, text: '[email 2]' })
    })
  }

  for (const outcome of [ALLOW, TAG] as const) {
    it(`leaves a key as it is under ${outcome}`, () => {
      expect(new KeySurrogates().treat(outcome, JANE)).to.deep.equal({ outcome, text: 'jane@example.org' })
    })
  }

  for (const outcome of [DROP, BLOCK] as const) {
    it(`shows nothing of a key under ${outcome}`, () => {
      expect(new KeySurrogates().treat(outcome, JANE)).to.deep.equal({ outcome, text: '[email 1]' })
    })
  }

  it('ignores a rule\'s own marker, which would make keys the same', () => {
    const keys = new KeySurrogates()
    const marker = 'gone'
    expect(keys.treat(REDACT, { ...JANE, marker }).text).not.to.equal(keys.treat(REDACT, { ...JOE, marker }).text)
  })

  it('writes the surrogate of the value, and once only', () => {
    const keys = new KeySurrogates()
    const surrogate = PSEUDONYMS.of(EMAIL, 'jane@example.org')
    expect(keys.treat(PSEUDONYMISE, JANE)).to.deep.equal({ outcome: PSEUDONYMISE, text: surrogate })
    expect(keys.treat(PSEUDONYMISE, { ...JANE, text: surrogate }).text).to.equal(surrogate)
    expect(keys.treat(PSEUDONYMISE, { ...JANE, whole: false }).text).to.equal(`[${surrogate}]`)
    expect(keys.treat(PSEUDONYMISE, { ...JANE, text: ' ' })).to.deep.equal({ outcome: REDACT, text: '[email 1]' })
  })
})
