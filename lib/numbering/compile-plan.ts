import { brotliCompressSync, constants } from 'node:zlib'
import type { PlanData } from '../detect/phone/plan-data.ts'
import { buildAutomaton } from './automaton.ts'
import { readMetadata } from './metadata.ts'

/** What tables can number. */
const MAX_STATES = 0x10000

/**
 * Compiles metadata into a plan. Takes seconds.
 *
 * @param json the text of `metadata.max.json`
 * @param stamp what the plan says of where it is from
 * @throws Error if the metadata is of another version or has patterns that are not understood
 */
export function compilePlan(json: string, stamp: Pick<PlanData, 'library' | 'metadata'>): PlanData {
  const metadata = readMetadata(JSON.parse(json))
  const { next, outcome, outcomes, international, countries } = buildAutomaton(metadata)
  if (next.length > MAX_STATES) throw new Error(`the automaton has ${next.length} states, more than ${MAX_STATES}`)
  const table = Uint16Array.from([...next.flat(), ...outcome])
  const bytes = Buffer.alloc(table.byteLength)
  for (const [index, value] of table.entries()) bytes.writeUInt16LE(value, index * 2)
  return {
    ...stamp,
    international,
    countries: countries.map(({ country, callingCode, start }) => [country, callingCode, start]),
    codes: [...metadata.codes].map(([code, plans]) => {
      const country = plans.length === 1 ? plans[0]?.country : null
      return [code, bitsOf(plans.flatMap(({ lengths }) => lengths)), plans[0]?.trunkPrefix ?? '', country ?? '']
    }),
    outcomes: outcomes.map((one) => [one?.type ?? '', one?.country ?? '', Number(one?.isForeign ?? false)]),
    table: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS } })
      .toString('base64'),
  }
}

function bitsOf(lengths: readonly number[]): number {
  return lengths.reduce((bits, length) => bits | 1 << length, 0)
}
