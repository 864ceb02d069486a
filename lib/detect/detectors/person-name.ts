/*
 * Names of people.
 * Not found: names in prose; a bare `name` with nobody around; names of things that a key calls a person are taken
 * for names.
 */

import { countDigits, isBracketed } from '../chars.ts'
import type { Detector, Judgement, KeyRule, WholeValue } from '../detector.ts'
import {
  isCalled, isFullName, isNamedAfterSomebody, isNameOfAThing, isNobody, NOBODY_WORDS,
} from '../full-name.ts'
import { keyed, phrases } from '../keyed.ts'
import { isOpaque } from '../opaque.ts'
import { late } from '../../late.ts'
import { withoutOwnMarks } from '../own-marks.ts'
import { ALL, EMAILS, GROUPED, PHRASE, WORD, WORDS } from '../shape.ts'

const PHONE = 'user.contact.phone_number'
const EXTENSION = 'user.contact.phone_number.extension'

/** Keys that often hold an id, a kind or a thing: a value is a name if it is written as one. */
const BY_FORM: KeyRule = {
  category: 'user.name.full',
  formed: true,
  words: phrases(`
    created by, updated by, modified by, deleted by, owned by, approved by, requested by, submitted by, assigned by,
    assigned to, reported by, reviewed by, invited by, uploaded by, posted by, handled by, closed by, canceled by,
    cancelled by, changed by, added by, resolved by, signed by, completed by, written by, recorded by, edited by,
    granted by, accepted by, answered by, transferred by, forwarded by, performed by, authorizing person, prepared by,
    owner, assignee, author, creator, organizer, organiser, requester, requestor, reporter, supervisor, customer,
    employee, patient, student, teacher, speaker, passenger, driver, guest, attendee, participant, recipient, sender,
    caller, callee, contact, member, agent, person, people, approver, reviewer, representative, colleague, beneficiary,
    account holder, policyholder, insurance policyholder, signatory, signer, receiver, doctor, physician, nurse, host,
    host name, profile name, principal name,
    received by, client, user,
    account manager, sales rep, operator, visitor, invitee, registrant, respondent, submitter, originator, subscriber,
    calling party, called party, connected party, kunde, mitarbeiter, anrufer, bearbeiter, benutzer, cliente,
    empleado, usuario, utilisateur, appelant, appele, funcionario, utente, dipendente, chiamante, owner label,
    card holder, cardholder,
    caller id, source alias, target alias, responder alias, from label, to label, caller label, callee label,
    from user, to user, contact user, src user, dst user
  `),
}

const DISPLAYED = phrases(`
  display name, displayname, client name, display name last first, display name first last, display name formatted
`)

/** Everything has a display name: where nobody stands around, it is a name if somebody may be called so. */
const DISPLAY: KeyRule = { category: 'user.name.full', apart: true, formed: true, words: DISPLAYED }

/** Of devices and conversations, which are called after people: `Nadia's Surface`, `Call with Ann Smith`. */
const NAMED_AFTER: KeyRule = {
  category: 'user.name', formed: true,
  words: phrases(`
    device name, computer name, topic, meeting topic, meeting title, event title, calendar name, device label, subject,
    call title
  `),
}

/** Parts of a name that are called what the ends of a list are called, too: those are dates, cursors and links. */
const ENDS: readonly KeyRule[] = [
  { category: 'user.name.first', at: 'whole', under: ['somebody', 'knownParty'], words: ['first'] },
  { category: 'user.name.last', at: 'whole', under: ['somebody', 'knownParty'], words: ['last'] },
  { category: 'user.name.middle', at: 'whole', under: ['knownParty'], words: ['middle'] },
  { category: 'user.name', at: 'whole', under: ['knownParty'], words: ['prefix', 'suffix'] },
]

