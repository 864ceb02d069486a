import type { AppDrift, DriftReport, OutcomeCounts } from '../policy/drift/report.ts'
import { columns, places, printable } from './table.ts'

type Row = readonly string[]

/**
 * A report for people: a paragraph for each app, and in it a line for each category.
 *
 *     wallboard (approved): 100 responses
 *       declared, seen      user.contact.phone_number  1200  allow 1200  wallboard/current-calls
 *       declared, not seen  user.workplace.department     0  -           wallboard/current-calls, since 2026-...
 *       not declared        user.contact.email           40  redact 40   /contact/email
 */
export function driftText(report: DriftReport & { readonly lost: number }): string {
  const { from, until, responses, otherPolicies, uncounted, lost, hasDrift, apps } = report
  const remarks = [
    [otherPolicies, 'under another policy: whether these were clearer than declared is not asked'],
    [uncounted, 'findings found no room to be counted: what was not seen may have been there'],
    [lost, 'receipts were lost before they were written: what was not seen may have been there'],
  ] as const
  const lines = [
    `policy ${report.policy}, ${counted(responses)}${from === null ? '' : `, ${from} to ${until ?? from}`}`,
    ...remarks.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`])),
    ...apps.flatMap((app) => ['', ...paragraph(app)]),
    '',
    hasDrift ? 'drift' : 'no drift',
  ]
  return lines.map((line) => `${printable(line)}\n`).join('')
}

function paragraph({ app, status, responses, unenforced, seen, unseen, undeclared, clearer }: AppDrift): string[] {
  const watched = unenforced === 0 ? '' : `, ${unenforced} of them in a mode that withholds nothing`
  const rows: Row[] = [
    ...seen.map(({ entry, category, count, outcomes }) =>
      ['declared, seen', category, String(count), counts(outcomes), entry]),
    ...unseen.map(({ entry, category, since }) =>
      ['declared, not seen', category, '0', '-', since === null ? entry : `${entry}, since ${since}`]),
    ...undeclared.map(({ category, isDeclaredOtherwise, count, outcomes, paths }) => {
      const what = isDeclaredOtherwise ? 'declared otherwise' : 'not declared'
      return [what, category, String(count), counts(outcomes), places(paths)]
    }),
    ...clearer.map(({ category, mode, declared, outcome, count, paths }) =>
      ['left clearer', category, String(count), `${outcome}, not ${declared}`, `${places(paths)} (mode ${mode})`]),
  ]
  return [`${app} (${status}): ${counted(responses)}${watched}`, ...columns(rows, NUMBERS)]
}

function counted(responses: number): string {
  return responses === 1 ? '1 response' : `${responses} responses`
}

function counts(outcomes: OutcomeCounts): string {
  return Object.entries(outcomes).map(([name, count]) => `${name} ${count}`).join(', ')
}

const NUMBERS = 2
