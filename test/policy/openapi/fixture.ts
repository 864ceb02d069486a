import { parse } from '../../../lib/policy/parse.ts'
import type { PolicyProblem } from '../../../lib/policy/problem.ts'
import type { ApiDescription, ApiField } from '../../../lib/policy/openapi/description.ts'
import { readDescription } from '../../../lib/policy/openapi/read.ts'

/** Reads a description: YAML, or plain data. */
export function reading(source: string | object): { api: ApiDescription | null; problems: PolicyProblem[] } {
  const problems: PolicyProblem[] = []
  const isText = typeof source === 'string'
  const text = isText ? source : JSON.stringify(source, null, 2)
  const [document] = parse({ file: isText ? 'api.yaml' : 'api.json', text }, problems)
  return { api: document === undefined ? null : readDescription(document, problems), problems }
}

/** What is wrong with a description, as `file:line:column: what; for example: ...`. */
export function saidOf(source: string | object): string[] {
  return reading(source).problems.map(({ file, line, column, what, example }) =>
    `${file}:${line}:${column}: ${what}; for example: ${example}`)
}

/** A description with one operation, `GET /x`, that answers with this schema. */
export function answering(schema: unknown, schemas: object = {}, openapi = '3.1.0'): object {
  const content = { 'application/json': { schema } }
  return { openapi, paths: { '/x': { get: { responses: { 200: { content } } } } }, components: { schemas } }
}

/** The fields of an operation. */
export function fieldsOf(source: string | object, id = 'GET /x'): readonly ApiField[] {
  const { api, problems } = reading(source)
  if (problems.length > 0) throw new Error(problems.map(({ line, what }) => `${line}: ${what}`).join('\n'))
  return api?.operations.get(id)?.fields ?? []
}

/** The places of the fields of an operation, without that of the whole body. */
export function pathsOf(source: string | object, id?: string): string[] {
  return fieldsOf(source, id).map(({ path }) => path).filter((path) => path !== '')
}