/** Names of people. A name has no form: keys alone tell. */
const byKey = keyed('person-name', [
  {
    category: 'user.name.first',
    at: 'anywhere',
    words: phrases(`
      first name, given name, name first, name f, vornamen, forename, fore name, vorname, rufname, prenom,
      first names, primer nombre,
      segundo nombre, nombre de pila, primeiro nome, nome proprio, nome di battesimo, vorna
    `),
  },
  {
    category: 'user.name.last',
    at: 'anywhere',
    words: phrases(`
      last name, family name, name last, name l, surname, sur name, sure name, nachname, familienname, geburtsname,
      zuname, apellido, apellidos,
      primer apellido, segundo apellido, maiden name, nom de famille, nom de jeune fille, sobrenome, cognome,
      nachn
    `),
  },
  {
    category: 'user.name.middle', at: 'anywhere',
    words: phrases('middle name, second name, patronymic, middle initial, infix, tussenvoegsel'),
  },
  ...ENDS,
  { category: 'user.name.first', at: 'whole', under: ['party'], words: ['fname'] },
  { category: 'user.name.last', at: 'whole', under: ['party'], words: ['lname'] },
  { category: 'user.name.first', at: 'whole', under: ['knownParty'], words: ['given'] },
  { category: 'user.name.last', at: 'whole', under: ['knownParty'], words: ['family'] },
  { category: 'user.name.middle', at: 'whole', under: ['party'], words: ['additional name'] },
  {
    category: 'user.name.full', at: 'whole', under: ['party'],
    words: phrases('concat name, combined name, complete name'),
  },
  // Elsewhere, of a language or a country.
  { category: 'user.name.full', under: ['extension'], words: ['native name'] },
  {
    category: 'user.name.nick',
    words: phrases('nick name, nick, pseudonym, preferred name, known as, handle name, alias name, pet name'),
  },
  {
    category: 'user.name.nick', at: 'whole', under: ['party'],
    words: phrases('alias, name alias, alternate name'),
  },
  { category: 'user.name.nick', at: 'whole', under: ['evident'], words: ['global name'] },
  {
    category: 'user.name.phonetic',
    words: phrases(`
      phonetic first name, phonetic last name, phonetic name, phonetic given name, phonetic family name,
      phonetic full name, phonetic middle name, yomi given name, yomi surname, yomi name, yomi full name,
      pronounced name,
      name pronunciation
    `),
  },
  { category: 'user.name.phonetic', at: 'whole', under: ['party'], words: ['pronunciation'] },
  { category: 'user.name', at: 'whole', under: ['party'], words: ['short name'] },
  {
    category: 'user.name.full',
    words: phrases(`
      full name, real name, caller name, callee name, agent name, customer name,
      owner name, contact name, person name, unstructured name, legal name, account holder name, cardholder name,
      card holder name, holder name, received by name, signed by name, print on check name, shopper name,
      donor name, candidate name, payee name, shared by name, courier name, rider name, dasher name, consumer name,
      sortable name,
      employee name, participant name, user display name, guest name, member name, author name,
      sender name, recipient name, organizer name, organiser name, attendee name, calling line name, extfield,
      user full name, caller id name, connected line name, calling party name, called party name, patient name,
      student name, driver name, passenger name, creator name, assignee name, requester name, speaker name,
      operator name, supervisor name, outgoing by name, accepted by name, sort name, file as,
      created by name, updated by name, answered by name, screen name, name on card, subscriber name,
      ownername, caller id display name, from name, to name, cnam, borrower name, tenant contact name,
      beneficiary name, calling name, called name, connected name, worker name, actor name, visitor name,
      invitee name, requestor name, registrant name, printed name, signer name, teacher name, doctor name, staff name,
      buyer name, seller name, colleague name, representative name, respondent name, submitter name, name raw,
      name displayable,
      modified by name, started by name, owned by name, approved by name, requested by name, submitted by name,
      assigned by name, reviewed by name, sent by name, uploaded by name, invited by name, closed by name,
      completed by name, cancelled by name, recorded by name, handled by name, edited by name, added by name,
      posted by name, deleted by name, resolved by name, update by name, last modified by name, assigned to name,
      entry name, mention text, vollname, vollstandiger name,
      alerting name, cid name, responsible party name, lender name, calling presentation name,
      anrufername, kundenname, mitarbeitername, ansprechpartner, nom complet, nombre completo, nome completo,
      nombre y apellidos, nom et prenom, nome e cognome, cognome e nome
    `),
  },
  DISPLAY,
  NAMED_AFTER,
  { category: 'user.name.full', apart: true, under: ['person'], words: DISPLAYED },
  BY_FORM,
  {
    category: 'user.name.full', formed: true, at: 'whole', under: ['party', 'somebody'],
    words: phrases(`
      display, display value, friendly name, descriptor, formatted name, reporting name, fully qualified name
    `),
  },
  { category: 'user.name.full', formed: true, at: 'whole', under: ['party'], words: ['summary'] },
  { category: 'user.name', formed: true, words: ['friendly name'] },
  {
    category: 'user.name.full', formed: true, at: 'whole', under: ['extension'],
    words: phrases('label, description, display, display ascii'),
  },
  { category: 'user.name.full', formed: true, at: 'whole', under: ['extension', 'somebody'], words: ['alias'] },
  { category: 'user.name.full', formed: true, at: 'whole', under: ['user.content.private.voicemail'], words: ['name'] },
  {
    category: 'user.name.full', formed: true, at: 'whole', under: ['extension'],
    words: phrases('source name, destination name'),
  },
  { category: 'user.name.full', formed: true, at: 'whole', said: true, words: phrases('name, label, description') },
  {
    category: 'user.name',
    words: phrases(`
      honorific prefix, honorific suffix, name prefix, name suffix, prefix name, suffix name, salutation, initials,
      initialen, titel vor name
    `),
  },
  {
    category: 'user.name.full',
    telephony: true,
    words: phrases(`
      calling line id, called line id, user, clid, agent, caller, callee, answered by, owner, caller id, callee id,
      extfield, from, to, external party, participant, from user, to user, contact user, src user, dst user
    `),
  },
  {
    category: 'user.name', at: 'whole', under: ['person', 'line', 'user.contact.email'],
    words: phrases('name, fn, formatted, title name, label name, sn, cn, gecos, full, nombre, nome, nom'),
  },
  { category: 'user.name', under: ['person'], words: phrases('person, owner, assignee, author') },
  {
    category: 'user.name',
    at: 'whole',
    under: ['user.name'],
    words: phrases(`
      first, last, middle, given, family, full, formatted, value, text, display, prefix, suffix, use name, sort,
      nick, legal, name, display value
    `),
  },
  // In a record of telephony, a single word may be a code.
  // In groups, digits may be a date. Of what is judged by its form, only single words are alike.
], judgeName, (rule) => rule.formed === true ? ALL & ~(WORDS | PHRASE | GROUPED)
  : ENDS.includes(rule) ? ALL & ~(WORD | WORDS | EMAILS | PHRASE | GROUPED)
  : ALL & ~(rule.telephony === true ? WORD | PHRASE | GROUPED : PHRASE | GROUPED))

