import { late } from '../late.ts'
import { domainOf, isPlausibleDomain } from './domain.ts'
import { familyOf, type Form } from './family.ts'
import type { Treatable, Treatment } from './treatment.ts'

const REGION = /^[A-Z]{2}$/u
const SHOWN_REGION = /^\[(?:phone|fax):[A-Z]{2}\]$/u
const SHOWN_DOMAIN = /^\[email:(.*)\]$/u

/** `+44 7700 900123` -> `[phone:GB]`. */
function country({ text, region, category }: Treatable): string | null {
  if (SHOWN_REGION.test(text)) return text
  return region !== null && REGION.test(region) ? `[${familyOf(category).word}:${region}]` : null
}

/**
 * `Jane.Doe@Example.org` -> `*@example.org`, which typed clients still take for an address. Inside a longer text
 * `[email:example.org]`, because `*` may stand in a local part: what stands before it would become one.
 */
function domain({ text, whole }: Treatable): string | null {
  const shown = SHOWN_DOMAIN.exec(text)?.[1]
  if (shown !== undefined && isPlausibleDomain(shown)) return text
  const found = domainOf(text)
  if (found === null) return null
  return whole ? `*@${found}` : `[email:${found}]`
}

const FIRST_YEAR = 1850
const LAST_YEAR = 2199

/**
 * `1984-02-29` -> `1984`, if exactly one run of digits is as long as a year, and that one can be a year. Climbs inside
 * a longer text, where the year and digits beside it could be read as one number.
 */
function year({ text, whole }: Treatable): string | null {
  if (!whole) return null
  const [found, ...more] = (text.match(/[0-9]+/gu) ?? []).filter((digits) => digits.length > 3)
  if (found === undefined || found.length > 4 || more.length > 0) return null
  return Number(found) >= FIRST_YEAR && Number(found) <= LAST_YEAR ? found : null
}

const MAX_COUNTRY_CHARS = 60
const COUNTRY = late(() => new RegExp(String.raw`^[\p{L}\p{M} .,'()&-]+$`, 'u'))

/** A country is already general. Guarded, because its key may hold a whole address. */
function sameCountry({ text }: Treatable): string | null {
  return text.length <= MAX_COUNTRY_CHARS && COUNTRY().test(text) ? text : null
}

const FORMS: ReadonlyMap<Form, (value: Treatable) => string | null> = new Map([
  ['phone', country],
  ['email', domain],
  ['birth date', year],
  ['country', sameCountry],
])

/** Says what kind of value it is, true of many people: the country of a number, the domain of an address, a year. */
export const generalise: Treatment = {
  outcome: 'generalise',
  string(value) {
    return FORMS.get(familyOf(value.category).form)?.(value) ?? null
  },
  literal(value) {
    // Only a number that is nothing but a year stays a number; `19840229` is a date.
    const shown = familyOf(value.category).form === 'birth date' ? year(value) : null
    return shown === value.text ? shown : null
  },
}
