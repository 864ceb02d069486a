import { expect } from 'chai'
import { jsonReport } from '../../../lib/cli/report/json.ts'
import { junitReport } from '../../../lib/cli/report/junit.ts'
import { sarifReport } from '../../../lib/cli/report/sarif.ts'
import { textReport } from '../../../lib/cli/report/text.ts'
import { strictly } from '../../../lib/policy/report.ts'
import type { Item, Report } from '../../../lib/policy/report.ts'
import { elementsOf } from './xml.ts'

const item = (change: Partial<Item> = {}): Item => ({
  level: 'error', check: 'no-why', message: 'no `why`', file: 'b/a file.json', line: 3, column: 7, example: '"why": "x"', ...change,
})

const NASTY = `a<b>&"c"'d'\u0001\ud800\n]]>`

const report: Report = {
  command: 'lint',
  checks: new Map([['no-why', 'An entry says no reason.'], ['ended', 'An entry has ended.']]),
  subjects: [
    { name: 'no-why', file: 'b/a file.json', line: 3, items: [item(), item({ line: 2, message: NASTY })] },
    { name: 'ended', file: 'a.json', line: 1, items: [item({ level: 'warning', check: 'ended', file: 'a.json', line: 1, column: 1, example: null })] },
    { name: 'nothing to say', file: 'c.json', line: 1, items: [] },
  ],
  summary: '',
}

describe('report', () => {
  it('as text: a line for each item in reading order, then the summary', () => {
    const plain = { ...report, subjects: report.subjects.map((one) => ({ ...one, items: one.items.filter(({ message }) => message !== NASTY) })) }
    expect(textReport(plain)).to.equal(
      'a.json:1:1: warning: no `why` (ended)\n' +
      'b/a file.json:3:7: error: no `why`; for example: "why": "x" (no-why)\n' +
      '1 error, 1 warning\n')
  })

  it('as text: nothing, where there is nothing to say', () => {
    expect(textReport({ ...report, subjects: [], summary: '' })).to.equal('')
  })

  it('as JSON: counts and items', () => {
    const { items, ...head } = JSON.parse(jsonReport(report)) as { items: unknown[] }
    expect(head).to.deep.equal({ command: 'lint', summary: '2 errors, 1 warning', checked: 3, counts: { error: 2, warning: 1, note: 0 } })
    expect(items[2]).to.deep.equal(item())
  })

  describe('as JUnit XML', () => {
    const elements = elementsOf(junitReport(report))
    const named = (name: string) => elements.filter((element) => element.name === name)

    it('has a suite for each file and a case for each subject, with right counts', () => {
      expect(named('testsuites').map(({ attributes }) => attributes)).to.deep.equal([
        { name: 'pii-egress lint', tests: '3', failures: '1', errors: '0', skipped: '0', time: '0' }])
      expect(named('testsuite').map(({ attributes }) => [attributes.name, attributes.tests, attributes.failures])).to.deep.equal(
        [['b/a file.json', '1', '1'], ['a.json', '1', '0'], ['c.json', '1', '0']])
      expect(named('testcase').map(({ attributes }) => attributes.name)).to.deep.equal(['no-why', 'ended', 'nothing to say'])
    })

    it('fails for errors only', () => {
      expect(named('failure').map(({ parent }) => parent)).to.deep.equal(['testcase'])
      expect(named('failure')[0]?.attributes).to.deep.equal({ message: 'no `why`', type: 'no-why' })
      expect(named('system-out')[0]?.text).to.equal('a.json:1:1: warning: no `why`')
    })

    it('escapes what XML takes for its own, and replaces what it cannot say', () => {
      expect(named('failure')[0]?.text).to.include(`a<b>&"c"'d'\ufffd\ufffd\n]]>`)
    })

    it('keeps line breaks in attributes', () => {
      const broken = { ...report, subjects: [{ ...report.subjects[0]!, items: [item({ message: 'a\nb' })] }] }
      expect(elementsOf(junitReport(broken)).find(({ name }) => name === 'failure')?.attributes.message).to.equal('a\nb')
    })
  })

  describe('as SARIF', () => {
    const { runs: [run], ...head } = JSON.parse(sarifReport(report)) as { runs: [SarifRun] }

    it('says which version it is, and names the tool', () => {
      expect(head).to.have.property('version', '2.1.0')
      expect(run.tool.driver).to.include({ name: 'pii-egress' })
    })

    it('has a rule for every check, and results that point at theirs', () => {
      expect(run.tool.driver.rules).to.deep.equal([
        { id: 'no-why', shortDescription: { text: 'An entry says no reason.' } },
        { id: 'ended', shortDescription: { text: 'An entry has ended.' } }])
      for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).to.equal(ruleId)
      expect(run.results.map(({ level }) => level)).to.deep.equal(['warning', 'error', 'error'])
    })

    it('says where, as a URI that stays relative, and a region', () => {
      expect(run.results[2]?.locations).to.deep.equal([{ physicalLocation: {
        artifactLocation: { uri: 'b/a%20file.json' }, region: { startLine: 3, startColumn: 7 } } }])
    })

    it('names a file by its whole path as a URL', () => {
      const whole = { ...report, subjects: [{ ...report.subjects[0]!, items: [item({ file: '/p/a b.json' })] }] }
      expect(sarifReport(whole)).to.include('"uri": "file:///p/a%20b.json"')
    })
  })

  it('strictly: warnings are errors', () => {
    expect(strictly(report).subjects.flatMap(({ items }) => items.map(({ level }) => level))).to.deep.equal(['error', 'error', 'error'])
  })
})

interface SarifRun {
  readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } }
  readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number; readonly level: string; readonly locations: unknown }[]
}
