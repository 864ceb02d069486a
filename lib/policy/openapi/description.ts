/** How settled an operation or a field is, in the words of `x-stability-level`. */
export const STAGES = ['draft', 'alpha', 'beta', 'stable'] as const
export type Stage = (typeof STAGES)[number]

/** What a description says of an operation or a field beside its form. */
export interface Marks {
  /** `deprecated`, or a day on which it ends. */
  readonly deprecated: boolean
  /** `x-deprecated-on`: since when, as `2026-02-01`; null where nothing says so. */
  readonly deprecatedOn: string | null
  /** `x-sunset`: the day from which it is gone, or null. */
  readonly sunset: string | null
  /** `x-stability-level`, or `beta` by `x-beta-api`; null where nothing says so. */
  readonly stage: Stage | null
  /** `x-data-categories`: keys of the taxonomy, sorted. */
  readonly categories: readonly string[]
  /** One of the words that vendors mark private data with stands here (`x-pii` and the like). */
  readonly hinted: boolean
}

/** A place in the responses of an operation. */
export interface ApiField extends Marks {
  /** A path pattern; `/contacts/*\/phone`. Below a schema that contains itself, `/children/*\/**`. */
  readonly path: string
  /** Names of JSON Schema, sorted; empty where nothing is said, so that it may be anything. */
  readonly types: readonly string[]
  /** Where the schema is written, as a JSON Pointer; the first one of several. */
  readonly pointer: string
  /** The same as an offset in the text of the description. */
  readonly at: number
}

/** A method and a path of the API. */
export interface ApiOperation extends Marks {
  /** `GET /contacts/{id}`. */
  readonly id: string
  /** Upper case. */
  readonly method: string
  /** The template, as it is written. */
  readonly path: string
  /** Paths of the servers that it may stand behind, `/v1`; braces stand for a variable. */
  readonly prefixes: readonly string[]
  /** Sorted by path. */
  readonly fields: readonly ApiField[]
  readonly pointer: string
  readonly at: number
}

/** An OpenAPI document, as far as responses go. */
export interface ApiDescription {
  readonly file: string
  readonly text: string
  /** By id, sorted. */
  readonly operations: ReadonlyMap<string, ApiOperation>
}

/** True if a value may stand at the field, and not only an object or an array. */
export function holdsScalar({ types }: ApiField): boolean {
  return types.length === 0 || types.some((type) => type !== 'object' && type !== 'array')
}
