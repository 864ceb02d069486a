import { OUTCOMES } from '../../decide/verdict.ts'
import type { OutcomeName } from '../../decide/verdict.ts'
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
  readonly operation: readonly string[]
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
  'confidence', 'jsonType', 'context', 'from', 'path', 'category', 'operation', 'audience', 'purpose', 'tenant', 'app',
] as const
const DECIDED = DIMENSIONS.length

/** Numbers of sets, one for each dimension, and the number of what was decided. */
type Row = readonly number[]

/** Puts cells together, without saying more or less than they do; loosened ones first, then in reading order. */
export function changesIn(cells: readonly Cell[]): Change[] {
  const sets = new Numbered<readonly (string | number)[]>()
  const decided = new Numbered<Pick<Cell, 'before' | 'after'>>()
  let rows = cells.map((cell): Row => {
    const { before, after } = cell
    const values = DIMENSIONS.map((dimension) => {
      const value = cell[dimension]
      return sets.seen(value) ?? sets.numberOf([value].flat(), value)
    })
    return [...values, decided.numberOf({ before, after })]
  })
  for (const index of DIMENSIONS.keys()) rows = joinedBy(index, rows, sets)
  return rows
    .map((row) => changeOf(row, sets, decided.valueOf(row[DECIDED] ?? 0)))
    .sort((a, b) => ORDER[a.direction] - ORDER[b.direction] || compare(keyOf(a), keyOf(b)))
}

/** Rows that differ in nothing but one dimension become one. */
function joinedBy(index: number, rows: readonly Row[], sets: Numbered<readonly (string | number)[]>): Row[] {
  const groups = new Map<string, { row: Row; members: Set<number> }>()
  for (const row of rows) {
    const key = row.with(index, 0).join()
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { row, members: new Set([row[index] ?? 0]) })
    else group.members.add(row[index] ?? 0)
  }
  return [...groups.values()].map(({ row, members }) => {
    if (members.size === 1) return row
    const values = [...members].flatMap((number) => sets.valueOf(number))
    return row.with(index, sets.numberOf([...new Set(values)].sort()))
  })
}

/** Gives values that say the same one number. */
class Numbered<Value> {
  readonly #numbers = new Map<string, number>()
  readonly #seen = new Map<unknown, number>()
  readonly #values: Value[] = []

  /** The number of what was given as `source` before: the very same text or list. */
  seen(source: unknown): number | undefined {
    return this.#seen.get(source)
  }

  numberOf(value: Value, source: unknown = null): number {
    const key = JSON.stringify(value)
    const number = this.#numbers.get(key) ?? this.#values.push(value) - 1
    this.#numbers.set(key, number)
    if (source !== null) this.#seen.set(source, number)
    return number
  }

  valueOf(number: number): Value {
    return this.#values[number] as Value
  }
}

function changeOf(
  row: Row, sets: Numbered<readonly (string | number)[]>, { before, after }: Pick<Cell, 'before' | 'after'>,
): Change {
  const values = Object.fromEntries(DIMENSIONS.map((dimension, index) => [dimension, sets.valueOf(row[index] ?? 0)]))
  const dimensions = values as unknown as Omit<Change, 'direction' | 'before' | 'after'>
  const direction = directionOf(before.outcome, after.outcome)
  return { direction, ...dimensions, category: coarsest(dimensions.category), before, after }
}

const ORDER: Readonly<Record<Direction, number>> = { loosen: 0, tighten: 1, neutral: 2 }

/** What it does to a value if it leaves in another way. */
export function directionOf(before: OutcomeName, after: OutcomeName): Direction {
  const step = OUTCOMES.indexOf(after) - OUTCOMES.indexOf(before)
  return step > 0 ? 'tighten' : step < 0 ? 'loosen' : 'neutral'
}

function keyOf({ direction, before, after, ...rest }: Change): string {
  return JSON.stringify([
    rest.app, rest.tenant, rest.purpose, rest.audience, rest.operation, rest.category, rest.path, rest.context,
    rest.jsonType, rest.confidence, rest.from, direction, before, after,
  ])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** A coarse category says all that is below it. */
function coarsest(categories: readonly string[]): readonly string[] {
  return categories.filter((id) => !categories.some((other) => other !== id && covers(other, id)))
}
