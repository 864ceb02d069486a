import type { Grant } from '../../lib/decide/grant.ts'
import { ANY_CONTEXT } from '../../lib/decide/contact.ts'
import type { Registration } from '../../lib/decide/registration.ts'
import type { Conditions, Rule } from '../../lib/decide/rule.ts'
import type { Rulebook } from '../../lib/decide/rulebook.ts'
import { createVerdictTable } from '../../lib/decide/verdict-table.ts'
import { ALLOW, OUTCOMES, REDACT } from '../../lib/decide/verdict.ts'
import type { Verdict } from '../../lib/decide/verdict.ts'
import { CATEGORIES, categoryIndex } from '../../lib/detect/category.ts'
import { C_UNKNOWN } from '../../lib/detect/finding.ts'
import { T_STRING } from '../../lib/walk/watch.ts'

export const NOW = Date.parse('2026-06-01T12:00:00Z')
export const DAY = 86_400_000
export const SUPPORT = 'essential.service.operations.support'
export const PHONE = 'user.contact.phone_number'
export const EMAIL = 'user.contact.email'

export function grant(change: Partial<Grant> = {}): Grant {
  return {
    id: 'crm/calls', category: PHONE, use: SUPPORT, audience: 'partner', contexts: ANY_CONTEXT, tenants: null,
    valid: { from: NOW - DAY, until: NOW + DAY }, notices: [], outcome: ALLOW, ...change,
  }
}

export const ANYWHERE: Conditions = {
  categories: null, contexts: null, audiences: null, uses: null, apps: null, tenants: null, paths: null,
  jsonTypes: null, minConfidence: null,
}

export function rule(where: Partial<Conditions> = {}, change: Partial<Rule> = {}): Rule {
  return { id: 'house/rule', where: { ...ANYWHERE, ...where }, outcome: REDACT, marker: null, mode: 'enforce', ...change }
}

export function registration(change: Partial<Registration> = {}): Registration {
  return { id: 'crm', status: 'approved', audience: 'partner', defaultPurpose: SUPPORT, grants: [grant()], ...change }
}

export function rulebook(change: Partial<Rulebook> = {}): Rulebook {
  return {
    id: '1+abc', mode: 'enforce', minConfidence: 0.5, paths: [], registrations: new Map([['crm', registration()]]),
    rules: [], exceptions: [], notices: new Map(), uses: new Set([SUPPORT, 'essential.service', 'marketing']),
    undeclared: CATEGORIES.map(() => REDACT),
    postures: { self: 'open', tenant: 'open', partner: 'open', public: 'open' },
    harmless: [], documented: [], protected: [], operations: new Map(), lifecycles: [], ...change,
  }
}

/** A rulebook in which `crm` has these grants. */
export function granting(grants: readonly Grant[], change: Partial<Rulebook> = {}): Rulebook {
  return rulebook({ registrations: new Map([['crm', registration({ grants })]]), ...change })
}

interface Question {
  readonly app?: string
  readonly tenant?: string
  readonly purpose?: string
  readonly audience?: 'self' | 'tenant' | 'partner' | 'public'
  readonly now?: number
  readonly category?: string
  readonly context?: number
  readonly jsonType?: number
  readonly confidence?: number
  readonly state?: number
  readonly patternsAt?: (state: number) => readonly number[]
}

/** Asks one thing; what is left out is a sure finding of a telephone number for `crm`. */
export function ask(book: Rulebook, question: Question = {}): Verdict {
  const { app = 'crm', tenant, purpose, audience, now = NOW, patternsAt = () => [] } = question
  const table = createVerdictTable(book, { app, tenant, purpose, audience }, now, patternsAt)
  const { category = PHONE, context = C_UNKNOWN, jsonType = T_STRING, confidence = 1, state = 0 } = question
  return table.decide(categoryIndex(category), context, jsonType, confidence, state)
}

/** A verdict in words: `mask crm/calls house/rule`. */
export function said(verdict: Verdict): string {
  return [OUTCOMES[verdict.outcome], ...verdict.because].join(' ')
}
