import { isBracketed } from '../chars.ts'
import type { Judgement, WholeValue } from '../detector.ts'
import { keyed, phrases } from '../keyed.ts'
import { withoutOwnMarks } from '../own-marks.ts'
import { ALL, WORD } from '../shape.ts'

/** Names of people. A name has no form: keys alone tell. */
export const personName = keyed('person-name', [
  {
    category: 'user.name.first',
    at: 'anywhere',
    words: phrases('first name, given name, forename, fore name, vorname, prenom, first names, primer nombre'),
  },
  {
    category: 'user.name.last',
    at: 'anywhere',
    words: phrases(`
      last name, family name, surname, sur name, nachname, familienname, apellido, maiden name, nom de famille
    `),
  },
  {
    category: 'user.name.middle', at: 'anywhere',
    words: phrases('middle name, second name, patronymic, middle initial'),
  },
  {
    category: 'user.name.nick',
    words: phrases('nick name, nick, preferred name, known as, handle name, alias name, pet name'),
  },
  {
    category: 'user.name.phonetic',
    words: phrases(`
      phonetic first name, phonetic last name, phonetic name, phonetic given name, phonetic family name,
      phonetic full name, phonetic middle name, yomi given name, yomi surname, yomi name, pronounced name,
      name pronunciation
    `),
  },
  {
    category: 'user.name.full',
    words: phrases(`
      full name, display name, displayname, real name, caller name, callee name, agent name, customer name,
      owner name, contact name, person name, unstructured name, legal name, account holder name, cardholder name,
      client name, employee name, participant name, user display name, guest name, member name, author name,
      sender name, recipient name, organizer name, organiser name, attendee name, calling line name, extfield,
      user full name, caller id name, connected line name, calling party name, called party name, patient name,
      student name, driver name, passenger name, creator name, assignee name, requester name, speaker name,
      operator name, supervisor name, outgoing by name, accepted by name, host display name, sort name, file as,
      created by name, updated by name, answered by name, profile name, screen name, name on card, subscriber name,
      ownername, caller id display name, from name, to name, cnam, borrower name, tenant contact name,
      beneficiary name
    `),
  },
  {
    category: 'user.name',
    words: phrases('honorific prefix, honorific suffix, name prefix, name suffix, salutation, initials'),
  },
  {
    category: 'user.name.full',
    telephony: true,
    words: phrases(`
      calling line id, called line id, user, clid, agent, caller, callee, answered by, owner, caller id, callee id,
      extfield, from, to, external party, participant
    `),
  },
  {
    category: 'user.name', at: 'whole', under: ['person'],
    words: phrases('name, fn, formatted, title name, label name, sn, cn, gecos, full'),
  },
  { category: 'user.name', under: ['person'], words: phrases('person, owner, assignee, author') },
  {
    category: 'user.name',
    at: 'whole',
    under: ['user.name'],
    words: phrases(`
      first, last, middle, given, family, full, formatted, value, text, display, prefix, suffix, use name, sort,
      nick, legal
    `),
  },
  // In a record of telephony, a single word may be a code.
], judgeName, ({ telephony }) => telephony === true ? ALL & ~WORD : ALL)

/**
 * A name has at least one letter. In records that name parties in many ways, numbers and addresses are no names; what
 * stands beside them, or beside what was put in their place, may be one.
 */
function judgeName({ text, rule }: WholeValue): Judgement | null {
  // What stands in place of a number is no name, even beside a bracket that was there before.
  const rest = withoutOwnMarks(text)
  if (rule.telephony !== true) return /\p{L}/u.test(rest) ? { confidence: 0.9 } : null
  if (isBracketed(text)) return null
  const words = rest
    .replace(/<[^<>]*>/g, ' ')
    .split(/\s+/)
    .filter((word) => !/[@/:\\_=]|\d{3}/.test(word))
    .join(' ')
    .trim()
  if (!/\p{L}{2}/u.test(words) || CODES.has(words.toLowerCase())) return null
  return { confidence: 0.6 }
}

/** What records of calls say instead of a name. */
const CODES: ReadonlySet<string> = new Set([
  'internal', 'external', 'anonymous', 'unknown', 'restricted', 'private', 'unavailable', 'inbound', 'outbound',
  'caller', 'callee', 'agent',
  'user', 'customer', 'system', 'bot', 'queue', 'ivr', 'voicemail', 'operator', 'host', 'none', 'conference',
])
