import { Fault, MAX_NESTING } from './fault.ts'
import type { Member, PolicyNode } from './node.ts'

const SPACE = /[ \t\r\n]*/y
const STRING = /"[^"\\\n]*(?:\\[^][^"\\\n]*)*"/y
const WORD = /-?[0-9][0-9.eE+-]*|[A-Za-z_]+/y
const NUMBER = /^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?$/
const WORDS: ReadonlyMap<string, boolean | null> = new Map([['true', true], ['false', false], ['null', null]])
const OBJECT = '{ "kind": "RedactionRules", "id": "house-rules" }'

/**
 * What a bare word means in JSON: a literal, a number by the grammar of RFC 8259, or undefined if it means nothing
 * there (`0101`, `+1555`, `1.`, `NaN`). YAML's plain scalars are read by the same rule.
 */
export function jsonWord(word: string): number | boolean | null | undefined {
  if (WORDS.has(word)) return WORDS.get(word)
  const number = NUMBER.test(word) ? Number(word) : NaN
  return Number.isFinite(number) ? number : undefined
}

/** Reads one JSON document (RFC 8259), strictly; unlike JSON.parse it knows where, and refuses a name given twice. */
export function readJson(text: string): PolicyNode {
  let at = 0

  function skip(): void {
    SPACE.lastIndex = at
    SPACE.test(text)
    at = SPACE.lastIndex
  }

  function expected(what: string): Fault {
    const found = at < text.length ? `found ${JSON.stringify(text[at])}` : 'the file ends'
    return new Fault(at, `expected ${what}, but ${found}`, OBJECT)
  }

  function string(): string {
    const start = at
    STRING.lastIndex = at
    if (!STRING.test(text)) throw new Fault(start, 'this string does not end', '"in one line, between quotes"')
    at = STRING.lastIndex
    try {
      return JSON.parse(text.slice(start, at)) as string
    } catch {
      throw new Fault(start, 'this string holds a control character or an unknown escape', '"a\\nb" or "\\u00e9"')
    }
  }

  function members(depth: number): Map<string, Member> {
    const found = new Map<string, Member>()
    for (at++, skip(); text[at] !== '}'; skip()) {
      if (found.size > 0) {
        if (text[at] !== ',') throw expected('`,` or `}`')
        at++
        skip()
      }
      if (text[at] !== '"') throw expected('a name in double quotes')
      const start = at
      const name = string()
      if (found.has(name)) throw new Fault(start, `\`${name}\` is given twice`, 'each name once in an object')
      skip()
      if (text[at] !== ':') throw expected('`:`')
      at++
      found.set(name, { at: start, value: value(depth + 1) })
    }
    at++
    return found
  }

  function items(depth: number): PolicyNode[] {
    const found: PolicyNode[] = []
    for (at++, skip(); text[at] !== ']'; skip()) {
      if (found.length > 0) {
        if (text[at] !== ',') throw expected('`,` or `]`')
        at++
      }
      found.push(value(depth + 1))
    }
    at++
    return found
  }

  function value(depth: number): PolicyNode {
    skip()
    const start = at
    if (depth > MAX_NESTING) throw new Fault(at, `nested deeper than ${MAX_NESTING} levels`, OBJECT)
    if (text[at] === '{') return { kind: 'object', at: start, members: members(depth) }
    if (text[at] === '[') return { kind: 'array', at: start, items: items(depth) }
    if (text[at] === '"') return { kind: 'scalar', at: start, value: string() }
    WORD.lastIndex = at
    const word = WORD.exec(text)?.[0]
    const meaning = word === undefined ? undefined : jsonWord(word)
    if (word === undefined) throw expected('a JSON value')
    if (meaning === undefined) throw new Fault(start, `\`${word}\` is no JSON value`, `"${word}" for text`)
    at += word.length
    return { kind: 'scalar', at: start, value: meaning }
  }

  const root = value(0)
  skip()
  if (at < text.length) throw expected('the end of the file')
  return root
}
