import assert from 'node:assert/strict'
import type { Session } from '../lib/pipeline/session-contract.ts'
import { oracleFilter } from '../test/helpers/oracle.ts'
import { exampleEngine, exampleOracle } from '../test/helpers/policy.ts'
import { CASES, type Case } from './cases.ts'

const CHECKED_BYTES = 300_000
const BODY_BYTES = 8_000_000
const CHUNK_BYTES = 65_536
const RUNS = 3
const CONTEXT = { app: 'partner-crm', tenant: 't-0042' }

const wanted = process.argv.slice(2)
console.log(`node ${process.version}, ${process.arch}; ratios to JSON.parse of the same body`)
for (const one of CASES) if (wanted.length === 0 || wanted.includes(one.name)) measure(one)

function measure({ name, make }: Case): void {
  const engine = exampleEngine()
  const checked = make(CHECKED_BYTES)
  const filtered = Buffer.concat([...filter(engine.open(CONTEXT, 'json'), checked)]).toString()
  assert.deepEqual(JSON.parse(filtered), oracleFilter(checked.toString(), exampleOracle(CONTEXT)))

  const body = make(BODY_BYTES)
  const text = body.toString()
  const parse = best(() => JSON.parse(text) as unknown)
  const rewrite = best(() => JSON.stringify(JSON.parse(text)))
  const ours = best(() => {
    for (const piece of filter(engine.open(CONTEXT, 'json'), body)) assert(piece.length > 0)
  })
  const rate = (seconds: number): string => `${(body.length / 1e6 / seconds).toFixed(1)} MB/s`
  console.log(`${name}: JSON.parse ${rate(parse)}; parse and stringify ${rate(rewrite)}, ${(parse / rewrite).toFixed(2)} x`)
  console.log(`${name}: filter ${rate(ours)}, ${(parse / ours).toFixed(2)} x`)
}

function* filter(session: Session, body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += CHUNK_BYTES) yield* session.push(body.subarray(at, at + CHUNK_BYTES))
  yield* session.end()
}

/** Seconds of processor time; the first run warms up. */
function best(work: () => unknown): number {
  let least = Infinity
  for (let run = 0; run <= RUNS; run++) {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    if (run > 0) least = Math.min(least, (user + system) / 1e6)
  }
  return least
}
