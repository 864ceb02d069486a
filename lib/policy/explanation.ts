import type { Audience } from '../decide/audience.ts'
import { outcomeName } from '../decide/outcome.ts'
import { situate } from '../decide/situation.ts'
import type { Recipient, Situation } from '../decide/situation.ts'
import type { Said, Trail } from '../decide/trail.ts'
import type { OutcomeName } from '../decide/verdict.ts'
import { CATEGORIES, categoryLabel } from '../detect/category.ts'
import { CONTEXTS } from '../detect/finding.ts'
import type { ContextName } from '../detect/finding.ts'
import type { ErrorCode } from '../errors.ts'
import type { Trace } from '../pipeline/engine.ts'
import type { Ruling } from '../pipeline/ruling.ts'
import { pointersToShow } from '../pipeline/shown-pointer.ts'
import { ofKind } from './document.ts'
import { lacksIn } from './lack.ts'
import { rulesIn } from './parts.ts'
import type { CompiledPolicy } from './policy.ts'

/** What the declaration says of a finding. */
export interface ExplainedPermission {
  readonly outcome: OutcomeName
  /** The entry that counts, and the category that it names; null where nothing is granted. */
  readonly grant: { readonly id: string; readonly category: string; readonly fidelity: OutcomeName } | null
  /** What lies above the entry. */
  readonly ceiling: { readonly id: string; readonly why: string } | null
  /** Where nothing is granted: the entry that lacks the least. */
  readonly nearest: {
    readonly id: string
    readonly category: string
    readonly lacks: readonly { readonly condition: string; readonly says: string }[]
  } | null
}

/** A rule that applies. */
export interface ExplainedRule {
  readonly id: string
  readonly outcome: OutcomeName
  readonly why: string
  /** `exception:<id>`, or the mode of a rule that is tried out, and why; empty while the rule is in force. */
  readonly suspendedBy: readonly { readonly id: string; readonly reason: string }[]
}

/** One thing that was found in a value, and why it leaves as it does. */
export interface ExplainedFinding {
  /** Null for a value that nobody classified. */
  readonly evidence: {
    readonly category: string
    readonly label: string
    readonly contact: ContextName
    readonly detector: string
    readonly confidence: number
  } | null
  readonly outcome: OutcomeName
  /** The ids that decided. */
  readonly because: readonly string[]
  readonly permission: ExplainedPermission | null
  readonly rules: readonly ExplainedRule[]
}

/** A value or key of a body. Never what it is. */
export interface ExplainedNode {
  /** JSON Pointer; keys that are private stand as `{key}`. */
  readonly pointer: string
  readonly kind: 'value' | 'key'
  readonly outcome: OutcomeName
  readonly findings: readonly ExplainedFinding[]
}

/** Why a body leaves as it does. */
export interface Explanation {
  readonly app: string
  readonly status: string
  readonly tenant: string | null
  readonly purpose: string | null
  readonly audience: Audience
  readonly at: string
  readonly policy: string
  readonly mode: string
  /** Code of the error for which the body may not leave. */
  readonly refusal: ErrorCode | null
  readonly nodes: readonly ExplainedNode[]
}

/**
 * Explains a body that was followed through a policy.
 *
 * @param within explain only what stands at this pointer, or below it
 */
export function explain(
  policy: CompiledPolicy, recipient: Recipient, now: number, trace: Trace, within: string = '',
): Explanation {
  const { rulebook } = policy
  const situation = situate(rulebook, recipient, now)
  const shown = pointersToShow(trace.decisions)
  const decisions = trace.decisions.filter(({ pointer }) => pointer === within || pointer.startsWith(`${within}/`))
  const tell = createTeller(policy, situation)
  return {
    app: recipient.app,
    status: situation.registration?.status ?? 'unknown',
    tenant: situation.tenant,
    purpose: situation.purpose,
    audience: situation.audience,
    at: new Date(now).toISOString(),
    policy: rulebook.id,
    mode: rulebook.mode,
    refusal: trace.refusal?.code ?? null,
    nodes: decisions.map(({ pointer, isKey, outcome, rulings }) => ({
      pointer: shown(pointer),
      kind: isKey ? 'key' : 'value',
      outcome: outcomeName(outcome),
      findings: rulings.map((ruling) => tell(ruling, trace.trailOf(ruling.verdict))),
    })),
  }
}

function createTeller(
  policy: CompiledPolicy, situation: Situation,
): (ruling: Ruling, trail: Trail | null) => ExplainedFinding {
  const reasons = new Map(rulesIn(policy.documents).map(({ id, body }) => [id, body.why]))
  const exceptions = new Map(ofKind(policy.documents, 'Exception').map(({ body }) => [`exception:${body.id}`, body.reason]))
  const ruleOf = ({ rule: { id }, voice, suspendedBy }: Said): ExplainedRule => ({
    id,
    outcome: outcomeName(voice.outcome),
    why: reasons.get(id) ?? '',
    suspendedBy: suspendedBy.map((id) => ({ id, reason: exceptions.get(id) ?? 'the rule is only tried out' })),
  })
  return ({ finding, verdict }, trail) => ({
    evidence: finding === null ? null : evidenceOf(finding),
    outcome: outcomeName(verdict.outcome),
    because: verdict.because,
    permission: trail === null ? null : permissionOf(trail, situation, policy),
    rules: trail === null ? [] : trail.rules.map(ruleOf),
  })
}

function evidenceOf(finding: NonNullable<Ruling['finding']>): NonNullable<ExplainedFinding['evidence']> {
  const { context, detector, confidence } = finding
  const category = CATEGORIES[finding.category] ?? 'unknown'
  return { category, label: categoryLabel(category), contact: CONTEXTS[context] ?? 'unknown', detector, confidence }
}

function permissionOf(
  { permission, candidate }: Trail, situation: Situation, policy: CompiledPolicy,
): ExplainedPermission {
  const { grant, ceiling, voice } = permission
  return {
    outcome: outcomeName(voice.outcome),
    grant: grant === null ? null : { id: grant.id, category: grant.category, fidelity: outcomeName(grant.outcome) },
    ceiling: ceiling === null ? null : { id: ceiling.id, why: ceiling.why },
    nearest: candidate === null ? null : {
      id: candidate.grant.id,
      category: candidate.grant.category,
      lacks: lacksIn(candidate, situation, policy.rulebook),
    },
  }
}
