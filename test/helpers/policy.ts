import { join } from 'node:path'
import { createVerdictTable } from '../../lib/decide/verdict-table.ts'
import { createDetection } from '../../lib/detect/compile.ts'
import { LIMITS, type Limits } from '../../lib/limits.ts'
import type { EgressContext } from '../../lib/pipeline/context.ts'
import { Engine } from '../../lib/pipeline/engine.ts'
import { loadPolicy, type CompiledPolicy } from '../../lib/policy/policy.ts'
import { createPseudonyms } from '../../lib/treat/pseudonyms.ts'
import type { Oracle } from './oracle.ts'
import { ROOT } from './root.ts'

/** Within the validity of the example declarations. */
export const NOW = Date.parse('2026-06-01T12:00:00Z')
export const SECRET = Buffer.alloc(32, 7)
export const APPS = ['wallboard', 'partner-crm', 'status-page', 'nobody'] as const

export const examplePolicy: CompiledPolicy = loadPolicy(join(ROOT, 'rules', 'declarations'))

export function exampleEngine(
  limits: Partial<Limits> = {}, policy: CompiledPolicy = examplePolicy, clock: () => number = () => NOW,
): Engine {
  return new Engine({ policy, secret: SECRET, limits: { ...LIMITS, ...limits }, clock })
}

/** The obvious filter for the same recipient. Paths are matched by regular expressions made from the patterns. */
export function exampleOracle(context: EgressContext, policy: CompiledPolicy = examplePolicy): Oracle {
  const patterns = policy.rulebook.paths.map((pattern) => {
    const segments = pattern.split('/').slice(1).map((segment) =>
      segment === '**' ? '(?:/[^/]*)*' : segment === '*' ? '/[^/]*' : `/${segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)
    return new RegExp(`^${segments.join('')}$`)
  })
  const paths: string[] = []
  const states = new Map<string, number>()
  return {
    detection: createDetection({
      regions: policy.regionsFor(context.tenant, context.app), businessDomains: policy.businessDomainsFor(context.tenant),
      businessNumbers: policy.businessNumbersFor(context.tenant), detectors: policy.detectors,
    }),
    table: createVerdictTable(policy.rulebook, context, NOW, (state) => {
      const path = paths[state] ?? ''
      return patterns.flatMap((pattern, i) => (pattern.test(path) ? [i] : []))
    }),
    pseudonyms: createPseudonyms(SECRET, context.app, context.tenant ?? null),
    stateOf(path) {
      const text = path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
      const known = states.get(text) ?? paths.push(text) - 1
      states.set(text, known)
      return known
    },
  }
}
