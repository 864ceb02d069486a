import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PlanData } from '../detect/phone/plan-data.ts'

/** The metadata of the libphonenumber-js that is installed beside this package. */
export interface InstalledMetadata {
  /** The text of `metadata.max.json`. */
  readonly json: string
  readonly stamp: Pick<PlanData, 'library' | 'metadata'>
}

/** @throws Error if libphonenumber-js is not installed */
export function installedMetadata(): InstalledMetadata {
  const file = createRequire(import.meta.url).resolve('libphonenumber-js/metadata.max.json')
  const json = readFileSync(file, 'utf8')
  const { version } = JSON.parse(readFileSync(join(dirname(file), 'package.json'), 'utf8')) as { version: string }
  return { json, stamp: { library: version, metadata: createHash('sha256').update(json).digest('hex') } }
}
