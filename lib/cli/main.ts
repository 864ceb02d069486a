#!/usr/bin/env node
import { asEgressError, EgressError } from '../errors.ts'
import { didYouMean } from '../policy/suggest.ts'
import { readArguments } from './arguments.ts'
import { DONE, REFUSED, WRONG } from './command.ts'
import { COMMANDS } from './commands.ts'
import { codeOf } from './files.ts'
import { helpFor, helpForAll } from './help.ts'
import { print } from './output.ts'
import { version } from './version.ts'

const EXAMPLE = 'pii-egress filter body.json --policy ./policy --app partner-crm'

async function run([name, ...argv]: readonly string[]): Promise<number> {
  if (name === '--version') return say(`${version()}\n`)
  if (name === '--help' || name === '-h') return say(helpForAll(COMMANDS.values()))
  if (name === undefined) throw new EgressError('ERR_EGRESS_USAGE', { what: 'a command is missing', example: EXAMPLE })
  const command = COMMANDS.get(name)
  if (command === undefined) {
    const what = `there is no command \`${name}\`${didYouMean(name, COMMANDS.keys())}`
    throw new EgressError('ERR_EGRESS_USAGE', { what, example: EXAMPLE })
  }
  if (argv.includes('--help') || argv.includes('-h')) return say(helpFor(command))
  return command.run(readArguments(command, argv))
}

async function say(text: string): Promise<number> {
  await print(process.stdout, text)
  return DONE
}

/** Says what went wrong, and which exit code that is. */
async function fail(cause: unknown): Promise<number> {
  // The receiver has read as much as it wanted.
  if (codeOf(cause) === 'EPIPE') return DONE
  const error = asEgressError(cause)
  await print(process.stderr, `${error.message}\n  see ${error.help}\n`).catch(() => undefined)
  return error.kind === 'body' ? REFUSED : WRONG
}

// The callbacks of writes report these; without a listener Node would throw them as well.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
process.exitCode = await run(process.argv.slice(2)).catch(fail)
