/*
 * SIP and telephone URIs.
 * Not found: addresses without scheme or key; other schemes (`h323:`).
 */

import { HINT_URI } from '../../walk/leaf.ts'
import type { Detector, Emit, Judgement, Place, WholeValue } from '../detector.ts'
import { digitsEnd, digitsOf, isAsciiLetter, isDigit, isWord } from '../chars.ts'
import { phrases } from '../keyed.ts'
import { PlannedFacets } from '../phone/planned-facets.ts'
import { ALL, MOMENT } from '../shape.ts'

const SIP = 'user.contact.sip_address'
const PHONE = 'user.contact.phone_number'
const EXTENSION = 'user.contact.phone_number.extension'

const MAX_URI_CHARS = 320
const MAX_EXTENSION_DIGITS = 8

/** What a scheme addresses: a mailbox-like address of a switch, or a number. */
const SCHEMES: ReadonlyMap<string, 'sip' | 'tel'> = new Map([
  ['sip', 'sip'], ['sips', 'sip'], ['tel', 'tel'], ['callto', 'tel'],
])

/** SIP and telephone URIs (RFC 3261, RFC 3966), wherever they stand. */
export const sipUri: Detector = {
  id: 'sip-uri',
  categories: [SIP, PHONE, EXTENSION],
  keys: [
    {
      category: SIP, at: 'anywhere',
      words: phrases(`
        sip address, sip uri, sip url, sip user, sip username, aor, address of record, voip address, im sip, sip, ao r,
        sip contact uri, sip from uri, sip to uri, sip req uri, sip request uri, sip uid
      `),
    },
    { category: SIP, at: 'whole', under: [SIP], words: ['value', 'address', 'uri'] },
  ],
  judge: judgeSip,
  judgesAlike: () => ALL,
  hints: HINT_URI,
  gate: { anyOf: ':' },
  find: findUris,
  findsAlike: MOMENT,
}

function judgeSip({ text }: WholeValue): Judgement | null {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.startsWith('/')) return null
  if (!trimmed.includes('@') && !trimmed.includes(':') && digitsOf(trimmed).length < 2) return null
  return { confidence: 0.9 }
}

/** From every colon back over the scheme, at most six letters, and on over the address. */
function findUris(text: string, place: Place, emit: Emit): void {
  let sign = 0
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    let start = colon
    while (colon - start < 7 && isAsciiLetter(text.charCodeAt(start - 1))) start--
    const scheme = SCHEMES.get(text.slice(start, colon).toLowerCase())
    if (scheme === undefined || isWord(text.charCodeAt(start - 1))) continue
    if (sign >= 0 && sign < colon) sign = text.indexOf('@', colon)
    const isAddressed = sign > colon && sign - colon <= MAX_URI_CHARS
    if (scheme === 'sip' && !isAddressed && !isNumber(text, colon + 1)) continue
    const end = uriEnd(text, colon + 1)
    if (scheme === 'sip') colon = Math.max(colon, findSip(text, colon + 1, end, emit) - 1)
    else findTel(text, colon + 1, end, place, emit)
  }
}

function isNumber(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(text[at] === '+' ? at + 1 : at))
}

function uriEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_URI_CHARS)
  let end = start
  while (end < limit && text.charCodeAt(end) > 0x20 && !'"<>`|\\'.includes(text[end] ?? '')) end++
  while (end > start && '.,;:!?)'.includes(text[end - 1] ?? '')) end--
  return end
}

/**
 * `sip:1001@10.0.0.1;user=phone`: the address, and in it an extension or a number.
 *
 * @returns where the address ends; 0 if there is none
 */
function findSip(text: string, start: number, end: number, emit: Emit): number {
  const uri = text.slice(start, end)
  const at = uri.indexOf('@')
  const parameters = afterAuthority(uri, at)
  if (at > 0) {
    const password = uri.indexOf(':')
    const user = uri.slice(0, password > 0 && password < at ? password : at)
    emit(SIP, start, start + parameters, 0.95)
    emitUser(user.includes(';') ? user.slice(0, user.indexOf(';')) : user, start, emit)
    return start + parameters
  }
  if (isNumber(uri, 0) && !uri.slice(0, parameters).includes('.')) {
    emit(SIP, start, start + parameters, 0.9)
    emitUser(uri.slice(0, parameters), start, emit)
    return start + parameters
  }
  return 0
}

function afterAuthority(uri: string, at: number): number {
  let end = Math.max(at, 0)
  while (end < uri.length && !';?&,'.includes(uri[end] ?? '')) end++
  return end
}

function emitUser(user: string, start: number, emit: Emit): void {
  let first = 0
  while ('*#+'.includes(user[first] ?? ' ')) first++
  const last = digitsEnd(user, first)
  if (last === first || (last < user.length && user[last] !== '#')) return
  const digits = last - first
  if (user.startsWith('+') || digits > MAX_EXTENSION_DIGITS) emit(PHONE, start, start + last, 0.95)
  else emit(EXTENSION, start + first, start + last, 0.9)
}

/** `tel:+1-202-555-0123;ext=105` is a number, `tel:7042;phone-context=example.com` an extension. */
function findTel(text: string, start: number, end: number, place: Place, emit: Emit): void {
  let last = start
  while (last < end && (isDigit(text.charCodeAt(last)) || '+-.()*#%'.includes(text[last] ?? ''))) last++
  while (last > start && '-.('.includes(text[last - 1] ?? '')) last--
  const written = text.slice(start, last)
  const digits = digitsOf(written)
  if (digits.length < 2 || written.includes('%')) return
  const local = !written.startsWith('+') && digits.length <= MAX_EXTENSION_DIGITS
  if (local && (digits.length < 7 || text.startsWith(';phone-context', last))) {
    emit(EXTENSION, start, last, 0.9)
    return
  }
  emit(PHONE, start, last, 0.95, new PlannedFacets(written, digits, place))
}
