import { setImmediate as turn } from 'node:timers/promises'
import { letters, person } from './people.ts'
import { call, contact } from './records.ts'

/** How an export is written: what stands before, between and after the records, and its media type. */
export interface Framing {
  readonly type: string
  readonly before: string
  readonly between: string
  readonly after: string
}

export const FRAMINGS = {
  json: { type: 'application/json', before: '[', between: ',\n', after: ']\n' },
  ndjson: { type: 'application/x-ndjson', before: '', between: '\n', after: '\n' },
} as const satisfies Record<string, Framing>

/** Where an export ends: after so many records, or with the first record that reaches so many bytes. */
export interface Extent {
  readonly records: number
  readonly bytes: number
}

const CHUNK_BYTES = 65_536
/** Bodies that are made once and repeated under new ids: the demo is there to show the filter, not JSON.stringify. */
const BODIES = 256
const MEGABYTE = 1_000_000

/** `?records=N` or `?mb=N` of a request; 100 records without. What is no number counts as not there. */
export function extentOf(query: Readonly<Record<string, unknown>>): Extent {
  const records = wholeNumber(query['records'])
  const megabytes = wholeNumber(query['mb'])
  if (megabytes !== null) return { records: Infinity, bytes: megabytes * MEGABYTE }
  return { records: records ?? 100, bytes: Infinity }
}

function wholeNumber(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : null
}

/** The export in chunks, made as they are asked for. The first one is small, so that a client sees it begin at once. */
export function* exportChunks({ before, between, after }: Framing, extent: Extent): Generator<Buffer> {
  let chunk = before
  let total = 0
  for (let index = 0; index < extent.records && total + chunk.length < extent.bytes; index++) {
    chunk += `${index === 0 ? '' : between}{"id":"x-${letters(index)}",${bodyOf(index % BODIES)}`
    if (chunk.length < CHUNK_BYTES && index > 0) continue
    total += chunk.length
    yield Buffer.from(chunk)
    chunk = ''
  }
  yield Buffer.from(chunk + after)
}

/** The same, with a turn of the event loop after each chunk, so that one export does not keep others waiting. */
export async function* exportInTurns(framing: Framing, extent: Extent): AsyncGenerator<Buffer> {
  for (const chunk of exportChunks(framing, extent)) {
    yield chunk
    await turn()
  }
}

const bodies: string[] = []

/** The members of one record but its id, with the closing bracket. */
function bodyOf(index: number): string {
  return (bodies[index] ??= JSON.stringify({ contact: contact(person(index)), call: call(index) }).slice(1))
}
