import { DIGEST } from '../log/line.ts'
import { verifyLog, type Verification } from '../log/verify.ts'
import { usage } from './arguments.ts'
import { DONE, FOUND, type Arguments, type Command } from './command.ts'
import { logFiles } from './log-files.ts'
import { print } from './output.ts'

/** Whether a log of receipts is as it was written. */
export const verify: Command = {
  name: 'verify',
  about: 'show whether a log of receipts is as it was written',
  operand: 'LOG...',
  options: new Map([
    ['head', { value: 'DIGEST', about: 'a head of the log that was kept elsewhere: its line must be there' }],
    ['after', { value: 'DIGEST', about: 'the last line of the files that were deleted; default: none were' }],
    ['format', { value: 'NAME', about: 'of the result, default text', oneOf: ['text', 'json'] }],
  ]),
  example: 'pii-egress verify receipts.ndjson.2 receipts.ndjson.1 receipts.ndjson',
  notes: [
    'Reads the files of one log, oldest first, or standard input for -. Every line must name the digest of the line\n'
    + 'before. Prints the first line that does not. Whoever can write the files can write them all anew, and nothing\n'
    + 'follows the last line: only --head shows that.',
    'Exit code 1: a line was changed, removed, added or moved.',
  ],
  async run(args) {
    const files = logFiles(verify, args)
    const result = await verifyLog(files, { ...digest(args, 'head'), ...digest(args, 'after') })
    await print(process.stdout, args.get('format') === 'json' ? `${JSON.stringify(result)}\n` : textOf(result))
    return result.intact ? DONE : FOUND
  },
}

function digest(args: Arguments, option: 'head' | 'after'): { [name in 'head' | 'after']?: string } {
  const value = args.get(option)
  if (value === undefined) return {}
  if (!DIGEST.test(value)) throw usage(verify, `\`--${option}\` must be 64 hexadecimal digits, lower case`)
  return { [option]: value }
}

function textOf({ broken, lines, receipts, lost, first, head, keptHead }: Verification): string {
  const range = first === null ? '' : `, numbers ${first} to ${head.count}`
  const counts = `${lines} lines in order (${receipts} receipts; ${lost} lost before they were written)${range}\n`
  if (broken !== null) return `${broken.file}:${broken.line}: broken: ${broken.why}\n${counts}`
  const kept = keptHead === null ? '' : `the head that was given is line number ${keptHead}\n`
  return `intact: ${counts}${kept}head ${head.digest ?? '(none)'}\n`
}
