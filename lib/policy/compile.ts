import { AUDIENCES } from '../decide/audience.ts'
import type { Audience } from '../decide/audience.ts'
import type { Exception } from '../decide/exception.ts'
import type { Grant } from '../decide/grant.ts'
import type { Notice } from '../decide/notice.ts'
import { outcomeNamed, strictest } from '../decide/outcome.ts'
import type { Registration } from '../decide/registration.ts'
import type { Rule } from '../decide/rule.ts'
import type { Rulebook } from '../decide/rulebook.ts'
import type { Window } from '../decide/situation.ts'
import { REDACT } from '../decide/verdict.ts'
import type { Outcome, OutcomeName, Posture } from '../decide/verdict.ts'
import { CATEGORIES, covers } from '../detect/category.ts'
import { compileConditions, contactBits } from './conditions.ts'
import { ofKind } from './document.ts'
import type { DeclarationBody, ExceptionBody, ManifestBody, NoticeBody, RulesBody } from './document.ts'
import type { ValidDocument, WindowText } from './document.ts'
import { compileLives, livesOf, pathsOf } from './lives.ts'
import { describedBy } from './openapi/described.ts'
import type { ApiDescription } from './openapi/description.ts'
import { taxonomy } from './taxonomy.ts'

const DEFAULT_MIN_CONFIDENCE = 0.5

type UndeclaredTable = Readonly<Record<string, OutcomeName>>

/** Turns valid documents into the data that decisions are made from. Their order leaves no trace. */
export function compile(
  documents: readonly ValidDocument[], id: string, api: ApiDescription | null = null,
): Rulebook {
  const manifest: Partial<ManifestBody> = ofKind(documents, 'PolicyManifest')[0]?.body ?? {}
  const files = ofKind(documents, 'RedactionRules').map(({ body }) => body)
  const { documented = [], harmless = [], protected: kept = {} } = manifest
  const rules = files.flatMap((file) => Object.values(file.rules ?? {}))
  const named = rules.flatMap(({ where }) => where.path ?? [])
  const lives = livesOf(documents, api)
  const described = describedBy(api, lives)
  const placed = [...named, ...[...described.values()].flat(), ...lives.flatMap(pathsOf),
    ...Object.values(kept).flatMap(({ path = [] }) => path)]
  const paths = Object.freeze([...new Set([...documented, ...harmless, ...placed])].sort())
  const indexOf = new Map(paths.map((path, index) => [path, index]))
  const pathIndex = (path: string): number => indexOf.get(path) ?? -1
  const registrations = ofKind(documents, 'DisclosureDeclaration').map(({ body }) => compileRegistration(body))
  const exceptions = ofKind(documents, 'Exception').map(({ body }) => compileException(body))
  const notices = ofKind(documents, 'Notice').map(({ body }) => compileNotice(body))
  return Object.freeze({
    id,
    mode: manifest.mode ?? 'enforce',
    minConfidence: manifest.minConfidence ?? DEFAULT_MIN_CONFIDENCE,
    paths,
    registrations: tableById(registrations),
    rules: Object.freeze(byId(files.flatMap((file) => compileRules(file, pathIndex)))),
    exceptions: Object.freeze(byId(exceptions)),
    notices: tableById(notices),
    uses: new Set([...taxonomy().uses].filter(([, term]) => term.replacedBy === undefined).map(([use]) => use)),
    undeclared: undeclaredBy([...files, manifest].map(({ undeclared = {} }) => undeclared)),
    postures: posturesOf(manifest, api),
    harmless: Object.freeze(harmless.map(pathIndex)),
    protected: Object.freeze(byId(Object.entries(kept).map(([id, { path = [], header = false, sha256 }]) =>
      Object.freeze({ id, paths: path.map(pathIndex), inHeaders: header, digests: sha256 })))),
    documented: Object.freeze(documented.map(pathIndex)),
    operations: new Map([...described].map(([operation, own]) => [operation, Object.freeze(own.map(pathIndex))])),
    lifecycles: Object.freeze(byId(compileLives(lives, pathIndex))),
  })
}

function byId<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => compare(a.id, b.id))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function tableById<Item extends { readonly id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.id, item]))
}

function windowOf({ from, until }: WindowText): Window {
  return Object.freeze({ from: Date.parse(from), until: Date.parse(until) })
}

function compileRegistration(body: DeclarationBody): Registration {
  const grants = Object.entries(body.disclosures).flatMap(([entry, disclosure]): Grant[] => {
    const common = {
      id: `${body.id}/${entry}`,
      use: disclosure.use,
      audience: disclosure.audience ?? body.audience,
      tenants: disclosure.tenant ?? null,
      valid: windowOf(disclosure.valid),
      notices: Object.freeze((disclosure.requires?.notices ?? []).map(noticeReference)),
    }
    return Object.entries(disclosure.categories).map(([category, { fidelity, context }]) =>
      Object.freeze({ ...common, category, contexts: contactBits(context), outcome: outcomeNamed(fidelity) }))
  })
  const { id, status, audience, defaultPurpose = null } = body
  const ordered = grants.sort((a, b) => compare(a.id, b.id) || compare(a.category, b.category))
  return Object.freeze({ id, status, audience, defaultPurpose, grants: Object.freeze(ordered) })
}

function noticeReference(text: string): { id: string; version: number } {
  const at = text.indexOf('@')
  return Object.freeze({ id: text.slice(0, at), version: Number(text.slice(at + 1)) })
}

function compileRules(file: RulesBody, pathIndex: (path: string) => number): Rule[] {
  return Object.entries(file.rules ?? {}).map(([id, rule]) => Object.freeze({
    id: `${file.id}/${id}`,
    where: compileConditions(rule.where, pathIndex),
    outcome: outcomeNamed(rule.do.outcome),
    marker: rule.do.marker ?? null,
    mode: rule.do.mode ?? 'enforce',
  }))
}

function compileException({ id, suspends, scope, valid }: ExceptionBody): Exception {
  const { app, tenant = null, use = null } = scope
  return Object.freeze({ id, suspends, app, tenants: tenant, uses: use, valid: windowOf(valid) })
}

function compileNotice({ id, version, materialSince = version, needs = 'acknowledged', states }: NoticeBody): Notice {
  const records = new Map(Object.entries(states).map(([tenant, { state, version, at }]) =>
    [tenant, Object.freeze({ state, version, at: Date.parse(at) })]))
  return Object.freeze({ id, version, materialSince, needs, records })
}

/**
 * Every table speaks by its finest key that covers a category; of all tables the strictest holds, and never less than
 * redact.
 */
function undeclaredBy(tables: readonly UndeclaredTable[]): readonly Outcome[] {
  return Object.freeze(CATEGORIES.map((category) => tables.reduce<Outcome>((outcome, table) => {
    const keys = Object.keys(table).filter((key) => covers(key, category))
    if (keys.length === 0) return outcome
    const finest = keys.reduce((a, b) => (b.length > a.length ? b : a))
    return strictest(outcome, outcomeNamed(table[finest] ?? 'redact'))
  }, REDACT)))
}

function posturesOf(
  { postures = {}, documented = [] }: Partial<ManifestBody>, api: ApiDescription | null,
): Readonly<Record<Audience, Posture>> {
  const usual: Posture = api !== null || documented.length > 0 ? 'documented' : 'open'
  const entries = AUDIENCES.map((audience): [Audience, Posture] => [audience, postures[audience] ?? usual])
  return Object.freeze(Object.fromEntries(entries) as Record<Audience, Posture>)
}
