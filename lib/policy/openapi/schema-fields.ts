import { LIMITS } from '../../limits.ts'
import type { ObjectNode, PolicyNode } from '../node.ts'
import type { ApiField, Marks } from './description.ts'
import { joined, marksOf, UNMARKED } from './marks.ts'
import { escaped, itemsOf, memberOf, membersOf, scalarOf } from './reader.ts'
import type { Reader, Spot } from './reader.ts'

/** Words of JSON Schema whose schemas describe the same value. Those of `not` and `if` say nothing of what there is. */
const SAME_LISTS = ['allOf', 'oneOf', 'anyOf'] as const
const SAME = ['then', 'else'] as const
const SAME_TABLES = ['dependentSchemas'] as const
/** Words whose schemas describe members or elements of any name. */
const ANY = ['additionalProperties', 'unevaluatedProperties', 'items', 'unevaluatedItems', 'contains'] as const
const ANY_LISTS = ['prefixItems'] as const
const ANY_TABLES = ['patternProperties'] as const

/** Words that let a schema mean something else than what is written. */
const UNREAD = ['$dynamicRef', '$recursiveRef', '$id'] as const

/** Schemas in schemas; no API needs more, and the stack of the reader ends somewhere. */
const MAX_DEPTH = 200
/** A place may be described by several schemas. */
const VISITS_PER_FIELD = 4

interface Draft {
  readonly path: string
  readonly pointer: string
  readonly at: number
  readonly types: Set<string>
  readonly seen: Set<PolicyNode>
  marks: Marks
}

/** Turns schemas into the places that they describe, for all operations of a description. */
export class SchemaFields {
  private readonly reader: Reader
  private readonly marks = new Map<ObjectNode, Marks>()
  private fields = 0
  private visits = 0

  constructor(reader: Reader) {
    this.reader = reader
  }

  /** False once the description has more fields than `maxApiFields`; what was read of it is incomplete then. */
  get isComplete(): boolean {
    return this.fields <= LIMITS.maxApiFields && this.visits <= LIMITS.maxApiFields * VISITS_PER_FIELD
  }

  /** The places that some schemas of one operation describe, sorted by path. */
  of(schemas: readonly Spot[]): readonly ApiField[] {
    const drafts = new Map<string, Draft>()
    const active = new Map<PolicyNode, string>()
    for (const schema of schemas) this.visit(schema, '', drafts, active)
    return [...drafts.values()].sort((a, b) => (a.path < b.path ? -1 : 1)).map(finished)
  }

  private visit(spot: Spot, path: string, drafts: Map<string, Draft>, active: Map<PolicyNode, string>): void {
    const { reader } = this
    const { node, pointer } = spot
    if (!this.isComplete) return
    if (node.kind === 'scalar' && typeof node.value === 'boolean') {
      if (node.value) this.draft(drafts, path, spot)
      return
    }
    if (node.kind !== 'object') {
      const what = `the schema at \`${pointer}\` must be an object`
      reader.complain(node.at, { what, example: '{ "type": "string" }' })
      return
    }
    if (active.size > MAX_DEPTH) {
      const what = `schemas lie in each other deeper than ${MAX_DEPTH} levels`
      reader.complain(node.at, { what, example: 'fewer references on the way to a field' })
      return
    }
    const above = active.get(node)
    if (above !== undefined && above !== path) {
      this.draft(drafts, `${path}/**`, spot)
      return
    }
    const draft = this.draft(drafts, path, spot)
    if (draft.seen.has(node)) return
    draft.seen.add(node)
    this.visits++
    draft.marks = joined(draft.marks, this.marksOf(node))
    active.set(node, path)
    this.read({ node, pointer }, draft, (next, below) => this.visit(next, path + below, drafts, active))
    active.delete(node)
  }

  private read(spot: Spot<ObjectNode>, draft: Draft, visit: (spot: Spot, below: string) => void): void {
    const { reader } = this
    const { node } = spot
    for (const word of UNREAD) {
      const at = node.members.get(word)?.at
      if (at === undefined) continue
      const example = '"$ref": "#/components/schemas/Contact"'
      reader.complain(at, { what: `\`${word}\` is not read`, example })
    }
    if (node.members.has('$ref')) {
      const target = reader.target(spot)
      if (target !== null) visit(target, '')
      if (reader.isOlder) return
    }
    for (const type of typesOf(node)) draft.types.add(type)
    for (const [name, schema] of membersOf(memberOf(spot, 'properties') ?? NOWHERE)) {
      if (this.isWriteOnly(schema)) continue
      if (name === '*' || name === '**') {
        const what = `a property named \`${name}\` cannot be told from one of any name`
        reader.complain(schema.node.at, { what, example: '"additionalProperties": { "type": "string" }' })
      } else visit(schema, `/${escaped(name)}`)
    }
    for (const schema of variantsOf(spot)) visit(schema, '')
    for (const schema of this.mapped(spot)) visit(schema, '')
    for (const schema of elementsOf(spot)) visit(schema, '/*')
  }

