import assert from 'node:assert/strict'
import { loadPolicy } from '../../lib/policy/policy.ts'
import { oracleFilter } from '../../test/helpers/oracle.ts'
import { exampleOracle } from '../../test/helpers/policy.ts'
import type { Case } from '../cases/case.ts'
import { policyDocuments } from '../cases/policy.ts'
import { filterOf } from '../contenders/ours.ts'
import { run } from '../contenders/run.ts'
import type { Start } from '../contenders/contender.ts'
import { planted } from '../fixtures/body.ts'
import { tally } from './tally.ts'

const CHUNKS = [65_536, 1000, 7]

/**
 * Compares what the filter makes of the beginning of a body with what the obvious filter of the tests makes of it, for
 * several sizes of chunks. Bytes of what is harmless must be the same bytes.
 * @throws AssertionError
 */
export async function check(one: Case, bytes: number, library: string): Promise<void> {
  const filter = await filterOf(one, library)
  const start: Start = (emit) => {
    const session = filter.session(one.context, 'json')
    return { push: (chunk) => session.push(chunk).forEach(emit), end: () => session.end().forEach(emit) }
  }
  const { body, planted: leaves } = planted(one.recipe, one.seed, bytes)
  const policy = loadPolicy({ documents: policyDocuments(one.rules) })
  const expected = oracleFilter(body.toString(), exampleOracle(one.context, policy))
  for (const chunkBytes of new Set([one.chunkBytes, ...CHUNKS])) {
    const pieces: Buffer[] = []
    await run(start, body, chunkBytes, (piece) => pieces.push(piece))
    const output = Buffer.concat(pieces).toString()
    assert.deepStrictEqual(JSON.parse(output), expected, `chunks of ${chunkBytes} bytes`)
    assert.equal(tally(output, leaves, one.declared).respelled, 0, 'bytes of what is harmless')
  }
}
