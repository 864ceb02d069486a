import { late } from '../late.ts'
import { fold } from '../bytes/fold.ts'
import { familyOf, type Form } from './family.ts'

/** The text with ASCII digits, plain spaces and no invisible characters, as the detectors saw it. */
export function plain(text: string): string {
  return (fold(text)?.text ?? text).trim()
}

const SCHEME = /^(?:tel|fax):/u
const BEFORE_PLUS = /^[\s(]*\+/u
const UNDIALLED = late(() => new RegExp(String.raw`[^\p{L}0-9]+`, 'gu'))
const EXTENSION_WORD = /(?:extension|extn|ext)/gu

/**
 * A telephone number reduced to what is dialled: digits, and a plus before them if the number is international. The
 * trunk zero of `+44 (0)20 ...` is not dialled together with the plus. Letters stay, lower case, since `1-800-FLOWERS`
 * dials them, and the words for an extension become `x`.
 */
export function dialled(text: string): string {
  const written = plain(text).toLowerCase().replace(SCHEME, '')
  const international = BEFORE_PLUS.test(written)
  const keys = (international ? written.replace('(0)', '') : written).replace(UNDIALLED(), '')
  return (international ? '+' : '') + keys.replace(EXTENSION_WORD, 'x')
}

/** Local parts may tell cases apart (RFC 5321 section 2.4), domains never do. */
function mailbox(text: string): string {
  const written = plain(text).normalize('NFC')
  const at = written.lastIndexOf('@')
  return written.slice(0, at + 1) + written.slice(at + 1).toLowerCase()
}

const NORMALISERS: ReadonlyMap<Form, (text: string) => string> = new Map([
  ['phone', dialled],
  ['email', mailbox],
])

/**
 * The spelling that a pseudonym is computed from: equal for the usual spellings of one value, different for different
 * values. Where both cannot be had the second counts: a missed join is a nuisance, a false one mixes two people.
 */
export function normalise(category: string, text: string): string {
  const form = familyOf(category).form
  return NORMALISERS.get(form)?.(text) ?? text.trim().normalize('NFC')
}
