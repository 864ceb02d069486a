import { compareText } from '../../audit/cells.ts'
import type { ReceiptCell } from '../../audit/receipt.ts'
import { OUTCOMES, type OutcomeName } from '../../decide/verdict.ts'
import type { OutcomeCounts } from './report.ts'

/** Cells, added up. */
export class Tally {
  count = 0
  readonly #counts = new Map<OutcomeName, number>()
  readonly #paths = new Set<string>()

  add({ outcome, path, count }: ReceiptCell): void {
    this.count += count
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + count)
    this.#paths.add(path)
  }

  /** The mildest first. */
  get outcomes(): OutcomeCounts {
    return Object.fromEntries(OUTCOMES.flatMap((name) => {
      const count = this.#counts.get(name)
      return count === undefined ? [] : [[name, count] as const]
    }))
  }

  get paths(): readonly string[] {
    return [...this.#paths].sort(compareText)
  }
}

/** Cells, added up by what makes a row of a report. */
export class Rows<Row extends object> {
  readonly #rows = new Map<string, { readonly row: Row; readonly tally: Tally }>()

  add(row: Row, cell: ReceiptCell): void {
    const key = JSON.stringify(row)
    let entry = this.#rows.get(key)
    if (entry === undefined) this.#rows.set(key, entry = { row, tally: new Tally() })
    entry.tally.add(cell)
  }

  /** In an order that does not depend on that of the cells. */
  map<Result>(made: (row: Row, tally: Tally) => Result): Result[] {
    return [...this.#rows].sort(([a], [b]) => compareText(a, b)).map(([, { row, tally }]) => made(row, tally))
  }
}
