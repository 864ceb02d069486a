import { memberOf, membersOf } from './reader.ts'
import type { Reader, Spot } from './reader.ts'

/** The words by which the subtype of a media type says that its bodies are JSON, or records of it. */
const JSON_WORDS: ReadonlySet<string> = new Set(['json', 'ndjson', 'jsonl', 'jsonlines'])
const STATUS = /^(?:[1-5](?:\d\d|XX)|default)$/

/** The schemas of everything that an operation may answer in JSON, errors included: they are filtered like the rest. */
export function responseSchemas(operation: Spot, reader: Reader): Spot[] {
  const responses = memberOf(operation, 'responses')
  if (responses === null) return []
  return membersOf(responses).flatMap(([status, spot]) => {
    if (status.startsWith('x-')) return []
    if (!STATUS.test(status)) {
      const what = `\`${status}\` is no status: three digits, \`4XX\`, or \`default\``
      reader.complain(spot.node.at, { what, example: '"200": { "description": "a contact" }' })
      return []
    }
    const response = reader.object(spot, 'a response')
    const content = response === null ? null : memberOf(response, 'content')
    return content === null ? [] : schemasOf(content, reader)
  })
}

function schemasOf(content: Spot, reader: Reader): Spot[] {
  return membersOf(content).flatMap(([name, spot]) => {
    if (!mayBeJson(name)) return []
    const mediaType = reader.object(spot, 'a media type')
    return (mediaType === null ? null : memberOf(mediaType, 'schema')) ?? []
  })
}

/** `application/json`, `application/problem+json`, and the ranges that these lie in. */
function mayBeJson(name: string): boolean {
  const [type = '', subtype = ''] = (name.split(';')[0] ?? '').trim().toLowerCase().split('/')
  if (subtype === '*') return type === '*' || type === 'application'
  return subtype.split(/[+.-]/).some((word) => JSON_WORDS.has(word))
}
