import { join } from 'node:path'
import type { Audience } from '../decide/audience.ts'
import type { PatternsAt } from '../decide/place.ts'
import type { Rulebook } from '../decide/rulebook.ts'
import type { Recipient } from '../decide/situation.ts'
import { createVerdictTable } from '../decide/verdict-table.ts'
import type { TimedVerdictTable } from '../decide/verdict-table.ts'
import type { Detector } from '../detect/detector.ts'
import { announcements } from './announcements.ts'
import type { Announcement } from './announcements.ts'
import { compile } from './compile.ts'
import { checkConflicts } from './conflicts.ts'
import { checkDetectors, compileDetectors } from './detectors.ts'
import { digestOf } from './digest.ts'
import { ofKind } from './document.ts'
import type { PolicyDocument, ValidDocument } from './document.ts'
import { checkLifecycles } from './lifecycle-check.ts'
import { livesOf } from './lives.ts'
import type { ApiDescription } from './openapi/description.ts'
import { sortOut } from './openapi/locate.ts'
import { readDescription } from './openapi/read.ts'
import { Routes } from './openapi/routes.ts'
import { overlaidRules } from './overlays.ts'
import { errorOf, inReadingOrder } from './problem.ts'
import type { PolicyProblem } from './problem.ts'
import { checkIds, checkReferences } from './references.ts'
import { RULES, readSource } from './source.ts'
import type { PolicySource } from './source.ts'
import { checkTerms } from './terms.ts'
import { validateAll } from './validate.ts'

export type { PolicyProblem } from './problem.ts'
export type { PolicySource } from './source.ts'

export interface PolicyOptions {
  /** Load the packs of this package (rules/packs) below the policy. Default true. */
  readonly basePacks?: boolean
}

/** A policy that was checked and is ready to decide. Nothing in it changes. */
export interface CompiledPolicy {
  /** What decisions are made from. */
  readonly rulebook: Rulebook
  /** As the manifest names it; `0` without a manifest. */
  readonly version: string
  /** SHA-256, hex, over everything the policy says, packs included; the order of files and members does not matter. */
  readonly digest: string
  /** What the files say, for those who explain, compare and print policies. */
  readonly documents: readonly ValidDocument[]
  /** What the manifest's `openapi` describes, or null. */
  readonly api: ApiDescription | null
  /**
   * The operation that a request is for (`GET /contacts/17`), as the policy names it (`GET /contacts/{id}`); empty for
   * one that the policy does not know, undefined where it names no operations at all.
   */
  operationFor(request: string): string | undefined
  /** Headers that say what is ending: of one operation, or those of all responses. */
  headersFor(operation?: string): readonly Announcement[]
  /**
   * ISO 3166-1 alpha-2 codes in which national numbers are read: those of the tenant, or of the whole policy, and then
   * those that the app declared.
   */
  regionsFor(tenant?: string | null, app?: string): readonly string[]
  /** Mail domains, lower case, whose addresses are business contacts. */
  businessDomainsFor(tenant?: string | null): readonly string[]
  /** Beginnings of international numbers, with `+`, that are business contacts. */
  businessNumbersFor(tenant?: string | null): readonly string[]
  /** What the policy finds beside what this package finds. */
  readonly detectors: readonly Detector[]
  /** The circle that an app is registered for; `public` for an app that is not registered. */
  audienceOf(app: string): Audience
  /** All decisions for one recipient at one moment, see {@link createVerdictTable}. */
  tableFor(recipient: Recipient, now: number, patternsAt: PatternsAt): TimedVerdictTable
}

/**
 * Loads a policy.
 * @throws EgressError with everything that is wrong (the first twenty), at the place of the first
 */
export function loadPolicy(source: PolicySource, options: PolicyOptions = {}): CompiledPolicy {
  const { problems, ...reading } = readPolicy(source, options)
  if (problems.length > 0) throw errorOf(problems)
  return compiledPolicy(reading)
}

/** Everything that is wrong with a policy, in reading order; nothing if it can be loaded. */
export function checkPolicy(source: PolicySource, options: PolicyOptions = {}): readonly PolicyProblem[] {
  return inReadingOrder(readPolicy(source, options).problems)
}

interface Understood {
  readonly documents: readonly ValidDocument[]
  /** The description of the API as it is written, and what it says. */
  readonly description: PolicyDocument | null
  readonly api: ApiDescription | null
}

/** What the files of a policy say, and what is wrong with them. */
export interface Reading extends Understood {
  readonly problems: readonly PolicyProblem[]
}

/** Reads a policy as far as it can be read, and checks it. */
export function readPolicy(source: PolicySource, { basePacks = true }: PolicyOptions = {}): Reading {
  const problems: PolicyProblem[] = []
  const texts = [...(basePacks ? readSource(join(RULES, 'packs'), problems) : []), ...readSource(source, problems)]
  const { documents: policy, description } = sortOut(texts, source, problems)
  const valid = validateAll(policy, problems)
  const documents = [...valid, ...overlaidRules(valid, problems)]
  const api = description === null ? null : readDescription(description, problems)
  const complete = problems.length === 0 // a file that is not understood may hold what another one refers to
  checkTerms(documents, problems)
  checkConflicts(documents, problems)
  checkDetectors(documents, problems)
  checkIds(documents, problems)
  if (complete) checkReferences(documents, problems)
  if (complete) checkLifecycles(documents, api, problems)
  return { documents, description, api, problems }
}

function compiledPolicy({ documents: all, description, api }: Understood): CompiledPolicy {
  // Cases are about a policy; they are no part of it, so that adding one does not change the digest.
  const documents = Object.freeze(all.filter(({ body }) => body.kind !== 'PolicyCases'))
  const manifest = ofKind(documents, 'PolicyManifest')[0]?.body
  const version = manifest?.version ?? '0'
  const described = description === null ? [] : [{ openapi: description.body }]
  const digest = digestOf([...documents.map(({ body }) => body), ...described])
  const rulebook = compile(documents, `${version}+${digest.slice(0, 12)}`, api)
  const headers = announcements(livesOf(documents, api), manifest?.links ?? {})
  const routes = new Routes(rulebook.operations.keys(), api)
  const tenants = new Map(Object.entries(manifest?.tenants ?? {}))
  const declared = new Map(ofKind(documents, 'DisclosureDeclaration').map(({ body }) => [body.id, body.regions ?? []]))
  const listFor = (list: 'regions' | 'domains' | 'businessNumbers', tenant: string | null): readonly string[] =>
    (tenant === null ? undefined : tenants.get(tenant)?.[list]) ?? manifest?.[list] ?? []
  return Object.freeze({
    rulebook,
    version,
    digest,
    documents,
    api,
    operationFor: (request: string) => (rulebook.operations.size === 0 ? undefined : routes.find(request)),
    headersFor: (operation = '') =>
      headers.get(operation) ?? headers.get(routes.find(operation)) ?? headers.get('') ?? [],
    regionsFor: (tenant: string | null = null, app = '') =>
      [...new Set([...listFor('regions', tenant), ...(declared.get(app) ?? [])])],
    businessDomainsFor: (tenant: string | null = null) => listFor('domains', tenant),
    businessNumbersFor: (tenant: string | null = null) => listFor('businessNumbers', tenant),
    detectors: compileDetectors(documents),
    audienceOf: (app: string) => rulebook.registrations.get(app)?.audience ?? 'public',
    tableFor: (recipient: Recipient, now: number, patternsAt: PatternsAt) =>
      createVerdictTable(rulebook, recipient, now, patternsAt),
  })
}
