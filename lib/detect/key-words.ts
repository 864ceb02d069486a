import {
  E_CALL_ID, E_DIALLED, E_DIRECTION, E_DURATION, E_ENDS, E_LINE, E_MESSAGE, E_NAME, E_PARTY, E_PERSON, E_PLACE, E_QUEUE,
  E_RECORDING,
} from '../walk/watch.ts'
import { phrases } from './keyed.ts'
import { A_ID, A_LINK, A_STATE } from './meaning.ts'

/** Words about keys that belong to no detector. All lists are lower case, words separated by white space. */

function words(list: string): readonly string[] {
  return list.trim().split(/\s+/)
}

/** A word after the concept that turns the key into something about the concept: `phoneCount`, `faxErrorCode`. */
export const NEGATIVE_TAILS: ReadonlySet<string> = new Set(words(`
  accuracy action actions active alert algorithm allowed at attempts attribute attributes available availability average
  base bases
  capabilities capability category change changed charset check checks class code codes color config configuration
  confirmed
  connected cost count counter counts created currency date days default delay description direction disabled display
  domain duration editable enabled encoding error errors event events expires expiry expiration failed features field
  fields firmware flag flags format formats found frequency group groups hash height hidden host icon id identifier
  ids index
  indicator interval kind label language languages length level limit limits locale locked
  mandatory mask match matched max maximum min minimum mode model notification notifications options order
  otp pattern percent percentage permission permissions plan policy port position preference preferences prefix present
  price priority privacy properties property protocol provider proxy purpose quality quota rate ratio reason
  registrar required requirement requirements result results role rule rules sample schema score sent server service
  setting settings shared size sort standard state status statuses subject subscribe subscribed subscription suffix
  supported sync unsubscribe unsubscribed
  template test time timeout timeouts times timestamp timezone token total trunk type types unit updated uri url
  urls usage uuid valid validated validation verification verified version visibility visible width guid sid etag
  cause causes cseq header headers
`))

/** A word after the concept that says how the value is written or whose it is, and so changes nothing. */
export const EMPTY_TAILS: ReadonlySet<string> = new Set(words(`
  formatted normalized normalised raw e164 international national canonical value values text string primary secondary
  work home mobile personal business private other main masked original clean full list new old current previous
  lower display form plain local short long decoded encoded one two three a b c of for the
`))

/** Sequences that contain a detector's words and mean something else. */
export const OTHER_MEANINGS: readonly string[] = phrases(`
  user agent, http agent, build agent, client agent, agent version, agent type, agent state, agent status,
  file extension, extension attribute, extension attributes, extension properties, extension property,
  schema extension, browser extension, extension name, extension schema, open extension, media extension,
  mime extension, image extension, audio extension, allowed extension, encrypted file extension,
  ietf params scim schemas extension, extension data, term extension, trial extension, lease extension,
  deadline extension, extension point, extension date, extension period, server address, memory address,
  network address, wallet address, contract address, base address, start address, return address, bind address,
  listen address, address book, address space, address pool, address family, file name, event name,
  class name, domain name, principal type, server name, table name, column name, field name, key name, queue name,
  group name,
  role name, service account name, storage account name, app name, application name, product name, service name,
  model name, site name, plan name,
  policy name, template name, bucket name, project name, tag name, type name, code name, path name, category name,
  status name, state name, parameter name, method name, function name, package name, team name, room name,
  list name, cluster name, campaign name, channel name, trunk name, ring group name, skill name,
  region name, time zone name, currency name, language name, file title, page title, i phone, mobile app,
  mobile web, cell type, cell color, cell style, cell range, spreadsheet cell, table cell, battery cell, solar cell,
  fuel cell, dns, contract extension, browser extension id, soft phone, soft phones, touch screen phone, bios,
  record number, order number,
  invoice number, line number, page number, version number, serial number, build number, account number,
  ticket number, part number, port number, tracking number, reference number, sequence number, model number,
  case number, row number, chunk number, batch number, transaction number, vat number, tax number, public key,
  primary key, foreign key, sort key, partition key, key id, key type, idempotency key, message key,
  next page token, page token, continuation token, sync token, delta token, cursor token, skip token, token type,
  token count, max tokens, completion tokens, prompt tokens, total tokens, pin type, pin code length, street view,
  zip file, region code, aws region, health state, power state, connection state, run state, email server,
  mail server, mail host, mail domain, email domain, email template, email campaign, photo count, note type,
  company code, department code, job id, job type, job status, job name, batch job, job, ip version, ip protocol,
  location type, manager type, position x, position y, node position, run number, issue number, pull number,
  request number, check number, transaction line id, order line id, invoice line id, journal line id, meeting number,
  webinar number,
  transfer caller id, account country, app display name, application display name, country display name,
  model display name, resource display name, workspace display name, room display name, device display name,
  group display name, team display name, role display name, site display name, plan display name,
  product display name, vendor display name, service display name, category display name, merchant display name,
  consent display name, policy display name, queue display name, skill display name, field display name,
  default display name, tag display name, type display name, family display name, location display name,
  group dn,
  sip h x,
  label display name, skill profile name, speaker device name, system name, process name, thread name, topic name,
  article title, book title, song title, video title, window title, section title, item title, meeting title
`)

