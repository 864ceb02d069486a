import type { AppCoverage, CoverageReport } from '../policy/classification/coverage.ts'
import type { ClassifiedField } from '../policy/classification/fields.ts'
import { columns, places, printable } from './table.ts'

type Row = readonly string[]

/**
 * A report for people: what is not classified, what contradicts itself, and what was declared or found in vain.
 *
 *     unclassified
 *       GET /contacts/{id}  /cardColour  string  openapi.yaml:14
 *     wallboard (approved)
 *       declared, never documented  user.workplace  wallboard/current-calls
 */
export function coverageText(report: CoverageReport & { readonly lost: number; readonly uncounted: number }): string {
  const { policy, api, operations, fields, gaps, contradictions, apps, undeclared, lost, uncounted, isCovered } = report
  const sections: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    ['unclassified', gaps.filter(({ standing }) => standing === 'unclassified').map(fieldRow)],
    ['private or not, depending on what stands beside', gaps.filter(({ standing }) => standing === 'possible')
      .map((field) => [...fieldRow(field), `may be ${field.possible.join(', ')}`])],
    ['hinted at, without a category', gaps.filter(({ standing }) => standing === 'hinted').map(fieldRow)],
    ['marked otherwise than the key says', contradictions.map((field) => {
      return [...fieldRow(field), `marked ${field.marked.join(', ')}; by key ${field.byKey.join(', ')}`]
    })],
    ...apps.map((app) => [`${app.app} (${app.status})`, appRows(app)] as const),
    ['seen, never declared', undeclared.map(({ category, count, paths }) => [category, String(count), places(paths)])],
  ]
  const remarks = [
    [uncounted, 'findings found no room to be counted: what was not seen may have been there'],
    [lost, 'receipts were lost before they were written: what was not seen may have been there'],
  ] as const
  const total = Object.values(fields).reduce((sum, count) => sum + count, 0)
  const standings = Object.entries(fields).map(([name, count]) => `${count} ${WORDS.get(name) ?? name}`)
  const lines = [
    `policy ${policy}, ${api}: operations ${operations}, fields ${total}: ${standings.join(', ')}`,
    ...remarks.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`])),
    ...sections.flatMap(([title, rows]) => (rows.length === 0 ? [] : ['', title, ...columns(rows)])),
    '',
    isCovered ? 'covered' : 'not covered',
  ]
  return lines.map((line) => `${printable(line)}\n`).join('')
}

const WORDS: ReadonlyMap<string, string> = new Map([['key', 'by key'], ['marked', 'by mark']])

function fieldRow({ operation, path, types, origin }: ClassifiedField): Row {
  return [operation, places([path]), types.join(' or ') || 'anything', origin]
}

function appRows({ undocumented, unseen }: AppCoverage): Row[] {
  return [
    ...undocumented.map(({ category, entry }) => ['declared, never documented', category, entry]),
    ...(unseen ?? []).map(({ category, entry }) => ['declared, never seen', category, entry]),
  ]
}
