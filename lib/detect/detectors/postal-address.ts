import type { Judgement, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { ALL, WORD } from '../shape.ts'

const ADDRESS = 'user.contact.address'

/** Postal addresses: whole containers, and their parts where the key is clear by itself. */
export const postalAddress = keyed('postal-address', [
  {
    category: ADDRESS,
    types: 'any',
    subtree: true,
    words: phrases(`
      address, postal address, home address, business address, other address, mailing address, street address full,
      billing address, shipping address, delivery address, work address, office address, adr, physical address,
      residential address, formatted address, full address, address info, address formatted, adresse, anschrift,
      direccion, addr, service address, emergency address, address detail
    `),
  },
  {
    category: 'user.contact.address.street',
    types: 'any',
    words: phrases(`
      street, street address, address line, street line, street name, street number, house number, po box,
      post office box, extended address, apartment, thoroughfare, strasse, hausnummer, calle, premise,
      delivery point
    `),
  },
  {
    category: 'user.contact.address.city',
    words: phrases('city, town, locality, municipality, suburb, home town, ville, ciudad, wohnort'),
  },
  {
    category: 'user.contact.address.postal_code',
    types: 'any',
    words: phrases(`
      zip, zip code, postal code, post code, plz, postleitzahl, code postal, codigo postal, eircode,
      pin code postal
    `),
  },
  {
    category: 'user.contact.address.state', at: 'whole', under: [ADDRESS],
    words: phrases(`
      state, region, province, county, prefecture, state code, state or province, administrative area
    `),
  },
  { category: 'user.contact.address.state', words: phrases('state or province, province, county, prefecture') },
  {
    category: 'user.contact.address.country', at: 'anywhere', under: [ADDRESS, 'person'],
    words: phrases('country, country or region, country code, country name, country region'),
  },
], judgeAddress, ({ category }) => category === ADDRESS ? ALL & ~WORD : ALL)

/** Of single-word keys such as `address`, values that are a number on a network are something else. */
function judgeAddress({ text, isNumber, rule }: WholeValue): Judgement | null {
  if (rule.category !== ADDRESS) return text.trim() === '' ? null : { confidence: 0.9 }
  if (isNumber || text.trim() === '') return null
  if (text.includes('@') && !text.trim().includes(' ')) return null
  if (/^["'\s]*(?:https?|wss?|tcp|udp|redis|amqp|sips?|tel|callto|mailto|xmpp|im):/i.test(text)) return null
  if (/^(?:0x)?[0-9a-f:.]{6,}$/i.test(text)) return null
  return /\p{L}/u.test(text) ? { confidence: 0.85 } : null
}
