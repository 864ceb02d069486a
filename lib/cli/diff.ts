import { readFileSync } from 'node:fs'
import { EgressError } from '../errors.ts'
import { comparePolicies, type JudgedChange, type PolicyDiff } from '../policy/diff/compare.ts'
import { circumstancesOf, fieldsInWords } from '../policy/diff/words.ts'
import type { ApiDescription } from '../policy/openapi/description.ts'
import { readDescription } from '../policy/openapi/read.ts'
import { parse } from '../policy/parse.ts'
import { loadPolicy } from '../policy/policy.ts'
import { errorOf, type PolicyProblem } from '../policy/problem.ts'
import { usage } from './arguments.ts'
import { DONE, FOUND, type Arguments, type Command } from './command.ts'
import { compareOn, type BodyChange } from './corpus.ts'
import { fileError } from './files.ts'
import { momentOf, momentOption } from './moment.ts'
import { print } from './output.ts'

/** What another policy would change, and what has to happen first. */
export const diff: Command = {
  name: 'diff',
  about: 'show what another policy changes in what leaves, and what has to happen first',
  operand: 'BEFORE AFTER',
  options: new Map([
    ['openapi', { value: 'FILE', about: 'the description of the API, for the fields that are hit; default: that of AFTER' }],
    ['corpus', { value: 'DIR', about: 'JSON bodies: what becomes of each of their values, for every app' }],
    ['days', { value: 'N', about: 'days of notice that the clients were given, default 0' }],
    ['approved', { about: 'what is disclosed more was approved, and the people concerned are told' }],
    momentOption('now', 'the time from which on is compared'),
    ['format', { value: 'NAME', about: 'of the result, default text', oneOf: ['text', 'json'] }],
  ]),
  example: 'pii-egress diff ./policy ./policy-next --openapi openapi.yaml',
  notes: [
    'Compares every combination of app, tenant, purpose, audience, moment, category, context and place. A change\n'
    + 'tightens, loosens, or is neutral: the same leaves, for other reasons. Tightening a documented field is a change of\n'
    + 'the API, and needs 60 days of notice; none in beta, 5 (best effort) in a sandbox, and none if the manifest records\n'
    + 'an emergency. Loosening needs approval. Without a description of the API every field counts as documented.',
    'Exit code 1: something has not been announced for long enough (--days), or not been approved (--approved).',
  ],
  async run(args) {
    const [before, after] = args.operands
    if (before === undefined || after === undefined) throw usage(diff, '`diff` needs two policies')
    const now = momentOf(diff, args, 'now')
    const days = daysOf(args)
    const api = args.has('openapi') ? { api: describedIn(args.need('openapi')) } : {}
    const [one, other] = [loadPolicy(before), loadPolicy(after)]
    const result = comparePolicies(one, other, { now, ...api })
    const corpus = args.has('corpus') ? compareOn(args.need('corpus'), one, other, now) : []
    const open = result.changes.filter((change) => isOpen(change, days, args.has('approved')))
    const isFound = result.found.some(({ direction }) => direction !== 'tighten') && !args.has('approved')
    await print(process.stdout, args.get('format') === 'json'
      ? `${JSON.stringify({ ...result, corpus, open: open.length + Number(isFound) }, null, 2)}\n`
      : textOf(result, corpus))
    return open.length === 0 && !isFound ? DONE : FOUND
  },
}

function daysOf(args: Arguments): number {
  const days = args.get('days') ?? '0'
  if (!/^\d{1,5}$/.test(days)) throw usage(diff, '`--days` must be a number of days')
  return Number(days)
}

/**
 * A description of the API.
 * @throws EgressError ERR_EGRESS_FILE, ERR_EGRESS_POLICY_*
 */
export function describedIn(file: string): ApiDescription {
  const problems: PolicyProblem[] = []
  const [document] = parse({ file, text: textIn(file) }, problems)
  const api = document === undefined ? null : readDescription(document, problems)
  if (problems.length > 0) throw errorOf(problems)
  if (api === null) throw new EgressError('ERR_EGRESS_FILE', { what: `\`${file}\` holds no description` })
  return api
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw fileError(file, cause)
  }
}

function isOpen({ duty }: JudgedChange, days: number, approved: boolean): boolean {
  return (duty.approval && !approved) || (duty.noticeDays > days && !duty.bestEffort)
}

function textOf(diff: PolicyDiff, corpus: readonly BodyChange[]): string {
  const { before, after, changes, found } = diff
  const count = (direction: string): number => changes.filter((change) => change.direction === direction).length
  const tally = ['loosen', 'tighten', 'neutral'].map((direction) => `${count(direction)} ${direction}`).join(', ')
  return [
    `${before} -> ${after}`,
    ...changes.flatMap((change) => linesOf(change, diff)),
    ...found.map(({ direction, what }) => `${direction.padEnd(8)}${what}: other values are found`),
    ...corpus.map(({ body, app, pointer, category, before: one, after: other, direction }) =>
      `${direction.padEnd(8)}${body}${pointer === '' ? '' : ` ${pointer}`} for ${app}: ${category} ${one} -> ${other}`),
    changes.length + found.length === 0 ? 'nothing is decided otherwise' : tally,
    '',
  ].join('\n')
}

function linesOf(change: JudgedChange, diff: PolicyDiff): string[] {
  const { direction, app, category, before, after, duty, fields } = change
  const needs = [
    ...(duty.approval ? ['approval, and notice to the people concerned'] : []),
    ...(duty.noticeDays > 0 ? [`${duty.noticeDays} days of notice${duty.bestEffort ? ', best effort' : ''}`] : []),
  ]
  return [
    `${direction.padEnd(8)}${app.join(', ')}: ${category.join(', ')}`,
    `        ${decided(before)} -> ${decided(after)}`,
    `        ${circumstancesOf(change, diff)}`,
    ...(fields === null || fields.length === 0 ? [] : [`        documented: ${fieldsInWords(fields)}`]),
    `        needs ${needs.length === 0 ? 'nothing' : needs.join('; ')}: ${duty.why}`,
  ]
}

function decided({ outcome, because, marker }: JudgedChange['before']): string {
  return `${outcome} [${because.join(', ')}]${marker === null ? '' : ` as ${marker}`}`
}
