import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../helpers/root.ts'
import { bodies } from './body.ts'
import { ourselves, PEERS } from './contenders.ts'
import { corpusRows, type CorpusRow } from './corpora.ts'
import { Misses } from './misses.ts'
import { Tally, type Score } from './tally.ts'

export interface Result {
  readonly seed: number
  readonly responses: number
  readonly bytes: number
  readonly ours: Score
  readonly peers: readonly Score[]
  readonly corpora: readonly CorpusRow[]
}

/** Makes bodies and runs everybody over them. The same seed gives the same result. */
export function measure(seed: number, responses: number, peers = PEERS): { result: Result; misses: Misses } {
  const ours = new Tally(ourselves())
  const others = peers.map((peer) => new Tally(peer))
  const misses = new Misses()
  let bytes = 0
  for (const body of bodies(seed, responses)) {
    bytes += Buffer.byteLength(body.text)
    misses.add(body, ours.add(body))
    for (const other of others) other.add(body)
  }
  const scores = others.map((other) => other.score())
  return { result: { seed, responses, bytes, ours: ours.score(), peers: scores, corpora: corpusRows() }, misses }
}

const FILE = join(ROOT, 'test/accuracy/result.json')

/** Keeps a result for the documents. It holds counts only. */
export function saveResult(result: Result): void {
  // One row to a line, so that two results can be compared.
  const text = JSON.stringify(result, null, 1).replace(/\{\n[^{}]*\}/g, (row) => row.replace(/\n\s*/g, ' '))
  writeFileSync(FILE, `${text}\n`)
}

export function keptResult(): Result {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Result
}
