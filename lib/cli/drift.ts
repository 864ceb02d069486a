import { createDisclosures } from '../audit/disclosures.ts'
import { isReceipt } from '../log/line.ts'
import { readLog } from '../log/read-log.ts'
import { drift as driftOf } from '../policy/drift/drift.ts'
import { loadPolicy } from '../policy/policy.ts'
import { didYouMean } from '../policy/suggest.ts'
import { usage } from './arguments.ts'
import { DONE, FOUND, type Command } from './command.ts'
import { driftText } from './drift-text.ts'
import { logFiles } from './log-files.ts'
import { print } from './output.ts'

/** What apps declared, beside what they received. */
export const drift: Command = {
  name: 'drift',
  about: 'compare what apps declared with what they received',
  operand: 'LOG...',
  options: new Map([
    ['policy', { value: 'DIR', about: 'the folder of policy files', required: true }],
    ['app', { value: 'ID', about: 'the only app to look at; default: all' }],
    ['format', { value: 'NAME', about: 'of the result, default text', oneOf: ['text', 'json'] }],
  ]),
  example: 'pii-egress drift receipts.ndjson --policy ./policy',
  notes: [
    'Reads logs of receipts, or standard input for -, line by line. Drift is: a category that was declared and never\n'
    + 'seen; one that was seen and not declared; a value that left clearer than was declared, as in the mode report.',
    'Exit code 1: there is drift.',
  ],
  async run(args) {
    const files = logFiles(drift, args)
    const policy = loadPolicy(args.need('policy'))
    const app = args.get('app')
    const disclosures = createDisclosures()
    let lost = 0
    for await (const { place, entry } of readLog(files)) {
      if (isReceipt(entry)) disclosures.take(entry, Date.parse(place.time))
      else if (entry.event === 'lost') lost += entry.count
    }
    const known = new Set([...policy.rulebook.registrations.keys(), ...disclosures.groups().map((group) => group.app)])
    if (app !== undefined && !known.has(app)) {
      throw usage(drift, `no app \`${app}\` is registered, or in the log${didYouMean(app, known)}`)
    }
    const report = { ...driftOf(policy, disclosures, app), lost }
    await print(process.stdout, args.get('format') === 'json' ? `${JSON.stringify(report)}\n` : driftText(report))
    return report.hasDrift ? FOUND : DONE
  },
}
