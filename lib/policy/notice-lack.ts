import { recordFor } from '../decide/notice.ts'
import type { Notice, NoticeLack, NoticeReference } from '../decide/notice.ts'
import { dayOf } from './day.ts'

type Words = (reference: NoticeReference, notice: Notice | undefined, tenant: string | null) => string

const WORDS: Readonly<Record<NoticeLack, Words>> = {
  unknown: ({ id }) => `there is no notice \`${id}\``,
  outdated: ({ id, version }) =>
    `it was approved with version ${version} of the notice \`${id}\`, which has changed materially since`,
  untold: ({ id }) => `nothing is on record about the notice \`${id}\``,
  'told-older': ({ id }, notice, tenant) =>
    `of the notice \`${id}\` people were given version ${recordOf(notice, tenant)?.version ?? 0}, `
    + `and it has changed materially in version ${notice?.materialSince ?? 0}`,
  'told-later': ({ id }, notice, tenant) =>
    `the notice \`${id}\` is given on ${dayOf(recordOf(notice, tenant)?.at ?? 0)}`,
  insufficient: ({ id }, notice, tenant) =>
    `the notice \`${id}\` is \`${recordOf(notice, tenant)?.state ?? ''}\`, and has to be \`${notice?.needs ?? ''}\``,
}

function recordOf(notice: Notice | undefined, tenant: string | null): ReturnType<typeof recordFor> {
  return notice === undefined ? undefined : recordFor(notice, tenant)
}

/** Why a notice does not count as given, as a sentence. */
export function noticeLack(
  why: NoticeLack, reference: NoticeReference, notice: Notice | undefined, tenant: string | null,
): string {
  return WORDS[why](reference, notice, tenant)
}
