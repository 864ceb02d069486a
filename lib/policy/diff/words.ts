import type { Change } from './changes.ts'
import { ANYWHERE } from './classes.ts'
import type { PolicyDiff } from './compare.ts'
import type { FieldHit } from './fields.ts'

/** For whom, what for, and from when on something changes; without what holds for all there are. */
export function circumstancesOf(change: Change, { compared }: PolicyDiff): string {
  const { tenant, purpose, audience, operation, from, context, jsonType, path, confidence } = change
  const parts = [
    tenant.length === compared.tenant.length ? 'any tenant' : `tenant ${tenant.join(', ')}`,
    purpose.length === compared.purpose.length ? 'any purpose' : `for ${purpose.join(', ')}`,
    `audience ${audience.join(', ')}`,
    ...(operation.length === compared.operation.length ? [] : [`operation ${operation.join(', ')}`]),
    ...(context.length < CONTEXTS ? [`contact ${context.join(', ')}`] : []),
    ...(jsonType.length < JSON_TYPES ? [jsonType.join(', ')] : []),
    ...(path.length === 1 && path[0] === ANYWHERE ? [] : [`at ${path.join(', ')}`]),
    ...(confidence.includes(1) ? [] : [`findings no surer than ${Math.max(...confidence)}`]),
    ...(from.length === 1 && from[0] === compared.from ? [] : [`from ${from.join(', ')}`]),
  ]
  return parts.join('; ')
}

const CONTEXTS = 4
const JSON_TYPES = 3

/** Documented fields with their operations. */
export function fieldsInWords(fields: readonly FieldHit[]): string {
  return fields.map(({ operation, field }) => `${operation} ${field}`).join(', ')
}