export const personName: Detector = { ...byKey, categories: [...byKey.categories, PHONE, EXTENSION] }

/**
 * A name has at least one letter. In records that name parties in many ways, numbers and addresses are no names; what
 * stands beside them, or beside what was put in their place, may be one.
 */
function judgeName({ text, rule }: WholeValue): Judgement | null {
  // What stands in place of a number is no name, even beside a bracket that was there before.
  const rest = withoutOwnMarks(text)
  if (LINK.test(rest) || isOpaque(rest) || isNobody(rest)) return null
  if (rule !== NAMED_AFTER && isNameOfAThing(rest)) return null
  if (rule.formed === true) return judgeForm(rest, rule)
  if (ENDS.includes(rule) && (!CAPITALISED().test(rest) || NOBODY_WORDS.has(rest.toLowerCase()))) return null
  if (rule.category === 'user.name.full' || rule.category === 'user.name') {
    const dialled = judgeNumber(rest.trim())
    if (dialled !== null) return dialled
  }
  if (rule.telephony !== true) return /\p{L}/u.test(rest) ? { confidence: 0.9 } : null
  if (isBracketed(text)) return null
  const words = rest
    .replace(/<[^<>]*>/g, ' ')
    .split(/\s+/)
    .filter((word) => !/[@/:\\_=]|\d{3}/.test(word))
    .join(' ')
    .trim()
  if (!/\p{L}{2}/u.test(words) || MASKED.test(words) || CODES.has(words.toLowerCase())) return null
  return { confidence: 0.6 }
}

/** Letters, the first of them a capital where there are any. */
const CAPITALISED = late(() => new RegExp(String.raw`^[\p{Lu}\p{Lo}][\p{L}\p{M}'\u2019. -]*$`, 'u'))

/** Links, and paths such as `owner/repository`. */
const LINK = /^\s*(?:(?:[a-z][a-z\d+.-]{1,12}:\/)?\/\S+|[\w.-]+\/[\w./-]+)$/i

/** Digits alone are an id here. */
function judgeForm(text: string, rule: KeyRule): Judgement | null {
  if (rule === NAMED_AFTER) return isNamedAfterSomebody(text) ? { confidence: 0.6 } : null
  if (rule === DISPLAY) return isCalled(text) ? { confidence: 0.6 } : null
  if (rule.category === 'user.name.full') return isFullName(text) ? { confidence: 0.6 } : null
  return /^\d*$/.test(text.trim()) ? null : judgeNumber(text.trim())
}

/** Who has no name is called by a number. */
function judgeNumber(text: string): Judgement | null {
  if (text.length < 3 || text.length > 24 || !/^\+?[\d ().-]+$/.test(text) || isDateOrAddress(text)) return null
  const digits = countDigits(text)
  if (digits < 3 || digits > 15) return null
  return digits < 7 ? { category: EXTENSION, confidence: 0.6 } : { category: PHONE, confidence: 0.8 }
}

function isDateOrAddress(text: string): boolean {
  return /^(?:\d{4}-\d\d-\d\d|\d{1,3}(?:\.\d{1,3}){3}$|\d{1,3}\.\d{1,6}$)/.test(text)
}

/** A number of which nothing is shown: `xxx-xxx-xxxx`. */
const MASKED = /^[x -]+$/i

/** What records of calls say instead of a name. */
const CODES: ReadonlySet<string> = new Set([
  'internal', 'external', 'anonymous', 'unknown', 'restricted', 'private', 'unavailable', 'inbound', 'outbound',
  'caller', 'callee', 'agent',
  'user', 'customer', 'system', 'bot', 'human', 'machine', 'fax', 'queue', 'ivr', 'voicemail', 'operator', 'host',
  'none', 'conference',
])
