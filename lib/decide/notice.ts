/** How far a notice has come, in this order; `stale` and `updated` mean that it has to be given again. */
export const NOTICE_STATES = ['drafted', 'generated', 'communicated', 'acknowledged', 'updated', 'stale'] as const
export type NoticeState = (typeof NOTICE_STATES)[number]

/** What is on record about one notice and one tenant. */
export interface NoticeRecord {
  readonly state: NoticeState
  /** The version that was shown. */
  readonly version: number
  /** Since when, in milliseconds since 1970. */
  readonly at: number
}

/** A notice to the people concerned, and who has been given it. */
export interface Notice {
  readonly id: string
  readonly version: number
  /** The last version with a material change: whoever saw an older one has to be told again. */
  readonly materialSince: number
  /** What counts as given: `communicated` or `acknowledged`. */
  readonly needs: 'communicated' | 'acknowledged'
  /** By tenant; `*` stands for all tenants that are not named, and for responses without a tenant. */
  readonly records: ReadonlyMap<string, NoticeRecord>
}

/** A notice that a grant depends on, and the version it was approved with. */
export interface NoticeReference {
  readonly id: string
  readonly version: number
}

const SUFFICIENT: Readonly<Record<Notice['needs'], readonly NoticeState[]>> = {
  communicated: ['communicated', 'acknowledged'],
  acknowledged: ['acknowledged'],
}

/** The record that counts for a tenant. */
export function recordFor(notice: Notice, tenant: string | null): NoticeRecord | undefined {
  return (tenant === null ? undefined : notice.records.get(tenant)) ?? notice.records.get('*')
}

/** Why a notice does not count as given. */
export type NoticeLack = 'unknown' | 'outdated' | 'untold' | 'told-older' | 'told-later' | 'insufficient'

/**
 * Why the people of the tenant do not know the current text, or one that differs from it in nothing material; null if
 * they do.
 */
export function lackOf(
  { version }: NoticeReference, notice: Notice | undefined, tenant: string | null, now: number,
): NoticeLack | null {
  if (notice === undefined) return 'unknown'
  if (!current(version, notice)) return 'outdated'
  const record = recordFor(notice, tenant)
  if (record === undefined) return 'untold'
  if (!current(record.version, notice)) return 'told-older'
  if (!(record.at <= now)) return 'told-later' // not `>`: an unusable time counts as one to come
  return SUFFICIENT[notice.needs].includes(record.state) ? null : 'insufficient'
}

/** True if the people of the tenant know what they have to know. */
export function given(
  reference: NoticeReference, notice: Notice | undefined, tenant: string | null, now: number,
): boolean {
  return lackOf(reference, notice, tenant, now) === null
}

function current(version: number, notice: Notice): boolean {
  return version >= notice.materialSince && version <= notice.version
}
