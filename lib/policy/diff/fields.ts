import { covers } from '../../detect/category.ts'
import type { FieldCategories } from '../field-categories.ts'
import { holdsScalar } from '../openapi/description.ts'
import type { ApiDescription, Stage } from '../openapi/description.ts'
import { UNCLASSIFIED } from './cells.ts'
import type { Change } from './changes.ts'
import { ANYWHERE, ELSEWHERE, NONE } from './classes.ts'
import { overlap } from '../path-patterns.ts'

/** A documented field in which values may stand that a change is about. */
export interface FieldHit {
  readonly operation: string
  readonly field: string
  /** Of the field, or else of its operation; `stable` where nothing is said. */
  readonly stage: Stage
}

interface DocumentedField extends FieldHit {
  readonly categories: readonly string[]
}

/** The documented fields of an API, by what they may hold. */
export function documentedFields(api: ApiDescription, categories: FieldCategories): readonly DocumentedField[] {
  return [...api.operations.values()].flatMap((operation) =>
    operation.fields.filter(holdsScalar).map((field) => ({
      operation: operation.id, field: field.path, stage: field.stage ?? operation.stage ?? 'stable',
      categories: categories.of(field),
    })))
}

/** The documented fields that a change hits. */
export function fieldsHit(change: Change, fields: readonly DocumentedField[]): FieldHit[] {
  return fields
    .filter((field) => isAbout(change, field.categories) && isOf(change, field.operation)
      && change.path.some((path) => isAt(path, field.field)))
    .map(({ operation, field, stage }) => ({ operation, field, stage }))
}

function isAbout({ category }: Change, held: readonly string[]): boolean {
  if (category.includes(UNCLASSIFIED)) return held.length === 0
  return held.some((id) => category.some((changed) => covers(changed, id) || covers(id, changed)))
}

function isOf({ operation }: Change, own: string): boolean {
  return operation.includes(NONE) || operation.includes(own)
}

function isAt(path: string, field: string): boolean {
  return path === ANYWHERE || path === ELSEWHERE || overlap(path, field)
}
