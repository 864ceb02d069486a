import { isYear } from './extension-label.ts'

/* Several extensions: the text names one, and then others of as many digits. */

/** What stands between the extensions of a list. */
const BETWEEN: ReadonlySet<string> = new Set(['and', 'or', 'und', 'oder', 'et', 'ou', 'y', 'o', 'e', 'en', 'of', '&'])
const CLOSE: ReadonlySet<string> = new Set([',', '/', '-', '/-'])
const MAX_BETWEEN = 7

/** Of a list, what stands before its last element: `21, 22 and 23`. */
const LISTED = /^(?:, ?\d{2})*,? (?:and|or|und|oder|et|ou|y|e|en|of) \d{2}(?!\d)/
/** What stands between two extensions of which the text speaks one after the other: `4047, the workshop on `. */
const ANOTHER = new RegExp('^[^.!?;\\d]{0,40}?[ (,](?:on|is|was|not|now|longer|formerly|previously|auf|ist|war|est|es'
  + '|\u00e8|\u00e9)[ :]+$|^[^.!?;\\d]{0,40}? \\($', 'i')
const MAX_ANOTHER = 48

/**
 * True if the digits go on with a list, or with what the text says of extensions.
 *
 * @param from behind the extension before; the digits are as many
 */
export function isListed(text: string, from: number, start: number, end: number): boolean {
  if (start - from > MAX_ANOTHER) return false
  const between = text.slice(from, start)
  const length = end - start
  if (length > 2 && ANOTHER.test(between) && !isYear(text, start, end)) return true
  if (between.length > MAX_BETWEEN) return false
  const word = between.toLowerCase().replace(/[ x]+$/, '').trim()
  if (word !== between && BETWEEN.has(word)) return true
  return CLOSE.has(word) && (length > 2 || LISTED.test(text.slice(end, end + MAX_ANOTHER)))
}
