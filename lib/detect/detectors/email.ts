/*
 * E-mail addresses.
 * Not found: addresses spelled out (`ann [at] example [dot] org`) or with an address for a domain, without a key;
 * emoji in local parts, where validator finds none either. Ids of calls with a host name are taken for addresses, but
 * for hexadecimal ones under keys of ids.
 */

import { BACKSLASH, COLON, DOT, LOWER_N, LOWER_X, MINUS, QUOTE, STAR } from '../../bytes/codes.ts'
import { HINT_ADDRESS } from '../../walk/leaf.ts'
import type { Detector, Emit, Facets, Judgement, Place, WholeValue } from '../detector.ts'
import { countDigits, isAsciiLetter, isDigit } from '../chars.ts'
import { EMAILS, MOMENT, NUMERALS } from '../shape.ts'

const EMAIL = 'user.contact.email'

/** RFC 5321 section 4.5.3.1, in octets. */
const MAX_LOCAL = 64
const MAX_DOMAIN = 254
const MAX_LABEL = 63

const LESS = 0x3c
const GREATER = 0x3e
/** Of the signs in names of domains, the one that top levels do not have. */
const COPYRIGHT = 0xa9

/** `1` for atext of RFC 5322 section 3.2.3. */
const ATEXT = new Uint8Array(128)
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~") {
  ATEXT[character.charCodeAt(0)] = 1
}

/** E-mail addresses (RFC 5322, RFC 6531), as `validator`'s isEmail reads them with its default options. */
export const email: Detector = {
  id: 'email',
  categories: [EMAIL],
  keys: [
    {
      category: EMAIL,
      at: 'anywhere',
      words: [
        'email', 'e mail', 'email address', 'e mail address', 'mail address', 'user principal name', 'upn',
        'proxy address', 'other mail', 'emailaddress', 'correo electronico', 'courriel', 'smtp address',
        'email adresse', 'e mail adresse', 'mail adresse', 'emailadres', 'e mail adres',
        'adresse electronique', 'adresse courriel', 'posta elettronica', 'correio eletronico',
      ],
    },
    { category: EMAIL, words: ['mail', 'correo', 'cc email', 'reply to', 'smtp', 'paypal'] },
    { category: EMAIL, at: 'whole', under: [EMAIL], words: [
      'address', 'value', 'work', 'home', 'personal', 'business', 'other', 'primary', 'main', 'text', 'display',
      'original', 'recipient',
    ] },
  ],
  judge: judgeEmail,
  // Words may be placeholders, and spaces tell an address from prose.
  judgesAlike: () => EMAILS | NUMERALS | MOMENT,
  hints: HINT_ADDRESS,
  gate: { anyOf: '@' },
  find: findEmails,
  findsAlike: EMAILS,
}

