import { expect } from 'chai'
import { Fault } from '../../lib/policy/fault.ts'
import { valueOf } from '../../lib/policy/node.ts'
import { readJson } from '../../lib/policy/read-json.ts'
import { readYaml } from '../../lib/policy/read-yaml.ts'

const plain = (text: string): unknown => JSON.parse(JSON.stringify(readYaml(text).map(valueOf)))

describe('read-yaml', () => {
  const scalars: [string, unknown][] = [
    ['0101', '0101'], ['+15551234567', '+15551234567'], ['00441234567890', '00441234567890'], ['12:30', '12:30'],
    ['no', 'no'], ['on', 'on'], ['yes', 'yes'], ['True', 'True'], ['NULL', 'NULL'], ['~', '~'], ['0x1F', '0x1F'],
    ['0o17', '0o17'], ['.5', '.5'], ['1.', '1.'], ['1_000', '1_000'], ['.inf', '.inf'], ['.nan', '.nan'],
    ['1e999', '1e999'],
    ['2026-01-01', '2026-01-01'], ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'], ['-', ['']], ['', ''],
    ['"101"', '101'], ["'true'", 'true'], ['|\n  101', '101\n'], ['|-\n  101', '101'], ['>-\n  null', 'null'],
    ['null', null], ['true', true], ['false', false], ['0', 0], ['-0', 0], ['101', 101], ['-1.5e2', -150],
  ]
  for (const [written, meant] of scalars) {
    it(`reads ${JSON.stringify(written)} as ${JSON.stringify(meant)}`, () => {
      expect(plain(`a: ${written === '-' ? '\n  -' : written}\n`)).to.deep.equal([{ a: meant }])
    })
  }

  it('reads JSON as JSON', () => {
    const text = '{"a": [1, -2.5, "0101", true, null, {"b": "\\u00e9"}]}'
    expect(plain(text)).to.deep.equal([JSON.parse(JSON.stringify(valueOf(readJson(text))))])
  })

  it('reads several documents', () => expect(plain('a: 1\n---\nb: 2\n')).to.deep.equal([{ a: 1 }, { b: 2 }]))

  it('reads names as text', () => {
    expect(plain('0101: a\nno: b\n? null\n: c')).to.deep.equal([{ '0101': 'a', no: 'b', null: 'c' }])
  })

  it('leaves the merge key alone', () => expect(plain('<<: { a: 1 }')).to.deep.equal([{ '<<': { a: 1 } }]))

  it('reads an empty file as no document', () => {
    expect(plain('')).to.deep.equal([])
    expect(plain('# nothing\n')).to.deep.equal([])
  })

  const refusals: [string, string][] = [
    ['a: 1\na: 2', '`a` is given twice'], ['"a": 1\n\'a\': 2', '`a` is given twice'],
    ['__proto__: 1\n__proto__: 2', '`__proto__` is given twice'],
    ['a: &x 1', 'anchors and aliases are not allowed'], ['a: [*x]', 'anchors and aliases are not allowed'],
    ['a: !!binary aGk=', 'tag'],
    ['a: !custom 1', 'tag'], ['[a]: 1', 'a name must be one word'], ['a: "\\q"', 'invalid escape'], ['\ta: 1', 'tab'],
  ]
  for (const [text, answer] of refusals) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => readYaml(text)).to.throw(Fault, new RegExp(answer, 'i'))
    })
  }

  it('refuses a bomb of aliases without expanding it', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`)
    const start = performance.now()
    expect(() => readYaml(`a0: &a0 [x]\n${levels.join('\n')}`)).to.throw('anchors and aliases')
    expect(performance.now() - start).to.be.below(2_000)
  })

  it('refuses what is nested too deep', () => {
    expect(() => readYaml(`a: ${'['.repeat(80)}${']'.repeat(80)}`)).to.throw('nested deeper than 64 levels')
  })
})
