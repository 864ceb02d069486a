import { expect } from 'chai'
import fc from 'fast-check'
import { parseDictionary, Token } from 'structured-headers'
import { tagHeader, tagSidecar, type TaggedCell } from '../../lib/audit/tags.ts'
import { ALLOW, BLOCK, DROP, MASK, OUTCOMES, REDACT, TAG } from '../../lib/decide/verdict.ts'
import { CATEGORIES } from '../../lib/detect/category.ts'
import { cell } from './cells.ts'

const EMAIL = 'user.contact.email'
const PHONE = 'user.contact.phone_number'

const cells: fc.Arbitrary<TaggedCell[]> = fc.array(fc.record({
  category: fc.constantFrom(...CATEGORIES),
  path: fc.constantFrom('', '/a', '/a/*', '/__proto__', '/{key}'),
  outcome: fc.constantFrom(...OUTCOMES),
}))

/** The header as a client reads it: category to outcomes. */
function read(header: string): Map<string, string[] | true> {
  return new Map([...parseDictionary(header)].map(([key, [value]]): [string, string[] | true] => {
    if (!Array.isArray(value)) return [key, true]
    return [key, value.map(([token]) => token instanceof Token ? token.toString() : 'no token')]
  }))
}

const SHOWN = new Set<string>(OUTCOMES.slice(TAG, DROP))

describe('audit: tag header', () => {
  it('lists categories and outcomes, without counts and causes', () => {
    expect(tagHeader([
      cell(PHONE, '/b', REDACT, 7), cell(PHONE, '/a', MASK, 40), cell(PHONE, '/c', MASK, 2),
      cell(EMAIL, '/a', TAG, 3, ['grant-a']),
    ])).to.equal('user.contact.email=(tag), user.contact.phone_number=(mask redact)')
  })

  it('does not tell of what is gone, nor of what was allowed', () => {
    expect(tagHeader([cell(EMAIL, '/a', DROP), cell(PHONE, '/a', ALLOW), cell(PHONE, '/b', BLOCK)])).to.equal(null)
    expect(tagHeader([])).to.equal(null)
  })

  it('is parsed by the library into exactly what was told', () => {
    fc.assert(fc.property(cells, (list) => {
      const expected = new Map<string, string[]>()
      for (const category of CATEGORIES) {
        const outcomes = OUTCOMES.filter((outcome) => SHOWN.has(outcome)
          && list.some((each) => each.category === category && each.outcome === outcome))
        if (outcomes.length > 0) expected.set(category, outcomes)
      }
      const header = tagHeader(list)
      expect(header === null ? new Map() : read(header)).to.deep.equal(expected)
    }))
  })

  it('is as long as allowed at most, and says when something is missing', () => {
    fc.assert(fc.property(cells, fc.nat(300), (list, room) => {
      const whole = tagHeader(list)
      const header = tagHeader(list, room)
      if (whole !== null && whole.length <= room) return void expect(header).to.equal(whole)
      if (header === null) return void expect(whole === null || room < 'more'.length).to.equal(true)
      expect(header.length).to.be.at.most(room)
      const told = read(header)
      expect([...told.keys()].at(-1)).to.equal('more')
      told.delete('more')
      const all = read(whole ?? '')
      for (const [category, outcomes] of told) expect(all.get(category)).to.deep.equal(outcomes)
      // The next member would not have fitted, however it is counted.
      expect(told.size).to.be.below(all.size)
    }))
  })

  it('fits 2048 characters without being told, and says `more` for the rest', () => {
    const many = Array.from({ length: 200 }, (_, n) => cell(`user.invented.category_${n}`, '/a', TAG))
    const header = tagHeader(many) ?? ''
    expect(header.length).to.be.within(1950, 2048)
    expect(header).to.match(/, more$/)
    expect(tagHeader(many, 1e9)?.length).to.be.at.most(16_384)
  })

  it('says `more` for a category that cannot be a key of a Dictionary', () => {
    const injected = cell('User Mail\r\nSet-Cookie: a=b', '/a', TAG)
    expect(tagHeader([injected, cell(EMAIL, '/a', TAG)])).to.equal('user.contact.email=(tag), more')
    expect(tagHeader([cell('User', '/a', TAG)])).to.equal('more')
  })
})

describe('audit: tag sidecar', () => {
  it('lists categories by path', () => {
    expect(JSON.stringify(tagSidecar([
      cell(PHONE, '/b', REDACT, 7), cell(PHONE, '/a', MASK), cell(EMAIL, '/a', TAG), cell(PHONE, '/a', TAG),
      cell(EMAIL, '/c', DROP),
    ]))).to.equal('{"/a":["user.contact.email","user.contact.phone_number"],"/b":["user.contact.phone_number"]}')
  })

  it('is a plain table, whatever a path is called', () => {
    const sidecar = tagSidecar([cell(EMAIL, '__proto__', TAG)])
    expect(Object.getPrototypeOf(sidecar)).to.equal(null)
    expect(JSON.stringify(sidecar)).to.equal('{"__proto__":["user.contact.email"]}')
  })

  it('holds nothing but the paths and categories of what is told', () => {
    fc.assert(fc.property(cells, (list) => {
      const told = list.filter(({ outcome }) => SHOWN.has(outcome))
      const pairs = Object.entries(tagSidecar(list)).flatMap(([path, ids]) => ids.map((id) => `${path} ${id}`))
      expect(pairs.sort()).to.deep.equal([...new Set(told.map(({ path, category }) => `${path} ${category}`))].sort())
    }))
  })
})
