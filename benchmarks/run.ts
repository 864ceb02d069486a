import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT } from '../test/helpers/built.ts'
import { complain, readRunArguments, type RunOptions } from './arguments.ts'
import type { Case } from './cases/case.ts'
import { CASES } from './cases/table.ts'
import type { Contender } from './contenders/contender.ts'
import { isInstalled } from './contenders/peer.ts'
import { CONTENDERS } from './contenders/table.ts'
import { sizesUpTo, writeBody } from './fixtures/body.ts'
import { check } from './measure/check.ts'
import { measureAdapters } from './measure/express.ts'
import type { ProfileResult } from './measure/profile.ts'
import { measured } from './measure/spawn.ts'
import { measureStartup } from './measure/startup.ts'
import { measureValues } from './measure/values.ts'
import { installPeers } from './peers/install.ts'
import { plot } from './report/plot.ts'
import { describeGit, describeMachine, saveResult, type CaseResult, type Result, type Row } from './report/result.ts'
import { contenders, profiles, SHOWN, summary } from './report/tables.ts'

/** Cases that are no bodies. */
const OTHERS = ['adapters', 'memory', 'startup', 'values', 'profile'] as const
type Other = (typeof OTHERS)[number]

const LIBRARY = join(BUILT, 'lib/index.js')
/** As it is shipped. */
const BUNDLE = join(BUILT, 'lib/bundle/index.js')
const CHECKED_BYTES = 50_000
const QUICK_CHECKED_BYTES = 20_000
const TALLY_BYTES = 100_000
const QUICK_TALLY_BYTES = 50_000
const RUNS = 5
/** Time to warm up, as a part of the budget. */
const WARM_UP = 0.75
/** A contender that takes longer than this beyond its budget is stopped. */
const PATIENCE_SECONDS = 45
/** The filter, which everything here is about, gets more time than each of those that it is compared with. */
const OWN_SHARE = 4
/** In a quick run, everybody is measured on the cases that are shown, and on the others only the filter. */
const QUICK_CONTENDERS = ['pii-egress']
const LONG_SECONDS = 900
/** Cases whose profiles say what limits the filter. */
const PROFILED = ['clean', 'sparse', 'dense', 'pseudonyms', 'calls', 'text', 'escapes']
const LONG_STREAM = { named: 1_000_000_000, among: 128_000_000, quick: 16_000_000 }

process.exitCode = await main(process.argv.slice(2)).catch(complain)

