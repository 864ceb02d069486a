import { expect } from 'chai'
import fc from 'fast-check'
import { answering, pathsOf } from './fixture.ts'

// The resolver that is obvious and slow: it follows every reference as often as it is met, down to a depth.

const NAMES = ['A', 'B', 'C', 'D'] as const
const DEPTH = 4

interface Plain {
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Plain>>
  readonly items?: Plain
  readonly additionalProperties?: Plain
  readonly allOf?: readonly Plain[]
  readonly oneOf?: readonly Plain[]
}

type Schemas = Readonly<Record<string, Plain>>

/** Every place down to DEPTH. `chain` are the schemas that led to this one and described the same place. */
function places(
  schema: Plain, schemas: Schemas, path: string, depth: number, chain: readonly Plain[], found: Set<string>,
): void {
  found.add(path)
  const below = (one: Plain, name: string): void => {
    if (depth < DEPTH) places(one, schemas, `${path}/${name}`, depth + 1, [], found)
  }
  const same = (one: Plain): void => {
    if (!chain.includes(one)) places(one, schemas, path, depth, [...chain, schema], found)
  }
  if (schema.$ref !== undefined) same(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {})
  for (const [name, one] of Object.entries(schema.properties ?? {})) below(one, name)
  for (const one of [...(schema.allOf ?? []), ...(schema.oneOf ?? [])]) same(one)
  if (schema.items !== undefined) below(schema.items, '*')
  if (schema.additionalProperties !== undefined) below(schema.additionalProperties, '*')
}

const REFERENCE = fc.constantFrom(...NAMES).map((name): Plain => ({ $ref: `#/components/schemas/${name}` }))
const { schema } = fc.letrec<{ schema: Plain }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constant<Plain>({}),
    REFERENCE,
    fc.record({
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('schema'), { maxKeys: 2 }),
      items: tie('schema'), additionalProperties: tie('schema'), allOf: fc.array(tie('schema'), { maxLength: 2 }),
      oneOf: fc.array(tie('schema'), { maxLength: 2 }),
    }, { requiredKeys: [] }),
  ),
}))
const SCHEMAS = fc.record({ A: schema, B: schema, C: schema, D: schema })

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern
  if (first === undefined) return path.length === 0
  if (first === '**') return matches(rest, path) || (path.length > 0 && matches(pattern, path.slice(1)))
  return path.length > 0 && (first === '*' || first === path[0]) && matches(rest, path.slice(1))
}

const cut = (path: string): string[] => path.split('/').slice(1)

describe('openapi: fields, against a resolver that is slow', () => {
  it('every place is known, and none beside', () => {
    let recursive = 0
    fc.assert(fc.property(schema, SCHEMAS, (root, schemas) => {
      const slow = new Set<string>()
      places(root, schemas, '', 0, [], slow)
      const known = pathsOf(answering(root, schemas))
      const patterns = known.map(cut)
      for (const path of slow) {
        if (path !== '') expect(patterns.some((pattern) => matches(pattern, cut(path))), path).to.equal(true)
      }
      for (const path of known) {
        if (cut(path).length > DEPTH) continue
        expect([...slow], path).to.include(path.replace(/[/][*][*]$/, ''))
        if (path.endsWith('/**')) recursive++
      }
    }), { numRuns: 300 })
    expect(recursive).to.be.above(20)
  })
})
