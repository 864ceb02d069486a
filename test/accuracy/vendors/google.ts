import type { Planter } from '../planter.ts'
import { Leaf, type Tree } from '../tree.ts'

/** GET /v1/people/me/connections */
export function connections(p: Planter): Tree {
  return {
    connections: p.some(2, () => {
      const who = p.person()
      const line = p.line()
      const [year, month, day] = who.born.split('-').map(Number)
      return {
        resourceName: `people/c${p.random.digits(19)}`,
        etag: p.clean('base64'),
        metadata: { sources: [{ type: 'CONTACT', id: p.clean('hash'), updateTime: p.clean('moment') }],
          objectType: 'PERSON' },
        names: [{
          metadata: metadata(p),
          displayName: p.name(who),
          givenName: p.name(who, 'given'),
          familyName: p.name(who, 'family'),
          displayNameLastFirst: p.value('user.name.full', `${who.family}, ${who.given}`, 'key', who.family),
          unstructuredName: p.name(who),
        }],
        phoneNumbers: [
          { metadata: metadata(p), value: p.phone('key', line), canonicalForm: p.e164('key', line), type: 'mobile',
            formattedType: 'Mobile' },
          { value: p.phone(), type: 'workFax' },
        ],
        emailAddresses: [{ metadata: metadata(p), value: p.email('key', who.email), type: 'home',
          formattedType: 'Home' }],
        addresses: [{
          formattedValue: p.value('user.contact.address', `${who.street}\n${who.city} ${who.postalCode}`, 'key',
            who.city),
          streetAddress: p.detail(who, 'street'),
          city: p.detail(who, 'city'),
          postalCode: p.detail(who, 'postalCode'),
          type: 'home',
        }],
        birthdays: [{ date: { year: born(year), month: born(month), day: born(day) }, text: p.detail(who, 'born') }],
        organizations: [{ type: 'work', name: p.detail(who, 'company'), title: p.detail(who, 'job'),
          department: p.detail(who, 'department'), current: true }],
        biographies: [{ value: p.text('note'), contentType: 'TEXT_PLAIN' }],
        genders: [{ value: p.value('user.demographic.gender', p.pick('female', 'male', 'unspecified')) }],
        userDefined: [
          { key: 'Desk extension', value: p.extension('sibling') },
          { key: 'Emergency phone', value: p.phone('sibling') },
        ],
      }
    }),
    totalPeople: p.clean('count'),
    totalItems: p.clean('count'),
    nextPageToken: p.clean('base64'),
  }
}

function metadata(p: Planter): Tree {
  return { primary: true, source: { type: 'CONTACT', id: p.clean('hash') } }
}

/** A part of a birth date, as a JSON number. */
function born(part = 0): Leaf {
  const text = String(part)
  return new Leaf(part, [{ category: 'user.demographic.date_of_birth', place: 'number', text, telling: text,
    gap: null }])
}
