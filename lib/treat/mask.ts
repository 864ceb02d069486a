import { late } from '../late.ts'
import { callingCode } from './calling-code.ts'
import { familyOf, type Form } from './family.ts'
import { dialled, plain } from './normalise.ts'
import type { Treatable, Treatment } from './treatment.ts'

/** Fewer digits than these are guessed from what a mask leaves. */
const MIN_PHONE_DIGITS = 8
/** Fewer characters than these are a local part whose first letter says too much. */
const MIN_LOCAL = 5
/** Fewer letters than these are a name whose first letter says too much. */
const MIN_NAME_LETTERS = 3

const INTERNATIONAL = /^\+([0-9]+)/u
const MASKED_PHONE = /^\+([0-9]{1,3}) \*{8}$/u
const MASKED_EMAIL = /^[a-z]\*\*\*@\*\*\*$/u
const MASKED_NAME = late(() => new RegExp(String.raw`^\p{Lu}\*\*\*$`, 'u'))

/** `+44 7700 900123` -> `+44 ********`. National numbers climb: nothing of them is public. */
function phone(text: string): string | null {
  const masked = MASKED_PHONE.exec(text)?.[1]
  if (masked !== undefined && callingCode(masked) === masked) return text
  const digits = INTERNATIONAL.exec(dialled(text))?.[1] ?? ''
  const code = digits.length < MIN_PHONE_DIGITS ? null : callingCode(digits)
  return code === null ? null : `+${code} ********`
}

/** `jane.doe@example.org` -> `j***@***`: the domain is for `generalise`; both together are nearly the address. */
function email(text: string): string | null {
  if (MASKED_EMAIL.test(text)) return text
  const [local = '', domain = '', ...more] = plain(text).split('@')
  const first = local.charAt(0).toLowerCase()
  if (more.length > 0 || domain === '' || local.length < MIN_LOCAL || !/^[a-z]$/u.test(first)) return null
  return `${first}***@***`
}

const CAPITAL = late(() => new RegExp(String.raw`^\p{Lu}$`, 'u'))
const LETTERS = late(() => new RegExp(String.raw`\p{L}`, 'gu'))
const ALPHABETIC = late(() =>
  new RegExp(String.raw`^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]`, 'u'))

/**
 * `Jane Doe` -> `J***`. One letter, not one per word: two initials in a team of twenty are a name, and would show how
 * many names somebody has. Scripts whose characters are syllables or words climb.
 */
function name(text: string): string | null {
  if (MASKED_NAME().test(text)) return text
  const written = text.trim().normalize('NFD')
  const letters = written.match(LETTERS())?.length ?? 0
  if (letters < MIN_NAME_LETTERS || !ALPHABETIC().test(written)) return null
  const first = written.charAt(0).toUpperCase()
  // Letters outside the basic plane, or whose capital is two letters, would change the width.
  return CAPITAL().test(first) ? `${first}***` : null
}

const FORMS: ReadonlyMap<Form, (text: string) => string | null> = new Map([
  ['phone', phone],
  ['email', email],
  ['name', name],
])

/**
 * Shows a fixed, small part of the value and never its length. Extensions, dates, addresses and everything else climb:
 * the last digits of a four-digit extension are the extension.
 */
export const mask: Treatment = {
  outcome: 'mask',
  string(value: Treatable) {
    return FORMS.get(familyOf(value.category).form)?.(value.text) ?? null
  },
}
