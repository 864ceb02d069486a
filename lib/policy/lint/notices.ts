import { within } from '../../decide/audience.ts'
import { lackOf } from '../../decide/notice.ts'
import type { Notice, NoticeLack } from '../../decide/notice.ts'
import { ofKind } from '../document.ts'
import { noticeLack } from '../notice-lack.ts'
import { entriesIn } from '../parts.ts'
import type { EntryPart } from '../parts.ts'
import type { Check, Complaint, Linted } from './check.ts'

/** Entries that rest, because people have not been told what they have to be told first. */
export const noticeNotGiven: Check = {
  id: 'notice-not-given',
  level: 'warning',
  about: 'An entry rests for a tenant, because a notice that it requires is missing or stale there.',
  run: (policy) => entriesIn(policy.own).filter(isInForce).flatMap((part) =>
    (part.entry.requires?.notices ?? []).flatMap((text, index) => restingIn(policy, part, text, index))),
}

function isInForce({ document }: EntryPart): boolean {
  return document.body.status === 'approved'
}

function restingIn(policy: Linted, part: EntryPart, text: string, index: number): Complaint[] {
  const { id, document, route, entry } = part
  const at = text.indexOf('@')
  const reference = { id: text.slice(0, at), version: Number(text.slice(at + 1)) }
  const notice = policy.rulebook.notices.get(reference.id)
  return tenantsOf(policy, entry.tenant, notice).flatMap((tenant) => {
    const lack = lackOf(reference, notice, tenant, policy.now)
    if (lack === null || notice === undefined) return []
    const what = noticeLack(lack, reference, notice, tenant)
    const whom = tenant === null ? 'every tenant' : `\`${tenant}\``
    const place = { document, route: [...route, 'requires', 'notices', index] }
    return [{ ...place, what: `the entry \`${id}\` rests for ${whom}: ${what}`, example: CURES[lack](notice, tenant) }]
  })
}

/** The tenants that an entry is for, as far as they are known; null stands for all others. */
function tenantsOf(
  { documents }: Linted, named: readonly string[] | undefined, notice: Notice | undefined,
): (string | null)[] {
  if (named !== undefined) return [...named]
  const known = new Set(ofKind(documents, 'PolicyManifest').flatMap(({ body }) => Object.keys(body.tenants ?? {})))
  for (const tenant of notice?.records.keys() ?? []) if (tenant !== '*') known.add(tenant)
  return known.size === 0 ? [null] : [...known].sort()
}

/** What would have to be written down, by why the notice does not count. */
const CURES: Readonly<Record<NoticeLack, (notice: Notice, tenant: string | null) => string>> = {
  unknown: ({ id }) => `a notice with "id": "${id}"`,
  outdated: ({ id, version }) => `"${id}@${version}"`,
  untold: toTell,
  'told-older': toTell,
  'told-later': () => 'an entry that begins then',
  insufficient: toTell,
}

function toTell({ needs, version }: Notice, tenant: string | null): string {
  const state = { state: needs, version, at: '2026-02-01T09:00:00Z' }
  return `"${tenant ?? '*'}": ${JSON.stringify(state)} in its \`states\``
}

/** Entries for other companies or for everybody of which nobody is told. */
export const noNotice: Check = {
  id: 'no-notice',
  level: 'warning',
  about: 'An entry discloses to a partner or to the public, and requires no notice.',
  run: ({ own }) => entriesIn(own).filter(isInForce).flatMap(({ id, document, route, entry }) => {
    const audience = entry.audience ?? document.body.audience
    if (within(audience, 'tenant') || entry.requires !== undefined) return []
    const what = `the entry \`${id}\` discloses to \`${audience}\`, and nobody has to be told first`
    return [{ document, route, part: 'name', what, example: '"requires": { "notices": ["crm-sharing@2"] }' }]
  }),
}
