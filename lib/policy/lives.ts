import type { Lifecycle } from '../decide/lifecycle.ts'
import { ofKind } from './document.ts'
import type { LifecycleBody, ValidDocument } from './document.ts'
import type { ApiDescription, Marks } from './openapi/description.ts'

/** The life of one field or operation: what entries of the policy and marks of the API description say together. */
export interface Life {
  /** As it is reported. */
  readonly id: string
  /** As the policy names it, or null for all. */
  readonly operation: string | null
  /** A path pattern, or null for the operation itself. */
  readonly field: string | null
  readonly isBeta: boolean
  /** Milliseconds since 1970; -Infinity for a mark that does not say since when, Infinity for never. */
  readonly deprecatedFrom: number
  readonly removedFrom: number
  readonly replacement: string | null
  readonly link: string | null
}

/** Everything that is said of the life of something, and holds in the environment of the manifest. */
export function livesOf(documents: readonly ValidDocument[], api: ApiDescription | null): readonly Life[] {
  const entries = entriesHere(documents)
  const named = new Set(entries.map(({ target }) => keyOf(target.operation, target.field ?? null)))
  const marked = [...marksIn(api)].filter(([key]) => !named.has(key))
  return [
    ...entries.map((entry) => lifeOfEntry(entry, markFor(api, entry.target))),
    ...marked.map(([, { operation, field, marks }]) => lifeOfMarks(operation, field, marks)),
  ]
}

/** Entries that hold in the environment of the manifest. */
function entriesHere(documents: readonly ValidDocument[]): LifecycleBody[] {
  const environment = ofKind(documents, 'PolicyManifest')[0]?.body.environment ?? 'production'
  const entries = ofKind(documents, 'LifecycleEntry').map(({ body }) => body)
  return entries.filter((entry) => (entry.environment ?? environment) === environment)
}

/** What the description itself says of the target of an entry, if it says anything. */
export function markFor(api: ApiDescription | null, { operation, field }: LifecycleBody['target']): Marks | null {
  const target = api?.operations.get(operation)
  const marks = field === undefined ? target : target?.fields.find(({ path }) => path === field)
  return marks !== undefined && speaks(marks) ? marks : null
}

interface Marked {
  readonly operation: string
  readonly field: string | null
  readonly marks: Marks
}

function marksIn(api: ApiDescription | null): Map<string, Marked> {
  const found = new Map<string, Marked>()
  for (const operation of api?.operations.values() ?? []) {
    const { id } = operation
    if (speaks(operation)) found.set(keyOf(id, null), { operation: id, field: null, marks: operation })
    for (const field of operation.fields) {
      if (speaks(field)) found.set(keyOf(id, field.path), { operation: id, field: field.path, marks: field })
    }
  }
  return found
}

function keyOf(operation: string, field: string | null): string {
  return `${operation} ${field ?? '-'}`
}

function speaks(marks: Marks): boolean {
  return marks.deprecated || isUnsettled(marks)
}

function isUnsettled({ stage }: Marks): boolean {
  return stage !== null && stage !== 'stable'
}

/** The beginning of a day (UTC). */
function startOf(day: string | null | undefined): number {
  return day === null || day === undefined ? Infinity : Date.parse(`${day}T00:00:00Z`)
}

function deprecationOf(marks: Marks): number {
  return marks.deprecated && marks.deprecatedOn === null ? -Infinity : startOf(marks.deprecatedOn)
}

/** An entry can add to a mark and put its end off, but not take it back. */
function lifeOfEntry(entry: LifecycleBody, marks: Marks | null): Life {
  const { id, target, stage, deprecatedOn, removeOn, replacement = null, link = null } = entry
  return {
    id: `lifecycle:${id}`,
    operation: target.operation === '*' ? null : target.operation,
    field: target.field ?? null,
    isBeta: stage === 'beta' || (marks !== null && isUnsettled(marks)),
    deprecatedFrom: Math.min(startOf(deprecatedOn), marks === null ? Infinity : deprecationOf(marks)),
    removedFrom: startOf(removeOn ?? marks?.sunset),
    replacement,
    link,
  }
}

function lifeOfMarks(operation: string, field: string | null, marks: Marks): Life {
  const removedFrom = startOf(marks.sunset)
  return {
    id: removedFrom < Infinity ? 'openapi:sunset' : marks.deprecated ? 'openapi:deprecated' : 'openapi:stage',
    operation,
    field,
    isBeta: isUnsettled(marks),
    deprecatedFrom: deprecationOf(marks),
    removedFrom,
    replacement: null,
    link: null,
  }
}

/** The pattern for a field and everything below it. */
export function pathsOf({ field }: Life): readonly string[] {
  return field === null ? [] : [field.endsWith('/**') ? field : `${field}/**`]
}

/** Lives that differ in their fields only become one: descriptions mark many. */
export function compileLives(lives: readonly Life[], pathIndex: (pattern: string) => number): Lifecycle[] {
  const groups = new Map<string, { life: Life; paths: number[] }>()
  for (const life of lives) {
    const { id, operation, field, isBeta, deprecatedFrom, removedFrom } = life
    const key = [id, operation ?? '*', field === null, isBeta, deprecatedFrom, removedFrom].join(' ')
    const group = groups.get(key) ?? { life, paths: [] }
    groups.set(key, group)
    group.paths.push(...pathsOf(life).map(pathIndex))
  }
  return [...groups.values()].map(({ life, paths }) => {
    const { id, operation, field, isBeta, deprecatedFrom, removedFrom } = life
    return Object.freeze({
      id, operation, paths: field === null ? null : Object.freeze(paths), isBeta, deprecatedFrom, removedFrom,
    })
  })
}
