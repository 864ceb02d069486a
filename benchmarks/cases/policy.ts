import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../test/helpers/root.ts'

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