/** Keys of objects about one person, or lists of such objects. */
export const PERSON_KEYS: readonly string[] = phrases(`
  from, to, cc, bcc, owner, user, contact, identity, participant, caller, callee, agent, customer, member, employee,
  manager, person, people, profile, author, organizer, organiser, attendee, accepted by, outgoing by, created by,
  updated by, modified by, recipient, sender, assignee, creator, client, guest, host user, speaker, party,
  calling party, called party, connected party, answerer info, managed by, delegate, extension, operator,
  supervisor, patient, receiver, student, subscriber, account holder, card holder, cardholder, lead, candidate,
  applicant,
  staff, personnel, individual, requester, approver, reviewer, reporter, answered by, transferred by, forwarded by,
  recorded by, associated identity, meeting organizer, relation, emergency contact, spouse, assistant, me, self,
  connected, other party, remote party, local party, address book entry, phone book entry, phonebook,
  phonebook entry, directory entry, speed dial, visitor, invitee, registrant, panelist, requestor, actor, worker,
  teacher, doctor, physician, nurse, signer, signatory, representative, colleague, friend, bill to, ship to,
  sold to, account manager, sales rep, respondent, submitter, commenter, collaborator, follower, last modified by,
  approved by, assigned to, assigned by, requested by, reviewed by, owned by, invited by, policy holder, resident,
  uploaded by, submitted by, posted by, edited by, added by, closed by, deleted by, resolved by, scheduled by,
  completed by, handled by, acknowledged by, acknowledger,
  anrufer, teilnehmer, ansprechpartner, mitglied, utilisateur, appelant, appele, salarie, employe, destinataire,
  usuario, cliente, contacto, llamante, empleado, destinatario, contato, funcionario, utente, contatto, chiamante,
  dipendente, persona, pessoa, personne,
  practitioner, performer, booker, courier, rider, resource owner, billing contact, buyer, seller, shipper, passenger,
  traveler, driver,
  beneficiary, guardian, payer, payee, debtor, creditor,
  parent contact, mitarbeiter, kunde, benutzer, kontakt
`)

/** People before their data in keys of one word: `patientfirstname`. */
export const WRITTEN_PERSONS: readonly string[] = words(`
  guarantor insured insurancepolicyholder policyholder patient contact customer client employee agent caller callee
  owner user member driver
  guest student applicant candidate sender recipient buyer seller payer payee beneficiary spouse manager
`)

/** Words after a person: `callerInfo`, `contact_details`. */
export const PERSON_TAILS: ReadonlySet<string> = new Set(words('info information details detail profile ref reference'))

/** Keys of objects that are no person: what is called a display name in them is the name of the thing. */
export const THING_KEYS: readonly string[] = phrases(`
  application, app, device, group, team, channel, service, product, role, queue, site, category, policy, location,
  resource, model, skill, campaign, calendar, folder, file, drive, template, schema, brand, carrier, language,
  plan, tag, workspace, room, project, board, column, label, permission, license, sku, subscription, integration,
  repository, repo, plugin, bot, webhook, trunk, gateway, report, dashboard, view, field, attribute, property, option,
  status, stage,
  pipeline, segment, event, webinar, service principal, agreement, package, catalog, currency, country, module,
  routing profile, security profile, messaging profile, sip profile, voice profile, network profile, device profile,
  billing profile, service profile, phone profile, calling profile, outbound profile, attachment, vehicle, car, intent
`)

/** Words after a thing: `product_id` may hold an object. */
export const THING_TAILS: ReadonlySet<string> = new Set(words('id ref reference'))

/** Words that may stand before `key`, `name` and `value` of a pair: `attributeName` beside `attributeValue`. */
export const FIELD_WORDS: ReadonlySet<string> = new Set(words(`
  field attribute property custom param parameter variable column attached datum data question element entry item
  metadata meta form input string text
`))

/** Words that keys of sums and limits begin with. */
export const QUANTITIES: ReadonlySet<string> = new Set([
  ...words('total max maximum min minimum avg average sum percent percentage unique count num daily weekly monthly'),
  ...phrases('number of, numbers of, num of, no of, count of'),
])

