import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import validator from 'validator'
import type { Kind } from './document.ts'
import { RULES } from './source.ts'

/** A JSON Schema, as far as error messages look into it. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly description?: string
  readonly examples?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Schema>>
}

/** The schema file of each kind, in rules/schema. */
const FILES: Readonly<Record<Kind, string>> = {
  DisclosureDeclaration: 'declaration',
  RedactionRules: 'rules',
  Exception: 'exception',
  Notice: 'notice',
  PolicyManifest: 'manifest',
  PolicyCases: 'case',
}

/** Every `kind` that a document can have. */
export const KINDS = Object.keys(FILES) as readonly Kind[]

const DAY = { format: 'YYYY-MM-DD', strictMode: true, delimiters: ['-'] }
const isDay = (text: string): boolean => validator.isDate(text, DAY)

/** The formats that the schemas name; a text that has none of these is refused when the schemas are compiled. */
const FORMATS: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => validator.isRFC3339(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)),
  date: isDay,
  email: (text) => validator.isEmail(text),
  region: (text) => text === text.toUpperCase() && validator.isISO31661Alpha2(text),
  domain: (text) => text === text.toLowerCase() && validator.isFQDN(text),
}

interface Schemas {
  readonly common: Schema
  readonly validators: ReadonlyMap<string, ValidateFunction>
}

let compiled: Schemas | undefined

/** The published schemas, compiled once. */
export function schemas(): Schemas {
  return (compiled ??= compile())
}

function compile(): Schemas {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: true, formats: { ...FORMATS } })
  const common = read('common')
  ajv.addSchema(common, 'common.schema.json')
  return { common, validators: new Map(KINDS.map((kind) => [kind, ajv.compile(read(FILES[kind]))])) }
}

function read(name: string): Schema {
  return JSON.parse(readFileSync(join(RULES, 'schema', `${name}.schema.json`), 'utf8')) as Schema
}

/** A value that the schema allows: its own example, or that of the definition it refers to. */
export function exampleOf(schema: Schema | undefined): unknown {
  if (schema === undefined || schema.examples !== undefined) return schema?.examples?.[0]
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? undefined : exampleOf(schemas().common.$defs?.[name])
}
