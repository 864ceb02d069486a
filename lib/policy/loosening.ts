import { outcomeNamed } from '../decide/outcome.ts'
import { covers } from '../detect/category.ts'
import type { ConditionsBody, RuleBody, RulesBody } from './document.ts'

/** A place where one file of rules asks for less than another. */
export interface Loosening {
  /** JSON Pointer in the file. */
  readonly path: string
  readonly what: string
  readonly example: string
}

/**
 * Where rules would ask for less than they did, seen from what is written: a rule that is gone, is milder, or holds for
 * fewer values. What asks for nothing less is surely as strict; what is named here may be, for another reason.
 */
export function loosenings(before: RulesBody, after: RulesBody): Loosening[] {
  return [
    ...Object.entries(before.rules ?? {}).flatMap(([id, rule]) => ruleLoosenings(id, rule, after.rules?.[id])),
    ...Object.entries(before.undeclared ?? {}).flatMap(([category, outcome]) => {
      const now = after.undeclared?.[category]
      if (now !== undefined && outcomeNamed(now) >= outcomeNamed(outcome)) return []
      const what = `\`${category}\` would leave more clearly where nobody declared it: ${INSTEAD}`
      return [{ path: `/undeclared/${escaped(category)}`, what, example: `"${category}": "${outcome}"` }]
    }),
  ]
}

const INSTEAD = 'an overlay cannot loosen; change the base, or write an exception'

function ruleLoosenings(id: string, before: RuleBody, after: RuleBody | undefined): Loosening[] {
  const path = `/rules/${escaped(id)}`
  if (after === undefined) {
    return [{ path, what: `the rule \`${id}\` would be gone: ${INSTEAD}`, example: 'no `remove`' }]
  }
  const found: Loosening[] = []
  const asked = outcomeNamed(before.do.outcome)
  const isDoneLess = MODES[after.do.mode ?? 'enforce'] < MODES[before.do.mode ?? 'enforce']
  if (outcomeNamed(after.do.outcome) < asked || isDoneLess) {
    const what = `\`${id}\` would be milder: ${INSTEAD}`
    found.push({ path: `${path}/do`, what, example: `"outcome": "${before.do.outcome}"` })
  }
  for (const name of narrower(before.where, after.where)) {
    const what = `\`${id}\` would hold for fewer values, because of \`${name}\`: ${INSTEAD}`
    const own = before.where[name]
    const example = own === undefined ? `a \`where\` without "${name}"` : `"${name}": ${JSON.stringify(own)}`
    found.push({ path: `${path}/where/${name}`, what, example })
  }
  return found
}

/** How much of a rule is done. */
const MODES = { report: 0, tag: 1, enforce: 2 } as const

/** The conditions by which `after` holds for fewer values. */
function narrower(before: ConditionsBody, after: ConditionsBody): (keyof ConditionsBody)[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof ConditionsBody)[]
  return names.filter((name) => {
    if (name === 'minConfidence') {
      return before.minConfidence === undefined
        ? after.minConfidence !== undefined
        : after.minConfidence === undefined || after.minConfidence > before.minConfidence
    }
    const now = after[name] as readonly string[] | undefined
    if (now === undefined || !LISTS.has(name)) return false
    const own = before[name] as readonly string[] | undefined
    const holds = TREES.has(name) ? covers : Object.is
    return own === undefined || !own.every((value) => now.some((wider) => holds(wider, value)))
  })
}

/** Everything else in conditions is a remark. */
const LISTS: ReadonlySet<string> = new Set([
  'category', 'context', 'audience', 'use', 'app', 'tenant', 'path', 'jsonType',
])
const TREES: ReadonlySet<string> = new Set(['category', 'use'])

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
