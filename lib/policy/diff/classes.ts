import { AUDIENCES } from '../../decide/audience.ts'
import type { Audience } from '../../decide/audience.ts'
import { CEILINGS } from '../../decide/ceiling.ts'
import type { Grant } from '../../decide/grant.ts'
import { KEY_TYPE } from '../../decide/rule.ts'
import type { Rulebook } from '../../decide/rulebook.ts'
import { CATEGORIES, covers } from '../../detect/category.ts'
import { CONTEXTS } from '../../detect/finding.ts'
import { T_LITERAL, T_NUMBER, T_STRING } from '../../walk/watch.ts'

/*
 * Everything that decisions can depend on, in classes: two values of which no part of either policy tells one from the
 * other are represented by one. So a comparison of the representatives is one of all values there are.
 */

/** Stands for whatever a policy does not name. */
export const ANY_OTHER = '(any other)'
/** Stands for what a request does not say. */
export const NONE = '(none)'
/** Stands for apps that nobody registered. */
export const UNREGISTERED = '(unregistered)'
/** Stands for all places, where nothing depends on the place. */
export const ANYWHERE = '(anywhere)'
/** Stands for places that no pattern means. */
export const ELSEWHERE = '(elsewhere)'

export type Pair = readonly [before: Rulebook, after: Rulebook]

/** Categories of which neither policy tells one from the other, by their indices. */
export type CategoryClass = readonly [first: number, ...others: number[]]

function grantsOf(book: Rulebook): readonly Grant[] {
  return [...book.registrations.values()].flatMap(({ grants }) => grants)
}

export function appsIn(pair: Pair): string[] {
  const named = pair.flatMap(({ registrations, rules, exceptions }) => [
    ...registrations.keys(), ...rules.flatMap(({ where }) => where.apps ?? []), ...exceptions.map(({ app }) => app),
  ])
  return [...sorted(named), UNREGISTERED]
}

export function tenantsIn(pair: Pair): string[] {
  const named = pair.flatMap((book) => [
    ...grantsOf(book).flatMap(({ tenants }) => tenants ?? []),
    ...book.rules.flatMap(({ where }) => where.tenants ?? []),
    ...book.exceptions.flatMap(({ tenants }) => tenants ?? []),
    ...[...book.notices.values()].flatMap(({ records }) => [...records.keys()].filter((tenant) => tenant !== '*')),
  ])
  return [...sorted(named), ANY_OTHER, NONE]
}

/** Data uses; of those that no part names, one. */
export function purposesIn(pair: Pair): string[] {
  const named = sorted(pair.flatMap((book) => [
    ...grantsOf(book).map(({ use }) => use),
    ...book.rules.flatMap(({ where }) => where.uses ?? []),
    ...book.exceptions.flatMap(({ uses }) => uses ?? []),
    ...[...book.registrations.values()].flatMap(({ defaultPurpose }) => defaultPurpose ?? []),
  ]))
  const uses = sorted(pair.flatMap(({ uses: known }) => [...known]))
  const other = uses.filter((use) => !named.some((name) => covers(name, use)))
  return [...named, ...other.slice(0, 1), NONE]
}

/** Operations of the API of which the policies say something different, or something that may begin or end; and any. */
export function operationsIn(pair: Pair): string[] {
  const said = ({ operations, paths, lifecycles }: Rulebook, operation: string): string => JSON.stringify([
    (operations.get(operation) ?? []).map((index) => paths[index]),
    lifecycles.some((life) => life.operation === operation),
  ])
  const named = sorted(pair.flatMap(({ operations, lifecycles }) =>
    [...operations.keys(), ...lifecycles.flatMap(({ operation }) => operation ?? [])]))
  const [before, after] = pair
  const telling = named.filter((operation) =>
    said(before, operation) !== said(after, operation) || said(before, operation).endsWith('true]'))
  return [...telling, NONE]
}

/** An app that nobody registered is public, whatever it says. */
export function audiencesOf(app: string): readonly Audience[] {
  return app === UNREGISTERED ? ['public'] : AUDIENCES
}

export function categoriesIn(pair: Pair): CategoryClass[] {
  const named = sorted([
    ...pair.flatMap((book) => [
      ...grantsOf(book).map(({ category }) => category), ...book.rules.flatMap(({ where }) => where.categories ?? []),
    ]),
    ...CEILINGS.map(({ category }) => category),
  ])
  const classes = new Map<string, [number, ...number[]]>()
  for (const [index, id] of CATEGORIES.entries()) {
    const covering = named.map((name) => (covers(name, id) ? '1' : '0')).join('')
    const key = `${covering} ${pair.map(({ undeclared }) => undeclared[index]).join()}`
    const known = classes.get(key)
    if (known === undefined) classes.set(key, [index])
    else known.push(index)
  }
  return [...classes.values()]
}

export const CONTEXT_INDICES: readonly number[] = [...CONTEXTS.keys()]

const TYPES: ReadonlyMap<number, string> = new Map([
  [T_STRING, 'string'], [T_NUMBER, 'number'], [T_LITERAL, 'literal'], [0, 'key'],
])

/** JSON types that no rule tells apart: what stands for them, and their names. */
export interface TypeClass {
  readonly type: number
  readonly names: readonly string[]
}

export function jsonTypesIn(pair: Pair): TypeClass[] {
  const asked = pair.flatMap(({ rules }) => rules.flatMap(({ where }) => where.jsonTypes ?? []))
  const classes = new Map<string, { type: number; names: string[] }>()
  for (const [type, name] of TYPES) {
    const key = asked.map((bits) => (bits & (type === 0 ? KEY_TYPE : type)) !== 0).join()
    const known = classes.get(key)
    if (known === undefined) classes.set(key, { type, names: [name] })
    else known.names.push(name)
  }
  return [...classes.values()]
}

/**
 * How sure a finding is, as far as it makes a difference: each bound, and less than all of them. Where both policies
 * have the same bound and no rule has its own, what is decided of unsure findings follows from what is of sure ones.
 */
export function confidencesIn(pair: Pair): number[] {
  const [before, after] = pair
  const own = pair.flatMap(({ rules }) => rules.flatMap(({ where }) => where.minConfidence ?? []))
  if (own.length === 0 && before.minConfidence === after.minConfidence) return [1]
  const bounds = [before.minConfidence, after.minConfidence, ...own]
  return [...new Set([1, 0, ...bounds])].sort((a, b) => b - a)
}

/** Path patterns of both. */
export function patternsIn(pair: Pair): string[] {
  return sorted(pair.flatMap(({ paths }) => [...paths]))
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}
