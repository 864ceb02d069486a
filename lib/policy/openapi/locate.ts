import { dirname, join, normalize } from 'node:path'
import type { PolicyDocument } from '../document.ts'
import { parse } from '../parse.ts'
import { problemAt } from '../problem.ts'
import type { PolicyProblem } from '../problem.ts'
import { readSource } from '../source.ts'
import type { PolicySource, PolicyText } from '../source.ts'
import { didYouMean } from '../suggest.ts'

/** The documents of a policy, with the description of its API apart. */
export interface Sorted {
  readonly documents: readonly PolicyDocument[]
  readonly description: PolicyDocument | null
}

const FILE = /[.](?:json|ya?ml)$/
const CODE = 'ERR_EGRESS_POLICY_REFERENCE'

/**
 * Finds the API description that a manifest names, which may lie among the policy files, and takes it out of them.
 * Documents in memory are found by name among the others only.
 */
export function sortOut(texts: readonly PolicyText[], source: PolicySource, problems: PolicyProblem[]): Sorted {
  const all = texts.flatMap((text) => parse(text, problems))
  const manifest = all.find(({ body }) => nameIn(body) !== null)
  const name = nameIn(manifest?.body)
  if (manifest === undefined || name === null) return { documents: all, description: null }
  const file = join(dirname(manifest.file), name)
  const isIt = (document: { readonly file: string }): boolean => normalize(document.file) === file
  const documents = all.filter((document) => !isIt(document))
  if (texts.some(isIt)) return { documents, description: theOne(all.filter(isIt), problems) }
  if (isInMemory(source)) {
    const others = texts.map((text) => text.file).filter((other) => other !== manifest.file)
    const what = `there is no document \`${file}\`${didYouMean(file, others)}`
    problems.push(problemAt(manifest, ['openapi'], { code: CODE, what, example: '"openapi": "openapi.yaml"' }))
    return { documents, description: null }
  }
  const read = readSource(file, problems).flatMap((text) => parse(text, problems))
  return { documents, description: theOne(read, problems) }
}

/** A file of YAML can hold several documents. Where there is none, why has been said. */
function theOne([first, second]: readonly PolicyDocument[], problems: PolicyProblem[]): PolicyDocument | null {
  if (second !== undefined) {
    const what = 'an API description is one document'
    problems.push(problemAt(second, [], { code: 'ERR_EGRESS_POLICY_CONFLICT', what, example: 'a file of its own' }))
  }
  return first ?? null
}

function nameIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null
  const { kind, openapi } = body as { readonly kind?: unknown; readonly openapi?: unknown }
  return kind === 'PolicyManifest' && typeof openapi === 'string' && FILE.test(openapi) ? openapi : null
}

function isInMemory(source: PolicySource): boolean {
  return typeof source === 'object' && !Array.isArray(source)
}
