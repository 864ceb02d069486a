import { loadCases } from '../policy/cases.ts'
import type { PolicyCase } from '../policy/cases.ts'
import { loadPolicy } from '../policy/policy.ts'
import { testPolicy } from '../policy/run-cases.ts'
import { didYouMean } from '../policy/suggest.ts'
import { usage } from './arguments.ts'
import type { Arguments, Command } from './command.ts'
import { deliver, REPORT_OPTIONS } from './report/deliver.ts'
import { CASES, sourceOf } from './source.ts'

/** The cases of a policy, through the whole filter. */
export const test: Command = {
  name: 'test',
  about: 'run the cases of a policy',
  operand: '',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    CASES,
    ['case', { value: 'ID', about: 'run this one only: <file id>/<case id>' }],
    ...REPORT_OPTIONS,
  ]),
  example: 'pii-egress test --policy ./policy',
  notes: [
    'Each case names a body, a recipient, a time, and what must become of values, with the ids that decide it. Values\n'
    + 'that are not named must leave untouched. A case with `todo` may fail; that it does not is a warning.',
  ],
  run(args) {
    const source = sourceOf(args)
    return deliver(args, () => testPolicy(loadPolicy(source), selected(args, loadCases(source))))
  },
}

function selected(args: Arguments, cases: readonly PolicyCase[]): readonly PolicyCase[] {
  if (cases.length === 0) throw usage(test, 'there are no cases in the folder; `--cases` names another one')
  const id = args.get('case')
  if (id === undefined) return cases
  const chosen = cases.filter((one) => one.id === id)
  if (chosen.length === 0) throw usage(test, `there is no case \`${id}\`${didYouMean(id, cases.map((one) => one.id))}`)
  return chosen
}
