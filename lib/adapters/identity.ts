import type { EgressContext } from '../pipeline/context.ts'
import { UNKNOWN_APP } from './gate.ts'

const AUDIENCES = new Set<unknown>(['self', 'tenant', 'partner', 'public'])

/** A context as a host may hand it over; anything that is not one counts as an unknown app. */
export type Identity = EgressContext | null | undefined

/**
 * The context that `identify` found, copied, so that nothing changes it under way. Whatever is not a clear statement
 * about one app, a misspelt audience included, is an unknown app: never a reason to filter less.
 */
export function contextOf(identity: unknown): EgressContext {
  try {
    return readContext(identity)
  } catch {
    return UNKNOWN_APP
  }
}

function readContext(identity: unknown): EgressContext {
  if (typeof identity !== 'object' || identity === null) return UNKNOWN_APP
  const { app, tenant, purpose, audience, operation } = identity as Record<keyof EgressContext, unknown>
  if (typeof app !== 'string' || app === '' || !isOptionalText(tenant) || !isOptionalText(purpose)) return UNKNOWN_APP
  if (audience !== undefined && !AUDIENCES.has(audience)) return UNKNOWN_APP
  if (!isOptionalText(operation)) return UNKNOWN_APP
  return Object.freeze({ app, tenant, purpose, audience: audience as EgressContext['audience'], operation })
}

/** The context in a response of this operation, unless the host knows better. */
export function during(operation: string | undefined, context: EgressContext): EgressContext {
  return operation === undefined || context.operation !== undefined ? context : Object.freeze({ ...context, operation })
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === 'string' && value !== '')
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
}
