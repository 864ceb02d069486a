import type { KeyRule } from '../detector.ts'
import { phrases } from '../keyed.ts'

/** Keys of telephone and fax numbers, from the published schemas of telephony, directory and contact APIs. */

const PHONE = 'user.contact.phone_number'

/** Keys are compared without their accents, and taken apart for that: letters of Hangul, too. */
const KOREAN = ['\uc804\ud654', '\uc804\ud654\ubc88\ud638', '\ud734\ub300\ud3f0', '\ud578\ub4dc\ud3f0']
  .map((word) => word.normalize('NFD')).join(',')

/** `calledNo`, `forwarding_nr`: of what is called or calls, and nothing that is only numbered. */
const ABBREVIATED = phrases(`
  calling, called, caller, callee, dialed, dialled, forward, forwarded, forwarding, redirect, redirected, transfer,
  transferred, diverted, originating, terminating, answered, callback, emergency, toll free, virtual, direct, gsm, sim,
  voice, whatsapp, sms, remote party, calling party, called party
`).flatMap((word) => [`${word} no`, `${word} nr`])

const NUMBERS = phrases('number, num, digits, canonical form, numero, nummer, display')

export const PHONE_KEYS: readonly KeyRule[] = [
  {
    category: PHONE,
    types: 'any',
    at: 'anywhere',
    words: phrases(`
      phone, phone number, telephone, telephone number, msisdn, landline, cell phone, mobile phone, mobile number,
      caller id number, caller id num, caller number, callee number, calling number, called number, dialed digits,
      dialled digits, raw digits, e164, e164 number, redirecting number, call redirecting number, callback number,
      contact number, direct number, dialed number, dialled number, remote party number, local party number,
      did number, telefon, telefonnummer, handynummer, mobilnummer, rufnummer, telefono, celular, telefoon,
      whatsapp number, cell number, forwarded from, forwarded to, forward to number, ring to number,
      transfer to number, destination number, canonical phone, customer number dialed, national format number,
      international format number, office number, business number, home number, work number, personal number,
      assistant phone, assistants phone, manager phone, provided number, phone area code,
      festnetz, festnetznummer, telefone, telemovel, portable, telephone portable, numero de telephone,
      numero telephone, numero de telefono, numero telefono, numero de telefone, numero di telefono, cellulare,
      telefono movil, telefono celular, recapito telefonico, mobiltelefon, diensttelefon, privattelefon, telefonino,
      owned number, shared number, cid number, cid num, outbound cid, emergency cid, follow me number, follow me list,
      phone num, phone no, phone nr, telephone no, mobile no, mobile nr, mobile num, cell no, cell nr, tel no,
      tel number, tel num, tel nr,
      contact no, contact nr, contact num, calling num, called num, dialed num, dialled num, clg num,
      calling party number,
      called party number, connected line num, wa id,
      telefoonnummer, telefoon nummer, mobiel nummer, mobiele nummer, telefonnr, telefon nr, puhelin, puhelinnumero,
      numer telefonu, telefonszam, \u0442\u0435\u043b\u0435\u0444\u043e\u043d,
      \u043d\u043e\u043c\u0435\u0440 \u0442\u0435\u043b\u0435\u0444\u043e\u043d\u0430,
      \u7535\u8bdd, \u7535\u8bdd\u53f7\u7801, \u8054\u7cfb\u7535\u8bdd, \u624b\u673a, \u624b\u673a\u53f7,
      \u624b\u673a\u53f7\u7801, \u96fb\u8a71, \u96fb\u8a71\u756a\u53f7, \u643a\u5e2f\u96fb\u8a71,
      \u0627\u0644\u0647\u0627\u062a\u0641, \u0647\u0627\u062a\u0641,
      \u0631\u0642\u0645 \u0627\u0644\u0647\u0627\u062a\u0641,
      ${KOREAN}
    `),
  },
  {
    category: PHONE,
    types: 'any',
    words: phrases(`
      mobile, cell, cellular, tel, mdn, natel, caller id, callerid, ani, outdial ani, dnis, did, cli, clip, elin,
      pager, handy,
      calling line id, called line id, line number called, from number, to number, source number, direct line,
      hotline, switchboard, whatsapp, mobil, movil, site main number, main number, user number, call from, call to,
      external party, contact point, answered number, originating number, terminating number, a number, b number,
      dialed, dialled, national format, international format, sms number, text number, emergency number,
      toll free number, toll number, call in number, speed dial number,
      presentation number, subscriber number, national number, forward destination, forward all destination,
      forward busy destination, forward no answer destination, forwarding number, call forward, call forwarding,
      call forward all, call forward busy, call forward no answer, call forward always, call forward unconditional,
      call forward unregistered, phone data, telnr, telf, ddi, direct dial, helpline, helpline number, phone from,
      phone to, forward number, call forward number, redirected number, transfer number, sms to
    `),
  },
  {
    category: PHONE,
    types: 'any',
    at: 'whole',
    under: [PHONE],
    words: phrases(`
      value, number, num, numero, nummer, home, work, mobile, cell, main, office, business, personal, private, other,
      primary,
      secondary, formatted, national, international, local, canonical form, raw, digits, display, text, content, data,
      default, normalized, home fax, work fax, company, assistant, car, display name, formatted value, destination,
      area code,
      free form number
    `),
  },
  // In an object that is too large to be known, few digits are the number of a thing: a pull request's.
  { category: PHONE, types: 'any', at: 'whole', under: ['knownParty'], words: NUMBERS },
  { category: PHONE, types: 'any', at: 'whole', under: ['party'], digits: 7, words: NUMBERS },
  { category: PHONE, types: 'any', under: ['call'], words: phrases('number, num, nums') },
  { category: PHONE, types: 'any', telephony: true, digits: 7, words: phrases('number, num, nums') },
  {
    category: PHONE,
    types: 'any',
    written: true,
    words: phrases(`
      display address, formatted number, diversion, international alt, digital line, always forward,
      answer forward, busy forward, unconditional forward
    `),
  },
  { category: PHONE, types: 'any', written: true, words: ABBREVIATED },
  // A network, too; and other things of two letters.
  { category: PHONE, types: 'any', digits: 7, words: phrases('gsm, gsm number, gsm no, tn, btn, wtn') },
  {
    category: PHONE, types: 'any', at: 'whole', under: ['extension'], digits: 10,
    words: phrases('from, to, source, destination, src, dst'),
  },
  // Where calls go then.
  { category: PHONE, at: 'whole', members: true, words: phrases('unconditional, no answer') },
  {
    category: PHONE,
    types: 'any',
    written: true,
    words: phrases(`
      a party, b party, aparty, bparty, cgpn, cdpn, orig number, dest number, remote party, local party, other party,
      phone primary contact, phone secondary contact, sent from, sent to, submitted number, number in,
      format international, format national, local number, entry number, external endpoint, eptt number, voice callback,
      voice callback value, normalized number, from num, to num, clid num, a num, b num, callback num,
      call back number, sms from, sms to, mms from, mms to,
      fax from, fax to, whatsapp id, signal number, viber id, p asserted identity, rdnis, callingparty, calledparty
    `),
  },
  // Whoever names the numbers: `{ "phone": { "pharmacy": "202-555-0143" } }`.
  {
    category: PHONE, at: 'whole', members: true, digits: 7,
    words: phrases(`
      phone, phone number, phone data, telephone, telephone number, contact number, rufnummer, telefon, telefonnummer,
      telefono, telefone
    `),
  },
  // Whom a message is from, and who gets it; what has fewer digits there is a code, or an id.
  {
    category: PHONE, types: 'any', at: 'whole', under: ['message'], digits: 10,
    words: phrases(`
      from, to, sender, recipient, receiver, source, destination, originator, target, orig, dest, number, sent from,
      sent to, submitted number, addressee
    `),
  },
  // As JSON numbers they are addresses of networks.
  { category: PHONE, written: true, words: phrases('source addr, dest addr, destination addr') },
  // In a record of telephony; what is only numbered there has fewer digits.
  {
    category: PHONE,
    at: 'whole',
    types: 'any',
    telephony: true,
    written: true,
    words: phrases(`
      origination, orig, peer, endpoint, other, redirecting, pai, rpid, handset, subscriber, originator, target uri,
      sender, recipient, recipients, receivers, far end
    `),
  },
  {
    category: PHONE, at: 'whole', telephony: true, valid: true,
    words: phrases('customer, client, lead, visitor, guest, digits, target, address, leg'),
  },
  // What stands before the `@` of an address in a trace of signalling is a number, or the name of an account.
  {
    category: PHONE,
    written: true,
    words: phrases(`
      from user, to user, ruri user, req user, contact user, pid user, src user, dst user, dst ouser, cnum
    `),
  },
  {
    category: PHONE, types: 'any', at: 'whole', written: true,
    words: phrases('from addr, to addr, from address, to address'),
  },
  {
    category: PHONE, types: 'any', at: 'whole', under: ['party'], written: true,
    words: phrases('address, media address, endpoint, default number, associated number'),
  },
  {
    category: PHONE, at: 'whole', dialled: true, digits: 7,
    words: phrases(`
      address, contact, contact value, detail, details, destination, recipient, target, to, content, data, endpoint,
      handle, identifier, number, num, value, local number, subscriber
    `),
  },
  {
    category: PHONE, types: 'any', at: 'whole', under: ['extension'], written: true,
    words: phrases('cfu, cfb, cfn, cfna, cfnr, cfwd, cf'),
  },
  { category: PHONE, at: 'whole', written: true, words: ['address used', 'callback', 'call back'] },
  { category: PHONE, at: 'whole', under: ['evident'], written: true, words: ['home', 'business'] },
  { category: PHONE, types: 'any', at: 'whole', named: true, words: phrases('number, num, no, numero, nummer') },
  {
    category: PHONE,
    at: 'whole',
    valid: true,
    words: phrases('number, from, to, sender, recipient, source, destination, src, dst, caller, callee, identity'),
  },
  {
    category: PHONE,
    types: 'any',
    telephony: true,
    words: phrases(`
      party, caller, callee, from, to, agent, src, dst, dst answer, dstanswer, source, destination, clid, user,
      participant, answered by, transferred to, called, calling, aor, announcement participant,
      display address, dialed party, display number, address raw, public external, public internal, address normalized,
      address displayable, call number, dest, initial dest
    `),
  },
  { category: PHONE, telephony: true, words: ['line'] },
  // Behind other words they only say which one: `phone_local`.
  { category: PHONE, types: 'any', at: 'whole', telephony: true, words: ['remote', 'local'] },
  {
    category: 'user.contact.fax_number',
    types: 'any',
    at: 'anywhere',
    words: phrases(`
      fax, fax number, facsimile, facsimile number, facsimile telephone number, telefax, faxnummer, home fax,
      business fax, other fax, work fax, telecopie, telecopieur
    `),
  },
  {
    category: 'user.contact.fax_number',
    types: 'any',
    at: 'whole',
    under: ['user.contact.fax_number'],
    words: phrases(`
      value, number, num, numero, nummer, home, work, formatted, national, international, raw, free form number
    `),
  },
]
