import { createRequire } from 'node:module'
import type * as Library from 'yaml'
import { Fault, MAX_NESTING } from './fault.ts'
import type { Member, PolicyNode } from './node.ts'
import { jsonWord } from './read-json.ts'

// Loaded with the first file that is YAML: loading takes longer than reading a policy.
const require = createRequire(import.meta.url)
const library = (): typeof Library => require('yaml') as typeof Library

/** Names given twice are found below, in linear time. */
const OPTIONS = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const

const EXAMPLE = 'kind: RedactionRules'

/**
 * Reads YAML 1.2 documents, separated by `---`. A plain scalar means what the same word means in JSON, and everything
 * else is text: an extension written 0101 keeps its zero, and `no`, `on`, 12:30 and 2026-01-01 are words. Anchors,
 * aliases and tags are refused: a policy says what it says where it says it.
 */
export function readYaml(text: string): PolicyNode[] {
  const documents = library().parseAllDocuments(text, OPTIONS)
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document) => {
    const error = document.errors[0] ?? document.warnings[0]
    if (error !== undefined) throw new Fault(error.pos[0], lowerFirst(error.message), EXAMPLE)
    return document.contents === null ? [] : [read(document.contents, 0, 0)]
  })
}

function read(node: unknown, fallback: number, depth: number): PolicyNode {
  const { isAlias, isMap, isScalar, isSeq } = library()
  const { range, anchor, tag } = (node ?? {}) as { range?: readonly number[]; anchor?: string; tag?: string }
  const at = range?.[0] ?? fallback
  if (isAlias(node) || anchor !== undefined) {
    throw new Fault(at, 'anchors and aliases are not allowed', 'the value itself, wherever it is meant')
  }
  if (tag !== undefined) throw new Fault(at, 'tags are not allowed', '"0101" for text, 101 for a number')
  if (depth > MAX_NESTING) throw new Fault(at, `nested deeper than ${MAX_NESTING} levels`, EXAMPLE)
  if (isSeq(node)) return { kind: 'array', at, items: node.items.map((item) => read(item, at, depth + 1)) }
  if (isScalar(node)) {
    const word = wordOf(node)
    const meaning = node.type === 'PLAIN' ? jsonWord(word) : undefined
    return { kind: 'scalar', at, value: meaning === undefined ? word : meaning }
  }
  if (!isMap(node)) return { kind: 'scalar', at, value: '' }
  const members = new Map<string, Member>()
  for (const { key, value } of node.items) {
    const name = read(key, at, depth + 1)
    const written = isScalar(key) ? wordOf(key) : ''
    if (name.kind !== 'scalar') throw new Fault(name.at, 'a name must be one word or a quoted text', EXAMPLE)
    if (members.has(written)) throw new Fault(name.at, `\`${written}\` is given twice`, 'each name once in an object')
    members.set(written, { at: name.at, value: read(value, name.at, depth + 1) })
  }
  return { kind: 'object', at, members }
}

function wordOf(scalar: { readonly value: unknown }): string {
  return typeof scalar.value === 'string' ? scalar.value : ''
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
