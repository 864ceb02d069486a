import fc from 'fast-check'
import { createPseudonyms } from '../../lib/treat/pseudonyms.ts'
import type { Treatable } from '../../lib/treat/treatment.ts'
import { CATEGORIES } from '../../lib/detect/category.ts'

export const SECRET = Buffer.from('0123456789abcdef0123456789abcdef', 'latin1')
export const PSEUDONYMS = createPseudonyms(SECRET, 'crm', 'tenant-a')

export const PHONE = 'user.contact.phone_number'
export const EXTENSION = 'user.contact.phone_number.extension'
export const EMAIL = 'user.contact.email'
export const NAME = 'user.name.full'
export const BIRTH = 'user.demographic.date_of_birth'
export const COUNTRY = 'user.contact.address.country'

/** A whole value without facets, unless told otherwise. */
export function treatable(category: string, text: string, more: Partial<Treatable> = {}): Treatable {
  return { text, category, region: null, whole: true, marker: null, pseudonyms: PSEUDONYMS, ...more }
}

/** Texts as they are found under the keys of contacts, and texts as nobody expects them there. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('+44 7700 900123', '+1 (202) 555-0123', '020 7946 0018', '4711', '*@example.org', '[email:x.org]'),
  fc.constantFrom('jane.doe@example.org', 'Jane Doe', '1984-02-29', '2012', 'DE'),
  fc.constantFrom('[phone:GB]', '[phone]', '[J***]', '[1984]', '+44 ********'),
  fc.emailAddress(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.stringMatching(/^\+?[0-9 ().x-]{0,20}$/),
  fc.stringMatching(/^\[?[~*@a-zA-Z0-9.: ]{0,30}\]?$/),
)

export const categories: fc.Arbitrary<string> = fc.constantFrom(...CATEGORIES, 'user.invented')

/** Anything a treatment may be given. */
export const treatables: fc.Arbitrary<Treatable> = fc.record({
  text: texts,
  category: categories,
  region: fc.constantFrom(null, 'GB', 'US', 'de', '001'),
  whole: fc.boolean(),
  marker: fc.constantFrom(null, 'removed', '[gone]', 'call 202-555-0123', 'ask@example.org', ''),
  pseudonyms: fc.constant(PSEUDONYMS),
})
