import { FORMATS } from '../formats.ts'
import type { ObjectNode, PolicyNode, Route } from '../node.ts'
import { didYouMean, suggest } from '../suggest.ts'
import { taxonomy } from '../taxonomy.ts'
import { STAGES } from './description.ts'
import type { Marks, Stage } from './description.ts'
import type { Reader } from './reader.ts'

/**
 * How vendors mark private data. There is no standard, and none of them marks everything: a hint can only ever add.
 */
const HINTS: readonly Route[] = [
  ['x-pii'], ['x-sensitive'], ['x-sensitivity'], ['x-classification'], ['x-data-classification'], ['x-twilio', 'pii'],
]
const NOTHING: ReadonlySet<unknown> = new Set([false, null, '', 'none', 'no', 'public'])

/** No mark at all. */
export const UNMARKED: Marks = Object.freeze({
  deprecated: false, deprecatedOn: null, sunset: null, stage: null, categories: Object.freeze([]), hinted: false,
})

/** The marks that stand at a node itself. */
export function marksOf(node: ObjectNode, reader: Reader): Marks {
  const sunset = dayOf(node, 'x-sunset', reader)
  const deprecatedOn = dayOf(node, 'x-deprecated-on', reader)
  if (sunset !== null && deprecatedOn !== null && sunset < deprecatedOn) {
    const what = `it ends on ${sunset}, before it is deprecated on ${deprecatedOn}`
    const at = node.members.get('x-sunset')?.value.at ?? node.at
    reader.complain(at, { code: 'ERR_EGRESS_POLICY_CONFLICT', what, example: `"x-sunset": "${deprecatedOn}"` })
  }
  const marks = {
    deprecated: isTrue(node, 'deprecated', reader) || sunset !== null || deprecatedOn !== null,
    deprecatedOn,
    sunset,
    stage: stageOf(node, reader),
    categories: categoriesOf(node, reader),
    hinted: HINTS.some((route) => isHint(nodeAt(node, route))),
  }
  return marks.deprecated || marks.stage !== null || marks.categories.length > 0 || marks.hinted ? marks : UNMARKED
}

/** What holds where two schemas describe one place: whatever asks for more. */
export function joined(a: Marks, b: Marks): Marks {
  if (a === UNMARKED || a === b) return b
  if (b === UNMARKED) return a
  return {
    deprecated: a.deprecated || b.deprecated,
    deprecatedOn: earliest(a.deprecatedOn, b.deprecatedOn),
    sunset: earliest(a.sunset, b.sunset),
    stage: leastSettled(a.stage, b.stage),
    categories: [...new Set([...a.categories, ...b.categories])].sort(),
    hinted: a.hinted || b.hinted,
  }
}

function earliest(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a
}

function leastSettled(a: Stage | null, b: Stage | null): Stage | null {
  return STAGES.find((stage) => stage === a || stage === b) ?? null
}

/** True or false; anything else is a mistake, and counts as true, which is the stricter. */
function isTrue(node: ObjectNode, name: string, reader: Reader): boolean {
  const value = node.members.get(name)?.value
  if (value === undefined) return false
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value
  reader.complain(value.at, { what: `\`${name}\` must be true or false`, example: `"${name}": true` })
  return true
}

function dayOf(node: ObjectNode, name: string, reader: Reader): string | null {
  const value = node.members.get(name)?.value
  if (value === undefined) return null
  const text = value.kind === 'scalar' && typeof value.value === 'string' ? value.value : ''
  if (FORMATS.date?.(text) === true) return text
  reader.complain(value.at, { what: `\`${name}\` must be a date (RFC 3339)`, example: `"${name}": "2026-04-02"` })
  return null
}

function stageOf(node: ObjectNode, reader: Reader): Stage | null {
  const beta = isTrue(node, 'x-beta-api', reader) ? 'beta' : null
  const value = node.members.get('x-stability-level')?.value
  if (value === undefined) return beta
  const word = value.kind === 'scalar' ? String(value.value) : ''
  const stage = STAGES.find((name) => name === word)
  if (stage !== undefined) return leastSettled(stage, beta)
  const what = `\`x-stability-level\` must be one of ${STAGES.join(', ')}${didYouMean(word, STAGES)}`
  reader.complain(value.at, { what, example: '"x-stability-level": "beta"' })
  return 'draft'
}

function categoriesOf(node: ObjectNode, reader: Reader): readonly string[] {
  const value = node.members.get('x-data-categories')?.value
  if (value === undefined) return UNMARKED.categories
  const example = '"x-data-categories": ["user.contact.email"]'
  if (value.kind !== 'array') {
    reader.complain(value.at, { what: '`x-data-categories` must be a list', example })
    return UNMARKED.categories
  }
  const { categories } = taxonomy()
  const words = value.items.map((item) => {
    const word = item.kind === 'scalar' ? String(item.value) : ''
    const known = categories.get(word)
    if (known === undefined || known.replacedBy !== undefined) {
      const meant = known?.replacedBy ?? suggest(word, categories.keys())
      const what = known === undefined
        ? `there is no data category \`${word}\`${didYouMean(word, categories.keys())}`
        : `the data category \`${word}\` is deprecated; use \`${meant}\``
      reader.complain(item.at, { code: 'ERR_EGRESS_POLICY_REFERENCE', what, example: JSON.stringify(meant ?? example) })
    }
    return word
  })
  return [...new Set(words)].sort()
}

function nodeAt(node: PolicyNode, route: Route): PolicyNode | undefined {
  return route.reduce<PolicyNode | undefined>(
    (here, name) => (here?.kind === 'object' ? here.members.get(String(name))?.value : undefined), node)
}

function isHint(value: PolicyNode | undefined): boolean {
  if (value === undefined) return false
  if (value.kind === 'object') return value.members.size > 0
  return value.kind === 'array' ? value.items.length > 0 : !NOTHING.has(value.value)
}
