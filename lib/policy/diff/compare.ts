import { ofKind } from '../document.ts'
import type { ManifestBody } from '../document.ts'
import { FieldCategories } from '../field-categories.ts'
import type { ApiDescription } from '../openapi/description.ts'
import type { CompiledPolicy } from '../policy.ts'
import { changedCells } from './cells.ts'
import { changesIn } from './changes.ts'
import type { Change } from './changes.ts'
import { operationsIn, purposesIn, tenantsIn } from './classes.ts'
import { documentedFields, fieldsHit } from './fields.ts'
import type { FieldHit } from './fields.ts'
import { foundOtherwise } from './findings.ts'
import type { FoundOtherwise } from './findings.ts'
import { dutyOf } from './notice.ts'
import type { Duty } from './notice.ts'

/** A change, what it hits, and what it asks for. */
export interface JudgedChange extends Change {
  /** Null where there is no description of the API. */
  readonly fields: readonly FieldHit[] | null
  readonly duty: Duty
}

/** How two policies differ in what leaves. */
export interface PolicyDiff {
  /** Ids of the policies, `<version>+<digest prefix>`. */
  readonly before: string
  readonly after: string
  /** Every cell that is decided otherwise, put together. */
  readonly changes: readonly JudgedChange[]
  /** What is found otherwise: it can change any cell. */
  readonly found: readonly FoundOtherwise[]
  /** All that was compared: a change with as many of them is one for all there are. */
  readonly compared: Pick<Change, 'tenant' | 'purpose' | 'operation'> & { readonly from: string }
}

export interface DiffOptions {
  /** Milliseconds since 1970; what ends before is not compared. */
  readonly now: number
  /** The description of the API. Default: the one that the second policy names. */
  readonly api?: ApiDescription
}

/**
 * Compares two policies, cell by cell: app, tenant, purpose, audience, moment, category, context, type and place.
 * Nothing is sampled: values of which neither policy tells one from the other are represented by one of them.
 */
export function comparePolicies(
  before: CompiledPolicy, after: CompiledPolicy, { now, api = after.api ?? undefined }: DiffOptions,
): PolicyDiff {
  const fields = api === undefined ? null : documentedFields(api, new FieldCategories(after.detectors))
  const manifest: Partial<ManifestBody> = ofKind(after.documents, 'PolicyManifest')[0]?.body ?? {}
  const pair = [before.rulebook, after.rulebook] as const
  const changes = changesIn(changedCells(pair, now)).map((change): JudgedChange => {
    const hits = fields === null ? null : fieldsHit(change, fields)
    const duty = dutyOf(change, {
      isSandbox: manifest.environment === 'sandbox', emergency: manifest.emergency ?? null, hits,
    })
    return { ...change, fields: hits, duty }
  })
  const from = new Date(now).toISOString()
  const compared = { tenant: tenantsIn(pair), purpose: purposesIn(pair), operation: operationsIn(pair), from }
  const found = foundOtherwise(before, after)
  return { before: before.rulebook.id, after: after.rulebook.id, changes, found, compared }
}
