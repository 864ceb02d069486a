import { AUDIENCES } from '../decide/audience.ts'
import { CEILINGS } from '../decide/ceiling.ts'
import { outcomeName } from '../decide/outcome.ts'
import type { OutcomeName } from '../decide/verdict.ts'
import { CATEGORIES } from '../detect/category.ts'
import { digestOf } from './digest.ts'
import { ofKind } from './document.ts'
import type { ConditionsBody, EntryBody, PolicyDocument, ValidDocument } from './document.ts'
import { offsetOf } from './node.ts'
import type { Route } from './node.ts'
import type { CompiledPolicy } from './policy.ts'
import { positionAt } from './position.ts'

/** Where something stands: `rules/packs/telephony.json:24`. */
export type Origin = string

/** A policy as it is in force, put together from all of its files; every part with its origin. */
export interface Effective {
  /** `<version>+<digest prefix>`. */
  readonly policy: string
  /** SHA-256 over everything that the files say. */
  readonly digest: string
  readonly mode: string
  readonly minConfidence: number
  readonly files: readonly EffectiveFile[]
  readonly apps: readonly EffectiveApp[]
  readonly rules: readonly EffectiveRule[]
  readonly exceptions: readonly {
    readonly id: string; readonly suspends: string; readonly app: string; readonly from: string; readonly until: string
    readonly origin: Origin
  }[]
  readonly detectors: readonly { readonly id: string; readonly category: string; readonly origin: Origin }[]
  /** What happens where nothing is declared, for the categories that are not redacted. */
  readonly undeclared: Readonly<Record<string, OutcomeName>>
  readonly ceilings: readonly EffectiveCeiling[]
  readonly postures: Readonly<Record<string, string>>
}

export interface EffectiveFile {
  readonly kind: string
  readonly id: string
  readonly file: string
  /** As overlays name it. */
  readonly digest: string
}

/** What nobody can be granted. */
export interface EffectiveCeiling {
  readonly id: string
  readonly category: string
  /** This circle, and wider ones. */
  readonly audience: string
  /** The outcome that can be granted at most, or `nothing`. */
  readonly mildest: string
  readonly why: string
}

export interface EffectiveApp {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly audience: string
  readonly origin: Origin
  readonly grants: readonly EffectiveGrant[]
}

export interface EffectiveGrant {
  /** `<declaration>/<entry>`. */
  readonly id: string
  readonly category: string
  readonly fidelity: OutcomeName
  readonly use: string
  readonly audience: string
  readonly context: readonly string[]
  readonly tenant: readonly string[]
  readonly from: string
  readonly until: string
  readonly notices: readonly string[]
  readonly origin: Origin
}

export interface EffectiveRule {
  /** `<file id>/<rule id>`; of an overlay, its own. */
  readonly id: string
  readonly layer: string
  readonly outcome: OutcomeName
  readonly mode: string
  readonly where: ConditionsBody
  readonly why: string
  readonly origin: Origin
}

/**
 * @param app only what may matter for this app: its grants, and the rules that do not name other apps
 */
export function effectiveOf(policy: CompiledPolicy, app: string | null = null): Effective {
  const { documents, rulebook, digest } = policy
  const isFor = (apps: readonly string[] | undefined): boolean =>
    app === null || apps === undefined || apps.includes(app)
  return {
    policy: rulebook.id,
    digest,
    mode: rulebook.mode,
    minConfidence: rulebook.minConfidence,
    files: documents.map(({ file, body }) =>
      ({ kind: body.kind, id: body.id, file, digest: `sha256-${digestOf([body])}` })),
    apps: ofKind(documents, 'DisclosureDeclaration').filter(({ body }) => isFor([body.id])).map(appOf).sort(byId),
    rules: ofKind(documents, 'RedactionRules').flatMap(rulesIn).filter(({ where }) => isFor(where.app)).sort(byId),
    exceptions: ofKind(documents, 'Exception').filter(({ body }) => isFor([body.scope.app])).map((document) => ({
      id: document.body.id, suspends: document.body.suspends, app: document.body.scope.app, ...document.body.valid,
      origin: originOf(document, []),
    })).sort(byId),
    detectors: ofKind(documents, 'Detectors').flatMap((document) =>
      Object.entries(document.body.detectors).map(([id, { category }]) =>
        ({ id, category, origin: originOf(document, ['detectors', id]) }))).sort(byId),
    undeclared: Object.fromEntries(CATEGORIES.flatMap((id, index) => {
      const outcome = outcomeName(rulebook.undeclared[index] ?? 5)
      return outcome === 'redact' ? [] : [[id, outcome]]
    })),
    ceilings: CEILINGS.map(({ id, category, audience, mildest, why }) =>
      ({ id, category, audience, mildest: mildest === null ? 'nothing' : outcomeName(mildest), why })),
    postures: Object.fromEntries(AUDIENCES.map((audience) => [audience, rulebook.postures[audience]])),
  }
}

function originOf(document: PolicyDocument, route: Route): Origin {
  const { line } = positionAt(document.text, offsetOf(document.root, route, 'name'))
  return `${document.file}:${line}`
}

function appOf(document: ValidDocument<'DisclosureDeclaration'>): EffectiveApp {
  const { id, app, status, audience, disclosures } = document.body
  const grants = Object.entries(disclosures).flatMap(([entry, body]) => grantsOf(document, entry, body))
  return { id, name: app.name, status, audience, origin: originOf(document, []), grants }
}

function grantsOf(
  document: ValidDocument<'DisclosureDeclaration'>, entry: string, { use, valid, categories, ...rest }: EntryBody,
): EffectiveGrant[] {
  const { id, audience } = document.body
  return Object.entries(categories).map(([category, { fidelity, context }]) => ({
    id: `${id}/${entry}`, category, fidelity, use, audience: rest.audience ?? audience,
    context: context ?? ['personal', 'business'], tenant: rest.tenant ?? [], ...valid,
    notices: rest.requires?.notices ?? [], origin: originOf(document, ['disclosures', entry, 'categories', category]),
  }))
}

function rulesIn(document: ValidDocument<'RedactionRules'>): EffectiveRule[] {
  const { id: file, layer = 'platform', rules = {} } = document.body
  return Object.entries(rules).map(([id, rule]) => ({
    id: `${file}/${id}`, layer, outcome: rule.do.outcome, mode: rule.do.mode ?? 'enforce', where: rule.where,
    why: rule.why, origin: originOf(document, ['rules', id]),
  }))
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
