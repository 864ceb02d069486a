import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BUILT } from '../test/helpers/built.ts'
import { ROOT } from '../test/helpers/root.ts'
import { complain, readCompareArguments, type CompareOptions } from './arguments.ts'
import type { Case } from './cases/case.ts'
import { CASES } from './cases/table.ts'
import { sizesUpTo, writeBody } from './fixtures/body.ts'
import type { Job, Measured } from './measure/job.ts'
import { orders, spread } from './measure/pairs.ts'
import { measured } from './measure/spawn.ts'
import { megabytes } from './report/words.ts'

const SECONDS = 120
const BUDGET = 3
const WARM_UP = 3
const RUNS = 3

process.exitCode = await main(process.argv.slice(2)).catch(complain)

/** Compares the filter of this tree with that of another version: the same harness, bodies and machine, in pairs. */
async function main(args: readonly string[]): Promise<number> {
  const options = readCompareArguments(args, { cases: CASES.map(({ name }) => name), contenders: [] })
  const folder = mkdtempSync(join(tmpdir(), 'pii-egress-compare-'))
  const tree = join(folder, 'tree')
  try {
    git('worktree', 'add', '--detach', '--quiet', tree, options.ref)
    symlinkSync(realpathSync(join(ROOT, 'node_modules')), join(tree, 'node_modules'))
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: tree, stdio: ['ignore', 'ignore', 'inherit'] })
    const libraries = { old: join(tree, 'dist/lib/index.js'), new: join(BUILT, 'lib/index.js') }
    console.log(`this tree against ${options.ref}: above 1 is faster; median of ${options.rounds} pairs (and spread)`)
    const cases = CASES.filter(({ name }) => options.cases.includes(name))
    for (const one of cases) await compare(one, libraries, options, folder)
    return 0
  } finally {
    if (existsSync(tree)) git('worktree', 'remove', '--force', tree)
    rmSync(folder, { recursive: true, force: true })
  }
}

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function compare(
  one: Case, libraries: Readonly<Record<'old' | 'new', string>>, options: CompareOptions, folder: string,
): Promise<void> {
  const file = join(folder, `${one.name}.json`)
  const cuts = writeBody(one.recipe, one.seed, sizesUpTo(options.bytes), file)
  const measure = (library: string, within: readonly number[], isBrief: boolean): Promise<Measured> => {
    const job: Job = {
      one: one.name, contender: 'pii-egress', library, file, cuts: within, budget: BUDGET, warmUp: WARM_UP, runs: RUNS,
      tallyBytes: 0, isBrief,
    }
    return measured('stream', job, SECONDS)
  }
  // The slower of the two says how long the body may be; then both get the same.
  const trials = [await measure(libraries.old, cuts, false), await measure(libraries.new, cuts, false)]
  const bytes = Math.min(...trials.map((trial) => trial.bytes)) - one.recipe.tail.length
  const shared = cuts.filter((cut) => cut <= bytes)
  const ratios: number[] = []
  const digests = new Set<string>()
  for (const order of orders(options.rounds)) {
    const rates = { old: 0, new: 0 }
    for (const version of order) {
      const { rate, digest } = await measure(libraries[version], shared, true)
      rates[version] = rate
      digests.add(digest)
    }
    ratios.push(rates.new / rates.old)
  }
  rmSync(file)
  const { median, min, max } = spread(ratios)
  const output = digests.size === 1 ? 'the same output' : 'DIFFERENT OUTPUT'
  // Two decimals: the question is whether a change of a few percent is one.
  const [middle, least, most] = [median, min, max].map((ratio) => ratio.toFixed(2))
  console.log(`${one.name}: ${middle} x (${least} to ${most}), ${megabytes(bytes)}, ${output}`)
}
