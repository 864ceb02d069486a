import type { Arguments, OptionSpec } from './command.ts'

/** The option that says where cases are that do not lie with the policy. */
export const CASES: readonly [string, OptionSpec] =
  ['cases', { value: 'DIR', about: 'a folder of cases, if they do not lie in the folder of the policy' }]

/** The folders that a policy and its cases are read from. */
export function sourceOf(args: Arguments): readonly string[] {
  return [args.need('policy'), ...(args.has('cases') ? [args.need('cases')] : [])]
}
