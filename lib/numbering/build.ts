/**
 * Compiles the numbering plan that comes with the package, once the sources are compiled: `node
 * dist/lib/numbering/build.js`. The result is part of the sources, and is made anew only if the installed
 * metadata has changed.
 *
 *     --force    makes it in any case
 *     --check    makes it in any case, and fails if it is not the one that is there
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import type { PlanData } from '../detect/phone/plan-data.ts'
import { PLAN } from '../detect/phone/plan.generated.ts'
import { compilePlan } from './compile-plan.ts'
import { installedMetadata } from './installed-metadata.ts'

const LINE = 112

const { json, stamp } = installedMetadata()
const [option] = process.argv.slice(2)
if (option !== undefined || parse(PLAN).metadata !== stamp.metadata) {
  const made = JSON.stringify(compilePlan(json, stamp))
  if (option !== '--check') {
    write(made)
  } else if (contentOf(made) !== contentOf(PLAN)) {
    console.error('plan.generated.ts is not what the metadata makes: run `npm run plan` and commit it')
    process.exitCode = 1
  }
}

function parse(plan: string): PlanData {
  return JSON.parse(plan) as PlanData
}

/** Without compression, which differs from one version of Node to the next. */
function contentOf(plan: string): string {
  const { table, ...rest } = parse(plan)
  return JSON.stringify([rest, brotliDecompressSync(Buffer.from(table, 'base64')).toString('base64')])
}

/** Into the sources, and into what was compiled: there is no type in it that would have to be taken off. */
function write(plan: string): void {
  const text = moduleOf(plan)
  const root = fileURLToPath(new URL('../../..', import.meta.url))
  writeFileSync(join(root, 'dist/lib/detect/phone/plan.generated.js'), text)
  writeFileSync(join(root, 'lib/detect/phone/plan.generated.ts'), text)
}

function moduleOf(plan: string): string {
  const lines = plan.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  return [
    '// Made by build.ts from the metadata of libphonenumber-js. Do not edit.',
    '',
    'export const PLAN = [',
    ...lines.map((line) => `  '${line}',`),
    "].join('')",
    '',
  ].join('\n')
}
