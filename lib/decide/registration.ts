import type { Audience } from './audience.ts'
import type { Grant } from './grant.ts'

/** Where an app stands: only `approved` is granted anything, and `revoked` receives nothing at all. */
export const STATUSES = ['draft', 'approved', 'suspended', 'revoked'] as const
export type Status = (typeof STATUSES)[number]

/** A registered app and everything it declared. */
export interface Registration {
  readonly id: string
  readonly status: Status
  /** The widest circle to which the app may show what it receives. */
  readonly audience: Audience
  /** The data use of a request that names none, or null: then such a request is granted nothing. */
  readonly defaultPurpose: string | null
  readonly grants: readonly Grant[]
}
