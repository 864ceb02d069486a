import { comparePolicies } from '../policy/diff/compare.ts'
import { feedOf, markdownOf } from '../policy/diff/feed.ts'
import { loadPolicy } from '../policy/policy.ts'
import { usage } from './arguments.ts'
import { DONE, type Command } from './command.ts'
import { describedIn } from './diff.ts'
import { momentOf, momentOption } from './moment.ts'
import { print } from './output.ts'

/** What another policy changes, for those who hear of it. */
export const changes: Command = {
  name: 'changes',
  about: 'tell what another policy changes, as a feed for those who receive data',
  operand: 'BEFORE AFTER',
  options: new Map([
    ['openapi', { value: 'FILE', about: 'the description of the API, for the fields that are hit; default: that of AFTER' }],
    momentOption('now', 'the time from which on is compared'),
    ['format', { value: 'NAME', about: 'md, or json for a JSON Feed; default md', oneOf: ['md', 'json'] }],
  ]),
  example: 'pii-egress changes ./policy ./policy-next --format json',
  notes: ['The same comparison as `diff`, without what is neutral.'],
  async run(args) {
    const [before, after] = args.operands
    if (before === undefined || after === undefined) throw usage(changes, '`changes` needs two policies')
    const api = args.has('openapi') ? { api: describedIn(args.need('openapi')) } : {}
    const options = { now: momentOf(changes, args, 'now'), ...api }
    const feed = feedOf(comparePolicies(loadPolicy(before), loadPolicy(after), options))
    await print(process.stdout, args.get('format') === 'json' ? `${JSON.stringify(feed, null, 2)}\n` : markdownOf(feed))
    return DONE
  },
}
