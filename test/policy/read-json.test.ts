import { expect } from 'chai'
import fc from 'fast-check'
import { Fault } from '../../lib/policy/fault.ts'
import { offsetOf, valueOf } from '../../lib/policy/node.ts'
import { positionAt } from '../../lib/policy/position.ts'
import { readJson } from '../../lib/policy/read-json.ts'

const refused = (text: string): string => {
  try {
    readJson(text)
  } catch (cause) {
    if (cause instanceof Fault) return `${cause.at}: ${cause.message}`
  }
  return 'accepted'
}

describe('read-json', () => {
  it('reads whatever JSON.stringify writes, to the same value', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(JSON.stringify(valueOf(readJson(text)))).to.equal(JSON.stringify(JSON.parse(text)))
    }))
  })

  it('refuses whatever JSON.parse refuses', () => {
    const dirt = fc.constantFrom('', ',', '"', '}', ']', '0', '\\', ':', '-')
    fc.assert(fc.property(fc.jsonValue(), fc.nat(), dirt, (value, at, put) => {
      const text = JSON.stringify(value)
      const broken = text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1)
      let parses = true
      try { JSON.parse(broken) } catch { parses = false }
      if (!parses) expect(refused(broken), broken).not.to.equal('accepted')
    }), { numRuns: 500 })
  })

  const refusals: [string, string][] = [
    ['{"a":1,"b":2,"a":3}', '13: `a` is given twice'], ['{"a":1,"\\u0061":2}', '7: `a` is given twice'],
    ['{"__proto__":1,"__proto__":2}', '15: `__proto__` is given twice'],
    ['01', '0: `01` is no JSON value'], ['+1', '0: expected a JSON value, but found "+"'],
    ['1.', '0: `1.` is no JSON value'],
    ['1e999', '0: `1e999` is no JSON value'], ['NaN', '0: `NaN` is no JSON value'],
    ['', '0: expected a JSON value, but the file ends'],
    ['"\\x41"', '0: this string holds a control character or an unknown escape'],
    ['"a\tb"', '0: this string holds a control character or an unknown escape'],
    ['"a\nb"', '0: this string does not end'],
    ['[1,]', '3: expected a JSON value, but found "]"'],
    ['{a:1}', '1: expected a name in double quotes, but found "a"'],
    ['// no\n1', '0: expected a JSON value, but found "/"'], ['[1 2]', '3: expected `,` or `]`, but found "2"'],
    ['{"a" 1}', '5: expected `:`, but found "1"'], ['1 2', '2: expected the end of the file, but found "2"'],
  ]
  for (const [text, answer] of refusals) {
    it(`refuses ${JSON.stringify(text)}`, () => expect(refused(text)).to.equal(answer))
  }

  it('refuses what is nested too deep, before it runs out of stack', () => {
    expect(refused('['.repeat(100_000))).to.equal('65: nested deeper than 64 levels')
  })

  it('gives objects without a prototype', () => {
    const value = valueOf(readJson('{"__proto__": {"polluted": true}, "constructor": 1}')) as Record<string, unknown>
    expect(Object.keys(value)).to.deep.equal(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(value)).to.equal(null)
    expect(({} as Record<string, unknown>).polluted).to.equal(undefined)
  })

  it('knows where names and values stand', () => {
    const text = '{\n  "rules": {\n    "a": [ 1, "x" ]\n  }\n}'
    const root = readJson(text)
    const at = (route: (string | number)[], part?: 'name' | 'value') => {
      const { line, column } = positionAt(text, offsetOf(root, route, part))
      return `${line}:${column}`
    }
    expect(at([])).to.equal('1:1')
    expect(at(['rules', 'a'])).to.equal('3:10')
    expect(at(['rules', 'a'], 'name')).to.equal('3:5')
    expect(at(['rules', 'a', 1])).to.equal('3:15')
    expect(at(['rules', 'missing', 'further']), 'the nearest that exists').to.equal('2:12')
  })
})
