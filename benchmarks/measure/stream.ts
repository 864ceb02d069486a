import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import type { Case } from '../cases/case.ts'
import { CASES } from '../cases/table.ts'
import type { Contender, Prepared, Setting } from '../contenders/contender.ts'
import { run } from '../contenders/run.ts'
import { CONTENDERS } from '../contenders/table.ts'
import { planted } from '../fixtures/body.ts'
import type { Planted } from '../fixtures/write.ts'
import { least, spend, type Spent } from './clock.ts'
import type { Job, Measured } from './job.ts'
import { tally, type Tally } from './tally.ts'
import { feedInTurns } from './turns.ts'

const SETTING_BYTES = 65_536
/** What leaks is counted in no more than this many seconds; a slow contender is then asked about fewer bytes. */
const MAX_TALLY_SECONDS = 4
/** A warm-up larger than this would leave its garbage in the resident size that is measured next. */
const MAX_WARM_BYTES = 1 << 20
/** Seconds of processor time. */
const RECOVERY = 0.3
/** Passes over the body that the budget is shared by: the one in turns, and the timed ones. */
const MIN_RUNS = 2

/** Measures one contender on one case. To be called once in a fresh process. */
export async function measureStream(job: Job): Promise<Measured> {
  const one = found(CASES, job.one)
  const contender = found(CONTENDERS, job.contender)
  const prepared = await contender.prepare(settingOf(one, job.library))
  const bytes = await choose(job, one, prepared)
  const turns = job.isBrief ? null : await inTurns(job, one, prepared, bytes)
  const { times, parse, digest } = await time(job, one, prepared, bytes)
  const rate = (seconds: number): number => bytes / 1e6 / seconds
  const tallyBytes = Math.min(job.tallyBytes, rate(times.cpu) * 1e6 * MAX_TALLY_SECONDS)
  const counts = job.isBrief || contender.isBound ? null : await tallied(one, prepared, tallyBytes)
  return {
    bytes, digest, rate: rate(times.cpu), wallRate: rate(times.wall), parseRate: rate(parse.cpu),
    longestBlock: turns?.longestBlock ?? null, growth: turns?.growth ?? null, tally: counts,
  }
}

function ignore(): void {
  // What comes out of a warm-up, or of a run that is watched for its memory.
}

function found<T extends Case | Contender>(list: readonly T[], name: string): T {
  const one = list.find((candidate) => candidate.name === name)
  if (one === undefined) throw new Error(`there is no \`${name}\``)
  return one
}

/** Keys and places of the values that are private as a whole, as somebody would list them who knows the API. */
function settingOf(one: Case, library: string): Setting {
  const leaves = planted(one.recipe, one.seed, SETTING_BYTES).planted.filter(isPrivate)
  const places = new Map(leaves.map(({ pointer }) => {
    const place = pointer.split('/').slice(1).map((segment) => (/^\d+$/.test(segment) ? '*' : segment))
    return [place.join('/'), place]
  }))
  const keys = [...places.values()].map((place) => place.at(-1) ?? '').filter((key) => key !== '*')
  return { one, library, keys: [...new Set(keys)], places: [...places.values()] }
}

function isPrivate({ raw, secrets, keeps }: Planted): boolean {
  return raw !== null && secrets.length === 1 && keeps.length === 0
}

/** Warms up on short bodies, and returns the longest one for which the budget will do. */
async function choose(job: Job, one: Case, prepared: Prepared): Promise<number> {
  const share = job.budget / (MIN_RUNS + 1)
  let at = 0
  let perByte = Infinity
  const fits = (): boolean => Number(job.cuts[at + 1]) * perByte <= share
  // What is slow at first may only be cold.
  for (let spent = 0; spent < job.warmUp; ) {
    const cut = job.cuts[at] ?? 0
    const body = readBody(job, one, cut)
    const { cpu } = await spend(() => runOf(one, prepared, body, ignore))
    spent += cpu
    perByte = Math.min(perByte, cpu / cut)
    if (fits() && Number(job.cuts[at + 1]) <= MAX_WARM_BYTES) at++
  }
  while (fits()) at++
  return ((job.isBrief ? job.cuts.at(-1) : job.cuts[at]) ?? 0) + one.recipe.tail.length
}

