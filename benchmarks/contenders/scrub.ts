import { findPhoneNumbersInText } from 'libphonenumber-js'
import { REGIONS } from '../cases/policy.ts'

export const EMAIL = /[\w.+-]+@[\w-]+\.[\w.-]+/g
export const PHONE = /\+?(?:\d{1,3}[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4}\b/g

type Scrub = (text: string) => string

/** The two patterns that one writes first. */
export function scrubByPattern(text: string): string {
  return text.replace(EMAIL, '[email]').replace(PHONE, '[phone]')
}

const MIN_DIGITS = /(?:\d\D*){7}/

/** The same with a library for numbers, asked only where there are digits enough for one. */
export function scrubByLibrary(text: string): string {
  const scrubbed = text.replace(EMAIL, '[email]')
  if (!MIN_DIGITS.test(scrubbed)) return scrubbed
  let out = ''
  let at = 0
  for (const { startsAt, endsAt } of findPhoneNumbersInText(scrubbed, REGIONS[0])) {
    out += `${scrubbed.slice(at, startsAt)}[phone]`
    at = endsAt
  }
  return out + scrubbed.slice(at)
}

/** A document with every string scrubbed, keys left alone. */
export function scrubTree(value: unknown, scrub: Scrub): unknown {
  if (typeof value === 'string') return scrub(value)
  if (Array.isArray(value)) return value.map((element) => scrubTree(element, scrub))
  if (typeof value !== 'object' || value === null) return value
  const copy: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) copy[key] = scrubTree(member, scrub)
  return copy
}
