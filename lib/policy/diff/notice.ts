import type { Change } from './changes.ts'
import type { FieldHit } from './fields.ts'

/** Days between the announcement of a change and the change, for clients of the API (the source policy). */
export const NOTICE_DAYS = { documented: 60, sandbox: 5, beta: 0, undocumented: 0, emergency: 0 } as const

/** What has to happen before a change may be put in force. */
export interface Duty {
  /** Days of notice to the clients of the API. */
  readonly noticeDays: number
  /** Best effort: a failure to give the notice does not stop the change. */
  readonly bestEffort: boolean
  /** Somebody has to approve it, and the people concerned have to be told: more is disclosed about them. */
  readonly approval: boolean
  /** Why, in words. */
  readonly why: string
}

export interface Circumstances {
  readonly isSandbox: boolean
  /** A recorded reason to tighten at once (`emergency` of the manifest), or null. */
  readonly emergency: { readonly reason: string; readonly reference: string } | null
  /** The documented fields that are hit; null where there is no description of the API. */
  readonly hits: readonly FieldHit[] | null
}

const NOTHING = { noticeDays: 0, bestEffort: false, approval: false } as const

/** What a change asks for. For the client a loosening is a field that was added; for the people concerned it is not. */
export function dutyOf({ direction }: Change, { isSandbox, emergency, hits }: Circumstances): Duty {
  if (direction === 'neutral') return { ...NOTHING, why: 'the same leaves' }
  if (direction === 'loosen') return { ...NOTHING, approval: true, why: 'more is disclosed about people' }
  if (emergency !== null) return { ...NOTHING, why: `${emergency.reason} fix ${emergency.reference}` }
  if (isSandbox) {
    return { ...NOTHING, noticeDays: NOTICE_DAYS.sandbox, bestEffort: true, why: 'a sandbox: as early as possible' }
  }
  if (hits === null) {
    const why = 'without a description of the API, all fields count as documented'
    return { ...NOTHING, noticeDays: NOTICE_DAYS.documented, why }
  }
  if (hits.length === 0) return { ...NOTHING, noticeDays: NOTICE_DAYS.undocumented, why: 'no documented field is hit' }
  if (hits.every(({ stage }) => stage !== 'stable')) {
    return { ...NOTHING, noticeDays: NOTICE_DAYS.beta, why: 'only fields in beta are hit' }
  }
  return { ...NOTHING, noticeDays: NOTICE_DAYS.documented, why: 'documented fields are hit' }
}
