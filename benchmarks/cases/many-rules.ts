export const FIELDS = 500

/** As many rules as a large service has places that somebody worried about: each names one. */
export function manyRules(): Readonly<Record<string, unknown>> {
  const rules = Array.from({ length: FIELDS }, (_, n) => [`place-${n}`, {
    why: 'A place that somebody worried about.',
    since: '2026-01-01',
    severity: 'low',
    where: { path: [`/**/field${n}`] },
    do: { outcome: 'redact', marker: '[field]' },
  }])
  const file = { kind: 'RedactionRules', schemaVersion: 1, id: 'places', rules: Object.fromEntries(rules) as unknown }
  return { 'places.json': file }
}
