import { EgressError } from '../errors.ts'
import { checkPolicy } from '../policy/policy.ts'
import { DONE, WRONG, type Command } from './command.ts'
import { print } from './output.ts'

/** Everything that is wrong with a policy, one line each. */
export const lint: Command = {
  name: 'lint',
  about: 'show everything that is wrong with a policy',
  operand: '',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
  ]),
  example: 'pii-egress lint --policy ./policy',
  notes: ['Prints one line for each problem, file:line:column: what is wrong; for example: what would be right.\nNothing is printed about a policy that can be loaded.'],
  async run(args) {
    const problems = checkPolicy(args.need('policy'))
    for (const problem of problems) await print(process.stdout, `${new EgressError(problem.code, problem).message}\n`)
    return problems.length === 0 ? DONE : WRONG
  },
}
