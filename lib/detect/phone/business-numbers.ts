import type { Place } from '../detector.ts'
import type { Digits, NumberingPlan, PlannedNumber } from './numbering-plan.ts'

/** True if the international form of a number, without `+`, begins like those of the business. */
export function isBusinessNumber(international: string | null, { businessNumbers = [] }: Place): boolean {
  return international !== null && businessNumbers.some((beginning) => international.startsWith(beginning))
}

/** One number and nothing else, but for an extension behind it. */
const NUMBER = /^[+(]{0,2}[\d ()./-]+$/
const EXTENSION = /^(?:x|ext[.]?|;ext=) ?\d{1,7}$/i
const MAX_INTERNATIONAL_DIGITS = 15
const TRUNK_IN_BRACKETS = /\(0\)/

/**
 * What a value under a key is internationally, without `+`; null where it is not plain to see: what is no single number
 * may not count as one of the business because it begins like one.
 */
export function internationalForm(written: string, { plan, regions }: Place): string | null {
  const text = written.trim()
  const label = text.search(/[a-z;]/i)
  const number = label < 0 ? text : text.slice(0, label)
  if (!NUMBER.test(number) || (label >= 0 && !EXTENSION.test(text.slice(label)))) return null
  const digits = number.replace(TRUNK_IN_BRACKETS, '').replace(/\D/g, '')
  const all = Uint8Array.from(digits, Number)
  const { length } = all
  if (length > MAX_INTERNATIONAL_DIGITS + 2) return null
  if (number.includes('+')) {
    const isPossible = (plan.international(all, 0, length) ?? plan.possible(all, 0, length)) !== null
    return isPossible && length <= MAX_INTERNATIONAL_DIGITS ? digits : null
  }
  for (const region of regions) {
    const planned = plan.dialled(all, 0, length, region)
    if (planned !== null) return dialledForm(plan, all, region, planned)
  }
  return plan.international(all, 0, length) === null ? null : digits
}

/**
 * What digits that are dialled in a region are internationally: behind the calling code, without the trunk prefix; or
 * as they are, or behind `00` and `011`. Only what the plan takes for the same number counts.
 */
export function dialledForm(
  plan: NumberingPlan, digits: Digits, region: string, planned: PlannedNumber,
): string | null {
  const dialled = digits.join('')
  const { callingCode, trunkPrefix } = plan.codesOf(region)
  const forms = [
    ...(trunkPrefix !== '' && dialled.startsWith(trunkPrefix) ? [callingCode + dialled.slice(trunkPrefix.length)] : []),
    callingCode + dialled,
    dialled,
    ...['00', '011'].filter((prefix) => dialled.startsWith(prefix)).map((prefix) => dialled.slice(prefix.length)),
  ]
  return forms.find((form) => isSame(plan, form, planned)) ?? null
}

function isSame(plan: NumberingPlan, form: string, { region, numberType }: PlannedNumber): boolean {
  if (form.length > MAX_INTERNATIONAL_DIGITS) return false
  const found = plan.international(Uint8Array.from(form, Number), 0, form.length)
  return found !== null && found.region === region && found.numberType === numberType
}
