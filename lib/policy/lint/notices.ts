import { within } from '../../decide/audience.ts'
import { lackOf, recordFor } from '../../decide/notice.ts'
import type { Notice, NoticeLack, NoticeReference } from '../../decide/notice.ts'
import { ofKind } from '../document.ts'
import { dayOf } from './check.ts'
import type { Check, Complaint, Linted } from './check.ts'
import { entriesIn } from './parts.ts'
import type { EntryPart } from './parts.ts'

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
    const { what, example } = LACKS[lack](reference, notice, tenant)
    const whom = tenant === null ? 'every tenant' : `\`${tenant}\``
    const place = { document, route: [...route, 'requires', 'notices', index] }
    return [{ ...place, what: `the entry \`${id}\` rests for ${whom}: ${what}`, example }]
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

type Told = Pick<Complaint, 'what' | 'example'>

function toTell(notice: Notice, tenant: string | null): string {
  const state = { state: notice.needs, version: notice.version, at: '2026-02-01T09:00:00Z' }
  return `"${tenant ?? '*'}": ${JSON.stringify(state)} in its \`states\``
}

type Tell = (reference: NoticeReference, notice: Notice, tenant: string | null) => Told

const LACKS: Readonly<Record<NoticeLack, Tell>> = {
  unknown: ({ id }) => ({ what: `there is no notice \`${id}\``, example: `a notice with "id": "${id}"` }),
  outdated: ({ id, version }, notice) => ({
    what: `it was approved with version ${version} of the notice \`${id}\`, which has changed materially since`,
    example: `"${id}@${notice.version}"`,
  }),
  untold: ({ id }, notice, tenant) => ({
    what: `nothing is on record about the notice \`${id}\``, example: toTell(notice, tenant),
  }),
  'told-older': ({ id }, notice, tenant) => ({
    what: `of the notice \`${id}\` people were given version ${recordFor(notice, tenant)?.version ?? 0}, `
      + `and it has changed materially in version ${notice.materialSince}`,
    example: toTell(notice, tenant),
  }),
  'told-later': ({ id }, notice, tenant) => ({
    what: `the notice \`${id}\` is given on ${dayOf(recordFor(notice, tenant)?.at ?? 0)}`,
    example: 'an entry that begins then',
  }),
  insufficient: ({ id }, notice, tenant) => ({
    what: `the notice \`${id}\` is \`${recordFor(notice, tenant)?.state ?? ''}\`, and has to be \`${notice.needs}\``,
    example: toTell(notice, tenant),
  }),
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
