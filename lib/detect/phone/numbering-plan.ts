import { brotliDecompressSync } from 'node:zlib'
import type { PlanData } from './plan-data.ts'
import { PLAN } from './plan.generated.ts'

/** What the numbering plans of the world say about a number. */
export interface PlannedNumber {
  /** ISO 3166-1 alpha-2, if it belongs to one country. */
  readonly region: string | null
  /** libphonenumber's word, such as `MOBILE`; null if it lies in no assigned range. */
  readonly numberType: string | null
  /** It was read at home, and belongs to another country with the same calling code. */
  readonly isForeign: boolean
}

/** Digits from 0 to 9, one in each element. */
export type Digits = Uint8Array

const RADIX = 10
const MAX_CODE_DIGITS = 3

/** The numbers of all countries, as an automaton: one look into a table per digit. */
export class NumberingPlan {
  readonly #json: string
  #tables: Tables | null = null

  /** @param json see PlanData. Read with the first number: many services send none. */
  constructor(json: string) {
    this.#json = json
  }

  /**
   * An international number, without `+`.
   *
   * @returns null if it lies in no assigned range
   */
  international(digits: Digits, from: number, to: number): PlannedNumber | null {
    const tables = this.#read()
    return numberAt(tables, tables.international, digits, from, to)
  }

  /**
   * Digits as they are dialled in a country: a national number, or one behind the country's international prefix or
   * calling code.
   *
   * @param region ISO 3166-1 alpha-2; in an unknown one there are no numbers
   */
  dialled(digits: Digits, from: number, to: number, region: string): PlannedNumber | null {
    const tables = this.#read()
    const home = tables.homes.get(region)
    if (home === undefined) return null
    const number = numberAt(tables, home.start, digits, from, to)
    const isClear = number !== null && !number.isForeign
    if (isClear || !startsWith(digits, from, to, home.callingCode)) return number
    return numberAt(tables, tables.international, digits, from, to) ?? number
  }

  /**
   * An international number that may lie in no assigned range, if numbers of its calling code have its length, not
   * counting a trunk prefix behind the calling code.
   */
  possible(digits: Digits, from: number, to: number): PlannedNumber | null {
    const { codes } = this.#read()
    let value = 0
    for (let rest = from; rest < to && rest < from + MAX_CODE_DIGITS; ) {
      value = value * RADIX + (digits[rest++] as number)
      const code = codes.get(value)
      if (code === undefined) continue
      const { lengths, trunkPrefix, number } = code
      const length = to - rest
      const isPossible = (lengths >> length & 1) === 1
        || (startsWith(digits, rest, to, trunkPrefix) && (lengths >> (length - trunkPrefix.length) & 1) === 1)
      return isPossible ? number : null
    }
    return null
  }

  /** The calling code of a region, and what is dialled before its numbers at home; both empty for an unknown one. */
  codesOf(region: string): { readonly callingCode: string, readonly trunkPrefix: string } {
    const { homes, codes } = this.#read()
    const callingCode = (homes.get(region)?.callingCode ?? []).join('')
    const trunkPrefix = (codes.get(Number(callingCode))?.trunkPrefix ?? []).join('')
    return { callingCode, trunkPrefix }
  }

  /** What the plan was made from. */
  get stamp(): Pick<PlanData, 'library' | 'metadata'> {
    const { library, metadata } = JSON.parse(this.#json) as PlanData
    return { library, metadata }
  }

  /** @throws Error if a number could lead out of the tables, or they cannot be read */
  check(): void {
    const { next, outcome, outcomes, homes, international } = this.#read()
    const isState = (state: number): boolean => outcome[state] !== undefined
    const isSound = next.length > 0 && next.every(isState) && outcome.every((index) => outcomes[index] !== undefined)
      && isState(international) && [...homes.values()].every(({ start }) => isState(start))
    if (!isSound) throw new Error('the tables do not fit together')
  }

  #read(): Tables {
    return this.#tables ??= tablesOf(JSON.parse(this.#json) as PlanData)
  }
}

const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/**
 * A plan that did not come with the package.
 *
 * @param json see PlanData
 * @throws Error if it is no plan
 */
export function checkedPlan(json: string): NumberingPlan {
  const plan = new NumberingPlan(json)
  plan.check()
  return plan
}

/** The plan that comes with the package. */
export const BUILT_IN_PLAN = new NumberingPlan(PLAN)

interface Tables {
  /** Ten for each state. */
  readonly next: Uint16Array
  /** For each state: index into `outcomes`. */
  readonly outcome: Uint16Array
  readonly outcomes: readonly (PlannedNumber | null)[]
  readonly international: number
  readonly homes: ReadonlyMap<string, { readonly callingCode: Digits, readonly start: number }>
  readonly codes: ReadonlyMap<number, CallingCode>
}

interface CallingCode {
  readonly lengths: number
  readonly trunkPrefix: Digits
  readonly number: PlannedNumber
}

function tablesOf({ table, outcomes, international, countries, codes }: PlanData): Tables {
  const bytes = brotliDecompressSync(Buffer.from(table, 'base64'))
  if (!IS_LITTLE_ENDIAN) bytes.swap16()
  const words = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / Uint16Array.BYTES_PER_ELEMENT)
  const states = words.length / (RADIX + 1)
  return {
    next: words.subarray(0, states * RADIX),
    outcome: words.subarray(states * RADIX),
    outcomes: outcomes.map(([numberType, region, isForeign]) =>
      numberType === '' ? null : { region: region || null, numberType, isForeign: isForeign === 1 }),
    international,
    homes: new Map(countries.map(([country, code, start]) => [country, { callingCode: digitsOf(code), start }])),
    codes: new Map(codes.map(([code, lengths, trunkPrefix, country]) => {
      const number = { region: country || null, numberType: null, isForeign: false }
      return [Number(code), { lengths, trunkPrefix: digitsOf(trunkPrefix), number }]
    })),
  }
}

function digitsOf(text: string): Digits {
  return Uint8Array.from(text, Number)
}

function numberAt(
  { next, outcome, outcomes }: Tables, start: number, digits: Digits, from: number, to: number,
): PlannedNumber | null {
  let state = start
  for (let at = from; at < to && state !== 0; at++) state = next[state * RADIX + (digits[at] as number)] as number
  return outcomes[outcome[state] as number] as PlannedNumber | null
}

function startsWith(digits: Digits, from: number, to: number, prefix: Digits): boolean {
  if (prefix.length > to - from) return false
  for (let at = 0; at < prefix.length; at++) if (digits[from + at] !== prefix[at]) return false
  return true
}
