import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LIMITS } from '../limits.ts'
import type { PolicyProblem } from './problem.ts'

/** The folder `rules` of this package. */
export const RULES = fileURLToPath(new URL('../../../rules/', import.meta.url))

/**
 * Where a policy comes from: a folder (read with everything below it), a list of folders and files, or documents in
 * memory by name: texts (JSON, or YAML if the name ends so), or plain data.
 */
export type PolicySource = string | readonly string[] | { readonly documents: Readonly<Record<string, unknown>> }

/** A file, read. */
export interface PolicyText {
  readonly file: string
  readonly text: string
}

const POLICY_FILE = /[.](json|ya?ml)$/
const UTF8 = new TextDecoder('utf-8', { fatal: true })
const EXAMPLE = 'policy/house.rules.json, or a folder of such files'

/** Reads everything that a source names; what cannot be read becomes a problem. */
export function readSource(source: PolicySource, problems: PolicyProblem[]): PolicyText[] {
  if (typeof source === 'string') return readPath(source, problems)
  if (Array.isArray(source)) return (source as readonly string[]).flatMap((path) => readPath(path, problems))
  const { documents } = source as { readonly documents: Readonly<Record<string, unknown>> }
  return Object.entries(documents).map(([file, document]) => ({ file, text: textOf(document) }))
}

/** Plain data are written out first, so that what is wrong in them has a line and a column like anything else. */
function textOf(document: unknown): string {
  const text: string | undefined = typeof document === 'string' ? document : JSON.stringify(document, null, 2)
  return text ?? ''
}

function readPath(path: string, problems: PolicyProblem[]): PolicyText[] {
  try {
    return statSync(path).isDirectory() ? readFolder(path, problems) : [readFile(path)]
  } catch (cause) {
    const what = reason(cause)
    problems.push({ code: 'ERR_EGRESS_POLICY_READ', file: path, line: 1, column: 1, what, example: EXAMPLE })
    return []
  }
}

/** Names with a leading dot are left out: editors and configuration volumes keep their own things there. */
function readFolder(folder: string, problems: PolicyProblem[]): PolicyText[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.')).sort().flatMap((name) => {
    const path = join(folder, name)
    return POLICY_FILE.test(name) || isFolder(path) ? readPath(path, problems) : []
  })
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function readFile(path: string): PolicyText {
  const bytes = readFileSync(path)
  const { maxPolicyFileBytes } = LIMITS
  if (bytes.length > maxPolicyFileBytes) throw new RangeError(`it is larger than ${maxPolicyFileBytes} bytes`)
  return { file: path, text: UTF8.decode(bytes) }
}

function reason(cause: unknown): string {
  if (cause instanceof RangeError) return cause.message
  if (cause instanceof TypeError) return 'it is not UTF-8'
  return (cause as { code?: string }).code === 'ENOENT' ? 'it does not exist' : 'it cannot be opened'
}
