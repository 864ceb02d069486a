import type { Recipient } from '../decide/situation.ts'
import type { ExpectationBody, PolicyDocument, ValidDocument } from './document.ts'
import { ofKind } from './document.ts'
import { offsetOf } from './node.ts'
import type { Route } from './node.ts'
import { sortOut } from './openapi/locate.ts'
import { positionAt } from './position.ts'
import type { Position } from './position.ts'
import { errorOf, problemAt } from './problem.ts'
import type { PolicyProblem } from './problem.ts'
import { checkIds } from './references.ts'
import { readSource } from './source.ts'
import type { PolicySource } from './source.ts'
import { checkTerms } from './terms.ts'
import { validateAll } from './validate.ts'

const MISSING = 'ERR_EGRESS_POLICY_REFERENCE'
const NO_CATEGORY = {
  code: 'ERR_EGRESS_POLICY_SCHEMA', what: 'a deciding id needs the `category` that is found',
  example: '"category": "user.contact.email"',
} as const

/** What must become of one value of a body. */
export type Expectation = ExpectationBody

/** A body, who receives it, and what must become of it. */
export interface PolicyCase {
  /** `<file id>/<case id>`. */
  readonly id: string
  readonly file: string
  /** Where its name is written. */
  readonly position: Position
  readonly why: string
  readonly recipient: Recipient
  /** Milliseconds since 1970. */
  readonly now: number
  readonly body: unknown
  /** By JSON Pointer. Values that are not named must leave untouched. */
  readonly expect: ReadonlyMap<string, Expectation>
  /** Where each pointer is written. */
  readonly positions: ReadonlyMap<string, Position>
  /** Why the case is known to fail, or null. */
  readonly todo: string | null
}

/**
 * Loads the cases of a source, and leaves its other documents alone.
 * @throws EgressError with everything that is wrong, at the place of the first
 */
export function loadCases(source: PolicySource): readonly PolicyCase[] {
  const problems: PolicyProblem[] = []
  const documents = validateAll(sortOut(readSource(source, problems), source, problems).documents, problems)
  const files = ofKind(documents, 'PolicyCases')
  checkTerms(files, problems)
  checkIds(files, problems)
  const cases = casesIn(documents, problems)
  if (problems.length > 0) throw errorOf(problems)
  return cases
}

/** The cases in some documents; what they expect of what is not there becomes a problem. */
export function casesIn(documents: readonly ValidDocument[], problems: PolicyProblem[]): readonly PolicyCase[] {
  return ofKind(documents, 'PolicyCases').flatMap((document) =>
    Object.entries(document.body.cases).map(([id, one]): PolicyCase => {
      const place = (route: Route): Position => positionAt(document.text, offsetOf(document.root, route, 'name'))
      const pointers = Object.entries(one.expect)
      for (const [pointer, wanted] of pointers) checkExpectation(document, [id, pointer], one.body, wanted, problems)
      return Object.freeze({
        id: `${document.body.id}/${id}`,
        file: document.file,
        position: place(['cases', id]),
        why: one.why,
        recipient: one.recipient,
        now: Date.parse(one.at),
        body: one.body,
        expect: new Map(pointers),
        positions: new Map(pointers.map(([pointer]) => [pointer, place(['cases', id, 'expect', pointer])])),
        todo: one.todo ?? null,
      })
    }))
}

function checkExpectation(
  document: PolicyDocument, [id, pointer]: readonly [string, string], body: unknown,
  { because, category }: Expectation, problems: PolicyProblem[],
): void {
  const route = ['cases', id, 'expect', pointer]
  if (because.length > 0 && category === undefined) problems.push(problemAt(document, route, NO_CATEGORY))
  if (leadsTo(body, pointer)) return
  const what = `\`${pointer}\` leads to nothing in the body`
  problems.push(problemAt(document, route, { code: MISSING, what, example: '"/contacts/0/email"' }, 'name'))
}

function leadsTo(body: unknown, pointer: string): boolean {
  let value = body
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return false
    value = (value as Record<string, unknown>)[name]
  }
  return true
}
