import { createRequire } from 'node:module'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import type * as Library from 'ajv/dist/2020.js'
import type { Kind } from './document.ts'
import { FORMATS } from './formats.ts'
import { COMMON, commonSchema, KINDS, schemaOf } from './schemas.ts'

const require = createRequire(import.meta.url)

let validators: ReadonlyMap<Kind, ValidateFunction> | undefined

/**
 * Everything by which a document departs from the schema of its kind. Compiling the schemas takes the better part of a
 * second, so it is left until a document has a mistake, or may have one.
 */
export function mistakesIn(body: unknown, kind: Kind): readonly ErrorObject[] {
  const check = (validators ??= compile()).get(kind)
  return check === undefined || check(body) ? [] : (check.errors ?? [])
}

function compile(): ReadonlyMap<Kind, ValidateFunction> {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof Library
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, formats: { ...FORMATS } })
  ajv.addSchema(commonSchema(), COMMON)
  return new Map(KINDS.map((kind) => [kind, ajv.compile(schemaOf(kind))]))
}
