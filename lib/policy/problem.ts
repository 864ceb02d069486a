import { EgressError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import type { PolicyDocument } from './document.ts'
import { offsetOf } from './node.ts'
import type { Route } from './node.ts'
import { positionAt } from './position.ts'

/** Something wrong in a policy file: where, what, and how it would be right. */
export interface PolicyProblem {
  readonly code: ErrorCode
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
  readonly what: string
  readonly example: string
}

/** A problem with the node at the end of a route, or with its name. */
export function problemAt(
  document: PolicyDocument, route: Route, detail: Pick<PolicyProblem, 'code' | 'what' | 'example'>,
  part?: 'name' | 'value',
): PolicyProblem {
  return { ...detail, file: document.file, ...positionAt(document.text, offsetOf(document.root, route, part)) }
}

/** Files in their order, each from top to bottom; what is found twice is said once. */
export function inReadingOrder(problems: readonly PolicyProblem[]): PolicyProblem[] {
  const order = (a: PolicyProblem, b: PolicyProblem): number =>
    compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.what, b.what)
  const sorted = [...problems].sort(order)
  return sorted.filter((problem, index) => index === 0 || order(sorted[index - 1] as PolicyProblem, problem) !== 0)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const SHOWN = 20

/** All problems as one error, at the place of the first one. */
export function errorOf(problems: readonly PolicyProblem[]): EgressError {
  const [first, ...others] = inReadingOrder(problems)
  if (first === undefined) throw new TypeError('an error needs a problem')
  const lines = others.slice(0, SHOWN - 1).map(({ file, line, column, what, example }) =>
    `\n  ${file}:${line}:${column}: ${what}; for example: ${example}`)
  const more = others.length >= SHOWN ? `\n  and ${others.length - SHOWN + 1} more` : ''
  if (others.length === 0) return new EgressError(first.code, first)
  const { code, file, line, column, what, example } = first
  return new EgressError(code, { file, line, column, what: `${what}; for example: ${example}${lines.join('')}${more}` })
}
