import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
  RuleOverlay: 'overlay',
  Exception: 'exception',
  Notice: 'notice',
  Detectors: 'detectors',
  LifecycleEntry: 'lifecycle',
  PolicyManifest: 'manifest',
  PolicyCases: 'case',
}

/** Every `kind` that a document can have. */
export const KINDS = Object.keys(FILES) as readonly Kind[]

/** How the other schemas refer to the one with the definitions that all share. */
export const COMMON = 'common.schema.json'

const read = new Map<string, Schema>()

/** The published schema of a kind, read once. */
export function schemaOf(kind: Kind): Schema {
  return schemaIn(`${FILES[kind]}.schema.json`)
}

/** The definitions that all schemas share. */
export function commonSchema(): Schema {
  return schemaIn(COMMON)
}

function schemaIn(file: string): Schema {
  const known = read.get(file)
  if (known !== undefined) return known
  const schema = JSON.parse(readFileSync(join(RULES, 'schema', file), 'utf8')) as Schema
  read.set(file, schema)
  return schema
}

/** A value that the schema allows: its own example, or that of the definition it refers to. */
export function exampleOf(schema: Schema | undefined): unknown {
  if (schema === undefined || schema.examples !== undefined) return schema?.examples?.[0]
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? undefined : exampleOf(commonSchema().$defs?.[name])
}
