import { explain as explained } from '../policy/explanation.ts'
import { loadPolicy } from '../policy/policy.ts'
import { createTracer } from '../policy/tracer.ts'
import { usage } from './arguments.ts'
import { DONE, type Command } from './command.ts'
import { explainedText } from './explained-text.ts'
import { openInput, wholeOf } from './files.ts'
import { momentOf, momentOption } from './moment.ts'
import { OUT, withOutput } from './output.ts'
import { RECIPIENT, recipientOf } from './recipient.ts'

const POINTER = /^(?:\/(?:[^~]|~[01])*)?$/

/** Why each value of a body leaves as it does. */
export const explain: Command = {
  name: 'explain',
  about: 'tell why each value of a body leaves as it does',
  operand: 'FILE',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    ...RECIPIENT,
    momentOption('at', 'when the body leaves'),
    ['pointer', { value: '/PLACE', about: 'only what stands there, or below it (JSON Pointer)' }],
    ['format', { value: 'NAME', about: 'how to write it, default text', oneOf: ['text', 'json'] }],
    OUT,
  ]),
  example: 'pii-egress explain body.json --policy ./policy --app partner-crm',
  notes: [
    'Reads one JSON document from FILE, or from standard input without FILE or with -. For every finding: what\n'
    + 'found it, the entry of the declaration that counts or the nearest one and what it lacks, every rule that\n'
    + 'applies or is suspended, and what decided. Values are not shown; keys that are private stand as {key}. Of a\n'
    + 'body that may not leave it is told what was decided until then; the exit code is 3.',
  ],
  async run(args) {
    const now = momentOf(explain, args, 'at')
    const within = args.get('pointer') ?? ''
    if (!POINTER.test(within)) throw usage(explain, '`--pointer` must be a JSON Pointer, such as /contacts/0/email')
    const policy = loadPolicy(args.need('policy'))
    const [file] = args.operands
    const body = await wholeOf(await openInput(file), file)
    const trace = createTracer(policy)(body, recipientOf(args), now)
    await withOutput(args, () => {
      const explanation = explained(policy, recipientOf(args), now, trace, within)
      const isJson = args.get('format') === 'json'
      const text = isJson ? `${JSON.stringify(explanation, null, 2)}\n` : explainedText(explanation, within)
      return { text, code: DONE }
    })
    if (trace.refusal !== null) throw trace.refusal
    return DONE
  },
}