  private draft(drafts: Map<string, Draft>, path: string, { node, pointer }: Spot): Draft {
    const known = drafts.get(path)
    if (known !== undefined) return known
    this.fields++
    const draft = { path, pointer, at: node.at, types: new Set<string>(), seen: new Set<PolicyNode>(), marks: UNMARKED }
    drafts.set(path, draft)
    return draft
  }

  private marksOf(node: ObjectNode): Marks {
    let marks = this.marks.get(node)
    if (marks === undefined) this.marks.set(node, marks = marksOf(node, this.reader))
    return marks
  }

  /** What may only be sent to the service is no part of a response, whether it stands here or behind references. */
  private isWriteOnly(schema: Spot): boolean {
    const seen = new Set<PolicyNode>()
    for (let here: Spot | null = schema; here !== null && !seen.has(here.node); here = this.reader.target(here)) {
      if (scalarOf(here.node, 'writeOnly') === true) return true
      seen.add(here.node)
    }
    return false
  }

  /** The schemas that a discriminator names: by reference, or by their name in `components`. */
  private mapped(spot: Spot): Spot[] {
    const discriminator = memberOf(spot, 'discriminator')
    const mapping = discriminator === null ? null : memberOf(discriminator, 'mapping')
    return membersOf(mapping ?? NOWHERE).flatMap(([, { node }]) => {
      if (node.kind !== 'scalar' || typeof node.value !== 'string') return []
      const isName = /^[A-Za-z0-9._-]+$/.test(node.value) && !/[.](?:json|ya?ml)$/.test(node.value)
      return this.reader.refer(isName ? `#/components/schemas/${node.value}` : node.value, node.at) ?? []
    })
  }
}

const NOWHERE: Spot = { node: { kind: 'scalar', at: 0, value: null }, pointer: '' }

function variantsOf(spot: Spot): Spot[] {
  return [
    ...SAME_LISTS.flatMap((word) => itemsOf(memberOf(spot, word) ?? NOWHERE)),
    ...SAME.flatMap((word) => memberOf(spot, word) ?? []),
    ...SAME_TABLES.flatMap((word) => membersOf(memberOf(spot, word) ?? NOWHERE).map(([, schema]) => schema)),
  ]
}

function elementsOf(spot: Spot): Spot[] {
  return [
    ...ANY.flatMap((word) => memberOf(spot, word) ?? []),
    ...ANY_LISTS.flatMap((word) => itemsOf(memberOf(spot, word) ?? NOWHERE)),
    ...ANY_TABLES.flatMap((word) => membersOf(memberOf(spot, word) ?? NOWHERE).map(([, schema]) => schema)),
  ]
}

/** The types that a schema names, or that its other words are about. */
function typesOf(node: ObjectNode): string[] {
  const type = node.members.get('type')?.value
  const named = type?.kind === 'array' ? type.items : type === undefined ? [] : [type]
  const types = named.flatMap((item) => (item.kind === 'scalar' && typeof item.value === 'string' ? [item.value] : []))
  if (scalarOf(node, 'nullable') === true) types.push('null')
  if (type !== undefined) return types
  const values = node.members.get('enum')?.value
  const listed = values?.kind === 'array' ? values.items : []
  const constant = node.members.get('const')?.value
  const given = [...listed, ...(constant === undefined ? [] : [constant])].map(typeOf)
  const about = TYPE_WORDS.flatMap(([word, meant]) => (node.members.has(word) ? [meant] : []))
  return [...types, ...given, ...about]
}

const TYPE_WORDS = [
  ['properties', 'object'], ['additionalProperties', 'object'], ['patternProperties', 'object'], ['items', 'array'],
  ['prefixItems', 'array'], ['format', 'string'], ['pattern', 'string'],
] as const

function typeOf(node: PolicyNode): string {
  if (node.kind !== 'scalar') return node.kind
  return node.value === null ? 'null' : typeof node.value
}

function finished({ path, pointer, at, types, marks }: Draft): ApiField {
  return Object.freeze({ path, types: Object.freeze([...types].sort()), pointer, at, ...marks })
}
