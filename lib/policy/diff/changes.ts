import { OUTCOMES } from '../../decide/verdict.ts'
import { covers } from '../../detect/category.ts'
import type { Cell, Decided } from './cells.ts'

/** What a change does to what leaves. `neutral`: the same leaves, for other reasons or with another marker. */
export type Direction = 'tighten' | 'loosen' | 'neutral'

/** Cells that change in the same way: every combination of what is listed, and no other. */
export interface Change {
  readonly direction: Direction
  readonly app: readonly string[]
  readonly tenant: readonly string[]
  readonly purpose: readonly string[]
  readonly audience: readonly string[]
  /** From when on, RFC 3339. A change lasts until the next one of the same cells. */
  readonly from: readonly string[]
  readonly category: readonly string[]
  readonly context: readonly string[]
  readonly jsonType: readonly string[]
  readonly confidence: readonly number[]
  readonly path: readonly string[]
  readonly before: Decided
  readonly after: Decided
}

/** In this order cells are put together: what differs most often, and means least, first. */
const DIMENSIONS = [
  'confidence', 'jsonType', 'context', 'from', 'path', 'category', 'audience', 'purpose', 'tenant', 'app',
] as const

/** Puts cells together, without saying more or less than they do; strictest first, then in reading order. */
export function changesIn(cells: readonly Cell[]): Change[] {
  let changes = cells.map((cell): Change => ({
    direction: directionOf(cell.before, cell.after), before: cell.before, after: cell.after, category: cell.category,
    app: [cell.app], tenant: [cell.tenant], purpose: [cell.purpose], audience: [cell.audience], from: [cell.from],
    context: [cell.context], jsonType: [cell.jsonType], confidence: [cell.confidence], path: [cell.path],
  }))
  for (const dimension of DIMENSIONS) changes = joinedBy(dimension, changes)
  return changes
    .map((change) => ({ ...change, category: coarsest(change.category) }))
    .sort((a, b) => ORDER[a.direction] - ORDER[b.direction] || compare(keyOf(a), keyOf(b)))
}

const ORDER: Readonly<Record<Direction, number>> = { loosen: 0, tighten: 1, neutral: 2 }

function directionOf(before: Decided, after: Decided): Direction {
  const step = OUTCOMES.indexOf(after.outcome) - OUTCOMES.indexOf(before.outcome)
  return step > 0 ? 'tighten' : step < 0 ? 'loosen' : 'neutral'
}

/** Changes that differ in nothing but one dimension become one. */
function joinedBy(dimension: (typeof DIMENSIONS)[number], changes: readonly Change[]): Change[] {
  const groups = new Map<string, Change[]>()
  for (const change of changes) {
    const key = keyOf({ ...change, [dimension]: [] })
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [change])
    else group.push(change)
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [Change]
    const values: readonly (string | number)[] = group.flatMap((change) => change[dimension] as (string | number)[])
    return { ...first, [dimension]: [...new Set(values)].sort() }
  })
}

function keyOf({ direction, before, after, ...rest }: Change): string {
  return JSON.stringify([
    rest.app, rest.tenant, rest.purpose, rest.audience, rest.category, rest.path, rest.context, rest.jsonType,
    rest.confidence, rest.from, direction, before, after,
  ])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A coarse category says all that is below it. */
function coarsest(categories: readonly string[]): readonly string[] {
  return categories.filter((id) => !categories.some((other) => other !== id && covers(other, id)))
}
