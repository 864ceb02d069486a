import { covers } from '../detect/category.ts'
import { audienceOf } from './audience.ts'
import type { Audience } from './audience.ts'
import type { Registration } from './registration.ts'
import type { Rulebook } from './rulebook.ts'

/** Who is about to receive a body; the host application has verified every word of it. */
export interface Recipient {
  readonly app: string
  readonly tenant?: string | undefined
  readonly purpose?: string | undefined
  readonly audience?: Audience | undefined
  /** The operation that answers, as the policy names it; empty for one that it does not know. */
  readonly operation?: string | undefined
}

/**
 * Everything that is the same for all findings of one response. `null` means not known, and what is not known satisfies
 * every condition of a rule and none of a grant or an exception.
 */
export interface Situation {
  readonly app: string
  readonly registration: Registration | null
  readonly tenant: string | null
  /** A data use of the taxonomy, or null for one that is absent or not in it. */
  readonly purpose: string | null
  /**
   * The circle that rules and postures go by. A known app may ask for any: a narrower one than it registered opens the
   * grants that are meant for that circle only; a wider one gets the rules of the wider circle and no grant, because no
   * entry of a declaration reaches further than its registration. An unknown app is always `public`, and so is a circle
   * that does not exist.
   */
  readonly audience: Audience
  /** A key of `Rulebook.operations`; empty for an operation that is not there, null where nobody says which it is. */
  readonly operation: string | null
  /** Milliseconds since 1970, read once per response. */
  readonly now: number
}

/** Resolves what a recipient says of itself against what is registered. */
export function situate(rulebook: Rulebook, recipient: Recipient, now: number): Situation {
  const registration = rulebook.registrations.get(recipient.app) ?? null
  const purpose = recipient.purpose ?? registration?.defaultPurpose ?? null
  return {
    app: recipient.app,
    registration,
    tenant: recipient.tenant ?? null,
    purpose: purpose !== null && rulebook.uses.has(purpose) ? purpose : null,
    audience: registration === null ? 'public' : audienceOf(recipient.audience ?? registration.audience),
    operation: operationOf(rulebook, recipient),
    now,
  }
}

function operationOf({ operations }: Rulebook, { operation }: Recipient): string | null {
  if (operation === undefined) return null
  return operations.has(operation) ? operation : ''
}

/** A half-open stretch of time, in milliseconds since 1970: `from <= now < until`. */
export interface Window {
  readonly from: number
  readonly until: number
}

/** True while the window is open. An unusable time (NaN) lies in no window. */
export function open(window: Window, now: number): boolean {
  return window.from <= now && now < window.until
}

/** True if the purpose is one of these data uses or lies below one. */
export function serves(uses: readonly string[], purpose: string): boolean {
  return uses.some((use) => covers(use, purpose))
}
