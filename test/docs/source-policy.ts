import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../helpers/root.ts'

/** One statement of the source policy, and what this package makes of it. */
export interface Statement {
  readonly id: string
  readonly section: string
  readonly statement: string
  readonly executed: 'yes' | 'in part' | 'not yet' | 'no'
  readonly how: string
  /** Files and folders that do it. */
  readonly code: readonly string[]
  /** Tests that show it: a file, and words that stand in it. */
  readonly tests: readonly { readonly file: string; readonly title: string }[]
}

/** The table in rules/source-policy.json. */
export function statements(): readonly Statement[] {
  return (JSON.parse(readFileSync(join(ROOT, 'rules/source-policy.json'), 'utf8')) as { rows: Statement[] }).rows
}

/** The table as a page shows it, a part for each section of the source policy. */
export function statementsTable(): string {
  const sections = [...new Set(statements().map(({ section }) => section))]
  return sections.map((section) => [
    `### ${section}`, '', '| | statement | executed | how | code | shown by |', '|---|---|---|---|---|---|',
    ...statements().filter((row) => row.section === section).map(rowOf),
  ].join('\n')).join('\n\n')
}

function rowOf({ id, statement, executed, how, code, tests }: Statement): string {
  const files = code.map((file) => `[${file.replace('lib/', '')}](../${file})`).join(', ')
  const shown = tests.map(({ file, title }) => `[${title}](../${file})`).join('; ')
  return `| ${[id, statement, executed, how, files, shown].map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
