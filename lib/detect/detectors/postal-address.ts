/*
 * Postal addresses.
 * Not found: addresses in prose; parts of an address under keys that say nothing outside of an address.
 */

import type { Judgement, KeyRule, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { A_ID, A_LINK, A_STATE } from '../meaning.ts'
import { ALL, WORD } from '../shape.ts'

const ADDRESS = 'user.contact.address'
const STATE = 'user.contact.address.state'

/** What else a `state` can be. */
const STATES_OF_THINGS: ReadonlySet<string> = new Set([
  'active', 'inactive', 'enabled', 'disabled', 'pending', 'open', 'closed', 'on', 'off', 'new', 'draft', 'published',
  'archived', 'blocked', 'verified', 'unverified', 'invited', 'locked', 'suspended', 'deleted', 'created', 'unknown',
  'online', 'offline', 'up', 'down', 'available', 'unavailable', 'completed', 'failed', 'running', 'stopped', 'ready',
])

/** Words for a street that mean something else elsewhere: what came `via` something. */
const ABROAD: KeyRule = {
  category: 'user.contact.address.street', at: 'whole', under: [ADDRESS, 'person'],
  words: phrases('rue, via, rua, morada'),
}

/** Postal addresses: whole containers, and their parts where the key is clear by itself. */
export const postalAddress = keyed('postal-address', [
  {
    category: ADDRESS,
    types: 'any',
    subtree: true,
    sparing: A_ID | A_LINK | A_STATE,
    words: phrases(`
      address, postal address, home address, business address, other address, mailing address, street address full,
      billing address, shipping address, delivery address, work address, office address, adr, physical address,
      residential address, formatted address, full address, address info, address formatted, adresse, anschrift,
      direccion, endereco, indirizzo, domicilio, lieferadresse, rechnungsadresse, postanschrift, wohnanschrift,
      adresse postale, civic address, civicaddress, addr, service address, emergency address, address detail,
      from address, to address, from addr, to addr, address composite, composite address, address complete,
      complete address
    `),
  },
  {
    category: 'user.contact.address.street',
    types: 'any',
    words: phrases(`
      street, street address, address line, addr line, address line data, street line, stras, street name,
      street number,
      house number,
      po box,
      post office box, extended address, apartment, thoroughfare, strasse, hausnummer, calle, premise,
      house number or name, address route, delivery point, street secondary, postfach, nom de rue, nome da rua,
      logradouro, bairro, numero civico
    `),
  },
  {
    category: 'user.contact.address.city',
    words: phrases(`
      city, city name, town, locality, municipality, suburb, home town, ville, ciudad, cidade, citta, stadt, wohnort,
      localidad, comune, poblacion
    `),
  },
  {
    category: 'user.contact.address.postal_code',
    types: 'any',
    words: phrases(`
      zip, zip code, postal code, post code, plz, postleitzahl, code postal, codigo postal, eircode,
      pin code postal, codice postale, cep, postnummer, pstlz
    `),
  },
  {
    category: 'user.contact.address.state', at: 'whole', under: [ADDRESS],
    words: phrases(`
      state, region, province, province code, county, prefecture, state code, state or province, administrative area,
      bundesland,
      provincia, estado, regione, departement, land
    `),
  },
  ABROAD,
  {
    category: 'user.contact.address.street', at: 'whole', under: [ADDRESS, 'place'],
    words: phrases('first line, second line, third line'),
  },
  { category: 'user.contact.address.street', at: 'whole', under: [ADDRESS, 'place'], words: ['line'] },
  {
    category: 'user.contact.address.street', at: 'whole', under: ['user.contact.address.street'],
    words: ['value', 'text'],
  },
  { category: 'user.contact.address.city', at: 'whole', under: [ADDRESS, 'person'], words: phrases('ort, localite') },
  { category: 'user.contact.address.city', at: 'whole', under: ['party'], words: ['l'] },
  { category: 'user.contact.address.postal_code', at: 'whole', under: [ADDRESS], types: 'any', words: ['cap', 'cp'] },
  {
    category: 'user.contact.address.postal_code', at: 'whole', under: ['place'],
    words: phrases('postal, billing code, shipping code, mailing code'),
  },
  {
    category: 'user.contact.address.state', at: 'whole', under: ['user.location', 'place'],
    words: phrases('state, region, province, county, state or province, state code'),
  },
  { category: 'user.contact.address.state', words: phrases(`
    state or province, state province, state province region, province region, state or region, province, county,
    prefecture, mailing state, billing state,
    shipping state, home state, work state, other state, address state, customer state, bundesland,
    provincia
  `) },
  {
    category: 'user.contact.address.country', at: 'anywhere', under: [ADDRESS, 'person', 'place'],
    words: phrases('country, country or region, country name, country region, pays, pais, paese'),
  },
  {
    category: 'user.contact.address.country', at: 'anywhere', under: [ADDRESS, 'evident', 'place'], types: 'any',
    words: phrases('country code, country iso code, country code iso, iso country, iso country code'),
  },
  {
    category: 'user.contact.address.country', under: [ADDRESS, 'evident', 'place'],
    words: phrases('country id, country region id'),
  },
  {
    category: 'user.contact.address.country', telephony: true, types: 'any',
    words: phrases('country code, country iso code, iso country, iso country code'),
  },
  { category: 'user.contact.address.country', at: 'whole', under: [ADDRESS, 'place'], words: ['land'] },
  {
    category: 'user.contact.address.country', at: 'whole', under: ['user.location'],
    words: phrases('country, country or region, country name, country region'),
  },
  {
    category: 'user.contact.address.country',
    words: phrases(`
      mailing country, billing country, shipping country, home country, address country, country of residence,
      other country
    `),
  },
], judgeAddress, (rule) =>
  rule.category === ADDRESS || rule.category === STATE || rule === ABROAD ? ALL & ~WORD : ALL)

/** Of single-word keys such as `address`, values that are a number on a network are something else. */
function judgeAddress({ text, isNumber, rule }: WholeValue): Judgement | null {
  if (rule.category === STATE && STATES_OF_THINGS.has(text.trim().toLowerCase())) return null
  if (rule === ABROAD && /^[a-z_-]+$/.test(text)) return null
  if (rule.category !== ADDRESS) return text.trim() === '' ? null : { confidence: 0.9 }
  if (isNumber || text.trim() === '') return null
  if (/^\s*\/\S*$/.test(text)) return null
  if (text.includes('@') && !text.trim().includes(' ')) return null
  if (/^["'\s]*(?:https?|wss?|tcp|udp|redis|amqp|sips?|tel|callto|mailto|xmpp|im):/i.test(text)) return null
  if (/^(?:0x)?[0-9a-f:.]{6,}$/i.test(text)) return null
  return /\p{L}/u.test(text) ? { confidence: 0.85 } : null
}
