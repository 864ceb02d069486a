import { OUTCOMES, type Outcome, type Verdict } from '../decide/verdict.ts'
import { LIMITS } from '../limits.ts'
import { compareCells, isShowablePath } from './cells.ts'
import type { Receipt, ReceiptCell } from './receipt.ts'

/** Who received, and under which policy: what is known before the first byte. */
export type ReceiptHead = Pick<Receipt, 'app' | 'tenant' | 'purpose' | 'audience' | 'policy' | 'mode'>
/** How it went. */
export type ReceiptTail = Pick<Receipt, 'result' | 'bytesIn' | 'bytesOut' | 'unclassified'>

/** What the integers of a cell are called. Asked when a receipt is made, never while counting. */
export interface ReceiptNames {
  /** Id of the category with this index. */
  category(index: number): string
  /** Normalised path of this scope. */
  path(scope: number): string
}

/** Integers per row: category, scope, outcome, verdict, count. */
const ROW = 5
const FIRST_ROWS = 16
const NO_ROWS = new Int32Array(0)
let nextNumber = 1

/**
 * Counts what leaves. Rows are integers in an open-addressing table, verdicts are held by identity (they are frozen and
 * shared, a few per policy): no string is made per finding, and no parameter of `add` could carry a text.
 */
export class ReceiptBuilder {
  /** No two builders share it; never 0. */
  readonly number = nextNumber++
  readonly #maxCells: number
  #rows = NO_ROWS
  #size = 0
  /** Row number plus one, or 0; always at least twice as many slots as rows. */
  #slots = NO_ROWS
  #last = -1
  readonly #verdicts: Verdict[] = []
  readonly #verdictIds = new Map<Verdict, number>()
  #uncounted = 0

  /** @param maxCells distinct rows; findings of further ones are counted in `uncounted`. Default 4096. */
  constructor(maxCells: number = LIMITS.maxReceiptCells) {
    this.#maxCells = maxCells
  }

  /**
   * Counts one finding.
   *
   * @param category index into CATEGORIES
   * @param scope id of the leaf's scope
   * @param outcome what was applied, which may be stricter than what the verdict asked for
   * @param verdict as the verdict table handed it out: the same object for the same cell
   */
  add(category: number, scope: number, outcome: Outcome, verdict: Verdict): void {
    this.count(this.row(category, scope, outcome, verdict))
  }

  /** The number of the row that such a finding counts in, for {@link count}. Valid for this builder only. */
  row(category: number, scope: number, outcome: Outcome, verdict: Verdict): number {
    const id = this.#verdictId(verdict)
    if (this.#is(this.#last, category, scope, outcome, id)) return this.#last
    return (this.#last = this.#find(category, scope, outcome, id))
  }

  /** Counts one finding in a row. */
  count(row: number): void {
    if (row < 0) this.#uncounted++
    else this.#rows[row * ROW + 4] = (this.#rows[row * ROW + 4] as number) + 1
  }

  /** The receipt as of now, deeply frozen. Cells are in order of category, path, outcome, cause; equal ones are one. */
  finish(head: ReceiptHead, tail: ReceiptTail, names: ReceiptNames): Receipt {
    // Field by field: what else a caller's object may hold stays out.
    return Object.freeze({
      app: head.app,
      tenant: head.tenant,
      purpose: head.purpose,
      audience: head.audience,
      policy: head.policy,
      mode: head.mode,
      result: tail.result,
      bytesIn: tail.bytesIn,
      bytesOut: tail.bytesOut,
      unclassified: tail.unclassified,
      cells: this.cells(names),
      uncounted: this.#uncounted,
    })
  }

  /** The rows so far by name. */
  cells(names: ReceiptNames): readonly ReceiptCell[] {
    const cells: ReceiptCell[] = []
    for (let row = 0; row < this.#size; row++) cells.push(this.#cell(row, names))
    cells.sort(compareCells)
    const joined: ReceiptCell[] = []
    for (const cell of cells) {
      const last = joined.at(-1)
      if (last !== undefined && compareCells(last, cell) === 0) {
        joined[joined.length - 1] = { ...last, count: last.count + cell.count }
      } else joined.push(cell)
    }
    for (const cell of joined) Object.freeze(cell)
    return Object.freeze(joined)
  }

  #cell(row: number, names: ReceiptNames): ReceiptCell {
    const at = row * ROW
    const rows = this.#rows
    const path = names.path(rows[at + 1] as number)
    const because = this.#verdicts[rows[at + 3] as number]?.because ?? []
    return {
      category: names.category(rows[at] as number),
      path: isShowablePath(path) ? path : '/**',
      outcome: OUTCOMES[rows[at + 2] as Outcome],
      because: Object.isFrozen(because) ? because : Object.freeze([...because]),
      count: rows[at + 4] as number,
    }
  }

  #verdictId(verdict: Verdict): number {
    const known = this.#verdictIds.get(verdict)
    if (known !== undefined) return known
    // A table that made a verdict per finding would be a leak of memory; past the bound its findings are uncounted.
    if (this.#verdicts.length >= this.#maxCells) return -1
    this.#verdictIds.set(verdict, this.#verdicts.length)
    return this.#verdicts.push(verdict) - 1
  }

  #is(row: number, category: number, scope: number, outcome: number, verdict: number): boolean {
    const rows = this.#rows
    const at = row * ROW
    return row >= 0 && rows[at] === category && rows[at + 1] === scope
      && rows[at + 2] === outcome && rows[at + 3] === verdict
  }

  /** The row with these integers, new if there is none; -1 if there is no room. */
  #find(category: number, scope: number, outcome: number, verdict: number): number {
    if (verdict < 0) return -1
    if (this.#slots.length === 0) this.#grow()
    let slot = this.#slot(category, scope, outcome, verdict)
    for (;;) {
      const row = (this.#slots[slot] ?? 0) - 1
      if (row < 0) break
      if (this.#is(row, category, scope, outcome, verdict)) return row
      slot = (slot + 1) & (this.#slots.length - 1)
    }
    if (this.#size >= this.#maxCells) return -1
    const at = this.#size * ROW
    this.#rows[at] = category
    this.#rows[at + 1] = scope
    this.#rows[at + 2] = outcome
    this.#rows[at + 3] = verdict
    this.#slots[slot] = ++this.#size
    if (this.#size * 2 >= this.#slots.length) this.#grow()
    return this.#size - 1
  }

  #slot(category: number, scope: number, outcome: number, verdict: number): number {
    let hash = Math.imul(scope, 0x9e3779b1) ^ Math.imul(category * 8 + outcome, 0x85ebca6b)
    hash ^= Math.imul(verdict, 0xc2b2ae35)
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
    return (hash ^ (hash >>> 13)) & (this.#slots.length - 1)
  }

  #grow(): void {
    const rows = new Int32Array(Math.max(this.#rows.length * 2, FIRST_ROWS * ROW))
    rows.set(this.#rows)
    this.#rows = rows
    this.#slots = new Int32Array(Math.max(this.#slots.length * 2, FIRST_ROWS * 2))
    for (let row = 0; row < this.#size; row++) {
      const [category = 0, scope = 0, outcome = 0, verdict = 0] = rows.subarray(row * ROW, row * ROW + ROW)
      let slot = this.#slot(category, scope, outcome, verdict)
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1)
      this.#slots[slot] = row + 1
    }
  }
}
