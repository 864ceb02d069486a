import { htmlPage } from '../policy/notice/html.ts'
import { markdownPage } from '../policy/notice/markdown.ts'
import { ObservedBuilder } from '../policy/notice/observed.ts'
import type { Observed } from '../policy/notice/observed.ts'
import { receiptPage } from '../policy/notice/receipt-page.ts'
import { receiptOf } from '../policy/notice/receipt.ts'
import type { DisclosureReceipt } from '../policy/notice/receipt.ts'
import type { Statement } from '../policy/notice/statement.ts'
import { ENGLISH } from '../policy/notice/words.ts'
import { DONE, type Arguments, type Command } from './command.ts'
import { momentOption } from './moment.ts'
import { OUT, withOutput } from './output.ts'
import { readReceipts } from './receipt-log.ts'
import { statementOf } from './statement.ts'

const WRITERS: ReadonlyMap<string, (made: DisclosureReceipt) => string> = new Map([
  ['json', (made) => `${JSON.stringify(made, null, 2)}\n`],
  ['md', (made) => markdownPage(receiptPage(made, ENGLISH, 'en'))],
  ['html', (made) => htmlPage(receiptPage(made, ENGLISH, 'en'))],
])

/** What an app declared, and beside it what it received. */
export const receipt: Command = {
  name: 'receipt',
  about: 'write what an app declared, and from a log of receipts what it received',
  operand: '',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    ['app', { value: 'ID', about: 'the app', required: true }],
    ['log', { value: 'FILE', about: 'receipts of responses, one JSON object per line; - for standard input' }],
    ['format', { value: 'NAME', about: 'how to write it, default json', oneOf: [...WRITERS.keys()] }],
    momentOption('at', 'when it is issued'),
    OUT,
  ]),
  example: 'pii-egress receipt --policy ./policy --app partner-crm --log receipts.ndjson',
  notes: [
    'A record after the idea of ISO/IEC TS 27560: parties, purposes, categories, recipients, retention, notices. With\n'
    + '--log it holds beside each category how many values left in which way, and what was found and not declared.',
  ],
  run(args) {
    return withOutput(args, async () => {
      const statement = statementOf(receipt, args, 'en')
      const made = receiptOf(statement, await observedIn(args, statement))
      return { text: WRITERS.get(args.get('format') ?? 'json')?.(made) ?? '', code: DONE }
    })
  },
}

async function observedIn(args: Arguments, statement: Statement): Promise<Observed | null> {
  const name = args.get('log')
  if (name === undefined) return null
  const builder = new ObservedBuilder(statement)
  for await (const one of readReceipts(name)) builder.add(one)
  return builder.finish()
}
