import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Kind, PolicyDocument, ValidDocument } from './document.ts'
import type { Route } from './node.ts'
import { mistakesIn } from './mistakes.ts'
import { problemAt } from './problem.ts'
import type { PolicyProblem } from './problem.ts'
import { isClearlyValid } from './quick-check.ts'
import { KINDS, exampleOf, schemaOf } from './schemas.ts'
import type { Schema } from './schemas.ts'
import { didYouMean, suggest } from './suggest.ts'

const CODE = 'ERR_EGRESS_POLICY_SCHEMA'

/** Checks a document against the schema of its kind; says what is wrong in words, and returns null then. */
export function validate(document: PolicyDocument, problems: PolicyProblem[]): ValidDocument | null {
  const given = kindOf(document.body)
  const kind = KINDS.find((name) => name === given)
  if (kind === undefined) {
    problems.push(unknownKind(document, given))
    return null
  }
  if (isClearlyValid(document.body, schemaOf(kind))) return document as ValidDocument
  const mistakes = mistakesIn(document.body, kind)
  for (const mistake of mistakes) {
    // The reason is a mistake of its own.
    if (mistake.keyword !== 'propertyNames') problems.push(explain(document, mistake))
  }
  return mistakes.length === 0 ? document as ValidDocument : null
}

function kindOf(body: unknown): unknown {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  return isObject ? (body as { kind?: unknown }).kind : undefined
}

function unknownKind(document: PolicyDocument, kind: unknown): PolicyProblem {
  const what = typeof kind === 'string'
    ? `there is no kind \`${kind}\`${didYouMean(kind, KINDS)}`
    : `a policy document needs a \`kind\`: one of ${KINDS.join(', ')}`
  const meant = typeof kind === 'string' ? suggest(kind, KINDS) : undefined
  return problemAt(document, ['kind'], { code: CODE, what, example: `"kind": "${meant ?? KINDS[0]}"` })
}

interface Detail {
  readonly route: Route
  readonly what: string
  readonly example: string
  readonly part?: 'name' | 'value'
}

type Params = Readonly<Record<string, unknown>>

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object', array: 'a list', string: 'a text', number: 'a number', integer: 'a whole number',
}

/** Sentences for the keywords that say no more than that a value is of the wrong form: they follow "`<place>` ". */
const SENTENCES: Readonly<Record<string, (params: Params, error: ErrorObject) => string>> = {
  type: ({ type }) => `must be ${TYPES[String(type)] ?? String(type)}`,
  enum: ({ allowedValues }, { data }) => {
    const words = (allowedValues as readonly unknown[]).map(String)
    return `must be one of ${words.join(', ')}${typeof data === 'string' ? didYouMean(data, words) : ''}`
  },
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  minimum: ({ limit }) => `must not be less than ${String(limit)}`,
  maximum: ({ limit }) => `must not be more than ${String(limit)}`,
  minItems: () => 'must name at least one',
  minProperties: () => 'must not be empty',
  minLength: () => 'must not be empty',
  maxItems: ({ limit }) => `must not name more than ${String(limit)}`,
  maxLength: ({ limit }) => `must not be longer than ${String(limit)} characters`,
  uniqueItems: () => 'names something twice',
}

function explain(document: PolicyDocument, error: ErrorObject): PolicyProblem {
  const { part, ...detail } = detailOf(error)
  return problemAt(document, detail.route, { code: CODE, what: detail.what, example: detail.example }, part)
}

function detailOf(error: ErrorObject): Detail {
  const route = error.instancePath.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const place = route.length === 0 ? 'the document' : `\`${error.instancePath}\``
  const schema = (error.parentSchema ?? {}) as Schema
  const params = error.params as Params
  if (error.keyword === 'required') {
    const name = String(params.missingProperty)
    return { route, what: `${place} lacks \`${name}\``, example: member(name, exampleOf(schema.properties?.[name])) }
  }
  if (error.keyword === 'additionalProperties') {
    const name = String(params.additionalProperty)
    const { properties = {} } = schema
    const meant = suggest(name, Object.keys(properties))
    return {
      route: [...route, name], part: 'name',
      what: `${place} has no member \`${name}\`${didYouMean(name, Object.keys(properties))}`,
      example: meant === undefined ? JSON.stringify(exampleOf(schema)) : member(meant, exampleOf(properties[meant])),
    }
  }
  const example = exampleOf(schema)
  const form = `is not of the right form: ${lowerFirst(schema.description)}`
  if (error.propertyName !== undefined) {
    return {
      route: [...route, error.propertyName], part: 'name', example: JSON.stringify(example),
      what: `the name \`${error.propertyName}\` in ${place} ${form}`,
    }
  }
  const sentence = SENTENCES[error.keyword]?.(params, error) ?? form
  return { route, what: `${place} ${sentence}`, example: member(nameOf(route), example) }
}

/** The member that the last steps of a route lead to; array elements are shown alone. */
function nameOf(route: Route): string | null {
  const last = route.at(-1)
  return last === undefined || /^[0-9]+$/.test(String(last)) ? null : String(last)
}

function member(name: string | null, example: unknown): string {
  return name === null ? JSON.stringify(example) : `${JSON.stringify(name)}: ${JSON.stringify(example)}`
}

function lowerFirst(text = 'see the schema'): string {
  const first = /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() : text.charAt(0) // not in ISO, JSON ...
  return (first + text.slice(1)).replace(/[.]$/, '')
}

/** The documents that are valid, and whether all were. */
export function validateAll(documents: readonly PolicyDocument[], problems: PolicyProblem[]): ValidDocument<Kind>[] {
  return documents.flatMap((document) => validate(document, problems) ?? [])
}
