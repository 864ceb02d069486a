import type { CategoryId } from '../../lib/detect/category.ts'
import type { Body } from './body.ts'
import { compare, type Json, type Outcome } from './compare.ts'
import type { Contender } from './contenders.ts'
import type { Ledger, Place } from './ledger.ts'

/** How many of how many: leaked of planted, or damaged of clean. */
export interface Share {
  readonly part: number
  readonly whole: number
}

export interface LeakRow extends Share {
  readonly category: CategoryId
  readonly place: Place
}

export interface KindRow extends Share {
  readonly kind: string
}

/** What one filter did to all bodies. */
export interface Score {
  readonly name: string
  readonly leaks: readonly LeakRow[]
  readonly damage: readonly KindRow[]
  /** What fell into documented gaps, and left. */
  readonly gaps: readonly KindRow[]
  /** Bodies that it refused. */
  readonly refused: number
}

/** Counts what one filter does, body by body. */
export class Tally {
  private readonly contender: Contender
  private readonly leaks = new Map<string, LeakRow>()
  private readonly damage = new Map<string, KindRow>()
  private readonly gaps = new Map<string, KindRow>()
  private refused = 0

  constructor(contender: Contender) {
    this.contender = contender
  }

  add(body: Body): Outcome {
    const output = this.contender.filter(body)
    if (output === undefined) this.refused++
    const outcome = compare(body, JSON.parse(body.text) as Json, output)
    this.count(body, outcome)
    return outcome
  }

  score(): Score {
    const sorted = <T>(rows: ReadonlyMap<string, T>): T[] =>
      [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
    const { name } = this.contender
    const [leaks, damage, gaps] = [sorted(this.leaks), sorted(this.damage), sorted(this.gaps)]
    return { name, leaks, damage, gaps, refused: this.refused }
  }

  private count({ planted, clean }: Ledger, outcome: Outcome): void {
    const [leaked, damaged] = [new Set(outcome.leaked), new Set(outcome.damaged)]
    for (const plant of planted) {
      const { category, place, gap } = plant
      if (gap === null) bump(this.leaks, `${category} ${place}`, { category, place }, leaked.has(plant))
      else bump(this.gaps, gap, { kind: gap }, leaked.has(plant))
    }
    for (const leaf of clean) bump(this.damage, leaf.kind, { kind: leaf.kind }, damaged.has(leaf))
  }
}

function bump<T extends object>(rows: Map<string, T & Share>, id: string, row: T, isHit: boolean): void {
  const { part, whole } = rows.get(id) ?? { part: 0, whole: 0 }
  rows.set(id, { ...row, part: part + Number(isHit), whole: whole + 1 })
}

/** All of them together. */
export function total(shares: readonly Share[]): Share {
  const none: Share = { part: 0, whole: 0 }
  return shares.reduce((sum, { part, whole }) => ({ part: sum.part + part, whole: sum.whole + whole }), none)
}
