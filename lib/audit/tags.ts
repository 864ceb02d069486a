import { OUTCOMES, type OutcomeName } from '../decide/verdict.ts'
import { LIMITS } from '../limits.ts'
import { compareText } from './cells.ts'
import type { ReceiptCell } from './receipt.ts'

/** Response header, or trailer, that carries tags. */
export const TAG_HEADER = 'Egress-Tags'

/** Stands for the members that found no room: true, which is written as the key alone. No category is called so. */
const MORE = 'more'
/** What fits any proxy's and client's header limits beside other headers; UTF-16 units, which are bytes here. */
const DEFAULT_HEADER_CHARS = 2048

/**
 * What a receiver may be told: that something stands in the body it holds, and what was done to it. Not `allow`, which
 * is no news; not `drop` and `block`, because naming a member that is gone tells that the person has one. And no
 * counts: the number of redacted values is itself an answer.
 */
const TOLD: ReadonlySet<OutcomeName> = new Set(['tag', 'generalise', 'mask', 'pseudonymise', 'redact'])

/** The part of a cell that tags are made of. */
export type TaggedCell = Pick<ReceiptCell, 'category' | 'path' | 'outcome'>

const KEY = /^[a-z*][a-z0-9_.*-]*$/u

function group(cells: readonly TaggedCell[], by: 'category' | 'path'): [string, TaggedCell[]][] {
  const groups = new Map<string, TaggedCell[]>()
  for (const cell of cells) {
    if (!TOLD.has(cell.outcome)) continue
    const members = groups.get(cell[by])
    if (members === undefined) groups.set(cell[by], [cell])
    else members.push(cell)
  }
  return [...groups].sort(([a], [b]) => compareText(a, b))
}

/** An Inner List of Tokens (RFC 9651 section 3.1.1); every outcome is spelled as a Token. */
function outcomeList(cells: readonly TaggedCell[]): string {
  const names = new Set(cells.map(({ outcome }) => outcome))
  return `(${OUTCOMES.filter((name) => names.has(name)).join(' ')})`
}

/**
 * The value of `Egress-Tags`: a Dictionary (RFC 9651 section 3.2) from category to the list of outcomes in this body.
 *
 *     user.contact.email=(tag), user.contact.phone_number=(mask redact)
 *
 * @param maxChars members that would make the value longer are left out, last categories first, and the member `more`
 *   says so. Default 2048, at most `maxHeaderChars`.
 * @returns null if there is nothing to tell, or no room to tell it
 */
export function tagHeader(cells: readonly TaggedCell[], maxChars: number = DEFAULT_HEADER_CHARS): string | null {
  const room = Math.min(maxChars, LIMITS.maxHeaderChars)
  const members = group(cells, 'category').map(([category, grouped]) => {
    // A category whose id is no key of a Dictionary (none of ours) cannot be told by name.
    return KEY.test(category) ? `${category}=${outcomeList(grouped)}` : null
  })
  const told = members.filter((member) => member !== null)
  let length = told.reduce((sum, member) => sum + member.length + 2, 0) - 2
  const complete = told.length === members.length && length <= room
  if (!complete) {
    length += 2 + MORE.length
    while (told.length > 0 && length > room) length -= 2 + (told.pop() ?? '').length
    told.push(MORE)
  }
  const value = told.join(', ')
  return value.length === 0 || value.length > room ? null : value
}

/**
 * The value of a sidecar member at the end of the root object: normalised path to categories, both in order. No value,
 * no count, no cause; paths of what was dropped are not told.
 *
 *     { "/owner/email": ["user.contact.email"] }
 */
export function tagSidecar(cells: readonly TaggedCell[]): Readonly<Record<string, readonly string[]>> {
  const paths = Object.create(null) as Record<string, readonly string[]>
  for (const [path, grouped] of group(cells, 'path')) {
    paths[path] = [...new Set(grouped.map(({ category }) => category))].sort(compareText)
  }
  return paths
}
