import { expect } from 'chai'
import { installedMetadata } from '../../lib/numbering/installed-metadata.ts'
import { readMetadata } from '../../lib/numbering/metadata.ts'
import { compilePattern } from '../../lib/numbering/pattern.ts'
import { Prefix } from '../../lib/numbering/prefix.ts'
import { random } from '../helpers/documents.ts'

const plans = [...readMetadata(JSON.parse(installedMetadata().json)).codes.values()].flat()

/** Remembers what it was fed: its numbers stand for digits. */
class Fed {
  readonly texts = ['']
  readonly start = 0

  step(number: number, digit: number): number {
    const text = `${this.texts[number]}${digit}`
    const known = this.texts.indexOf(text)
    return known >= 0 ? known : this.texts.push(text) - 1
  }
}

/** What a prefix leaves of digits, as the steps of the machine find it. */
function left(pattern: string, transform: string, digits: string): string | null {
  const fed = new Fed()
  const prefix = new Prefix(pattern, transform, fed)
  const stripping = [...digits].reduce((before, digit) => prefix.step(before, Number(digit)), prefix.begin())
  const number = prefix.end(stripping)
  return number === null ? null : fed.texts[number] ?? null
}

/** The same as extractNationalNumberFromPossiblyIncompleteNumber.js does it. */
function leftByRegExp(pattern: string, transform: string, digits: string): string | null {
  const expression = new RegExp(`^(?:${pattern})`)
  const match = expression.exec(digits)
  if (match === null) return null
  const isCaptured = match.length > 1 && Boolean(match[match.length - 1])
  return transform !== '' && isCaptured ? digits.replace(expression, transform) : digits.slice(match[0].length)
}

describe('patterns of numbering plans', () => {
  it('are refused if they use anything that is not understood', () => {
    for (const wrong of ['1+', '1*', '(?=1)', '[^1]', '1|a', '(1', '[1', '1)', '.', '\\w', '1{2', '\\d{1,}']) {
      expect(() => compilePattern(wrong), wrong).to.throw(/not understood/)
    }
    for (const right of ['', '1', '[1-35]\\d{2,4}|(?:0|90)?', '([2-9]\\d{6})$|1']) compilePattern(right)
  })

  it('refuse transformations that are not understood', () => {
    for (const [pattern, transform] of [['0', '$1'], ['(0)(1)', '$1'], ['(0)', '$1$1'], ['(0)', 'x$1']] as const) {
      expect(() => new Prefix(pattern, transform, new Fed()), transform).to.throw(/not understood/)
    }
  })

  it('take prefixes off as regular expressions do', () => {
    const r = random(3)
    const prefixes = new Set(plans.flatMap(({ nationalPrefix, transform, internationalPrefix }) =>
      [`${nationalPrefix} ${transform}`, `${internationalPrefix} `]).filter((pair) => !pair.startsWith(' ')))
    let matches = 0
    for (const pair of prefixes) {
      const [pattern = '', transform = ''] = pair.split(' ')
      const beginnings = [...pattern.replace(/\\d/g, '7').replace(/\[\d?-?(\d)[^\]]*\]/g, '$1').matchAll(/\d+/g)].map(([digits]) => digits)
      for (let run = 0; run < 300; run++) {
        const begin = run % 3 === 0 ? '' : (beginnings[r(beginnings.length)] ?? '')
        const digits = begin + Array.from({ length: 1 + r(12) }, () => r(10)).join('')
        const expected = leftByRegExp(pattern, transform, digits)
        if (expected !== null) matches++
        expect(left(pattern, transform, digits), `${pattern} ${transform} ${digits}`).to.equal(expected)
      }
    }
    expect(matches).to.be.greaterThan(prefixes.size * 50)
  })
})