/** The body up to a cut, whole. */
function readBody(job: Job, one: Case, cut: number): Buffer {
  return Buffer.concat([...readChunks(job, one, cut)])
}

function* readChunks(job: Job, one: Case, cut: number): Generator<Buffer> {
  const file = openSync(job.file, 'r')
  try {
    const size = one.chunkBytes
    let at = 0
    while (at < cut) {
      const chunk = Buffer.allocUnsafe(Math.min(size, cut - at))
      at += readSync(file, chunk, 0, chunk.length, at)
      yield chunk
    }
    yield Buffer.from(one.recipe.tail)
  } finally {
    closeSync(file)
  }
}

async function inTurns(
  job: Job, one: Case, prepared: Prepared, bytes: number,
): Promise<Pick<Measured, 'longestBlock' | 'growth'>> {
  const cut = bytes - one.recipe.tail.length
  await recover(job, one, prepared, cut)
  if ('start' in prepared) return feedInTurns(readChunks(job, one, cut), prepared.start(ignore))
  const text = readBody(job, one, cut).toString()
  const { longestBlock } = await feedInTurns([], { push: ignore, end: () => { prepared.text(text) } })
  // What was read to make the string is still there to be used again: how much a document takes cannot be told.
  return { longestBlock, growth: null }
}

interface Times {
  readonly times: Spent
  readonly parse: Spent
  readonly digest: string
}

/** The contender and JSON.parse by turns. */
async function time(job: Job, one: Case, prepared: Prepared, bytes: number): Promise<Times> {
  const body = readBody(job, one, bytes - one.recipe.tail.length)
  const text = body.toString()
  const hash = createHash('sha256')
  let size = -1
  const times: Spent[] = []
  const parses: Spent[] = []
  let spent = 0
  for (let n = 0; n < job.runs && (n < MIN_RUNS || spent < job.budget); n++) {
    parses.push(await spend(() => JSON.parse(text) as unknown))
    await recover(job, one, prepared, body.length)
    let emitted = 0
    const once = await spend(() => runOf(one, prepared, body, (piece) => { emitted += piece.length }, text))
    if (size >= 0 && emitted !== size) throw new Error('two runs gave outputs of different lengths')
    size = emitted
    times.push(once)
    spent += once.cpu
  }
  if ('start' in prepared) await runOf(one, prepared, body, (piece) => hash.update(piece))
  const digest = 'start' in prepared ? hash.digest('hex').slice(0, 16) : ''
  return { times: least(times), parse: least(parses), digest }
}

/**
 * The tree that JSON.parse made is collected on nobody's account. That makes the engine forget how it had compiled what
 * was not at work just then, so everybody gets a moment to warm up again.
 */
async function recover(job: Job, one: Case, prepared: Prepared, bytes: number): Promise<void> {
  globalThis.gc?.()
  const most = Math.min(MAX_WARM_BYTES, bytes)
  const body = readBody(job, one, job.cuts.findLast((cut) => cut <= most) ?? job.cuts[0] ?? 0)
  for (let spent = 0; spent < RECOVERY; ) {
    const { cpu } = await spend(() => runOf(one, prepared, body, ignore))
    spent += cpu
  }
}

async function tallied(one: Case, prepared: Prepared, bytes: number): Promise<Tally | null> {
  if (!('start' in prepared)) return null
  const { body, planted: leaves } = planted(one.recipe, one.seed, bytes)
  const pieces: Buffer[] = []
  await runOf(one, prepared, body, (piece) => pieces.push(piece))
  return tally(Buffer.concat(pieces).toString(), leaves, one.declared)
}

/** One body through a contender; a promise only where the contender gives one. */
function runOf(
  { chunkBytes }: Case, prepared: Prepared, body: Buffer, emit: (piece: Buffer) => void, text = '',
): void | Promise<void> {
  if ('text' in prepared) {
    prepared.text(text === '' ? body.toString() : text)
    return
  }
  return run(prepared.start, body, chunkBytes, emit)
}
