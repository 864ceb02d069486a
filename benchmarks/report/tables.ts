import { PART_NAMES } from '../measure/profile.ts'
import type { CaseResult, Result, Row } from './result.ts'
import { duration, figure, megabytes, share, times, toParse } from './words.ts'

const OURS = 'pii-egress'
const NAIVE = 'naive'
/** Cases on which the README and the plot show everybody: one for speed, one for what is found. */
export const SHOWN: readonly string[] = ['sparse', 'text']

/** What the README shows: everybody on a few cases, ourselves on all, responses of a server, the start. */
export function summary(result: Result): string {
  return [
    origin(result),
    ...(result.cases.length === 0 ? [] : [PICTURE]),
    ...result.cases.filter(({ name }) => SHOWN.includes(name)).flatMap((one) => [
      `\`${one.name}\`: ${one.title}`, contenders(one),
    ]),
    ...(result.cases.length === 0 ? [] : ['The filter on every shape of body:', ours(result.cases)]),
    ...adapters(result),
    ...memory(result),
    ...startup(result),
    ...values(result),
  ].join('\n\n')
}

/** Where the filter spends its time. */
export function profiles({ profile }: Result): string {
  const rows = profile.map(({ name, shares }) => [`\`${name}\``, ...PART_NAMES.map((part) => `${Math.round(shares[part] * 100)} %`)])
  return table(['', ...PART_NAMES], rows)
}

/** Every contender on every case. */
export function details(result: Result): string {
  const parts = result.cases.flatMap((one) => [`### ${one.name}`, one.title, contenders(one)])
  return [origin(result), ...parts].join('\n\n')
}

const QUICK = ' A quick run, of short bodies and a filter that is hardly warm: the order of magnitude at best.'
const PICTURE = '![MB/s of every contender, on a logarithmic scale](benchmarks/results/throughput.svg)'
const COLUMNS = [
  '', 'MB/s', 'of `JSON.parse`', 'of naive', 'body', 'memory', 'longest block', 'leaked', 'damaged', 'respelled',
]

function origin({ date, machine, git, options }: Result): string {
  const ref = `\`${git.ref}\`${git.isDirty ? ' and changes that were not committed' : ''}`
  const { cpu, cores, platform, node } = machine
  const quick = options.isQuick ? QUICK : ''
  return `${date.slice(0, 10)}, ${cpu}, ${cores} cores, ${platform}, Node ${node}, ${ref}.${quick}`
}

/** One row per contender. Also what is printed while a run goes on. */
export function contenders({ rows }: CaseResult): string {
  const naive = toParse(rows.find(({ name }) => name === NAIVE) ?? { measured: null })
  return table(
    COLUMNS,
    rows.map((row) => [row.title, ...cells(row, naive)]),
  )
}

function cells(row: Row, naive: number | null): string[] {
  const { measured } = row
  if (measured === null) return [`*${row.reason}*`, ...Array.from({ length: COLUMNS.length - 2 }, () => '')]
  const ratio = toParse(row)
  const { tally, growth, longestBlock } = measured
  return [
    figure(measured.rate),
    times(ratio),
    times(ratio === null || naive === null ? null : ratio / naive),
    megabytes(measured.bytes),
    growth === null ? '-' : megabytes(growth),
    longestBlock === null ? '-' : duration(longestBlock),
    tally === null ? '-' : share(tally.leaked, tally.planted),
    tally === null ? '-' : tally.isBroken ? 'not JSON' : share(tally.damaged, tally.clean),
    tally === null ? '-' : share(tally.respelled, tally.clean),
  ]
}

function ours(cases: readonly CaseResult[]): string {
  const rows = cases.flatMap((one) => {
    const own = one.rows.find(({ name }) => name === OURS)
    const naive = toParse(one.rows.find(({ name }) => name === NAIVE) ?? { measured: null })
    return own === undefined ? [] : [[`\`${one.name}\`: ${one.title}`, ...cells(own, naive)]]
  })
  return table(COLUMNS, rows)
}

function adapters({ adapters }: Result): string[] {
  if (adapters.length === 0) return []
  const rows = adapters.map(({ title, bytes, milliseconds: { none, filter, naive } }) => [
    `${title}, ${megabytes(bytes)}`, milliseconds(none), milliseconds(filter), times(filter / none),
    title === 'stream' ? 'passes it unseen' : milliseconds(naive),
  ])
  return [
    'Express over the loopback, milliseconds of processor time of the server for one response:',
    table(['', 'without', 'with the filter', 'of without', 'naive middleware'], rows),
  ]
}

function milliseconds(value: number): string {
  return value < 0.995 ? value.toFixed(2) : figure(value)
}

function memory({ memory }: Result): string[] {
  if (memory === null) return []
  const { bytes, partBytes, growth, longestBlock, first, last, string } = memory
  const part = megabytes(partBytes)
  const lines = string.map(({ bytes: length, pieces, nanoseconds }) =>
    `${megabytes(length)} in pieces of ${pieces === 1 ? '1 byte' : `${pieces} bytes`}: ${figure(nanoseconds)} ns/byte`)
  return [
    `${megabytes(bytes)} as one stream: resident size grew by ${megabytes(growth)} after the first ${part}, `
    + `longest block ${duration(longestBlock)}; ${figure(first)} MB/s over the first ${part}, `
    + `${figure(last)} MB/s over the last. One long string, ${lines.join('; ')}.`,
  ]
}

function startup({ startup }: Result): string[] {
  if (startup === null) return []
  const { bare, imported, created, responded } = startup
  return [
    `A fresh process has filtered its first response after ${duration(responded)}: ${duration(bare)} for Node itself, `
    + `${duration(imported - bare)} to import the package, ${duration(created - imported)} to compile the packs, `
    + `${duration(responded - created)} for the response.`,
  ]
}

function values({ values: all }: Result): string[] {
  if (all.length === 0) return []
  const rows = all.map(({ title, ours, library }) =>
    [title, `${figure(ours)} ns`, library === null ? '-' : `${figure(library)} ns`, library === null ? '-' : times(library / ours)])
  return ['One value; the libraries are `libphonenumber-js` and `validator`:', table(['', 'ours', 'library', 'ratio'], rows)]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|---|${'---:|'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n')
}
