import { isAbsolute, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { itemsOf } from '../../policy/report.ts'
import type { Item, Report } from '../../policy/report.ts'
import { version } from '../version.ts'
import { sentence } from './text.ts'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

/** The report as SARIF 2.1.0, which code hosts show beside the lines. */
export function sarifReport(report: Report): string {
  const ids = [...report.checks.keys()]
  const rules = [...report.checks].map(([id, about]) => ({ id, shortDescription: { text: about } }))
  const result = (item: Item): object => ({
    ruleId: item.check,
    ruleIndex: ids.indexOf(item.check),
    level: item.level,
    message: { text: sentence(item) },
    locations: [{
      physicalLocation: {
        artifactLocation: { uri: uriOf(item.file) },
        region: { startLine: item.line, startColumn: item.column },
      },
    }],
  })
  const run = {
    tool: { driver: { name: 'pii-egress', version: version(), rules } },
    columnKind: 'utf16CodeUnits',
    results: itemsOf(report).map(result),
  }
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`
}

/** A relative path stays one, so that it is read from wherever the sources lie. */
function uriOf(file: string): string {
  return isAbsolute(file) ? pathToFileURL(file).href : file.split(sep).map(encodeURIComponent).join('/')
}