/** Last words of keys of objects whose members are shares and sums of who their keys name: `{"agent": 36}`. */
export const MEASURES: ReadonlySet<string> = new Set(words(`
  percent percentage percentages ratio ratios rate rates score scores counts durations weights
`))

/** Last words of keys that speak about a datum beside them. */
export const ASIDE: readonly (readonly [bit: number, tails: ReadonlySet<string>])[] = [
  [A_ID, new Set(words('id ids sid guid uuid etag hash ref reference revision scheme version'))],
  [A_LINK, new Set(words('url urls uri href link links path file filename'))],
  [A_STATE, new Set(words(`
    status object created updated modified at time timestamp kind count total duration length size locale currency price
    provider protocol service role confidence accuracy algorithm mode attempts days minutes hours seconds symbol symbols
    expires expiration
    expiry rotation enabled required verified start end index limit offset case age
    sentiment pct server proxy realm registrar transport zone timezone
  `))],
]

/** Words of a key, or of a sibling's `type`, that say whose contact a datum is. */
export const PERSONAL_WORDS: ReadonlySet<string> = new Set(words(`
  home personal private spouse assistant family privat prive privee perso personnelle domicile casa personale
  particular particulier pessoal zuhause
`))
export const BUSINESS_WORDS: ReadonlySet<string> = new Set(words(`
  business work office company corporate main uan tollfree dienstlich employer organization organisation workplace
  enterprise geschaftlich geschaeftlich beruflich buro buero firma bureau professionnel professionnelle entreprise
  travail empresa trabajo oficina trabalho escritorio lavoro ufficio azienda aziendale
`))
/** Personal only as the text of a sibling: the key `cell` is ambiguous (company phones are mobile, too). */
export const PERSONAL_TYPES: ReadonlySet<string> = new Set(words('cell'))

/** Words of a sibling's `type` that say that the value is an extension. */
export const EXTENSION_TYPES: ReadonlySet<string> = new Set(words(`
  extension ext extn exten internal dn durchwahl nebenstelle ramal interno anexo
`))

/** Words of a sibling's `type` that say that the value is called, or sent messages. */
export const TELEPHONE_TYPES: ReadonlySet<string> = new Set(words(`
  phone telephone tel mobile cell landline sms mms msisdn voice whatsapp
`))

/** Keys that hold what some sibling names: `{ "key": "dob", "value": ... }`. */
export const HOLDERS: ReadonlySet<string> = new Set(words(`
  value values content data answer response val text number num nummer numero
`))
/** Keys of the sibling that names it. */
export const NAMING: ReadonlySet<string> = new Set(words(`
  name key field label type property attribute system kind question title
`))

/** Such keys of two words. */
export const CODED_FIELDS: ReadonlySet<string> = new Set(phrases(`
  attribute code, field code, property code, field id, tab label
`))

/** Keys whose value says what the siblings are. */
export const KIND_TAILS: ReadonlySet<string> = new Set(words('type label kind use usertype channel method medium'))
/** Keys whose value is a country, for the reading of national numbers. */
export const COUNTRY_SEQUENCES: readonly string[] = phrases(`
  country, country code, country iso code, iso country, iso country code, phone country, phone country code, region,
  region code, country region, country iso, land, pays, pais, paese
`)

/** Words after which a number is an id, a hash or a moment, and only a valid number is believed. */
export const OPAQUE_TAILS: ReadonlySet<string> = new Set(words(`
  id ids uuid guid hash token key sid ref reference checksum etag digest signature nonce serial sku version cursor
  timestamp time date at created updated epoch offset revision build code fingerprint md sha crc isbn ean upc imei
  imsi iccid quantity qty bytes size amount total count sum balance price volume weight dimension dimensions width
  height
  length depth distance area capacity duration fee cost discount tax rate percentage ratio score voucher coupon loyalty
  barcode gtin asin issn iban bic vin port ports container parcel consignment awb siren siret cnpj abn acn nip ndc cas
  naics gst kvk icd
`))

/** Words between what is numbered and the end of a key: `partNumber`, `invoice_no`. */
export const NUMBER_WORDS: ReadonlySet<string> = new Set(words('number numbers no nos num nr code codes range'))

/** What has numbers and is nobody: behind them, digits are believed as after {@link OPAQUE_TAILS}. */
export const NUMBERED: ReadonlySet<string> = new Set(words(`
  abn account article asset batch booking build case catalog catalogue claim company container contract customer
  document file flight invoice issue item job kvk lot material model order page parcel part po policy port product
  purchase record reference registration reservation serial shipment sku tax ticket track tracking transaction vat
  version
`))

