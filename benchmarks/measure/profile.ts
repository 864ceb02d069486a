import { Session, type Profiler } from 'node:inspector'
import { CASES } from '../cases/table.ts'
import { filterOf } from '../contenders/ours.ts'
import { whole } from '../fixtures/body.ts'

export interface ProfileJob {
  readonly library: string
  readonly one: string
  readonly bytes: number
  /** Seconds of processor time to warm up, and then to watch. */
  readonly seconds: number
}

/** Where the filter spends its time on one case. */
export interface ProfileResult {
  readonly name: string
  /** By part: its share of the samples, from 0 to 1. */
  readonly shares: Readonly<Record<Part, number>>
}

/** Parts of a profile by where code comes from; the first that matches counts. */
const PARTS = [
  ['kernel', /^wasm:/],
  ['numbering plans', /phone\/numbering-plan/],
  ['walk', /\/lib\/walk\//],
  ['pipeline', /\/lib\/(?:pipeline|audit|egress-filter)/],
  ['detect', /\/lib\/detect\//],
  ['decide, treat', /\/lib\/(?:decide|treat|policy)\//],
  ['splice, bytes', /\/lib\/(?:splice|bytes)\//],
  ['rest', /(?:)/],
] as const
export type Part = (typeof PARTS)[number][0]
export const PART_NAMES: readonly Part[] = PARTS.map(([name]) => name)

const CHUNK_BYTES = 65_536
const SAMPLE_MICROSECONDS = 500

/** Samples a warm filter. Node's own functions (copying, allocation) and garbage collection are the rest. */
export async function measureProfile({ library, one: name, bytes, seconds }: ProfileJob): Promise<ProfileResult> {
  const one = CASES.find((each) => each.name === name)
  if (one === undefined) throw new Error(`there is no \`${name}\``)
  const filter = await filterOf(one, library)
  const body = whole(one.recipe, one.seed, bytes)
  const filterOn = (): void => {
    const before = process.cpuUsage()
    for (let spent = 0; spent < seconds * 1e6; ) {
      const session = filter.session(one.context, 'json')
      for (let at = 0; at < body.length; at += CHUNK_BYTES) session.push(body.subarray(at, at + CHUNK_BYTES))
      session.end()
      const { user, system } = process.cpuUsage(before)
      spent = user + system
    }
  }
  filterOn()
  return { name, shares: sharesOf(await sampled(filterOn)) }
}

async function sampled(work: () => void): Promise<Profiler.Profile> {
  const session = new Session()
  session.connect()
  try {
    session.post('Profiler.enable')
    session.post('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS })
    session.post('Profiler.start')
    work()
    return await new Promise((resolve, reject) => {
      session.post('Profiler.stop', (error, { profile }) => { error === null ? resolve(profile) : reject(error) })
    })
  } finally {
    session.disconnect()
  }
}

function sharesOf({ nodes, samples = [] }: Profiler.Profile): Record<Part, number> {
  const parts = new Map(nodes.map(({ id, callFrame: { url } }) => [id, partOf(url)]))
  const shares = Object.fromEntries(PART_NAMES.map((name) => [name, 0])) as Record<Part, number>
  for (const id of samples) shares[parts.get(id) ?? 'rest'] += 1 / samples.length
  return shares
}

function partOf(url: string): Part {
  return PARTS.find(([, pattern]) => pattern.test(url))?.[0] ?? 'rest'
}
