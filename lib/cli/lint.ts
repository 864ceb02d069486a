import { lintPolicy } from '../policy/lint/lint.ts'
import type { Command } from './command.ts'
import { momentOf, momentOption } from './moment.ts'
import { deliver, REPORT_OPTIONS } from './report/deliver.ts'
import { CASES, sourceOf } from './source.ts'

/** Everything that is wrong with a policy, and what is probably not meant. */
export const lint: Command = {
  name: 'lint',
  about: 'show what is wrong with a policy, and what is probably not meant',
  operand: '',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    CASES,
    momentOption('now', 'the time for which is asked what holds'),
    ...REPORT_OPTIONS,
  ]),
  example: 'pii-egress lint --policy ./policy',
  notes: [
    'Prints one line for each item, file:line:column: level: what it is; for example: what would be right (check).\n'
    + 'An error stops the policy from being loaded, or contradicts what somebody approved. Warnings are given once\n'
    + 'nothing stops the policy from being loaded. A policy of which there is nothing to say prints nothing.',
  ],
  run(args) {
    const now = momentOf(lint, args, 'now')
    return deliver(args, () => lintPolicy(sourceOf(args), { now }))
  },
}
