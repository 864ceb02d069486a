import { covers } from '../../detect/category.ts'
import type { Rulebook } from '../../decide/rulebook.ts'
import { contains } from '../path-patterns.ts'
import type { FieldCategories } from '../field-categories.ts'
import type { ApiDescription, ApiField } from '../openapi/description.ts'
import { isAnyName, unescaped } from './keys.ts'

/**
 * What is known of a documented field. `listed`: in `harmless` or `documented` of the manifest. `hinted`: a vendor's
 * mark says that it is private, and nothing says what it is. `possible`: it depends on values what the key means.
 */
export const STANDINGS = ['key', 'marked', 'listed', 'hinted', 'possible', 'unclassified'] as const
export type Standing = (typeof STANDINGS)[number]

/** A documented field that may hold a text or a number. */
export interface ClassifiedField {
  /** `GET /contacts/{id}`. */
  readonly operation: string
  readonly path: string
  /** Names of JSON Schema; empty where it may be anything. */
  readonly types: readonly string[]
  /** Where its schema is written, `openapi.yaml:12`. */
  readonly origin: string
  readonly standing: Standing
  /** What `x-data-categories` says. */
  readonly marked: readonly string[]
  /** What the keys say. */
  readonly byKey: readonly string[]
  /** What the keys say if values beside them agree. */
  readonly possible: readonly string[]
}

/** True if nobody has said what a field holds. */
export function isGap({ standing }: ClassifiedField): boolean {
  return standing === 'hinted' || standing === 'possible' || standing === 'unclassified'
}

/** The fields of an API that could hold something private, by operation and path. */
export function classifiedFields(
  api: ApiDescription, categories: FieldCategories, rulebook: Rulebook,
): readonly ClassifiedField[] {
  const lineOf = linesIn(api.text)
  const listed = [...rulebook.harmless, ...rulebook.documented].flatMap((index) => rulebook.paths[index] ?? [])
  return [...api.operations.values()].flatMap((operation) => {
    const evidence = evidenceIn(operation.fields, categories)
    return operation.fields.filter(isCandidate).map((field): ClassifiedField => {
      const { path, types, categories: marked } = field
      const byKey = categories.certain(field, ...evidenceAround(path, evidence))
      const possible = categories.of({ path, types, categories: [] }).filter((id) => !byKey.includes(id))
      const standing = byKey.length > 0 ? 'key' : standingOf(field, possible, listed)
      const origin = `${api.file}:${lineOf(field.at)}`
      return { operation: operation.id, path, types, origin, standing, marked, byKey, possible }
    })
  })
}

/** What the keys of each object of an operation say together, by its path. */
function evidenceIn(fields: readonly ApiField[], categories: FieldCategories): ReadonlyMap<string, number> {
  const evidence = new Map<string, number>()
  for (const { path } of fields) {
    const key = lastOf(path)
    if (path === '' || isAnyName(key)) continue
    const holder = parentOf(path)
    evidence.set(holder, (evidence.get(holder) ?? 0) | categories.evidenceOf(unescaped(key)))
  }
  return evidence
}

/** What the keys beside a place say, and those of the object around; an array between two objects parts them. */
function evidenceAround(path: string, evidence: ReadonlyMap<string, number>): readonly [inner: number, outer: number] {
  const holder = holderOf(path)
  const outer = holder === '' || isAnyName(lastOf(holder)) ? 0 : evidence.get(parentOf(holder)) ?? 0
  return [evidence.get(holder) ?? 0, outer]
}

/** The object that the nearest key on the way to a place is a member of. */
function holderOf(path: string): string {
  let member = path
  while (isAnyName(lastOf(member))) member = parentOf(member)
  return parentOf(member)
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** True if the mark names something else than the key. Both hold then: a mark adds, and clears nothing. */
export function isContradicted({ marked, byKey }: ClassifiedField): boolean {
  return marked.length > 0 && byKey.length > 0 && !marked.some((mark) => byKey.some((id) => areRelated(mark, id)))
}

/** True if one is the other, or stands above it. */
export function areRelated(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one)
}

const NEVER_PRIVATE: ReadonlySet<string> = new Set(['boolean', 'null', 'object', 'array'])

function isCandidate({ types }: ApiField): boolean {
  return types.length === 0 || types.some((type) => !NEVER_PRIVATE.has(type))
}

/** A list of the manifest was written by somebody who has looked; but whoever marked the field knew it, too. */
function standingOf(field: ApiField, possible: readonly string[], listed: readonly string[]): Standing {
  if (field.categories.length > 0) return 'marked'
  if (field.hinted) return 'hinted'
  if (listed.some((pattern) => contains(pattern, field.path))) return 'listed'
  return possible.length > 0 ? 'possible' : 'unclassified'
}

/** Lines of offsets, from 1; the text is read once. */
function linesIn(text: string): (offset: number) => number {
  const starts = [...text.matchAll(/\n/g)].map(({ index }) => index + 1)
  return (offset) => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? Infinity) <= offset) low = middle + 1
      else high = middle
    }
    return low + 1
  }
}
