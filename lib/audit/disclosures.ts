import { AUDIT_LIMITS } from '../limits.ts'
import type { Receipt, ReceiptCell } from './receipt.ts'
import type { ReceiptTaker } from './sink.ts'

/** What all receipts of one app say together, under one policy and in one mode. */
export interface Disclosed {
  readonly app: string
  readonly policy: string
  readonly mode: Receipt['mode']
  readonly responses: number
  /** Cells of the receipts; equal ones are one. */
  readonly cells: readonly ReceiptCell[]
}

/** What apps really received; what {@link createDisclosures} returns, and a sink for `onReceipt`. */
export interface Disclosures extends ReceiptTaker {
  /** @param time when the receipt was made, in milliseconds since 1970; default: now */
  take(receipt: Receipt, time?: number): void
  /** The earliest and the latest time of a receipt; null while there is none. */
  readonly first: number | null
  readonly last: number | null
  readonly responses: number
  /** Findings that found no room, here or in their receipt. */
  readonly uncounted: number
  groups(): Disclosed[]
}

/**
 * Adds receipts up, to be compared with what was declared (`drift`). Memory depends on how many different things are
 * found, not on how often, and is bounded.
 *
 * @param clock milliseconds since 1970. Default: Date.now
 * @param maxRows distinct rows that are kept; findings of further ones are uncounted. Default 65,536
 */
export function createDisclosures(
  clock: () => number = Date.now, maxRows: number = AUDIT_LIMITS.maxDisclosureCells,
): Disclosures {
  return new Sums(clock, maxRows)
}

interface Group extends Omit<Disclosed, 'cells'> {
  responses: number
  readonly cells: Map<string, ReceiptCell & { count: number }>
}

class Sums implements Disclosures {
  first: number | null = null
  last: number | null = null
  responses = 0
  uncounted = 0
  readonly #clock: () => number
  readonly #maxRows: number
  readonly #groups = new Map<string, Group>()
  #rows = 0

  constructor(clock: () => number, maxRows: number) {
    this.#clock = clock
    this.#maxRows = maxRows
  }

  take(receipt: Receipt, time: number = this.#clock()): void {
    this.responses++
    this.uncounted += receipt.uncounted
    if (Number.isFinite(time)) {
      this.first = Math.min(this.first ?? time, time)
      this.last = Math.max(this.last ?? time, time)
    }
    const group = this.#group(receipt)
    if (group !== null) group.responses++
    for (const cell of receipt.cells) this.#add(group, cell)
  }

  groups(): Disclosed[] {
    return [...this.#groups.values()].map((group) => ({ ...group, cells: [...group.cells.values()] }))
  }

  #group({ app, policy, mode }: Receipt): Group | null {
    const key = JSON.stringify([app, policy, mode])
    const known = this.#groups.get(key)
    if (known !== undefined || !this.#hasRoom()) return known ?? null
    const group: Group = { app, policy, mode, responses: 0, cells: new Map() }
    this.#groups.set(key, group)
    return group
  }

  #add(group: Group | null, { category, path, outcome, because, count }: ReceiptCell): void {
    const key = JSON.stringify([category, path, outcome, because])
    const known = group?.cells.get(key)
    if (known !== undefined) known.count += count
    else if (group === null || !this.#hasRoom()) this.uncounted += count
    else group.cells.set(key, { category, path, outcome, because, count })
  }

  #hasRoom(): boolean {
    if (this.#rows >= this.#maxRows) return false
    this.#rows++
    return true
  }
}
