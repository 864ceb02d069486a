import { join } from 'node:path'
import { ERRORS } from '../../errors.ts'
import { casesIn } from '../cases.ts'
import { compile } from '../compile.ts'
import { offsetOf } from '../node.ts'
import { readPolicy } from '../policy.ts'
import type { PolicyOptions } from '../policy.ts'
import { positionAt } from '../position.ts'
import type { PolicyProblem } from '../problem.ts'
import type { Item, Report, Subject } from '../report.ts'
import { RULES } from '../source.ts'
import type { PolicySource } from '../source.ts'
import type { Check, Linted } from './check.ts'
import { CHECKS } from './checks.ts'

export interface LintOptions extends PolicyOptions {
  /** Milliseconds since 1970: the day for which notices and the ends of entries are looked at. */
  readonly now: number
}

const PACKS = join(RULES, 'packs')

/** What is wrong with a policy, and what is probably not meant. Nothing is guessed while something is wrong. */
export function lintPolicy(source: PolicySource, { now, ...options }: LintOptions): Report {
  const reading = readPolicy(source, options)
  const problems = [...reading.problems]
  const cases = casesIn(reading.documents, problems)
  const own = reading.documents.filter(({ file }) => !file.startsWith(PACKS))
  const policy = (): Linted => {
    const documents = reading.documents.filter(({ body }) => body.kind !== 'PolicyCases')
    return { own, documents, rulebook: compile(documents, 'lint'), cases, now }
  }
  const items = problems.length > 0 ? problems.map(itemOf) : CHECKS.flatMap((check) => itemsBy(check, policy()))
  const files = [...new Set([...own, ...items].map(({ file }) => file))].sort()
  return { command: 'lint', checks: ABOUT, subjects: files.flatMap((file) => subjectsIn(file, items)), summary: '' }
}

const ABOUT: ReadonlyMap<string, string> = new Map([
  ...Object.entries(ERRORS).filter(([code]) => code.startsWith('ERR_EGRESS_POLICY')).map(([code, { message }]) =>
    [code, `${message.charAt(0).toUpperCase()}${message.slice(1)}.`] as const),
  ...CHECKS.map(({ id, about }) => [id, about] as const),
])

function itemOf({ code, what, file, line, column, example }: PolicyProblem): Item {
  return { level: 'error', check: code, message: `${ERRORS[code].message}: ${what}`, file, line, column, example }
}

function itemsBy(check: Check, policy: Linted): Item[] {
  return check.run(policy).map(({ document, route, part, what: message, example }) => {
    const position = positionAt(document.text, offsetOf(document.root, route, part))
    return { level: check.level, check: check.id, message, file: document.file, ...position, example }
  })
}

function subjectsIn(file: string, all: readonly Item[]): Subject[] {
  const items = all.filter((item) => item.file === file)
  if (items.length === 0) return [{ name: 'nothing to say', file, line: 1, items }]
  return [...new Set(items.map(({ check }) => check))].map((check) => {
    const found = items.filter((item) => item.check === check)
    return { name: check, file, line: found[0]?.line ?? 1, items: found }
  })
}
