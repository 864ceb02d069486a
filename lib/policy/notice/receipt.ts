import { digestOf } from '../digest.ts'
import type { Counts, Observed } from './observed.ts'
import type { StatedCategory, StatedPurpose, Statement } from './statement.ts'

/** A category that was declared, and how often it was seen. */
export interface ReceiptCategory extends StatedCategory {
  readonly observed: Counts | null
}

export interface ReceiptPurpose extends Omit<StatedPurpose, 'categories'> {
  readonly categories: readonly ReceiptCategory[]
}

/**
 * A record of what an app declared, and of what it received; after the idea of ISO/IEC TS 27560, which is about records
 * of consent.
 */
export interface DisclosureReceipt {
  readonly header: {
    /** Follows from everything below: two receipts with one id say the same. */
    readonly id: string
    readonly schemaVersion: 1
    readonly policy: Statement['policy']
    readonly issuedAt: string
  }
  readonly parties: {
    readonly app: Statement['app']
    readonly status: Statement['status']
    readonly contact: string | null
    readonly audience: Statement['audience']
    /** Everybody to whom the app passes anything on. */
    readonly recipients: readonly string[]
  }
  readonly purposes: readonly ReceiptPurpose[]
  /** Null without a log. */
  readonly observed: ReceiptObserved | null
}

/** What was seen beside what was declared. */
export interface ReceiptObserved extends Omit<Observed, 'declared' | 'undeclared'> {
  readonly undeclared: Readonly<Record<string, Counts>>
}

/** Makes the receipt of a statement. */
export function receiptOf(statement: Statement, observed: Observed | null): DisclosureReceipt {
  const { app, status, owner, audience, policy, at } = statement
  const purposes = statement.purposes.map((purpose) => ({
    ...purpose,
    categories: purpose.categories.map((one) => ({
      ...one,
      observed: observed === null ? null : (observed.declared.get(purpose.id)?.get(one.category) ?? {}),
    })),
  }))
  const recipients = [...new Set(purposes.flatMap(({ sharedWith }) => sharedWith))].sort()
  const parties = { app, status, contact: owner, audience, recipients }
  const seen = observed === null ? null : seenOf(observed)
  const header = { schemaVersion: 1, policy, issuedAt: at } as const
  const id = `${app.id}-${digestOf([{ header, parties, purposes, observed: seen }]).slice(0, 16)}`
  return { header: { id, ...header }, parties, purposes, observed: seen }
}

function seenOf(observed: Observed): ReceiptObserved {
  const { receipts, incomplete, policies, undeclared, unclassified, uncounted } = observed
  const sorted = [...undeclared].sort(([a], [b]) => (a < b ? -1 : 1))
  return { receipts, incomplete, policies, undeclared: Object.fromEntries(sorted), unclassified, uncounted }
}
