import { compareText } from '../../audit/cells.ts'
import type { Registration, Status } from '../../decide/registration.ts'
import { covers } from '../../detect/category.ts'
import { FieldCategories } from '../field-categories.ts'
import type { ApiDescription } from '../openapi/description.ts'
import type { CompiledPolicy } from '../policy.ts'
import { areRelated, classifiedFields, isContradicted, isGap, STANDINGS } from './fields.ts'
import type { ClassifiedField, Standing } from './fields.ts'
import type { SeenCategory } from './seen.ts'

/** A declared category. */
export interface DeclaredCategory {
  /** `<declaration>/<entry>`. */
  readonly entry: string
  readonly category: string
}

/** What an app declared in vain. */
export interface AppCoverage {
  readonly app: string
  readonly status: Status
  /** What no documented field can hold, as far as keys and marks tell. */
  readonly undocumented: readonly DeclaredCategory[]
  /** What was not found; null where nothing was looked at. */
  readonly unseen: readonly DeclaredCategory[] | null
}

/** A category that was found and that no app declared. */
export interface UndeclaredCategory {
  readonly category: string
  readonly count: number
  /** Sorted. */
  readonly paths: readonly string[]
}

/** What an API, its apps and its responses say of each other. */
export interface CoverageReport {
  readonly policy: string
  readonly api: string
  readonly operations: number
  /** How many fields there are of each standing. */
  readonly fields: Readonly<Record<Standing, number>>
  /** Fields of which nobody has said what they hold, by operation and path. */
  readonly gaps: readonly ClassifiedField[]
  /** Fields of which mark and key say different things. */
  readonly contradictions: readonly ClassifiedField[]
  /** Apps that were revoked declare nothing any more. */
  readonly apps: readonly AppCoverage[]
  readonly undeclared: readonly UndeclaredCategory[]
  /** Nothing is missing. */
  readonly isCovered: boolean
}

/**
 * Compares what an API documents, what apps declared, and what was found. Pure.
 *
 * @param seen what was found, or null where nothing was looked at
 */
export function coverageOf(
  policy: CompiledPolicy, api: ApiDescription, seen: readonly SeenCategory[] | null,
): CoverageReport {
  const { rulebook, detectors } = policy
  const fields = classifiedFields(api, new FieldCategories(detectors), rulebook)
  const documented = new Set(fields.flatMap(({ marked, byKey, possible }) => [...marked, ...byKey, ...possible]))
  const registrations = [...rulebook.registrations.values()].filter(({ status }) => status !== 'revoked')
  const apps = registrations.map((registration) => appCoverage(registration, documented, seen))
    .sort((a, b) => compareText(a.app, b.app))
  const gaps = fields.filter(isGap)
  const contradictions = fields.filter(isContradicted)
  const undeclared = undeclaredIn(seen ?? [], registrations)
  return {
    policy: rulebook.id,
    api: api.file,
    operations: api.operations.size,
    fields: countsOf(fields),
    gaps,
    contradictions,
    apps,
    undeclared,
    isCovered: gaps.length + contradictions.length + undeclared.length === 0
      && apps.every(({ undocumented, unseen }) => undocumented.length + (unseen?.length ?? 0) === 0),
  }
}

function countsOf(fields: readonly ClassifiedField[]): Readonly<Record<Standing, number>> {
  const counts = STANDINGS.map((name) => [name, fields.filter(({ standing }) => standing === name).length] as const)
  return Object.fromEntries(counts) as Record<Standing, number>
}

function appCoverage(
  { id, status, grants }: Registration, documented: ReadonlySet<string>, seen: readonly SeenCategory[] | null,
): AppCoverage {
  const declared = grants.map(({ id: entry, category }) => ({ entry, category }))
    .sort((a, b) => compareText(a.category, b.category) || compareText(a.entry, b.entry))
  const own = seen?.filter(({ app }) => app === null || app === id)
  const isDocumented = ({ category }: DeclaredCategory): boolean =>
    [...documented].some((held) => areRelated(category, held))
  const isSeen = ({ category }: DeclaredCategory): boolean =>
    own?.some((found) => covers(category, found.category)) === true
  return {
    app: id,
    status,
    undocumented: declared.filter((one) => !isDocumented(one)),
    unseen: own === undefined ? null : declared.filter((one) => !isSeen(one)),
  }
}

function undeclaredIn(seen: readonly SeenCategory[], apps: readonly Registration[]): UndeclaredCategory[] {
  const declared = apps.flatMap(({ grants }) => grants)
  const found = seen.filter((one) => !declared.some(({ category }) => covers(category, one.category)))
  return [...new Set(found.map(({ category }) => category))].sort(compareText).map((category) => {
    const rows = found.filter((one) => one.category === category)
    const paths = [...new Set(rows.map(({ path }) => path))].sort(compareText)
    return { category, count: rows.reduce((sum, { count }) => sum + count, 0), paths }
  })
}
