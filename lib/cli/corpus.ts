import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OUTCOMES } from '../decide/verdict.ts'
import { CATEGORIES } from '../detect/category.ts'
import { createEgressFilter, type EgressFilter } from '../egress-filter.ts'
import type { Decision } from '../pipeline/observer.ts'
import { directionOf, type Direction } from '../policy/diff/changes.ts'
import { UNREGISTERED } from '../policy/diff/classes.ts'
import { loadPolicy, type CompiledPolicy } from '../policy/policy.ts'
import { pointersToShow } from '../pipeline/shown-pointer.ts'
import { fileError } from './files.ts'

/** A value of a body of which two policies make different things. */
export interface BodyChange {
  readonly direction: Direction
  readonly body: string
  readonly app: string
  /** Keys that are private themselves stand as `{key}`. */
  readonly pointer: string
  readonly category: string
  readonly before: string
  readonly after: string
}

/**
 * Runs the JSON bodies of a folder through two policies, for every app of either one.
 *
 * @throws EgressError ERR_EGRESS_FILE, or what the filter says of a body that is no JSON
 */
export function compareOn(folder: string, before: string, after: string, now: number): BodyChange[] {
  const policies = [loadPolicy(before), loadPolicy(after)]
  const filterOf = (policy: string): EgressFilter => createEgressFilter({ policy, clock: () => now })
  const [one, other] = [filterOf(before), filterOf(after)]
  const apps = [...new Set(policies.flatMap(appsOf)), UNREGISTERED]
  return bodiesIn(folder).flatMap(({ name, body }) => apps.flatMap((app) => {
    const context = { app: app === UNREGISTERED ? 'nobody' : app }
    const [first, second] = [one.explain(body, context), other.explain(body, context)]
    const pointers = pointersToShow(first)
    const later = new Map(second.map((decision) => [placeOf(decision), decision]))
    const places = new Set([...first, ...second].map(placeOf))
    const sooner = new Map(first.map((decision) => [placeOf(decision), decision]))
    return [...places].flatMap((place): BodyChange[] => {
      const [own, now] = [sooner.get(place), later.get(place)]
      const [from, to] = [own?.outcome ?? 0, now?.outcome ?? 0]
      const decision = now ?? own
      if (from === to || decision === undefined) return []
      return [{
        direction: directionOf(OUTCOMES[from], OUTCOMES[to]), body: name, app, pointer: pointers(decision.pointer),
        category: categoriesOf(decision), before: OUTCOMES[from], after: OUTCOMES[to],
      }]
    })
  }))
}

function appsOf({ rulebook }: CompiledPolicy): string[] {
  return [...rulebook.registrations].filter(([, { status }]) => status !== 'revoked').map(([id]) => id)
}

function placeOf({ isKey, start, pointer }: Decision): string {
  return `${isKey} ${start} ${pointer}`
}

function categoriesOf({ rulings }: Decision): string {
  const ids = rulings.map(({ finding }) => (finding === null ? 'unclassified' : (CATEGORIES[finding.category] ?? 'unclassified')))
  return [...new Set(ids)].sort().join(', ')
}

function bodiesIn(folder: string): { name: string; body: Buffer }[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json')).sort()
      .map((name) => ({ name, body: readFileSync(join(folder, name)) }))
  } catch (cause) {
    throw fileError(folder, cause)
  }
}
