import { EXIT_CODES, type Command, type OptionSpec } from './command.ts'

const PROGRAM = 'pii-egress'

/** What `pii-egress --help` prints. */
export function helpForAll(commands: Iterable<Command>): string {
  const rows = [...commands].map(({ name, about }): Row => [name, about])
  return [
    `Usage: ${PROGRAM} <command> [options]`,
    '',
    'Lets personal data leave only if the receiving app declared them.',
    '',
    ...columns(rows),
    '',
    ...columns([['--version', 'print the version'], ['--help', 'print this, or with a command the help of that command']]),
    '',
    'Exit codes:',
    '',
    ...columns(EXIT_CODES.map(([code, meaning]) => [String(code), meaning])),
    '',
  ].join('\n')
}

/** What `pii-egress <command> --help` prints. */
export function helpFor(command: Command): string {
  const options = [...command.options]
  const required = options.filter((option) => option[1].required === true)
  const parts = [
    PROGRAM,
    command.name,
    ...(command.operand === '' ? [] : [`[${command.operand}]`]),
    ...required.map(typed),
    ...(required.length < options.length ? ['[options]'] : []),
  ]
  return [
    `Usage: ${parts.join(' ')}`,
    '',
    `${capital(command.about)}.`,
    '',
    ...columns(options.map((option): Row => [typed(option), aboutOf(option[1])])),
    '',
    ...command.notes.flatMap((note) => [note, '']),
    `Example: ${command.example}`,
    '',
    'Exit codes:',
    '',
    ...columns(EXIT_CODES.map(([code, meaning]) => [String(code), meaning])),
    '',
  ].join('\n')
}

type Row = readonly [string, string]

function columns(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

function typed([name, { value }]: readonly [string, OptionSpec]): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`
}

function aboutOf({ about, oneOf }: OptionSpec): string {
  return oneOf === undefined ? about : `${about}: ${oneOf.join(', ')}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
