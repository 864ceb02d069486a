/**
 * jCard (RFC 7095): contacts as arrays, in which a place says what a key says elsewhere.
 *
 *     "vcardArray": ["vcard", [["fn", {}, "text", "Avery Ashgrove"], ["tel", {"type": "work"}, "uri", "tel:+44..."]]]
 *                    the card, its properties: name, parameters, type of value, values
 */

/** Words of keys that hold a card, written as one. */
export const CARD_KEYS: ReadonlySet<string> = new Set(['vcard', 'vcardarray', 'jcard', 'jcardarray'])

/** How deep below the key of a card its properties lie, in arrays. */
export const PROPERTY_DEPTH = 3

/** Names of properties, and what a key of the same meaning would be called. Others hold nothing private. */
const PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['fn', 'full name'], ['n', 'full name'], ['nickname', 'nickname'], ['sort-string', 'full name'],
  ['tel', 'phone number'], ['email', 'email address'], ['impp', 'im address'], ['sip', 'sip address'],
  ['adr', 'postal address'], ['label', 'postal address'], ['geo', 'gps'],
  ['bday', 'birthday'], ['birthplace', 'place of birth'], ['deathdate', 'birthday'], ['anniversary', 'anniversary'],
  ['gender', 'gender'], ['related', 'relatives'], ['org', 'company name'], ['title', 'job title'], ['role', 'job title'],
  ['note', 'notes'], ['photo', 'photo'], ['url', 'web page'], ['member', 'email address'],
  ['hobby', 'notes'], ['interest', 'notes'], ['expertise', 'notes'],
])

/** The word at the beginning, and types of values. */
const WORDS: ReadonlySet<string> = new Set([
  'vcard', 'text', 'uri', 'date', 'time', 'date-time', 'date-and-or-time', 'timestamp', 'boolean', 'integer', 'float',
  'utc-offset', 'language-tag', 'unknown',
])
const NAME = /^[a-z][a-z0-9-]{0,31}$/

/** The key that the name of a property stands for, or ``. */
export function keyOfProperty(name: string): string {
  return PROPERTIES.get(name.toLowerCase()) ?? ''
}

/**
 * True of what a card is made of, and is nobody's datum.
 *
 * @param property the name of the property that the text stands in, as the text itself may be; null outside of any
 */
export function isCardWord(text: string, property: string | null): boolean {
  return WORDS.has(text) || (text === property && NAME.test(text))
}
