import { expect } from 'chai'
import fc from 'fast-check'
import { RE2JS } from 're2js'
import { countDigits } from '../../lib/detect/chars.ts'
import { required } from '../../lib/detect/requirements.ts'

/** What is plain to see, and what is not: then no digit is asked for. */
const TABLE: readonly (readonly [string, number])[] = [
  ['EMP-\\d{6}', 6], ['EMP-[0-9]{6}', 6], ['(?i)emp[ -]?\\d{4,8}', 4], ['\\d{6}|[A-Z]\\d{3}', 3], ['\\d+', 1], ['\\d*', 0], ['\\d?1', 1],
  ['(?:AB)?(\\d{2}-){3}', 6], ['(?P<n>\\d\\d)', 2], ['K7', 1], ['[A-Z0-9]{8}', 0], ['[^0-9]', 0], ['\\D\\d', 1], ['a|', 0], ['1|', 0],
  ['(\\d|x){4}', 0], ['\\d{3}?', 3], ['\\d{2,}', 2], ['[1-3][04-6]', 2], ['\\.\\-1', 1], ['', 0], ['[\\d.]1', 1], ['[\\]123]4', 1],
  ['\\x31', 0], ['\\x{31}\\d', 0], ['\\pN\\d', 0], ['[[:digit:]]\\d', 0], ['\\Q12\\E', 0], ['(?s)12', 0], ['a{,12}', 0], ['[^]123]4', 0],
  ['12)', 0], ['(?i:12)', 0], ['\\12', 0],
]

const LETTERS: readonly (readonly [string, number])[] = [
  ['EMP-\\d{6}', 3], ['(?i)emp|x', 1], ['[A-Z]{2}\\d', 2], ['[A-Za-z]+', 1], ['[A-Z0-9]{8}', 0], ['[^A-Z]', 0], ['\\w{3}', 0], ['\\bx', 1], ['(?:ab)?c', 1],
  ['[a-\u00e9]', 0], ['\\pL', 0], ['(?P<abc>1)', 0], ['\\dd', 1],
]

describe('what a pattern requires', () => {
  for (const [pattern, digits] of TABLE) it(`${pattern}: ${digits} digits`, () => expect(required('digit', pattern)).to.equal(digits))
  for (const [pattern, letters] of LETTERS) it(`${pattern}: ${letters} letters`, () => expect(required('letter', pattern)).to.equal(letters))

  it('is in whatever matches, for any pattern', () => {
    const atom = fc.constantFrom('a', '[a-x]', '7', '\\d', '[0-9]', '[a-c7]', '[^x]', '.', '\\w', '\\-', '(?:7|ab)', '(\\d\\d)', '\\b', '^', '[]7]', '[^]7]', '\\x37', '{', '}', ']', '(?i)')
    const times = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{0}', '{2,}', '{,2}', '+?', '{2}?')
    const sequence = fc.array(fc.tuple(atom, times), { minLength: 1, maxLength: 5 }).map((parts) => parts.flat().join(''))
    const pattern = fc.array(sequence, { minLength: 1, maxLength: 3 }).map((some) => some.join('|'))
    const text = fc.array(fc.constantFrom('a', 'b', '7', '07', 'x', '-', ']', '{', '{2}'), { maxLength: 12 }).map((parts) => parts.join(''))
    let withDigits = 0
    let withLetters = 0
    fc.assert(fc.property(pattern, text, (source, held) => {
      let compiled: RE2JS
      try {
        compiled = RE2JS.compile(source)
      } catch {
        return
      }
      const [digits, letters] = [required('digit', source), required('letter', source)]
      const matcher = compiled.matcher(held)
      while (matcher.find()) {
        const match = matcher.group() ?? ''
        if (digits > 0) withDigits++
        if (letters > 0) withLetters++
        expect(countDigits(match), source).to.be.at.least(digits)
        expect(match.replace(/[^a-z]/g, '').length, source).to.be.at.least(letters)
      }
    }), { numRuns: 20_000 })
    expect(withDigits).to.be.above(100)
    expect(withLetters).to.be.above(100)
  })
})
