import { serves, open } from './situation.ts'
import type { Situation, Window } from './situation.ts'

/** The only thing that takes a restriction away: named, for one app, for a time. */
export interface Exception {
  readonly id: string
  /** `<file id>/<rule id>`. */
  readonly suspends: string
  readonly app: string
  readonly tenants: readonly string[] | null
  readonly uses: readonly string[] | null
  readonly valid: Window
}

/** True if the exception holds now and for this recipient; what is not known of the recipient satisfies nothing. */
export function active(exception: Exception, situation: Situation): boolean {
  const { registration, app, tenant, purpose, now } = situation
  return registration?.status === 'approved' && exception.app === app &&
    (exception.tenants === null || (tenant !== null && exception.tenants.includes(tenant))) &&
    (exception.uses === null || (purpose !== null && serves(exception.uses, purpose))) &&
    open(exception.valid, now)
}
