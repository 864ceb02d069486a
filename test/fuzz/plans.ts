import { createDetection } from '../../lib/detect/compile.ts'
import { LIMITS, type Limits } from '../../lib/limits.ts'
import { KeyDictionary } from '../../lib/walk/key-dictionary.ts'
import { PathAutomaton } from '../../lib/walk/path-automaton.ts'
import { ScopeTable } from '../../lib/walk/scope-table.ts'
import type { Shape, WatchPlan } from '../../lib/walk/walker.ts'
import type { Gates } from '../../lib/walk/watch.ts'

/** A watch plan of the real detectors, with these limits and gates. */
export function makePlan(limits: Partial<Limits> = {}, gates: Partial<Gates> = {}): WatchPlan {
  const detection = createDetection({ regions: ['GB'] })
  const all = { ...LIMITS, ...limits }
  const automaton = new PathAutomaton(['/name', '/**/phone', '/*/from/*'])
  const keys = new KeyDictionary(detection.classify, automaton.literals, all.maxKeys)
  return {
    keys, scopes: new ScopeTable(automaton, keys.root, all.maxScopes), gates: { ...detection.gates, ...gates }, limits: all,
  }
}

const NOTHING = new Uint8Array(0)
export const PLAIN: Shape = { documents: 'one', trailer: NOTHING, scope: 0, reportRoot: false }

/** Limits that most bodies reach. */
export const SMALL = { maxLeafBytes: 96, maxLeadBytes: 16, maxKeyBytes: 64, maxNumberBytes: 48, maxDepth: 12 } as const

/** Plans and shapes between which a kernel may be wrong. */
export const PLANS: readonly WatchPlan[] = [
  makePlan(),
  makePlan(SMALL),
  makePlan({ maxLeafBytes: 40, maxLeadBytes: 1, maxKeyBytes: 48, maxScopes: 3, maxKeys: 4 }),
  makePlan({}, { everything: true }),
  makePlan({}, { minDigits: 0, minNumberDigits: 3 }),
  makePlan({}, { anyHint: 0 }),
  makePlan(SMALL, { anyFlag: 0, minDigits: 3 }),
  makePlan(SMALL, { everything: true }),
]
export const SHAPES: readonly Shape[] = [
  PLAIN, PLAIN, PLAIN, { ...PLAIN, reportRoot: true }, { ...PLAIN, documents: 'lines' },
  { ...PLAIN, documents: 'records' }, { ...PLAIN, trailer: Buffer.from(');') },
]
