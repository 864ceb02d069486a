import { inspect } from 'node:util'
import { expect } from 'chai'
import fc from 'fast-check'
import { RememberedPseudonyms } from '../../lib/treat/remembered.ts'
import type { Pseudonyms } from '../../lib/treat/treatment.ts'
import { EXTENSION, PHONE, PSEUDONYMS, categories, texts } from './values.ts'

/** Counts what is made. */
class Counting implements Pseudonyms {
  made = 0

  of(category: string, text: string): string {
    this.made++
    return PSEUDONYMS.of(category, text)
  }

  isOwn(category: string, text: string): boolean {
    return PSEUDONYMS.isOwn(category, text)
  }
}

describe('treat: pseudonyms of one response', () => {
  it('are the same, met for the first time or again', () => {
    const remembered = new RememberedPseudonyms(PSEUDONYMS)
    fc.assert(fc.property(categories, texts, (category, text) => {
      const surrogate = PSEUDONYMS.of(category, text)
      expect(remembered.of(category, text)).to.equal(surrogate)
      expect(remembered.of(category, text)).to.equal(surrogate)
      expect(remembered.isOwn(category, surrogate)).to.equal(true)
      expect(remembered.isOwn(category, text)).to.equal(PSEUDONYMS.isOwn(category, text))
    }))
  })

  it('are made once for a category and a short text', () => {
    const maker = new Counting()
    const remembered = new RememberedPseudonyms(maker)
    for (let round = 0; round < 3; round++) for (const text of ['4711', '4712']) remembered.of(EXTENSION, text)
    expect(maker.made).to.equal(2)
    expect(remembered.of(PHONE, '4711')).to.not.equal(remembered.of(EXTENSION, '4711'))
    expect(maker.made).to.equal(3)
    const long = '7'.repeat(65)
    expect(remembered.of(EXTENSION, long)).to.equal(remembered.of(EXTENSION, long))
    expect(maker.made).to.equal(5)
  })

  it('are forgotten when there are too many, and with the response', () => {
    const maker = new Counting()
    const remembered = new RememberedPseudonyms(maker)
    for (let i = 0; i < 1025; i++) remembered.of(EXTENSION, String(i))
    remembered.of(EXTENSION, '1024')
    expect(maker.made).to.equal(1025)
    remembered.of(EXTENSION, '0')
    expect(maker.made).to.equal(1026)
    new RememberedPseudonyms(maker).of(EXTENSION, '0')
    expect(maker.made).to.equal(1027)
  })

  it('are not shown with the object', () => {
    const remembered = new RememberedPseudonyms(PSEUDONYMS)
    const surrogate = remembered.of(EXTENSION, '4711')
    const shown = inspect(remembered, { depth: null, showHidden: true }) + JSON.stringify(remembered)
    expect(shown).to.not.include('4711').and.not.include(surrogate)
  })
})
