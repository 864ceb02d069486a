import { lintPolicy } from '../../../lib/policy/lint/lint.ts'
import { itemsOf } from '../../../lib/policy/report.ts'
import type { Item } from '../../../lib/policy/report.ts'
import { declaration, manifest, notice, ruleFile } from '../fixture.ts'

export const NOW = Date.parse('2026-06-01T12:00:00Z')

/** What lint says of some documents by name. */
export function items(documents: Readonly<Record<string, unknown>>, now: number = NOW, basePacks = false): Item[] {
  return itemsOf(lintPolicy({ documents }, { now, basePacks }))
}

/** The messages of one check. */
export function said(check: string, documents: Readonly<Record<string, unknown>>, now: number = NOW): string[] {
  return items(documents, now).filter((item) => item.check === check).map(({ message }) => message)
}

const OWNER = { owner: 'privacy@example.org' }
const WHY = { why: 'Support staff see who wrote.', requires: { notices: ['sharing@2'] } }

/** A case that names the one rule and the one entry of {@link clean}. */
export function cases(change: object = {}): Record<string, unknown> {
  const expect = {
    '/email': { outcome: 'redact', because: ['house/no-mail'], category: 'user.contact.email' },
    '/other': { outcome: 'mask', because: ['acme/support'], category: 'user.contact.email' },
  }
  const one = {
    why: 'shows it', recipient: { app: 'acme' }, at: '2026-06-01T12:00:00Z',
    body: { email: 'jane@example.org', other: 'joan@example.org' }, expect, ...change,
  }
  return { kind: 'PolicyCases', schemaVersion: 1, id: 'mail', cases: { one } }
}

/** A policy of which there is nothing to say; a test replaces one of its documents. */
export function clean(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    'acme.json': acme(),
    'cases.json': cases(),
    'house.json': house(),
    'notice.json': notice(OWNER),
    'policy.json': manifest({ ...OWNER, postures: { partner: 'documented', public: 'closed' } }),
    ...change,
  }
}

export function acme(change: object = {}, entry: object = {}): Record<string, unknown> {
  return declaration({ ...OWNER, ...change }, { ...WHY, ...entry })
}

export function house(change: object = {}, rule: object = {}): Record<string, unknown> {
  return ruleFile({ ...OWNER, ...change }, { where: { category: ['user.contact.email'], context: ['personal'] }, ...rule })
}
