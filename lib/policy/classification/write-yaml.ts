import { createRequire } from 'node:module'
import type * as Library from 'yaml'

// Loaded where it is needed, as for reading.
const require = createRequire(import.meta.url)

/** Documents as YAML that a policy can be loaded from: no anchors, and long texts in one line. */
export function writeYaml(documents: readonly object[]): string {
  const { stringify } = require('yaml') as typeof Library
  return documents.map((document) => stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 })).join('---\n')
}
