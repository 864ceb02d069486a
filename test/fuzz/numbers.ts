import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import type { Digits, NumberingPlan, PlannedNumber } from '../../lib/detect/phone/numbering-plan.ts'
import type { Metadata, Plan } from '../../lib/numbering/metadata.ts'
import { compilePattern, type Pattern } from '../../lib/numbering/pattern.ts'

type Random = (below: number) => number

/** A number as somebody dials it: behind `+`, or in a country. */
export interface Dialled {
  readonly digits: string
  /** Null: behind `+`. */
  readonly region: string | null
}

/** What comes of asking both about a number: to both it is no number, or the same; or it is to the plan alone; or not. */
export type Comparison = 'none' | 'same' | 'extra' | 'missed' | 'other country' | 'other type'

export function compare(plan: NumberingPlan, dialled: Dialled): Comparison {
  const theirs = askLibrary(dialled)
  const ours = askPlan(plan, dialled)
  if (theirs === null) return ours === null ? 'none' : 'extra'
  if (ours === null) return 'missed'
  if (theirs.region !== ours.region) return 'other country'
  return theirs.numberType === ours.numberType ? 'same' : 'other type'
}

/** What libphonenumber says; null if the number is not valid. */
export function askLibrary({ digits, region }: Dialled): Omit<PlannedNumber, 'isForeign'> | null {
  const options = region === null ? { extract: false } : { extract: false, defaultCountry: region as CountryCode }
  const number = parsePhoneNumberFromString(region === null ? `+${digits}` : digits, options)
  if (number?.isValid() !== true) return null
  return { region: number.country ?? null, numberType: number.getType() ?? null }
}

export function askPlan(plan: NumberingPlan, { digits, region }: Dialled): PlannedNumber | null {
  const values = digitsOf(digits)
  return region === null ? plan.international(values, 0, values.length) : plan.dialled(values, 0, values.length, region)
}

export function digitsOf(text: string): Digits {
  return Uint8Array.from(text, Number)
}

/** Makes numbers that exist, numbers that nearly do, and digits, from the patterns of the metadata. */
export class Numbers {
  readonly #codes: readonly string[]
  readonly #plans: readonly Plan[]
  readonly #homes: readonly Plan[]
  readonly #patterns = new Map<string, Pattern>()

  constructor({ codes }: Metadata) {
    this.#codes = [...codes.keys()]
    this.#plans = [...codes.values()].flat()
    this.#homes = this.#plans.filter(({ country }) => country !== null)
  }

  /** What is made, by name. */
  readonly kinds: ReadonlyMap<string, (r: Random) => Dialled> = new Map<string, (r: Random) => Dialled>([
    ['digits behind a plus', (r) => ({ digits: some(r, 7, 16), region: null })],
    ['digits behind a calling code', (r) => ({ digits: pick(r, this.#codes) + some(r, 4, 13), region: null })],
    ['assigned', (r) => ({ digits: this.#abroad(r), region: null })],
    ['nearly assigned', (r) => ({ digits: changed(r, this.#abroad(r)), region: null })],
    ['behind a trunk prefix as well', (r) => ({ digits: changed(r, this.#abroad(r, true), 3), region: null })],
    ['digits in a country', (r) => ({ digits: some(r, 4, 14), region: pick(r, this.#homes).country })],
    ['assigned, in the country', (r) => this.#at(r, (home) => changed(r, this.#national(r, home), 4))],
    ['behind a trunk prefix, in the country', (r) => this.#at(r, (home) => changed(r, this.#national(r, home, true), 4))],
    ['behind an international prefix', (r) => this.#at(r, (home) => changed(r, this.#sample(r, home.internationalPrefix) + this.#abroad(r), 4))],
    ['behind a calling code without a plus', (r) => this.#at(r, (home) => home.callingCode + changed(r, this.#national(r, home), 4))],
    ['of another country', (r) => this.#at(r, () => this.#national(r, pick(r, this.#plans), r(2) === 0))],
  ])

  #at(r: Random, make: (home: Plan) => string): Dialled {
    const home = pick(r, this.#homes)
    return { digits: make(home), region: home.country }
  }

  #abroad(r: Random, hasPrefix = false): string {
    const plan = pick(r, this.#plans)
    return plan.callingCode + this.#national(r, plan, hasPrefix)
  }

  #national(r: Random, plan: Plan, hasPrefix = false): string {
    const pattern = r(8) === 0 ? plan.general : pick(r, plan.types).pattern
    return (hasPrefix ? this.#sample(r, plan.nationalPrefix) : '') + this.#sample(r, pattern)
  }

  /** Digits that a pattern matches, or begins to match. */
  #sample(r: Random, source: string): string {
    const pattern = this.#patterns.get(source) ?? compilePattern(source)
    this.#patterns.set(source, pattern)
    let digits = ''
    for (let at = pattern.first; ;) {
      const step = pattern.steps[at]
      if (step === undefined || step.op === 'match') return digits
      if (step.op === 'digit') digits += pick(r, [...'0123456789'].filter((_, digit) => (step.set >> digit & 1) === 1))
      at = step.op === 'split' && r(2) === 0 ? step.other : step.next
    }
  }
}

function pick<T>(r: Random, list: readonly T[]): T {
  return list[r(list.length)] as T
}

function some(r: Random, least: number, most: number): string {
  let digits = ''
  for (let left = least + r(most - least + 1); left > 0; left--) digits += String(r(10))
  return digits
}

/** One time in `times`, a digit is lost, added or another one. */
function changed(r: Random, digits: string, times = 1): string {
  if (r(times) > 0) return digits
  const at = r(digits.length + 1)
  return digits.slice(0, at) + some(r, 0, 1) + digits.slice(at + r(2))
}
