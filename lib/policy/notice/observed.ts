import type { Receipt, ReceiptCell } from '../../audit/receipt.ts'
import { OUTCOMES } from '../../decide/verdict.ts'
import type { OutcomeName } from '../../decide/verdict.ts'
import { covers } from '../../detect/category.ts'
import type { StatedCategory, StatedPurpose, Statement } from './statement.ts'

/** How many values left in which way. */
export type Counts = Readonly<Partial<Record<OutcomeName, number>>>

/** What receipts say of one app, beside what it declared. */
export interface Observed {
  readonly receipts: number
  /** Responses that did not leave as a whole. */
  readonly incomplete: number
  /** Policies under which they left. */
  readonly policies: readonly string[]
  /** By entry (`<declaration>/<entry>`) and the category that it names. */
  readonly declared: ReadonlyMap<string, ReadonlyMap<string, Counts>>
  /** Findings that no entry is about, by category. */
  readonly undeclared: ReadonlyMap<string, Counts>
  /** Scalars of which nobody knows what they are. */
  readonly unclassified: number
  /** Findings that found no room in their receipt. */
  readonly uncounted: number
}

const UNCLASSIFIED = 'unclassified'

type Table = Map<string, Partial<Record<OutcomeName, number>>>

/** Adds up receipts, those of other apps left out. */
export class ObservedBuilder {
  private readonly statement: Statement
  private receipts = 0
  private incomplete = 0
  private unclassified = 0
  private uncounted = 0
  private readonly policies = new Set<string>()
  private readonly declared = new Map<string, Table>()
  private readonly undeclared: Table = new Map()

  constructor(statement: Statement) {
    this.statement = statement
  }

  add(receipt: Receipt): void {
    if (receipt.app !== this.statement.app.id) return
    this.receipts++
    if (receipt.result !== 'complete') this.incomplete++
    this.unclassified += receipt.unclassified
    this.uncounted += receipt.uncounted
    this.policies.add(receipt.policy)
    for (const cell of receipt.cells) if (cell.category !== UNCLASSIFIED) this.count(cell, receipt.purpose)
  }

  private count(cell: ReceiptCell, purpose: string | null): void {
    const found = this.entryFor(cell, purpose)
    const table = found === null ? this.undeclared : this.tableOf(found.purpose.id)
    const name = found === null ? cell.category : found.category.category
    const counts = table.get(name) ?? {}
    counts[cell.outcome] = (counts[cell.outcome] ?? 0) + cell.count
    table.set(name, counts)
  }

  private tableOf(entry: string): Table {
    const table = this.declared.get(entry) ?? new Map<string, Partial<Record<OutcomeName, number>>>()
    this.declared.set(entry, table)
    return table
  }

  /** A rule that is stricter than the entry is named alone; then the finest entry for the purpose counts. */
  private entryFor({ category, because }: ReceiptCell, purpose: string | null): Entry | null {
    if (because.some((id) => id.startsWith('undeclared:'))) return null
    const entries = this.statement.purposes.flatMap((one): Entry[] => one.categories
      .filter((stated) => covers(stated.category, category)).map((stated) => ({ purpose: one, category: stated })))
    const named = entries.filter((entry) => because.includes(entry.purpose.id))
    const fitting = entries.filter((entry) => purpose !== null && covers(entry.purpose.use, purpose))
    const candidates = named.length > 0 ? named : fitting
    return candidates.reduce<Entry | null>((finest, entry) =>
      (finest === null || entry.category.category.length > finest.category.category.length ? entry : finest), null)
  }

  finish(): Observed {
    const { receipts, incomplete, declared, undeclared, unclassified, uncounted } = this
    return { receipts, incomplete, policies: [...this.policies].sort(), declared, undeclared, unclassified, uncounted }
  }
}

interface Entry {
  readonly purpose: StatedPurpose
  readonly category: StatedCategory
}

/** True for what a log of receipts holds in a line. Members that are not asked for may be there too. */
export function isReceipt(value: unknown): value is Receipt {
  if (!isObject(value)) return false
  const { app, policy, result, purpose, unclassified, uncounted, cells } = value
  return [app, policy, result].every((text) => typeof text === 'string') &&
    (purpose === null || typeof purpose === 'string') &&
    [unclassified, uncounted].every(isCount) && Array.isArray(cells) && cells.every(isCell)
}

function isCell(value: unknown): boolean {
  if (!isObject(value)) return false
  const { category, outcome, because, count } = value
  const words: readonly unknown[] = OUTCOMES
  return typeof category === 'string' && words.includes(outcome) && isCount(count) &&
    Array.isArray(because) && because.every((id) => typeof id === 'string')
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