/** What stands for "no address" under an e-mail key, or for a setting of mail. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'none', 'n/a', 'na', '-', 'null', 'undefined', 'unknown', 'true', 'false', 'yes', 'no', 'on', 'off', 'enabled',
  'disabled', 'work', 'home',
  'personal', 'business', 'other', 'primary', 'verified', 'unverified', 'pending', 'optional', 'required', 'daily',
  'weekly', 'never', 'always',
])

/** Anything with an at sign in some spelling, or a single word, which may be a local part. */
function judgeEmail({ text }: WholeValue, place: Place): Judgement | null {
  const trimmed = text.trim()
  if (trimmed === '' || PLACEHOLDERS.has(trimmed.toLowerCase())) return null
  const at = trimmed.lastIndexOf('@')
  if (at >= 0) return { confidence: 0.95, facets: facetsOf(trimmed.slice(at + 1), place) }
  if (/^https?:\/\//i.test(trimmed)) return null
  if (/%40|&#64;|&#x40;|&commat;|[[({ ]at[\])} ]/i.test(trimmed)) return { confidence: 0.8 }
  return trimmed.includes(' ') || trimmed.length < 3 ? null : { confidence: 0.6 }
}

const NO_FACETS: Facets = {}

function facetsOf(domain: string, place: Place): Facets {
  if (place.businessDomains.size === 0) return NO_FACETS
  let name = domain.toLowerCase()
  while (name !== '' && !isAsciiLetter(name.charCodeAt(name.length - 1))) name = name.slice(0, -1)
  return isAtOrBelow(name, place.businessDomains) ? { business: true } : {}
}

/** True if the domain (lower case) is one of these, or below one. */
export function isAtOrBelow(domain: string, domains: ReadonlySet<string>): boolean {
  for (let dot = -1; ; ) {
    if (domains.has(domain.slice(dot + 1))) return true
    dot = domain.indexOf('.', dot + 1)
    if (dot < 0) return false
  }
}

/**
 * From every at sign to the left over the local part, at most 64 units, and to the right label by label. Each unit is
 * visited a bounded number of times.
 */
export function findEmails(text: string, place: Place, emit: Emit): void {
  let floor = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const local = localStart(text, at, floor)
    if (local < 0) continue
    const isOdd = text.charCodeAt(local) !== QUOTE && hasOdd(text, local, at)
    const start = isOdd ? afterWrapping(text, local, at) : local
    if (start === at || (isOdd && isStarred(text, start, at))) continue
    const end = domainEnd(text, at + 1)
    if (end < 0 || isNoAddress(text, start, at, end)) continue
    if (place.key === 'opaque' && (isMessageId(text, start, end) || isMade(text.slice(start, at)))) continue
    emit(EMAIL, start, end, 0.95, facetsOf(text.slice(at + 1, end), place))
    floor = end
    at = end - 1
  }
}

/** First unit of the local part, or -1. */
function localStart(text: string, at: number, floor: number): number {
  if (text.charCodeAt(at - 1) === QUOTE) {
    const quoted = quotedStart(text, at, floor)
    if (quoted >= 0) return quoted
  }
  let start = at
  let octets = 0
  while (start > floor) {
    const unit = text.charCodeAt(start - 1)
    if (unit === DOT ? start === at || text.charCodeAt(start) === DOT : !isLocalUnit(unit)) break
    octets += octetsOf(unit)
    if (octets > MAX_LOCAL) return -1
    start--
  }
  while (start < at && text.charCodeAt(start) === DOT) start++
  return start < at ? start : -1
}

function isLocalUnit(unit: number): boolean {
  if (unit < 0x80) return ATEXT[unit] === 1
  return (unit >= 0xa1 && unit <= 0xd7ff) || (unit >= 0xf900 && unit <= 0xfdcf) || (unit >= 0xfdf0 && unit <= 0xffef)
}

/** `"a b"@example.org`: back to the opening quote; -1 if what stands between is no quoted string. */
function quotedStart(text: string, at: number, floor: number): number {
  if (isEscaped(text, at - 1)) return -1
  // The closing quote counts.
  let octets = 1
  for (let open = at - 2; open >= floor; open--) {
    const unit = text.charCodeAt(open)
    octets += octetsOf(unit)
    if (octets > MAX_LOCAL || (unit >= 0x80 && !isLocalUnit(unit))) return -1
    if (unit === QUOTE && !isEscaped(text, open)) return open
  }
  return -1
}

function octetsOf(unit: number): number {
  return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3
}

function isEscaped(text: string, at: number): boolean {
  let escapes = 0
  while (text.charCodeAt(at - 1 - escapes) === BACKSLASH && escapes <= MAX_LOCAL) escapes++
  return escapes % 2 === 1
}

/** What is legal in a local part, and does not begin one in practice. */
const WRAPPING = "'`{|}=/?&#."
/** `1` for these, but for the dot, and for stars, of which masks are made. */
const ODD = new Uint8Array(128)
for (const character of "'`{|}=/?&#*") ODD[character.charCodeAt(0)] = 1

function hasOdd(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (ODD[text.charCodeAt(at)] === 1) return true
  return false
}

/** Words before `=` that name the address instead of being part of it, as in `email=ann@example.org`. */
const NAMES: ReadonlySet<string> = new Set([
  'email', 'e-mail', 'mail', 'to', 'from', 'cc', 'bcc', 'user', 'username', 'login', 'upn', 'address', 'contact',
])

/** Leaves out what is legal in a local part but belongs to the surroundings: quotes, a URI before a query value. */
function afterWrapping(text: string, start: number, at: number): number {
  const local = text.slice(start, at)
  const equals = local.lastIndexOf('=')
  let first = start
  if (equals >= 0) {
    const before = local.slice(0, equals)
    const name = before.slice(Math.max(before.lastIndexOf('?'), before.lastIndexOf('&')) + 1)
    if (name.length < before.length || NAMES.has(name.toLowerCase())) first += equals + 1
  } else if (local.startsWith('//') && text.charCodeAt(start - 1) === COLON) {
    first += local.lastIndexOf('/') + 1
  }
  while (first < at && WRAPPING.includes(text[first] ?? '')) first++
  return first
}

/** One past the longest domain with an alphabetic top level that starts at `start`, or -1. */
function domainEnd(text: string, start: number): number {
  let good = -1
  let labels = 0
  let label = start
  let others = 0
  const limit = Math.min(text.length, start + MAX_DOMAIN)
  for (let at = start; ; at++) {
    const unit = at < limit ? text.charCodeAt(at) : -1
    if (isAsciiLetter(unit)) continue
    if (isDigit(unit) || unit === COPYRIGHT) {
      others++
      continue
    }
    if (isDomainUnit(unit)) continue
    const length = at - label
    if (length === 0 || length > MAX_LABEL) return good
    if (unit !== MINUS && text.charCodeAt(at - 1) === MINUS) return good
    if (labels > 0 && isTopLevel(text, label, at, others)) good = at
    if (unit === MINUS) {
      others++
      continue
    }
    if (unit !== DOT) return good
    labels++
    label = at + 1
    others = 0
  }
}

/** Non-ASCII letters of internationalised domains; no full-width forms, no surrogates. */
function isDomainUnit(unit: number): boolean {
  if (unit >= 0xa1 && unit <= 0xd7ff) return unit !== 0x2028 && unit !== 0x2029
  return (unit >= 0xf900 && unit <= 0xfdcf) || (unit >= 0xfdf0 && unit < 0xff00) || (unit > 0xff5e && unit <= 0xffef)
}

/** At least two letters, none of `others`; or the coded form of an internationalised one. */
function isTopLevel(text: string, start: number, end: number, others: number): boolean {
  if (end - start < 2) return false
  return others === 0 || (end - start >= 4 && isLetter(text, start, LOWER_X) && isLetter(text, start + 1, LOWER_N))
}

/** `<made.by.a@mail.server>`, and nothing else (RFC 5322 section 3.6.4). */
function isMessageId(text: string, start: number, end: number): boolean {
  return start === 1 && text.charCodeAt(0) === LESS && text.charCodeAt(end) === GREATER && end === text.length - 1
}

/**
 * What machines make up before the name of a host, as for a call: `a84b4c76e66710`. Addresses that are decided by their
 * shape (shape.ts) have fewer digits.
 */
function isMade(local: string): boolean {
  return /^(?=.*[a-f])[\da-f-]{12,}$/i.test(local) && countDigits(local) >= MIN_MADE_DIGITS
}

const MIN_MADE_DIGITS = 7

function isLetter(text: string, at: number, lower: number): boolean {
  return (text.charCodeAt(at) | 0x20) === lower
}

const IMAGE = /^\dx\.(?:png|jpe?g|gif|webp|svg|avif)$/i

/** A local part that is a mask, or holds one. */
function isStarred(text: string, start: number, at: number): boolean {
  let stars = 0
  for (let unit = start; unit < at && stars < 2; unit++) stars = text.charCodeAt(unit) === STAR ? stars + 1 : 0
  return stars > 1 || (stars === 1 && at - start === 1)
}

/** What is written like an address and is none. */
function isNoAddress(text: string, start: number, at: number, end: number): boolean {
  if (isDigit(text.charCodeAt(at + 1)) && IMAGE.test(text.slice(at + 1, end))) return true
  const isGit = at - start === 3 && text.startsWith('git', start)
  if (isGit && (text.charCodeAt(end) === COLON || text.startsWith('//', start - 2))) return true
  if (text.charCodeAt(start - 1) !== COLON) return false
  const before = text.slice(Math.max(0, start - 1 - MAX_LOCAL * 2), start - 1)
  return /(?:^|[^a-z])(?:sips?|xmpp)(?::[^\s:@]*)?$/i.test(before) || /:\/\/[^\s/:@]*$/.test(before)
}
