/*
 * Links that grant access.
 * Not found: secrets in the path of a link, and under names that are not known.
 */

import { HINT_URI } from '../../walk/leaf.ts'
import type { Detector, Emit, Judgement, Place, WholeValue } from '../detector.ts'
import { phrases } from '../keyed.ts'
import { splitKey } from '../key-tokens.ts'
import { A_ID, A_STATE } from '../meaning.ts'
import { ALL, MOMENT, PHRASE } from '../shape.ts'

const SIGNED = 'system.authentication.signed_url'
const MAX_LINK_CHARS = 8192
/** Shorter values are settings. */
const MIN_GRANT_CHARS = 8

/** Query parameters that make a link open for whoever holds it. */
const GRANTS: ReadonlySet<string> = new Set([
  'ticket', 'token', 'sig', 'signature', 'access token', 'auth token', 'key', 'api key', 'apikey', 'jwt', 'sas',
  'hmac', 'secret', 'password', 'pwd',
  'x amz signature', 'x amz credential', 'x amz security token', 'x goog signature', 'x goog credential',
  'key pair id', 'policy signature',
  'download token', 'session token', 'sessionid', 'session id', 'id token', 'refresh token',
])

/** Links that grant access by what is in their query: a ticket, a token, a signature. */
export const signedLink: Detector = {
  id: 'signed-link',
  categories: [SIGNED],
  keys: [{
    category: SIGNED,
    subtree: true,
    sparing: A_ID | A_STATE,
    words: phrases(`
      download url, download link, download uri, temporary direct download link, signed url, presigned url,
      pre signed url, sas url, share link, sharing link, temporary url, magic link, reset link, invite link,
      join url, start url, host url, one time link, media url signed, playback url
    `),
  }],
  judge: judgeLink,
  judgesAlike: () => ALL & ~PHRASE,
  hints: HINT_URI,
  gate: { anyOf: ':' },
  find: findLinks,
  findsAlike: MOMENT,
}

/** A link with places to be filled in (RFC 6570) grants nothing yet. */
function judgeLink({ text }: WholeValue): Judgement | null {
  if (/\{[a-z]\w*\}/i.test(text)) return null
  return text.includes('/') || text.includes(':') ? { confidence: 0.9 } : null
}

function findLinks(text: string, _place: Place, emit: Emit): void {
  for (let slashes = text.indexOf('://'); slashes >= 0; ) {
    const end = linkEnd(text, slashes)
    let start = slashes
    while (slashes - start < 8 && /[a-z]/i.test(text[start - 1] ?? '')) start--
    if (start < slashes && grantsAccess(text, slashes, end)) emit(SIGNED, start, end, 0.9)
    slashes = text.indexOf('://', Math.max(end, slashes + 3))
  }
}

function linkEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_LINK_CHARS)
  let end = start
  while (end < limit && text.charCodeAt(end) > 0x20 && !'"<>`'.includes(text[end] ?? '')) end++
  while (end > start && '.,;:!?)'.includes(text[end - 1] ?? '')) end--
  return end
}

/** Looks at the names in the query and in the fragment, where implicit grants of OAuth leave their token. */
function grantsAccess(text: string, start: number, end: number): boolean {
  const link = text.slice(start, end)
  const query = link.search(/[?#]/)
  if (query < 0) return false
  for (const pair of link.slice(query + 1).split(/[&;?#]/)) {
    const equals = pair.indexOf('=')
    if (equals <= 0 || equals + MIN_GRANT_CHARS >= pair.length) continue
    if (GRANTS.has(splitKey(pair.slice(0, equals)).join(' '))) return true
  }
  return false
}
