import { readFileSync } from 'node:fs'
import { OUTCOMES, type OutcomeName } from '../decide/verdict.ts'
import { CATEGORIES } from '../detect/category.ts'
import { EgressError } from '../errors.ts'
import type { Trace } from '../pipeline/engine.ts'
import type { Decision } from '../pipeline/observer.ts'
import { inMode } from '../pipeline/ruling.ts'
import { pointersToShow } from '../pipeline/shown-pointer.ts'
import { directionOf, type Direction } from '../policy/diff/changes.ts'
import { UNREGISTERED } from '../policy/diff/classes.ts'
import type { CompiledPolicy } from '../policy/policy.ts'
import { createTracer } from '../policy/tracer.ts'
import { bodiesIn } from './bodies.ts'
import { fileError } from './files.ts'

/** A value of a body of which two policies make different things. */
export interface BodyChange {
  readonly direction: Direction
  readonly body: string
  readonly app: string
  /** Keys that are private themselves stand as `{key}`; empty for the whole body. */
  readonly pointer: string
  readonly category: string
  readonly before: OutcomeName
  readonly after: OutcomeName
}

/** A body may not leave at all: what the policy says of its values is of no account. */
const REFUSED: ReadonlySet<string> = new Set(['ERR_EGRESS_BLOCKED', 'ERR_EGRESS_REVOKED'])

/**
 * Runs the JSON bodies of a folder through two policies, for every app of either one, with the purpose that it
 * registered and without a tenant.
 *
 * @throws EgressError ERR_EGRESS_FILE, also for a body that is no JSON, and where there is none
 */
export function compareOn(
  folder: string, before: CompiledPolicy, after: CompiledPolicy, now: number,
): BodyChange[] {
  const [one, other] = [createTracer(before), createTracer(after)]
  const known = [...before.rulebook.registrations.keys(), ...after.rulebook.registrations.keys()]
  const apps = [...[...new Set(known)].sort(), UNREGISTERED]
  const bodies = bodiesIn(folder, ['json']).map(({ path, name }) => ({ name, body: contentOf(path) }))
  return bodies.flatMap(({ name, body }) => apps.flatMap((app) => {
    const recipient = { app: app === UNREGISTERED ? '' : app }
    const [first, second] = [one(body, recipient, now), other(body, recipient, now)]
    const [sooner, later] = [outcomesOf(first, before, name), outcomesOf(second, after, name)]
    const shown = pointersToShow([...first.decisions, ...second.decisions])
    const at = (place: string, outcomes: Outcomes): OutcomeName => outcomes.get(WHOLE) ?? outcomes.get(place) ?? 'allow'
    const decisions = new Map([...first.decisions, ...second.decisions].map((decision) => [placeOf(decision), decision]))
    const places = sooner.has(WHOLE) || later.has(WHOLE) ? [WHOLE] : [...decisions.keys()]
    return places.flatMap((place): BodyChange[] => {
      const [from, to] = [at(place, sooner), at(place, later)]
      const decision = decisions.get(place)
      const pointer = decision === undefined ? '' : shown(decision.pointer)
      const category = decision === undefined ? '(the whole body)' : categoriesOf(decision)
      const change = { direction: directionOf(from, to), body: name, app, pointer, category, before: from, after: to }
      return from === to ? [] : [change]
    })
  }))
}

type Outcomes = ReadonlyMap<string, OutcomeName>

/** Stands for all places of a body. */
const WHOLE = 'whole'

function outcomesOf({ decisions, refusal }: Trace, { rulebook: { mode } }: CompiledPolicy, name: string): Outcomes {
  if (refusal !== null && REFUSED.has(refusal.code)) return new Map([[WHOLE, 'block']])
  if (refusal !== null) throw new EgressError('ERR_EGRESS_FILE', { what: `\`${name}\`: ${refusal.message}` })
  return new Map(decisions.map((decision) => [placeOf(decision), OUTCOMES[inMode(decision.outcome, mode)]]))
}

function placeOf({ isKey, start }: Decision): string {
  return `${isKey ? 'key' : 'value'} ${start}`
}

function categoriesOf({ rulings }: Decision): string {
  const ids = rulings.map(({ finding }) => CATEGORIES[finding?.category ?? -1] ?? 'unclassified')
  return [...new Set(ids)].sort().join(', ')
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw fileError(path, cause)
  }
}