/** Last words of keys whose digits are an amount, a moment, a code or a place in an order, whatever stands beside them. */
export const NUMERIC_TAILS: ReadonlySet<string> = new Set(words(`
  age amount attempt attempts balance bit bits build byte bytes capacity code codes cost count counter counts cursor
  date
  day days delay depth distance duration epoch error expiry expires factor floor frequency height hour hours index
  interval latency latitude lat length level limit limits lng longitude max maximum min minimum minute minutes month
  months offset order page pages percent percentage pin pixels plz port ports position postal postcode priority price
  quantity qty rank rate rating ratio retries revision room score second seconds sequence size sort status step sum
  time timeout timestamp total ttl version volume weight width year years zip zipcode
`))

/** Last words of keys that hold a person, a line or a device, and may hold its extension in its place. */
export const STAND_INS: ReadonlySet<string> = new Set(words(`
  account agent alias box callee caller contact destination device dial display endpoint handler label line login
  mailbox member operator owner party peer source target user username voicemail
`))

/** First words of keys that ask, or order: `hasPhone`, `send_email`. What is behind them is not there. */
export const VERBS: ReadonlySet<string> = new Set(words(`
  is has have can may must allow allows allowed enable enables disable require requires send sends show shows hide use
  uses support supports supported include includes exclude touch
`))

/** Keys that look like evidence, and are none: of who calls, and of whom. */
export const NO_EVIDENCE: ReadonlySet<string> = new Set(phrases('user agent'))

/** Keys that make the object around them one of telephony, or one about a person. */
export const EVIDENCE: readonly (readonly [bit: number, sequences: readonly string[]])[] = [
  [E_DIRECTION, phrases('direction, call direction, call type, inbound, outbound')],
  [E_DURATION, phrases(`
    duration, vm duration, sec dur, talk time, talking time, ring time, hold time, billsec, bill sec, call duration,
    call length,
    wait time
  `)],
  [E_CALL_ID, phrases(`
    call id, call sid, linkedid, unique id, session id, message id, message sid, call log id, recording id,
    call session id, network call id, sip call id, call leg id, call control id, call uuid,
    leg, call result, disposition, hangup cause, answer time,
    answered at
  `)],
  [E_QUEUE, phrases(`
    queue, queue name, queue id, asterisk id, dcontext, dst context, last app, lastapp, switch name, trunk,
    trunk name, did, ivr, call queue, dnis, skill, hunt group
  `)],
  [E_RECORDING, phrases(`
    recording, recording url, recording file, record file, call recording, voicemail, media url, recording started at,
    recording duration, vm duration
  `)],
  [E_PARTY, phrases(`
    caller, callee, caller name, callee name, caller number, callee number, calling party, called party,
    calling number, called number, calling num, called num, dialed num, caller id, party, originator, agent extension,
    dst channel, dst answer, dstanswer, channel, clid, agent,
    caller number type, callee number type, dialed digits, dn type, external party, answered by
  `)],
  [E_ENDS, phrases('from, to, from number, to number')],
  [E_DIALLED, phrases(`
    phone type, phone kind, phone label, number type, line type, area code, country calling code, calling code,
    dial code,
    dialing code, dialling code, phone country, phone country code, do not call, phone extension
  `)],
  [E_MESSAGE, phrases(`
    message id, message uuid, message sid, message ref, message reference, message body, message text, message type,
    message status, message content, message state, message parts, messages, sms, sms id, sms count, sms text,
    sms message,
    sms status, num segments, num media, segments, segment count, parts count, body, text, clean text, keyword,
    short code, shortcode, delivery status, delivery report, delivery receipt, dlr, mccmnc, mcc mnc, network code,
    opted out, opt out, opt in
  `)],
  // Of a line alone: beside what devices and groups have, too, a `name` would be taken for somebody's.
  [E_LINE, phrases('route partition, route partition name')],
  [E_NAME, phrases(`
    full name, first name, last name, middle, given, lname, given name, family name, vorna, nachn, surname, vorname,
    nachname,
    prenom, apellido, apellidos,
    sobrenome,
    cognome
  `)],
  [E_PLACE, phrases(`
    city, zip, zip code, postal code, post code, street, street address, street name, plz, postleitzahl, code postal,
    ville, ciudad, codigo postal, cidade, citta, wohnort
  `)],
  [E_PERSON, phrases(`
    first name, last name, given name, family name, surname, middle name, real name, nick name, email,
    email address, birthday, birth date, date of birth, dob, nationality, occupation, officer role, appointed on,
    job title, employee id, employee number, sender,
    user name, user principal name, phone, telephone, mobile phone, home phone, phone number, cell phone, gender,
    home address, vorname, nachname, geburtsdatum, telefon, telefonnummer, prenom, date de naissance, courriel,
    apellido, apellidos, fecha de nacimiento, telefono, correo, sobrenome, data de nascimento, telefone, cognome,
    data di nascita, address normalized, address displayable, address raw
  `)],
]
