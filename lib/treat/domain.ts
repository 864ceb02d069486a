import { countDigits } from '../detect/chars.ts'
import { late } from '../late.ts'
import { plain } from './normalise.ts'

/** Octets of a domain name in text form (RFC 1035 section 2.3.4, less the root's). */
const MAX_DOMAIN = 253
const MAX_LABEL = 63
/** More digits could be a telephone number, as in fax and short-message gateways. */
const MAX_DIGITS = 4
/** A shorter local part is found in most domains by chance. */
const MIN_TELLING_LOCAL = 3

const PLAIN_LABEL = /^[a-z0-9-]+$/
const LABEL = late(() => new RegExp(String.raw`^[a-z0-9\p{L}\p{M}-]+$`, 'u'))

function isLabel(label: string): boolean {
  return label.length <= MAX_LABEL && (PLAIN_LABEL.test(label) || LABEL().test(label))
    && !label.startsWith('-') && !label.endsWith('-')
}

/** True for a lower-case domain name of two labels or more that cannot hide a telephone number or an IP address. */
export function isPlausibleDomain(domain: string): boolean {
  if (domain.length > MAX_DOMAIN || countDigits(domain) > MAX_DIGITS) return false
  const labels = domain.split('.')
  const top = labels.at(-1) ?? ''
  return labels.length >= 2 && labels.every(isLabel) && (top.startsWith('xn--') || !/[0-9]/u.test(top))
}

/**
 * The domain of one e-mail address, lower case, if showing it does not show the local part as well
 * (`doe@doe-family.example`). Null for anything that is not exactly one address.
 */
export function domainOf(text: string): string | null {
  const written = plain(text).toLowerCase().normalize('NFC')
  const at = written.indexOf('@')
  if (at <= 0 || at !== written.lastIndexOf('@')) return null
  const local = written.slice(0, at)
  const domain = written.slice(at + 1)
  if (local.length >= MIN_TELLING_LOCAL && domain.includes(local)) return null
  return isPlausibleDomain(domain) ? domain : null
}
