import type { PolicyCase } from './cases.ts'
import { checkCase } from './check-case.ts'
import type { Mismatch, MismatchKind } from './check-case.ts'
import type { CompiledPolicy } from './policy.ts'
import { counted } from './report.ts'
import type { Item, Report, Subject } from './report.ts'
import { createTracer } from './tracer.ts'

/** Runs cases, each at its own time; what is not as expected, by case. */
export function runCases(policy: CompiledPolicy, cases: readonly PolicyCase[]): ReadonlyMap<PolicyCase, Mismatch[]> {
  const trace = createTracer(policy)
  return new Map(cases.map((one) =>
    [one, checkCase(one, trace(Buffer.from(JSON.stringify(one.body)), one.recipient, one.now))]))
}

/** What the cases of a policy say about it. */
export function testPolicy(policy: CompiledPolicy, cases: readonly PolicyCase[]): Report {
  const results = runCases(policy, cases)
  const subjects = [...results].map(([one, mismatches]) => subjectOf(one, mismatches))
  const failed = subjects.filter(({ items }) => items.some(({ level }) => level === 'error')).length
  const gaps = [...results].filter(([{ todo }, mismatches]) => todo !== null && mismatches.length > 0).length
  const parts = [
    `${cases.length - failed - gaps} as expected`,
    ...(failed === 0 ? [] : [`${failed} not`]),
    ...(gaps === 0 ? [] : [counted(gaps, 'known gap')]),
  ]
  return { command: 'test', checks: ABOUT, subjects, summary: `${counted(cases.length, 'case')}: ${parts.join(', ')}` }
}

const CLOSED = 'todo-as-expected'
const GAP = 'todo'
const WITHOUT = 'the case without `todo`'

const CHECKS: Readonly<Record<MismatchKind, string>> = {
  outcome: 'Something else becomes of a value than a case expects.',
  because: 'The outcome is as a case expects, but something else decided it.',
  contact: 'A value is the contact of somebody else than a case expects.',
  unexpected: 'A value changes that a case does not name.',
  refused: 'A body may not leave.',
}

const ABOUT: ReadonlyMap<string, string> = new Map([
  ...Object.entries(CHECKS),
  [CLOSED, 'A case is as expected that says it is not.'],
  [GAP, 'A case is not as expected, and says why.'],
])

function subjectOf(one: PolicyCase, mismatches: readonly Mismatch[]): Subject {
  const { id, file, position, todo } = one
  const place = { file, ...position }
  const items = todo === null
    ? mismatches.map((mismatch) => itemOf(one, mismatch))
    : [mismatches.length > 0
      ? { level: 'note', check: GAP, message: `${id}: known gap: ${todo}`, ...place, example: null } as const
      : { level: 'warning', check: CLOSED, message: `${id} is as expected`, ...place, example: WITHOUT } as const]
  return { name: `${id}: ${one.why}`, file, line: position.line, items }
}

function itemOf({ id, file, position, positions }: PolicyCase, mismatch: Mismatch): Item {
  const { kind, pointer, expected, got } = mismatch
  const place = (pointer === null ? undefined : positions.get(pointer)) ?? position
  const message = `${pointer === null ? id : `${id} ${pointer}`}: expected ${expected}; got ${got}`
  return { level: 'error', check: kind, message, file, ...place, example: null }
}
