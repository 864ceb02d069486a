import { AUDIENCES, type Audience } from '../decide/audience.ts'
import type { Recipient } from '../decide/situation.ts'
import type { Arguments, OptionSpec } from './command.ts'

/** The options that say who receives a body. */
export const RECIPIENT: readonly (readonly [string, OptionSpec])[] = [
  ['app', { value: 'ID', about: 'the receiving app', required: true }],
  ['tenant', { value: 'ID', about: 'the tenant whose data it is' }],
  ['purpose', { value: 'USE', about: 'the data use; default: the one that the app registered' }],
  ['audience', { value: 'NAME', about: 'a narrower circle than registered', oneOf: AUDIENCES }],
  ['operation', { value: 'TEXT', about: 'the operation that answers, `GET /contacts/17`' }],
]

/** Who receives a body. */
export function recipientOf(args: Arguments): Recipient {
  const audience = args.get('audience') as Audience | undefined
  const [tenant, purpose, operation] = [args.get('tenant'), args.get('purpose'), args.get('operation')]
  return { app: args.need('app'), tenant, purpose, audience, operation }
}
