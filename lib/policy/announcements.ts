import type { ManifestBody } from './document.ts'
import type { Life } from './lives.ts'

/** A header that tells developers what is ending. */
export type Announcement = readonly [name: string, value: string]

/** A web address, or the path of one; what has variables leads nowhere. */
const REFERENCE = /^(?:https?:\/)?\/[A-Za-z0-9._~:/?#@!$&'()*+,;=%[\]-]*$/

/**
 * Headers by operation; those of responses to any other request stand under the empty name. They are the same before
 * and after each day that they name: announcing in advance is what they are for.
 *
 *     Deprecation: @1769904000
 *     Sunset: Thu, 02 Apr 2026 00:00:00 GMT
 *     Link: <https://developer.example.org/changes>; rel="deprecation"
 */
export function announcements(
  lives: readonly Life[], links: NonNullable<ManifestBody['links']>,
): ReadonlyMap<string, readonly Announcement[]> {
  const general = Object.entries(links).filter(([relation]) => relation !== '$comment')
    .map(([relation, target]) => linkTo(String(target), relation))
  const everywhere = lives.filter(({ operation }) => operation === null)
  const byOperation = new Map<string, readonly Announcement[]>([['', headersOf(everywhere, general)]])
  for (const operation of new Set(lives.flatMap((life) => life.operation ?? []))) {
    const own = lives.filter((life) => life.operation === operation)
    byOperation.set(operation, headersOf([...everywhere, ...own], general))
  }
  return byOperation
}

function headersOf(lives: readonly Life[], general: readonly string[]): readonly Announcement[] {
  const own = lives.filter(({ field }) => field === null)
  const removed = earliest(own.map(({ removedFrom }) => removedFrom))
  // RFC 8594: nothing ends before it is deprecated.
  const deprecated = Math.min(earliest(own.map(({ deprecatedFrom }) => deprecatedFrom)), ended(own, removed))
  const links = new Set([...lives.flatMap(linksOf), ...general])
  return Object.freeze([
    ...(deprecated < Infinity ? [['Deprecation', `@${deprecated / 1000}`] as const] : []),
    ...(removed < Infinity ? [['Sunset', new Date(removed).toUTCString()] as const] : []),
    ...(own.some(({ isBeta }) => isBeta) ? [['Egress-Stage', 'beta'] as const] : []),
    ...[...links].sort().map((link) => ['Link', link] as const),
  ])
}

/** Where something is deprecated at all, it is no later than it ends. */
function ended(lives: readonly Life[], removed: number): number {
  return lives.some(({ deprecatedFrom }) => Number.isFinite(deprecatedFrom)) ? removed : Infinity
}

/** A mark without a day names none. */
function earliest(moments: readonly number[]): number {
  return moments.filter(Number.isFinite).reduce((first, moment) => Math.min(first, moment), Infinity)
}

/** No header speaks of fields; the page that does is worth a link. */
function linksOf({ field, link, replacement, removedFrom }: Life): string[] {
  const explained = link === null ? [] : [linkTo(link, 'deprecation')]
  if (field !== null) return explained
  const gone = link === null || removedFrom === Infinity ? [] : [linkTo(link, 'sunset')]
  const next = replacement !== null && REFERENCE.test(replacement) ? [linkTo(replacement, 'successor-version')] : []
  return [...explained, ...gone, ...next]
}

function linkTo(target: string, relation: string): string {
  return `<${target}>; rel="${relation}"`
}
