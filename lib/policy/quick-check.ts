import { FORMATS } from './formats.ts'
import { COMMON, commonSchema } from './schemas.ts'
import type { Schema } from './schemas.ts'

type Members = Readonly<Record<string, unknown>>

/** A schema and the file that its references start from. */
interface Place {
  readonly schema: Members
  readonly root: Schema
}

/**
 * True if a value is valid, beyond doubt. Whatever is not quickly seen to be right (an unusual word of JSON Schema, a
 * list of objects that must differ) is not, and left to the validator that can say what is wrong as well.
 *
 * It reads the schema as it goes: that is done once or twice per document, when compiling would take a hundred times as
 * long as reading.
 */
export function isClearlyValid(value: unknown, schema: Schema, root: Schema = schema): boolean {
  const place = { schema: schema as Members, root }
  for (const word of Object.keys(schema)) {
    const check = WORDS.get(word)
    if (check === undefined || !check(place.schema[word], value, place)) return false
  }
  return true
}

type Word = (asked: unknown, value: unknown, place: Place) => boolean

const says = (): boolean => true

/** What each word of a schema asks for; of values that it does not speak of it asks for nothing. */
const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['$schema', says], ['$defs', says], ['title', says], ['description', says], ['examples', says],
  ['$ref', (asked, value, { root }) => refersTo(String(asked), value, root)],
  ['type', (asked, value) => TYPES.get(asked)?.(value) ?? false],
  ['const', (asked, value) => asked === value],
  ['enum', (asked, value) => Array.isArray(asked) && asked.includes(value)],
  ['minimum', (asked, value) => typeof value !== 'number' || value >= Number(asked)],
  ['maximum', (asked, value) => typeof value !== 'number' || value <= Number(asked)],
  ['minLength', (asked, value) => typeof value !== 'string' || [...value].length >= Number(asked)],
  ['pattern', (asked, value) => typeof value !== 'string' || patternOf(String(asked)).test(value)],
  ['format', (asked, value) => typeof value !== 'string' || (FORMATS[String(asked)]?.(value) ?? false)],
  ['minItems', (asked, value) => !Array.isArray(value) || value.length >= Number(asked)],
  ['uniqueItems', (asked, value) => asked === true && (!Array.isArray(value) || areDifferent(value))],
  ['items', (asked, value, { root }) => !Array.isArray(value) || value.every((item) => meets(item, asked, root))],
  ['minProperties', (asked, value) => !isObject(value) || Object.keys(value).length >= Number(asked)],
  ['required', (asked, value) => !isObject(value) || (asked as string[]).every((name) => Object.hasOwn(value, name))],
  ['propertyNames', (asked, value, { root }) =>
    !isObject(value) || Object.keys(value).every((name) => meets(name, asked, root))],
  ['properties', (asked, value, { root }) => !isObject(value) || Object.entries(asked as Members).every(
    ([name, schema]) => !Object.hasOwn(value, name) || meets(value[name], schema, root))],
  ['additionalProperties', (asked, value, { schema, root }) => !isObject(value) || Object.keys(value).every(
    (name) => Object.hasOwn(schema['properties'] ?? {}, name) || meets(value[name], asked, root))],
])

const TYPES: ReadonlyMap<unknown, (value: unknown) => boolean> = new Map<unknown, (value: unknown) => boolean>([
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

function meets(value: unknown, schema: unknown, root: Schema): boolean {
  return isObject(schema) ? isClearlyValid(value, schema, root) : schema === true
}

const DEFINITION = /^(|common\.schema\.json)#\/\$defs\/(\w+)$/

function refersTo(reference: string, value: unknown, from: Schema): boolean {
  const [, file, name = ''] = DEFINITION.exec(reference) ?? []
  if (file === undefined) return false
  const root = file === COMMON ? commonSchema() : from
  return meets(value, root.$defs?.[name], root)
}

/** Only scalars are compared: two objects are never the same here, and may still say the same. */
function areDifferent(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length && !items.some((item) => typeof item === 'object' && item !== null)
}

const patterns = new Map<string, RegExp>()

function patternOf(text: string): RegExp {
  const known = patterns.get(text) ?? new RegExp(text, 'u')
  patterns.set(text, known)
  return known
}
