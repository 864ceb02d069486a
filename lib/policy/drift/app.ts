import type { Disclosed, Disclosures } from '../../audit/disclosures.ts'
import type { Receipt, ReceiptCell } from '../../audit/receipt.ts'
import type { Grant } from '../../decide/grant.ts'
import { mildest, outcomeName, outcomeNamed } from '../../decide/outcome.ts'
import type { Registration } from '../../decide/registration.ts'
import { ALLOW, REDACT, TAG, type Outcome } from '../../decide/verdict.ts'
import { covers } from '../../detect/category.ts'
import type { AppDrift, ClearerFinding, UndeclaredFinding } from './report.ts'
import { Rows, Tally } from './tally.ts'

/** An app, and what it is compared under. */
export interface Compared {
  readonly app: string
  /** Null for an app that nobody registered. */
  readonly registration: Registration | null
  /** Id of the policy. */
  readonly policy: string
  /** Of all receipts, not only those of the app. */
  readonly period: Pick<Disclosures, 'first' | 'last'>
}

/** A finding of no category is an affair of postures, not of declarations. */
const UNCLASSIFIED = 'unclassified'

/** What one app declared, beside what it received. */
export function compareApp({ app, registration, policy, period }: Compared, groups: readonly Disclosed[]): AppDrift {
  const grants = registration?.grants ?? []
  const comparison = new Comparison(grants, policy)
  for (const group of groups) {
    for (const cell of group.cells) if (cell.category !== UNCLASSIFIED) comparison.add(cell, group)
  }
  const { seen, undeclared, clearer } = comparison
  const isApproved = registration?.status === 'approved'
  return {
    app,
    status: registration?.status ?? 'unregistered',
    responses: responsesIn(groups),
    unenforced: responsesIn(groups.filter(({ mode }) => mode !== 'enforce')),
    seen: grants.flatMap((grant) => {
      const tally = seen.get(grant)
      if (tally === undefined) return []
      return [{ entry: grant.id, category: grant.category, count: tally.count, outcomes: tally.outcomes }]
    }),
    unseen: grants.filter((grant) => isApproved && !seen.has(grant) && couldBeSeen(grant, period))
      .map((grant) => ({ entry: grant.id, category: grant.category, since: sinceOf(grant, period) })),
    undeclared: undeclared.map((row, { count, outcomes, paths }) => ({ ...row, count, outcomes, paths })),
    clearer: clearer.map((row, { count, paths }) => ({ ...row, count, paths })),
  }
}

export function responsesIn(groups: readonly Disclosed[]): number {
  return groups.reduce((sum, { responses }) => sum + responses, 0)
}

export function timeOf(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}

class Comparison {
  readonly seen = new Map<Grant, Tally>()
  readonly undeclared = new Rows<Pick<UndeclaredFinding, 'category' | 'isDeclaredOtherwise'>>()
  readonly clearer = new Rows<Pick<ClearerFinding, 'category' | 'mode' | 'declared' | 'outcome'>>()
  readonly #grants: readonly Grant[]
  readonly #policy: string

  constructor(grants: readonly Grant[], policy: string) {
    this.#grants = grants
    this.#policy = policy
  }

  add(cell: ReceiptCell, { mode, policy }: Disclosed): void {
    const { category, because } = cell
    const covering = this.#grants.filter((grant) => covers(grant.category, category))
    const isUndeclared = covering.length === 0 || because.some((id) => id.startsWith('undeclared:'))
    const used = isUndeclared ? [] : grantsBehind(cell, covering)
    for (const grant of used) this.#tallyOf(grant).add(cell)
    if (isUndeclared) this.undeclared.add({ category, isDeclaredOtherwise: covering.length > 0 }, cell)
    // Another policy may have declared it otherwise; and what is hardly sure leaves tagged, whatever is declared.
    if (policy !== this.#policy || because.includes('low-confidence')) return
    const declared = isUndeclared ? REDACT : used.map(({ outcome }) => outcome).reduce(mildest)
    const left = asItLeft(outcomeNamed(cell.outcome), mode)
    if (left >= declared) return
    this.clearer.add({ category, mode, declared: outcomeName(declared), outcome: outcomeName(left) }, cell)
  }

  #tallyOf(grant: Grant): Tally {
    let tally = this.seen.get(grant)
    if (tally === undefined) this.seen.set(grant, tally = new Tally())
    return tally
  }
}

/**
 * The grants that a finding used: the one that decided it, or, where rules were stricter and decided, the finest that
 * cover its category.
 */
function grantsBehind({ because }: ReceiptCell, covering: readonly Grant[]): readonly Grant[] {
  const deciding = covering.filter(({ id }) => because.includes(id))
  const candidates = deciding.length > 0 ? deciding : covering
  const finest = Math.max(...candidates.map(({ category }) => category.length))
  return candidates.filter(({ category }) => category.length === finest)
}

/** The modes that only watch count what would have been done. */
function asItLeft(outcome: Outcome, mode: Receipt['mode']): Outcome {
  return mode === 'enforce' ? outcome : mode === 'report' ? ALLOW : mildest(outcome, TAG)
}

/** True if the grant was in force at some time of the receipts, as far as that is known. */
function couldBeSeen({ valid }: Grant, { first, last }: Compared['period']): boolean {
  return first === null || last === null || (valid.from <= last && first < valid.until)
}

function sinceOf({ valid }: Grant, { first }: Compared['period']): string | null {
  return timeOf(first === null ? null : Math.max(first, valid.from))
}
