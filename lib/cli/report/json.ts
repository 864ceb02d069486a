import { conclusionOf, itemsOf, LEVELS } from '../../policy/report.ts'
import type { Report } from '../../policy/report.ts'

/** The report as one object: numbers of items by level, and the items. */
export function jsonReport(report: Report): string {
  const items = itemsOf(report)
  const counts = Object.fromEntries(LEVELS.map((level) => [level, items.filter((item) => item.level === level).length]))
  const { command, subjects } = report
  const all = { command, summary: conclusionOf(report), checked: subjects.length, counts, items }
  return `${JSON.stringify(all, null, 2)}\n`
}
