import { holdsScalar } from './description.ts'
import type { ApiDescription } from './description.ts'

/**
 * The places that the description of an API knows, by operation; none for an operation that only `others` know. An
 * object is no such place: where one is described, a value is something else.
 */
export function describedBy(
  api: ApiDescription | null, others: readonly { readonly operation: string | null }[],
): ReadonlyMap<string, readonly string[]> {
  const described = new Map<string, readonly string[]>()
  for (const { operation } of others) if (operation !== null) described.set(operation, [])
  for (const { id, fields } of api?.operations.values() ?? []) {
    described.set(id, fields.filter(holdsScalar).map(({ path }) => path))
  }
  return described
}
