import { checkPolicy } from '../../lib/policy/policy.ts'

/** A declaration, as plain data that a test may change. */
export function declaration(change: object = {}, entry: object = {}): Record<string, unknown> {
  return {
    kind: 'DisclosureDeclaration', schemaVersion: 1, id: 'acme', status: 'approved', app: { name: 'Acme' },
    audience: 'partner',
    disclosures: {
      support: {
        use: 'essential.service.operations.support', categories: { 'user.contact.email': { fidelity: 'mask' } },
        valid: { from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' }, ...entry,
      },
    },
    ...change,
  }
}

/** A file of rules, as plain data that a test may change. */
export function ruleFile(change: object = {}, rule: object = {}): Record<string, unknown> {
  return {
    kind: 'RedactionRules', schemaVersion: 1, id: 'house',
    rules: {
      'no-mail': {
        why: 'because', since: '2026-01-01', severity: 'low', where: { category: ['user.contact.email'] },
        do: { outcome: 'redact' }, ...rule,
      },
    },
    ...change,
  }
}

/** What is wrong with some documents, as `file:line:column: what; for example: ...`. */
export function complaints(documents: Record<string, unknown>, basePacks = false): string[] {
  return checkPolicy({ documents }, { basePacks }).map(({ file, line, column, what, example }) =>
    `${file}:${line}:${column}: ${what}; for example: ${example}`)
}

/** An exception, as plain data that a test may change. */
export function exception(change: object = {}): Record<string, unknown> {
  return {
    kind: 'Exception', schemaVersion: 1, id: 'exc', suspends: 'house/no-mail', scope: { app: 'acme' }, reason: 'pilot',
    approvedBy: ['privacy@example.org'],
    valid: { from: '2026-03-01T00:00:00Z', until: '2026-03-31T00:00:00Z' }, ...change,
  }
}

/** A manifest, as plain data that a test may change. */
export function manifest(change: object = {}): Record<string, unknown> {
  return { kind: 'PolicyManifest', schemaVersion: 1, id: 'policy', version: '1', ...change }
}

/** A file with one detector, as plain data that a test may change. */
export function detectorFile(change: object = {}, id = 'badge'): Record<string, unknown> {
  const detectors = { [id]: { category: 'user.unique_id.employee_id', ...change } }
  return { kind: 'Detectors', schemaVersion: 1, id: 'house-detectors', detectors }
}

/** A notice, as plain data that a test may change. */
export function notice(change: object = {}): Record<string, unknown> {
  const states = { '*': { state: 'acknowledged', version: 2, at: '2026-01-01T00:00:00Z' } }
  return { kind: 'Notice', schemaVersion: 1, id: 'sharing', version: 2, states, ...change }
}
