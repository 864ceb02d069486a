import type { ErrorCode } from '../../errors.ts'
import { itemsOf, strictly } from '../../policy/report.ts'
import type { Item, Report } from '../../policy/report.ts'
import { DONE, FOUND, WRONG, type Arguments, type OptionSpec } from '../command.ts'
import { OUT, withOutput } from '../output.ts'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { sarifReport } from './sarif.ts'
import { textReport } from './text.ts'

const WRITERS: ReadonlyMap<string, (report: Report) => string> = new Map([
  ['text', textReport], ['json', jsonReport], ['junit', junitReport], ['sarif', sarifReport],
])

/** The options of every command that makes a report. */
export const REPORT_OPTIONS: readonly (readonly [string, OptionSpec])[] = [
  ['strict', { about: 'take warnings for errors' }],
  ['format', { value: 'NAME', about: 'how to write the report, default text', oneOf: [...WRITERS.keys()] }],
  OUT,
]

/** Makes a report and writes it as the options say; errors in it are findings. */
export function deliver(args: Arguments, make: () => Report): Promise<number> {
  return withOutput(args, () => {
    const made = make()
    const report = args.has('strict') ? strictly(made) : made
    const text = (WRITERS.get(args.get('format') ?? 'text') ?? textReport)(report)
    return { text, code: codeOf(itemsOf(report)) }
  })
}

function codeOf(items: readonly Item[]): number {
  if (items.some(({ check }) => check === UNREADABLE)) return WRONG
  return items.some(({ level }) => level === 'error') ? FOUND : DONE
}

/** Of what could not be read, nothing was found out. */
const UNREADABLE: ErrorCode = 'ERR_EGRESS_POLICY_READ'
