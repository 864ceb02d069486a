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

/** True if the people of the tenant know the current text, or one that differs from it in nothing material. */
export function given(
  { version }: NoticeReference, notice: Notice | undefined, tenant: string | null, now: number,
): boolean {
  if (notice === undefined || !current(version, notice)) return false
  const record = recordFor(notice, tenant)
  return record !== undefined && current(record.version, notice) && record.at <= now &&
    SUFFICIENT[notice.needs].includes(record.state)
}

function current(version: number, notice: Notice): boolean {
  return version >= notice.materialSince && version <= notice.version
}
