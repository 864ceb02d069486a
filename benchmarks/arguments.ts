import { parseArgs } from 'node:util'

/** What `npm run bench` is asked for. */
export interface RunOptions {
  /** Names of cases; none: all. */
  readonly cases: readonly string[]
  /** Names of contenders; none: all. */
  readonly only: readonly string[]
  /** Largest body of a case. */
  readonly bytes: number
  /** Seconds of processor time that the timed runs of one contender may take on one case, about. */
  readonly budget: number
  readonly isQuick: boolean
  /** Write the results, the plot and the tables of the documents. */
  readonly save: boolean
  /** Install what stands in benchmarks/peers, if it is not there. */
  readonly install: boolean
}

/** What `npm run bench:compare` is asked for. */
export interface CompareOptions {
  readonly ref: string
  readonly cases: readonly string[]
  readonly bytes: number
  readonly rounds: number
}

/** Cases and contenders that there are. */
export interface Known {
  readonly cases: readonly string[]
  readonly contenders: readonly string[]
}

const DEFAULTS = { bytes: 64_000_000, budget: 1 }
const QUICK = { bytes: 1_000_000, budget: 0.3 }

/** @throws Error for words that are not known, with those that are */
export function readRunArguments(args: readonly string[], known: Known): RunOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      bytes: { type: 'string' },
      only: { type: 'string' },
      budget: { type: 'string' },
      quick: { type: 'boolean', default: false },
      save: { type: 'boolean' },
      'no-install': { type: 'boolean', default: false },
    },
  })
  const defaults = values.quick ? QUICK : DEFAULTS
  const only = values.only === undefined ? [] : values.only.split(',')
  refuseUnknown(positionals, known.cases, 'case')
  refuseUnknown(only, known.contenders, 'contender')
  const isAll = positionals.length === 0 && only.length === 0
  return {
    cases: positionals,
    only,
    bytes: values.bytes === undefined ? defaults.bytes : readBytes(values.bytes),
    budget: values.budget === undefined ? defaults.budget : readPositive(values.budget, '--budget'),
    isQuick: values.quick,
    save: values.save ?? isAll,
    install: !values['no-install'],
  }
}

const COMPARED = { bytes: 16_000_000, rounds: 5, cases: ['sparse', 'dense', 'calls', 'text'] }

/** @throws Error for words that are not known, or without a version to compare with */
export function readCompareArguments(args: readonly string[], known: Known): CompareOptions {
  const { values, positionals: [ref, ...cases] } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { bytes: { type: 'string' }, rounds: { type: 'string' } },
  })
  if (ref === undefined) throw new Error('which version to compare with? For example: npm run bench:compare main')
  refuseUnknown(cases, known.cases, 'case')
  return {
    ref,
    cases: cases.length === 0 ? COMPARED.cases : cases,
    bytes: values.bytes === undefined ? COMPARED.bytes : readBytes(values.bytes),
    rounds: values.rounds === undefined ? COMPARED.rounds : Math.ceil(readPositive(values.rounds, '--rounds')),
  }
}

const UNITS: ReadonlyMap<string, number> = new Map([['', 1], ['k', 1e3], ['m', 1e6], ['g', 1e9]])

/** `64000000`, `64M`, `1g`. */
function readBytes(text: string): number {
  const [, count, unit] = /^(\d+)([kmg]?)$/i.exec(text) ?? []
  const bytes = Number(count) * (UNITS.get((unit ?? '').toLowerCase()) ?? NaN)
  if (!(bytes > 0)) throw new Error(`\`--bytes\` wants a number of bytes, such as 64M, not \`${text}\``)
  return bytes
}

function readPositive(text: string, option: string): number {
  const value = Number(text)
  if (!(value > 0)) throw new Error(`\`${option}\` wants a number above 0, not \`${text}\``)
  return value
}

function refuseUnknown(words: readonly string[], known: readonly string[], what: string): void {
  const unknown = words.find((word) => !known.includes(word))
  if (unknown !== undefined) throw new Error(`there is no ${what} \`${unknown}\`; there are ${known.join(', ')}`)
}

/** What went wrong, in a sentence; the exit code. */
export function complain(cause: unknown): number {
  console.error(cause instanceof Error ? cause.message : String(cause))
  return 2
}
