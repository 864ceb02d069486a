import { execFileSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'

/** Medians in milliseconds since the process began, but for `bare`: all of them in fresh processes. */
export interface StartupResult {
  /** An empty program. */
  readonly bare: number
  readonly imported: number
  /** The packs were read and compiled. */
  readonly created: number
  /** The first response was filtered. */
  readonly responded: number
}

const BODY = '{"open":3,"contact":{"extension":"6001","homePhone":"+44 1632 960001"}}'
const FILTERED = '{"open":3,"contact":{"extension":"[extension]","homePhone":"[phone]"}}'

/** From nothing to the first filtered response. */
export function measureStartup(library: string, runs: number): StartupResult {
  const program = `
    const { createEgressFilter } = await import(${JSON.stringify(pathToFileURL(library).href)})
    const imported = performance.now()
    const filter = createEgressFilter()
    const created = performance.now()
    const { body } = filter.bytes(${JSON.stringify(BODY)}, { app: 'nobody' })
    const responded = performance.now()
    console.log(JSON.stringify({ imported, created, responded, body: body.toString() }))`
  const marks = Array.from({ length: runs }, () => {
    const bare = Number(inFreshProcess('console.log(performance.now())'))
    const { body, ...rest } = JSON.parse(inFreshProcess(program)) as Omit<StartupResult, 'bare'> & { body: string }
    if (body !== FILTERED) throw new Error('the first response was not filtered as expected')
    return { bare, ...rest }
  })
  const of = (mark: keyof StartupResult): number => median(marks.map((one) => one[mark]))
  return { bare: of('bare'), imported: of('imported'), created: of('created'), responded: of('responded') }
}

function inFreshProcess(program: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return ((sorted[middle] ?? NaN) + (sorted[(sorted.length - 1) >> 1] ?? NaN)) / 2
}