async function main(args: readonly string[]): Promise<number> {
  const known = { cases: [...CASES.map(({ name }) => name), ...OTHERS], contenders: CONTENDERS.map(({ name }) => name) }
  const options = readRunArguments(args, known)
  const chosen = CONTENDERS.filter(({ name }) => options.only.length === 0 || options.only.includes(name))
  const note = options.install && chosen.some(({ peers }) => peers.length > 0) ? installPeers() : null
  if (note !== null) console.log(note)
  const folder = mkdtempSync(join(tmpdir(), 'pii-egress-benchmarks-'))
  try {
    return await runAll(options, chosen, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function runAll(options: RunOptions, chosen: readonly Contender[], folder: string): Promise<number> {
  const git = describeGit()
  const cases: CaseResult[] = []
  let wrong = 0
  for (const one of CASES.filter(({ name }) => wants(options, name))) {
    const result = await runCase(one, options, chosen, folder)
    if (result === null) wrong++
    else cases.push(result)
  }
  const other = await runOthers(options)
  wrong += other.wrong
  const { bytes, budget, isQuick } = options
  const result: Result = {
    date: new Date().toISOString(), machine: describeMachine(), git, options: { bytes, budget, isQuick }, cases,
    ...other.results,
  }
  if (options.save && wrong === 0) {
    const name = saveResult(result, plot(result))
    console.log(`results: benchmarks/results/${name}.json; npm run docs writes them into the documents`)
  } else if (cases.length === 0) {
    console.log(summary(result) + (result.profile.length > 0 ? `\n\n${profiles(result)}` : ''))
  }
  return wrong === 0 ? 0 : 1
}

function wants({ cases, only }: RunOptions, name: string): boolean {
  if ((OTHERS as readonly string[]).includes(name) && cases.length === 0) return only.length === 0
  return cases.length === 0 || cases.includes(name)
}

/** Null, and no figure, where the filter's output is not the right one. */
async function runCase(
  one: Case, options: RunOptions, chosen: readonly Contender[], folder: string,
): Promise<CaseResult | null> {
  const { name, title } = one
  try {
    await check(one, options.isQuick ? QUICK_CHECKED_BYTES : CHECKED_BYTES, LIBRARY)
  } catch (cause) {
    console.log(`${name}: THE OUTPUT IS WRONG, no figures\n${String(cause).slice(0, 2000)}`)
    return null
  }
  const file = join(folder, `${name}.json`)
  const sizes = sizesUpTo(options.bytes)
  const cuts = writeBody(one.recipe, one.seed, sizes, file)
  const rows: Row[] = []
  for (const contender of chosen) {
    if (options.isQuick && !SHOWN.includes(name) && !QUICK_CONTENDERS.includes(contender.name)) continue
    rows.push(await runContender(one, contender, { file, cuts }, options))
  }
  rmSync(file)
  const result = { name, title, rows }
  console.log(`\n${name}: ${title}\n\n${contenders(result)}`)
  return result
}

async function runContender(
  one: Case, { name, title, peers }: Contender, body: { file: string; cuts: readonly number[] }, options: RunOptions,
): Promise<Row> {
  if (!peers.every(isInstalled)) return { name, title, measured: null, reason: 'not installed' }
  const factor = name === 'pii-egress' ? OWN_SHARE : 1
  const budget = options.budget * factor
  const tallyBytes = options.isQuick ? QUICK_TALLY_BYTES : TALLY_BYTES
  const job = {
    one: one.name, contender: name, library: LIBRARY, ...body, budget, warmUp: WARM_UP * budget, runs: RUNS, tallyBytes,
    isBrief: false,
  }
  try {
    return { name, title, measured: await measured('stream', job, budget + PATIENCE_SECONDS), reason: '' }
  } catch (cause) {
    const [reason = ''] = String(cause).split('\n')
    return { name, title, measured: null, reason }
  }
}

type OtherResults = Pick<Result, Other>

async function runOthers(options: RunOptions): Promise<{ wrong: number; results: OtherResults }> {
  const results: { -readonly [key in Other]: OtherResults[key] } = {
    adapters: [], memory: null, startup: null, values: [], profile: [],
  }
  const { isQuick, cases } = options
  const size = isQuick ? LONG_STREAM.quick : cases.includes('memory') ? LONG_STREAM.named : LONG_STREAM.among
  const job = { library: LIBRARY, bytes: size, stringBytes: isQuick ? 100_000 : 10_000_000 }
  const actions: Readonly<Record<Other, () => Promise<void>>> = {
    adapters: async () => { results.adapters = await measureAdapters({ library: LIBRARY, isQuick }) },
    memory: async () => { results.memory = await measured('memory', job, LONG_SECONDS) },
    startup: () => {
      results.startup = measureStartup(BUNDLE, isQuick ? 3 : 9)
      return Promise.resolve()
    },
    values: () => {
      results.values = measureValues(isQuick)
      return Promise.resolve()
    },
    profile: async () => { results.profile = await profileAll(isQuick) },
  }
  let wrong = 0
  for (const name of OTHERS.filter((other) => wants(options, other))) {
    try {
      await actions[name]()
    } catch (cause) {
      wrong++
      console.log(`${name}: WRONG, no figures\n${String(cause).slice(0, 2000)}`)
    }
  }
  return { wrong, results }
}

async function profileAll(isQuick: boolean): Promise<ProfileResult[]> {
  const results: ProfileResult[] = []
  for (const one of PROFILED) {
    const job = { library: LIBRARY, one, bytes: isQuick ? 500_000 : 4_000_000, seconds: isQuick ? 0.3 : 3 }
    results.push(await measured('profile', job, job.seconds * 2 + PATIENCE_SECONDS))
  }
  return results
}
