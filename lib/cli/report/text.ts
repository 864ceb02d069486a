import { conclusionOf, itemsOf } from '../../policy/report.ts'
import type { Item, Report } from '../../policy/report.ts'

/** A line for each item, in the form that editors and terminals make links of; then the summary. */
export function textReport(report: Report): string {
  const lines = itemsOf(report).map((item) => `${lineOf(item)} (${item.check})`)
  return [...lines, conclusionOf(report)].filter((line) => line !== '').map((line) => `${line}\n`).join('')
}

/** `file:line:column: level: what an item says`. */
export function lineOf(item: Item): string {
  return `${item.file}:${item.line}:${item.column}: ${item.level}: ${sentence(item)}`
}

/** What an item says, and how it would be right. */
export function sentence({ message, example }: Item): string {
  return example === null ? message : `${message}; for example: ${example}`
}
