import isEmail from 'validator/lib/isEmail.js'
import { findEmails } from '../../lib/detect/detectors/email.ts'
import type { Place } from '../../lib/detect/detector.ts'
import { BUILT_IN_PLAN } from '../../lib/detect/phone/numbering-plan.ts'

type Random = (below: number) => number

const NOWHERE: Place = {
  regions: [], telephony: false, saysExtension: false, key: 'neutral', fax: false, businessDomains: new Set(), plan: BUILT_IN_PLAN,
}
const LOCAL = [...'abzABZ0159.._-+\'"!#$%&*/=?^`{|}~ ,;:<>()[]\\\u00fc\u4e2d\ud83d\ude00']
const DOMAIN = [...'abzABZ0159..---_ @/:\u00fc\u4e2d\u00a9\ud800']
const ENDS = ['.org', '.co.uk', '.c', '.xn--fiqs8s', '.x1', '.1', '', '.example', '.\u4e2d\u56fd', '.o-g', '.org-', '.org.']
const MANY = 70

/** A text that is an address, or nearly one. What folding changes is not in it: the finder never sees it. */
export function makeCandidate(r: Random): string {
  const some = (list: readonly string[], most: number): string =>
    Array.from({ length: r(12) === 0 ? r(MANY) : 1 + r(most) }, () => list[r(list.length)] ?? '').join('')
  const local = r(6) === 0 ? `"${some(LOCAL, 6)}"` : r(3) === 0 ? some(LOCAL, 8) : some(LOCAL.slice(0, 16), 10)
  return `${local}${r(20) === 0 ? '' : '@'}${r(3) === 0 ? some(DOMAIN, 8) : some(DOMAIN.slice(0, 10), 8)}${ENDS[r(ENDS.length)] ?? ''}`
}

/** What stands around the candidate, and belongs to none. */
const AROUND: readonly (readonly [before: string, behind: string])[] = [['', ''], ['<', '>'], [' ', ' '], ['to ', ', '], ['(', ')'], ['\n', '\n']]

/**
 * What is wrong with what the finder finds in a text around a candidate, by isEmail with its default options; null if
 * nothing is. What it finds must be an address; and of an address it must find everything but what it takes for
 * wrapping: quotes, and the name or the path before it.
 */
export function mistakeAbout(candidate: string, r: Random): string | null {
  const [before, behind] = AROUND[r(AROUND.length)] as readonly [string, string]
  const text = before + candidate + behind
  const found: string[] = []
  findEmails(text, NOWHERE, (_category, start, end) => found.push(text.slice(start, end)))
  const wrong = found.find((address) => !isAddress(address))
  if (wrong !== undefined) return `found ${JSON.stringify(wrong)}, which is none`
  if (!isAddress(candidate) || isException(candidate)) return null
  const isFound = found.some((address) => candidate === address || (candidate.endsWith(address) && isWrapping(candidate, address)))
  return isFound ? null : `found ${JSON.stringify(found)} only`
}

/** Asked about half a surrogate pair, isEmail throws. */
function isAddress(text: string): boolean {
  return text.isWellFormed() && isEmail.default(text)
}

/** Forms that isEmail lets pass and that are no addresses: emphasis, and a lone quote as a local part. */
function isException(candidate: string): boolean {
  const local = candidate.slice(0, candidate.lastIndexOf('@'))
  return local.includes('**') || /(?:^|[=/])['`{|}=/?&#.]*\*$/.test(local) || /^"[^"]*$|^""$/.test(local) || /["'`{|}=/?&#.]$/.test(local)
}

function isWrapping(candidate: string, address: string): boolean {
  const left = candidate.slice(0, candidate.length - address.length)
  return /^['`{|}=/?&#.]+$/.test(left) || /[=/]['`{|}=/?&#.]*$/.test(left)
}
