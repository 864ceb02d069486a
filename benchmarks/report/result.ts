import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../../test/helpers/root.ts'
import type { AdapterResult } from '../measure/express.ts'
import type { Measured } from '../measure/job.ts'
import type { MemoryResult } from '../measure/memory.ts'
import type { ProfileResult } from '../measure/profile.ts'
import type { StartupResult } from '../measure/startup.ts'
import type { ValueResult } from '../measure/values.ts'

/** What became of one contender on one case: figures, or why there are none. */
export interface Row {
  readonly name: string
  readonly title: string
  readonly measured: Measured | null
  readonly reason: string
}

export interface CaseResult {
  readonly name: string
  readonly title: string
  readonly rows: readonly Row[]
}

/** One run. Whoever reads rates needs to know where they come from. */
export interface Result {
  /** ISO 8601, UTC. */
  readonly date: string
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memory: number
    readonly platform: string
    readonly node: string
  }
  readonly git: { readonly ref: string; readonly isDirty: boolean }
  readonly options: { readonly bytes: number; readonly budget: number; readonly isQuick: boolean }
  readonly cases: readonly CaseResult[]
  readonly adapters: readonly AdapterResult[]
  readonly memory: MemoryResult | null
  readonly startup: StartupResult | null
  readonly values: readonly ValueResult[]
  readonly profile: readonly ProfileResult[]
}

export const RESULTS = join(ROOT, 'benchmarks/results')

export function describeMachine(): Result['machine'] {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  }
}

export function describeGit(): Result['git'] {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim()
  const isDirty = git('status', '--porcelain', '--untracked-files=no') !== ''
  return { ref: git('rev-parse', '--short=10', 'HEAD'), isDirty }
}

/** Keeps a result, and only that. Returns the name of its files without the ending. */
export function saveResult(result: Result, plot: string): string {
  mkdirSync(RESULTS, { recursive: true })
  for (const file of readdirSync(RESULTS)) rmSync(join(RESULTS, file))
  const name = result.date.slice(0, 10)
  writeFileSync(join(RESULTS, `${name}.json`), `${JSON.stringify(result, null, 1)}\n`)
  writeFileSync(join(RESULTS, PLOT), plot)
  return name
}

/** One name for good, so that documents can show it. */
export const PLOT = 'throughput.svg'

/** The newest result that is kept. */
export function newestResult(): Result {
  const newest = readdirSync(RESULTS).filter((file) => file.endsWith('.json')).sort().at(-1)
  if (newest === undefined) throw new Error('there is no result; npm run bench makes one')
  return JSON.parse(readFileSync(join(RESULTS, newest), 'utf8')) as Result
}
