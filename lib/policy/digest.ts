import { createHash } from 'node:crypto'

/** A value in one spelling only: members sorted, no white space. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = value as Readonly<Record<string, unknown>>
  return `{${Object.keys(members).sort().map((name) => `${JSON.stringify(name)}:${canonical(members[name])}`).join(',')}}`
}

/** SHA-256 (hex) over what documents say: the same for any order of documents and members, and for JSON and YAML. */
export function digestOf(bodies: readonly unknown[]): string {
  const hash = createHash('sha256')
  for (const text of bodies.map(canonical).sort()) hash.update(text).update('\n')
  return hash.digest('hex')
}
