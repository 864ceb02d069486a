import { FORMATS } from './formats.ts'
import { COMMON, commonSchema } from './schemas.ts'
import type { Schema } from './schemas.ts'

type Members = Readonly<Record<string, unknown>>

/** Asks for one thing; of values that it does not speak of it asks for nothing. */
type Check = (value: unknown) => boolean

/** What the schemas that were used so far ask for. */
const checks = new WeakMap<Schema, readonly Check[]>()

/**
 * True if a value is valid, beyond doubt. Whatever is not quickly seen to be right (an unusual word of JSON Schema, a
 * list of objects that must differ) is not, and left to the validator that can say what is wrong as well.
 *
 * A part of a schema is made ready when a value is first held against it: compiling all of it would take a hundred times
 * as long as reading a policy.
 */
export function isClearlyValid(value: unknown, schema: Schema, root: Schema = schema): boolean {
  let asked = checks.get(schema)
  if (asked === undefined) checks.set(schema, asked = checksOf(schema as Members, root))
  return asked.every((check) => check(value))
}

function checksOf(schema: Members, root: Schema): readonly Check[] {
  return Object.keys(schema).filter((word) => !ANNOTATIONS.has(word)).map((word) =>
    WORDS.get(word)?.(schema[word], root, schema) ?? never)
}

const never = (): boolean => false

const ANNOTATIONS: ReadonlySet<string> = new Set(['$schema', '$defs', 'title', 'description', 'examples'])

/** The check that a word of a schema stands for. */
type Word = (asked: unknown, root: Schema, schema: Members) => Check

const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['$ref', (asked, root) => referred(String(asked), root)],
  ['type', (asked) => TYPES.get(asked) ?? never],
  ['const', (asked) => (value) => asked === value],
  ['enum', (asked) => (value) => Array.isArray(asked) && asked.includes(value)],
  ['minimum', (asked) => (value) => typeof value !== 'number' || value >= Number(asked)],
  ['maximum', (asked) => (value) => typeof value !== 'number' || value <= Number(asked)],
  ['maxLength', (asked) => (value) => typeof value !== 'string' || value.length <= Number(asked)],
  ['minLength', (asked) => (value) => typeof value !== 'string' || hasCharacters(value, Number(asked))],
  ['pattern', (asked) => ofText(matches(new RegExp(String(asked), 'u')))],
  ['format', (asked) => ofText(FORMATS[String(asked)] ?? never)],
  ['minItems', (asked) => (value) => !Array.isArray(value) || value.length >= Number(asked)],
  ['maxItems', (asked) => (value) => !Array.isArray(value) || value.length <= Number(asked)],
  ['uniqueItems', (asked) => (value) => asked === true && (!Array.isArray(value) || areDifferent(value))],
  ['items', (asked, root) => (value) => !Array.isArray(value) || value.every((item) => meets(item, asked, root))],
  ['minProperties', (asked) => ofObject((value) => Object.keys(value).length >= Number(asked))],
  ['required', (asked) => ofObject((value) => (asked as string[]).every((name) => Object.hasOwn(value, name)))],
  ['propertyNames', (asked, root) =>
    ofObject((value) => Object.keys(value).every((name) => meets(name, asked, root)))],
  ['properties', (asked, root) => ofObject((value) => Object.keys(value).every(
    (name) => !Object.hasOwn(asked as Members, name) || meets(value[name], (asked as Members)[name], root)))],
  ['additionalProperties', (asked, root, { properties = {} }) => ofObject((value) => Object.keys(value).every(
    (name) => Object.hasOwn(properties as Members, name) || meets(value[name], asked, root)))],
])

const TYPES: ReadonlyMap<unknown, Check> = new Map<unknown, Check>([
  ['object', isObject],
  ['array', Array.isArray],
  ['string', (value) => typeof value === 'string'],
  ['number', (value) => typeof value === 'number'],
  ['integer', Number.isInteger],
  ['boolean', (value) => typeof value === 'boolean'],
])

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ofObject(check: (value: Members) => boolean): Check {
  return (value) => !isObject(value) || check(value)
}

function ofText(check: (value: string) => boolean): Check {
  return (value) => typeof value !== 'string' || check(value)
}

function meets(value: unknown, schema: unknown, root: Schema): boolean {
  return isObject(schema) ? isClearlyValid(value, schema, root) : schema === true
}

const DEFINITION = /^(|common\.schema\.json)#\/\$defs\/(\w+)$/

function referred(reference: string, from: Schema): Check {
  const [, file, name = ''] = DEFINITION.exec(reference) ?? []
  if (file === undefined) return never
  const root = file === COMMON ? commonSchema() : from
  const schema = root.$defs?.[name]
  return (value) => meets(value, schema, root)
}

/** Characters, not the units that `length` counts: each is at most two. */
function hasCharacters(text: string, least: number): boolean {
  return text.length >= 2 * least || [...text].length >= least
}

/** Only scalars are compared: two objects are never the same here, and may still say the same. */
function areDifferent(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length && !items.some((item) => typeof item === 'object' && item !== null)
}

function matches(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text)
}
