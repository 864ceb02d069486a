import { LIMITS } from '../../limits.ts'
import type { PolicyDocument } from '../document.ts'
import type { PolicyProblem } from '../problem.ts'
import type { ApiDescription, ApiOperation } from './description.ts'
import { marksOf } from './marks.ts'
import { memberOf, membersOf, Reader, scalarOf } from './reader.ts'
import type { Spot } from './reader.ts'
import { responseSchemas } from './responses.ts'
import { SchemaFields } from './schema-fields.ts'
import { prefixesOf } from './servers.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
const EXAMPLE = '"openapi": "3.1.0"'
const VERSION = /^3[.][01]([.].*)?$/

/**
 * Reads an OpenAPI document, 3.0 or 3.1: its operations, and the places in their responses. What the document says
 * nothing of is not in the result. Nothing is fetched: a reference to another file is a problem.
 *
 * @returns null, with problems, where it is no such document; with problems, a result that must not be used
 */
export function readDescription(document: PolicyDocument, problems: PolicyProblem[]): ApiDescription | null {
  const reader = new Reader(document, problems)
  const { file, text, root } = document
  const start: Spot = { node: root, pointer: '' }
  const paths = memberOf(start, 'paths')
  if (!isReadable(reader)) return null
  if (paths === null || membersOf(paths).every(([name]) => name.startsWith('x-'))) {
    reader.complain(paths?.node.at ?? root.at, { what: 'the API description has no `paths`', example: PATHS })
    return null
  }
  const operations = operationsOf(start, paths, reader)
  if (operations.length === 0) {
    reader.complain(paths.node.at, { what: 'the API description has no operation', example: PATHS })
  }
  return Object.freeze({ file, text, operations: new Map(operations.map((operation) => [operation.id, operation])) })
}

const PATHS = '"paths": { "/contacts": { "get": { "responses": { ... } } } }'

function isReadable(reader: Reader): boolean {
  const { root } = reader
  const version = scalarOf(root, 'openapi')
  if (typeof version === 'string' && VERSION.test(version)) return true
  const members = root.kind === 'object' ? root.members : null
  const at = members?.get('openapi')?.value.at ?? members?.get('swagger')?.at
  const what = scalarOf(root, 'swagger') !== undefined
    ? 'Swagger 2.0 is not read; convert the description to OpenAPI 3'
    : version === undefined
      ? 'an API description needs `openapi`, its version'
      : `OpenAPI \`${String(version)}\` is not read; versions 3.0 and 3.1 are`
  reader.complain(at ?? root.at, { what, example: EXAMPLE })
  return false
}

function operationsOf(root: Spot, paths: Spot, reader: Reader): ApiOperation[] {
  const schemas = new SchemaFields(reader)
  const operations: ApiOperation[] = []
  const places = new Map<string, string>()
  for (const [path, spot] of membersOf(paths)) {
    if (path.startsWith('x-')) continue
    if (!path.startsWith('/') || /[?#]/.test(path)) {
      const what = `\`${path}\` is no path: it begins with \`/\`, and has no query`
      reader.complain(spot.node.at, { what, example: '"/contacts/{id}"' })
      continue
    }
    const item = reader.object(spot, 'a path')
    if (item === null) continue
    for (const name of METHODS) {
      const member = memberOf(item, name)
      const operation = member === null ? null : reader.object(member, 'an operation')
      if (operation === null) continue
      const method = name.toUpperCase()
      const id = `${method} ${path}`
      checkPlace(id, places, operation, reader)
      operations.push(Object.freeze({
        id, method, path,
        prefixes: prefixesOf([operation, item, root]),
        fields: schemas.of(responseSchemas(operation, reader)),
        pointer: operation.pointer,
        at: operation.node.at,
        ...marksOf(operation.node, reader),
      }))
      if (operations.length <= LIMITS.maxApiOperations && schemas.isComplete) continue
      complainOfSize(id, operation, schemas.isComplete, reader)
      return operations
    }
  }
  return operations.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Templates that differ in capitals or in the names of variables only are one place: a request could mean either. */
function checkPlace(id: string, places: Map<string, string>, operation: Spot, reader: Reader): void {
  const place = id.replace(/\{[^{}/]*\}/g, '{}').toLowerCase()
  const other = places.get(place)
  places.set(place, other ?? id)
  if (other === undefined) return
  const what = `\`${id}\` is the same as \`${other}\`: names of variables and capitals do not tell paths apart`
  reader.complain(operation.node.at, { code: 'ERR_EGRESS_POLICY_CONFLICT', what, example: 'one of the two' })
}

function complainOfSize(id: string, operation: Spot, areFieldsFew: boolean, reader: Reader): void {
  const { maxApiFields, maxApiOperations } = LIMITS
  const many = areFieldsFew ? `${maxApiOperations} operations` : `${maxApiFields} fields`
  const what = `up to \`${id}\`, the API description has more than ${many}`
  reader.complain(operation.node.at, { what, example: 'a description of the operations that this service answers' })
}
