import { createRequire } from 'node:module'
import type { CountryCode } from 'libphonenumber-js'
import type * as Library from 'libphonenumber-js/max'

// Loaded with the first number: it is the largest part of a start, and many services send none.
const require = createRequire(import.meta.url)
let library: typeof Library | undefined

/**
 * What the numbering plans of the world say about a number. Asked for one by one: each answer costs the library some
 * microseconds.
 */
export interface PlannedNumber {
  /** Its length is possible where it is from. */
  readonly possible: boolean
  /** It lies in an assigned range. */
  readonly valid: boolean
  /** ISO 3166-1 alpha-2, if the range belongs to one country. */
  readonly region: string | null
  /** libphonenumber's word, such as `MOBILE`. */
  readonly type: string | null
}

/** Longer texts are no numbers, and cost the library more than they are worth. */
const MAX_CHARS = 64

/**
 * The only door to libphonenumber. It is given nothing but digits with an optional `+`: its reading of `phone-context`
 * takes exponential time and keeps state between calls.
 *
 * @param digits `+` and an international number, or a national number
 * @param region where a national number is read; null for international ones
 */
export function lookUp(digits: string, region: string | null): PlannedNumber | null {
  if (digits.length > MAX_CHARS) return null
  try {
    const country = region === null ? {} : { defaultCountry: region as CountryCode }
    library ??= require('libphonenumber-js/max') as typeof Library
    const number = library.default(digits, { extract: false, ...country })
    if (number === undefined) return null
    return {
      get possible() {
        return number.isPossible()
      },
      get valid() {
        return number.isValid()
      },
      region: number.country ?? null,
      get type() {
        return number.getType() ?? null
      },
    }
  } catch {
    return null
  }
}
