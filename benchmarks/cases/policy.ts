import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../test/helpers/root.ts'

/** As the reference of the tests has them; else its pseudonyms would be others, and every check would fail. */
export const SECRET = Buffer.alloc(32, 7)
/** Within the validity of the example declarations. */
export const NOW = Date.parse('2026-06-01T12:00:00Z')

/** National numbers are read in these regions; the contenders that want a region get the first. */
export const REGIONS = ['GB', 'US'] as const

/** The example declarations of the package with a manifest, and with the rules of a case: documents of a policy. */
export function policyDocuments(rules: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const folder = join(ROOT, 'rules/declarations')
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const manifest = { kind: 'PolicyManifest', schemaVersion: 1, id: 'benchmarks', version: '1', regions: REGIONS }
  return {
    ...Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')])),
    'manifest.json': manifest,
    ...rules,
  }
}
