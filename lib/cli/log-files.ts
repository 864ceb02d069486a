import { EgressError } from '../errors.ts'
import type { LogFileInput } from '../log/verify.ts'
import { usage } from './arguments.ts'
import type { Arguments, Command } from './command.ts'
import { fileError, openInput } from './files.ts'

/**
 * The files of a log that a command was given, each opened when it is read.
 * @throws EgressError ERR_EGRESS_USAGE where there are none
 */
export function logFiles(command: Command, { operands }: Arguments): LogFileInput[] {
  if (operands.length === 0) throw usage(command, `\`${command.name}\` needs a file, or - for standard input`)
  if (operands.filter((name) => name === '-').length > 1) throw usage(command, 'standard input is given twice')
  return operands.map(logFile)
}

/** A file of a log, or standard input for `-`; opened when it is read. */
export function logFile(name: string): LogFileInput {
  return { name: name === '-' ? '(standard input)' : name, bytes: bytesOf(name) }
}

async function* bytesOf(name: string): AsyncGenerator<Uint8Array> {
  const input = await openInput(name)
  try {
    for await (const chunk of input) yield chunk as Uint8Array
  } catch (cause) {
    throw cause instanceof EgressError ? cause : fileError(name, cause)
  }
}
