import type { Audience } from '../decide/audience.ts'
import type { Notice as GivenNotice, NoticeState } from '../decide/notice.ts'
import type { Status } from '../decide/registration.ts'
import type { Recipient } from '../decide/situation.ts'
import type { OutcomeName, Posture, VerdictTable } from '../decide/verdict.ts'
import type { ContextName } from '../detect/finding.ts'
import type { PolicyNode } from './node.ts'

/** One document of a policy, with the text that its positions refer to. */
export interface PolicyDocument<Body = unknown> {
  readonly file: string
  readonly text: string
  readonly root: PolicyNode
  readonly body: Body
}

// The bodies below are what rules/schema/*.schema.json describes; a validated document has one of these types.

type Table<Value> = Readonly<Record<string, Value>>
type Names = readonly string[]
export type Contact = 'personal' | 'business'
export type Environment = 'production' | 'sandbox'
export type JsonTypeName = 'string' | 'number' | 'literal' | 'key'

interface Head<Kind extends string> {
  readonly kind: Kind
  readonly id: string
  readonly owner?: string
  readonly description?: string
}

export interface WindowText {
  readonly from: string
  readonly until: string
}

export interface PermissionBody {
  readonly fidelity: OutcomeName
  readonly context?: readonly Contact[]
  readonly reason?: string
}

export interface EntryBody {
  readonly use: string
  readonly why?: string
  readonly categories: Table<PermissionBody>
  readonly audience?: Audience
  readonly tenant?: Names
  readonly sharedWith?: Names
  readonly retentionDays?: number
  readonly valid: WindowText
  readonly requires?: { readonly notices: Names }
}

export interface BudgetBody {
  readonly window: string
  readonly perTenant?: number
  readonly perResponse?: number
}

export interface DeclarationBody extends Head<'DisclosureDeclaration'> {
  readonly status: Status
  readonly app: { readonly name: string; readonly actions?: Names }
  readonly audience: Audience
  readonly defaultPurpose?: string
  readonly regions?: Names
  readonly budgets?: { readonly subjects?: BudgetBody }
  readonly disclosures: Table<EntryBody>
}

export interface ConditionsBody {
  readonly category?: Names
  readonly context?: readonly Contact[]
  readonly audience?: readonly Audience[]
  readonly use?: Names
  readonly app?: Names
  readonly tenant?: Names
  readonly path?: Names
  readonly jsonType?: readonly JsonTypeName[]
  readonly minConfidence?: number
}

export interface RuleBody {
  readonly why: string
  readonly since: string
  readonly severity: 'low' | 'medium' | 'high' | 'critical'
  readonly where: ConditionsBody
  readonly do: { readonly outcome: OutcomeName; readonly marker?: string; readonly mode?: VerdictTable['mode'] }
}

export interface RulesBody extends Head<'RedactionRules'> {
  readonly layer?: 'platform' | 'jurisdiction' | 'tenant' | 'app'
  readonly undeclared?: Table<OutcomeName>
  readonly rules?: Table<RuleBody>
}

/** For whom an overlay makes rules stricter: conditions that are added to those of the rules. */
export type OverlayScope = Pick<ConditionsBody, 'app' | 'audience' | 'tenant' | 'use'>

export interface OverlayBody extends Head<'RuleOverlay'> {
  readonly base: { readonly id: string; readonly digest: string }
  readonly scope?: OverlayScope
  readonly direction: 'tighten' | 'neutral'
  readonly why: string
  readonly patch: readonly PatchBody[]
}

/** An operation of JSON Patch (RFC 6902). */
export interface PatchBody {
  readonly op: 'test' | 'add' | 'replace' | 'remove'
  readonly path: string
  readonly value?: unknown
}

export interface ExceptionBody extends Head<'Exception'> {
  readonly suspends: string
  readonly scope: { readonly app: string; readonly tenant?: Names; readonly use?: Names }
  readonly reason: string
  readonly approvedBy: Names
  readonly valid: WindowText
}

export type NoticeAudience = 'customer_admin' | 'end_user' | 'customer_client'

export interface NoticeBody extends Head<'Notice'> {
  readonly version: number
  readonly materialSince?: number
  readonly needs?: GivenNotice['needs']
  readonly audience?: readonly NoticeAudience[]
  readonly states: Table<{ readonly state: NoticeState; readonly version: number; readonly at: string }>
  readonly text?: Table<string>
}

export interface DetectorBody {
  readonly category: string
  readonly description?: string
  readonly keys?: Names
  readonly at?: 'end' | 'whole' | 'anywhere'
  readonly types?: 'string' | 'number' | 'any'
  readonly patterns?: Names
  readonly confidence?: number
  readonly maxChars?: number
}

export interface DetectorsBody extends Head<'Detectors'> {
  readonly detectors: Table<DetectorBody>
}

export interface EmergencyBody {
  readonly reason: 'security' | 'legal'
  readonly reference: string
  readonly followUpNoticeBy: string
}

export interface ProtectedBody {
  readonly path?: Names
  readonly header?: boolean
  readonly sha256: Names
}

export interface LifecycleBody extends Head<'LifecycleEntry'> {
  readonly target: { readonly operation: string; readonly field?: string }
  readonly stage?: 'beta' | 'stable'
  readonly environment?: Environment
  readonly deprecatedOn?: string
  readonly removeOn?: string
  readonly replacement?: string
  readonly link?: string
  readonly emergency?: EmergencyBody
}

interface Place {
  readonly regions?: Names
  readonly domains?: Names
  readonly businessNumbers?: Names
}

export interface ManifestBody extends Head<'PolicyManifest'>, Place {
  readonly version: string
  readonly openapi?: string
  readonly environment?: Environment
  readonly links?: Readonly<Partial<Record<'deprecation' | 'privacy-policy' | 'terms-of-service', string>>>
  readonly emergency?: EmergencyBody
  readonly protected?: Table<ProtectedBody>
  readonly mode?: VerdictTable['mode']
  readonly minConfidence?: number
  readonly postures?: Readonly<Partial<Record<Audience, Posture>>>
  readonly documented?: Names
  readonly harmless?: Names
  readonly undeclared?: Table<OutcomeName>
  readonly tenants?: Table<Place>
}

export interface CaseBody {
  readonly why: string
  readonly recipient: Recipient
  readonly at: string
  readonly body: unknown
  readonly expect: Table<ExpectationBody>
  readonly todo?: string
}

export interface ExpectationBody {
  readonly outcome: OutcomeName
  readonly because: Names
  readonly category?: string
  readonly contact?: ContextName
}

export interface CasesBody extends Head<'PolicyCases'> {
  readonly cases: Table<CaseBody>
}

/** What a document may be, by its `kind`. */
export interface Bodies {
  readonly DisclosureDeclaration: DeclarationBody
  readonly RedactionRules: RulesBody
  readonly RuleOverlay: OverlayBody
  readonly Exception: ExceptionBody
  readonly Notice: NoticeBody
  readonly Detectors: DetectorsBody
  readonly LifecycleEntry: LifecycleBody
  readonly PolicyManifest: ManifestBody
  readonly PolicyCases: CasesBody
}

export type Kind = keyof Bodies
export type ValidDocument<K extends Kind = Kind> = K extends Kind ? PolicyDocument<Bodies[K]> : never

/** The documents of one kind. */
export function ofKind<K extends Kind>(
  documents: readonly ValidDocument[], kind: K,
): readonly PolicyDocument<Bodies[K]>[] {
  return documents.filter((document) => document.body.kind === kind) as unknown as readonly PolicyDocument<Bodies[K]>[]
}
