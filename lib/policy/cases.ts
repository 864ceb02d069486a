import type { Recipient } from '../decide/situation.ts'
import type { ExpectationBody } from './document.ts'
import { ofKind } from './document.ts'
import { sortOut } from './openapi/locate.ts'
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
  readonly why: string
  readonly recipient: Recipient
  /** Milliseconds since 1970. */
  readonly now: number
  readonly body: unknown
  /** By JSON Pointer. Values that are not named must leave untouched. */
  readonly expect: ReadonlyMap<string, Expectation>
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
  const cases = files.flatMap((document) => Object.entries(document.body.cases).map(([id, one]): PolicyCase => {
    for (const [pointer, { because, category }] of Object.entries(one.expect)) {
      const route = ['cases', id, 'expect', pointer]
      if (because.length > 0 && category === undefined) problems.push(problemAt(document, route, NO_CATEGORY))
      if (leadsTo(one.body, pointer)) continue
      const what = `\`${pointer}\` leads to nothing in the body`
      problems.push(problemAt(document, route, { code: MISSING, what, example: '"/contacts/0/email"' }, 'name'))
    }
    return Object.freeze({
      id: `${document.body.id}/${id}`,
      file: document.file,
      why: one.why,
      recipient: one.recipient,
      now: Date.parse(one.at),
      body: one.body,
      expect: new Map(Object.entries(one.expect)),
      todo: one.todo ?? null,
    })
  }))
  if (problems.length > 0) throw errorOf(problems)
  return cases
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
