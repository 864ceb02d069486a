import { newestResult } from '../../benchmarks/report/result.ts'
import { details, profiles, summary } from '../../benchmarks/report/tables.ts'
import { summary as accuracy } from '../accuracy/report.ts'
import { keptResult } from '../accuracy/result.ts'
import { EXIT_CODES } from '../../lib/cli/command.ts'
import { CHECKS } from '../../lib/policy/lint/checks.ts'
import { appsTable } from './apps-table.ts'
import { gapsList } from './gaps-list.ts'
import { statementsTable } from './source-policy.ts'

/** A part of a document that is made, not written. */
export interface Section {
  readonly file: string
  readonly name: string
  readonly make: () => Promise<string>
}

export const SECTIONS: readonly Section[] = [
  { file: 'README.md', name: 'what each app sees', make: appsTable },
  { file: 'README.md', name: 'exit codes', make: () => Promise.resolve(exitCodes()) },
  { file: 'rules/README.md', name: 'checks of lint', make: () => Promise.resolve(checksTable()) },
  { file: 'rules/SOURCE-POLICY.md', name: 'statements', make: () => Promise.resolve(statementsTable()) },
  { file: 'README.md', name: 'accuracy', make: () => Promise.resolve(accuracy(keptResult())) },
  { file: 'README.md', name: 'how fast', make: () => Promise.resolve(summary(newestResult())) },
  { file: 'benchmarks/README.md', name: 'every case', make: () => Promise.resolve(details(newestResult())) },
  { file: 'benchmarks/README.md', name: 'where the time goes', make: () => Promise.resolve(profiles(newestResult())) },
  { file: 'KNOWN-GAPS.md', name: 'gaps of the corpora', make: () => Promise.resolve(gapsList()) },
]

function exitCodes(): string {
  return ['| code | means |', '|---|---|', ...EXIT_CODES.map(([code, means]) => `| ${code} | ${means} |`)].join('\n')
}

function checksTable(): string {
  const rows = CHECKS.map(({ id, level, about }) => `| \`${id}\` | ${level} | ${about} |`)
  return ['| check | level | what it finds |', '|---|---|---|', ...rows].join('\n')
}

/**
 * The document with the section replaced. A section stands between two comments:
 *
 *     <!-- made: name -->
 *     <!-- end -->
 */
export function replaceSection(markdown: string, name: string, text: string): string {
  const begin = `<!-- made: ${name} -->\n`
  const from = markdown.indexOf(begin)
  const to = markdown.indexOf('<!-- end -->', from)
  if (from < 0 || to < 0) throw new Error(`there is no section \`${name}\``)
  return `${markdown.slice(0, from + begin.length)}\n${text.trim()}\n\n${markdown.slice(to)}`
}
