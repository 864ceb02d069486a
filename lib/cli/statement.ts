import { ofKind } from '../policy/document.ts'
import { statementFor } from '../policy/notice/statement.ts'
import type { Statement } from '../policy/notice/statement.ts'
import { loadPolicy } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import { usage } from './arguments.ts'
import type { Arguments, Command } from './command.ts'
import { momentOf } from './moment.ts'

/**
 * What the app on a command line discloses, at the time that `--at` names.
 * @throws EgressError ERR_EGRESS_USAGE if nobody registered it
 */
export function statementOf(command: Command, args: Arguments, lang: string): Statement {
  const policy = loadPolicy(args.need('policy'))
  const app = args.need('app')
  const statement = statementFor(policy, app, momentOf(command, args, 'at'), lang)
  if (statement !== null) return statement
  const apps = ofKind(policy.documents, 'DisclosureDeclaration').map(({ body }) => body.id)
  throw usage(command, `nobody registered an app \`${app}\`${didYouMean(app, apps)}`)
}
