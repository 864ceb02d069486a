import { parseArgs } from 'node:util'
import { EgressError } from '../errors.ts'
import { didYouMean } from '../policy/suggest.ts'
import type { Arguments, Command, OptionSpec } from './command.ts'

/**
 * Reads what was typed after the name of a command. Every option may be given once, and stands for nothing but what the
 * command's table says.
 *
 * @throws EgressError ERR_EGRESS_USAGE, with an example of a line that works
 */
export function readArguments(command: Command, argv: readonly string[]): Arguments {
  const given = new Map<string, string>()
  const operands: string[] = []
  for (const token of parseArgs({ args: [...argv], options: typesOf(command), strict: false, tokens: true }).tokens) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const spec = command.options.get(token.name)
    if (spec === undefined) throw unknown(command, token.rawName)
    const value = valueOf(command, token.rawName, spec, token.value, token.inlineValue)
    if (given.has(token.name)) throw usage(command, `\`${token.rawName}\` is given twice`)
    given.set(token.name, value)
  }
  checkTogether(command, given, operands)
  return {
    operands,
    has: (option) => given.has(option),
    get: (option) => given.get(option),
    need: (option) => given.get(option) ?? '',
  }
}

/** A wrong command line, answered with a right one. */
export function usage(command: Command, what: string): EgressError {
  return new EgressError('ERR_EGRESS_USAGE', { what, example: command.example })
}

function typesOf(command: Command): Record<string, { type: 'string' | 'boolean' }> {
  const types = [...command.options].map(([name, { value }]) =>
    [name, { type: value === undefined ? 'boolean' : 'string' }] as const)
  return Object.fromEntries(types)
}

function unknown(command: Command, typed: string): EgressError {
  const names = [...command.options.keys()].map((name) => `--${name}`)
  return usage(command, `\`${command.name}\` has no option \`${typed}\`${didYouMean(typed, names)}`)
}

function valueOf(
  command: Command, typed: string, spec: OptionSpec, value: string | undefined, inline: boolean | undefined,
): string {
  if (spec.value === undefined) {
    if (value !== undefined) throw usage(command, `\`${typed}\` takes no value`)
    return ''
  }
  // `--policy --app x`: the next option is no value, unless it is written with an equals sign.
  const isOption = inline !== true && value !== '-' && value?.startsWith('-') === true
  const isMissing = value === undefined || value === '' || isOption
  if (isMissing) throw usage(command, `\`${typed}\` needs a value, ${spec.value}`)
  if (spec.oneOf !== undefined && !spec.oneOf.includes(value)) {
    throw usage(command, `\`${typed}\` must be one of ${spec.oneOf.join(', ')}`)
  }
  return value
}

function checkTogether(command: Command, given: ReadonlyMap<string, string>, operands: readonly string[]): void {
  const missing = [...command.options].filter(([name, { required }]) => required === true && !given.has(name))
  if (missing.length > 0) {
    const names = missing.map(([name, { value }]) => `\`--${name} ${value}\``).join(' and ')
    throw usage(command, `\`${command.name}\` needs ${names}`)
  }
  const together = (command.exclusive ?? []).filter((name) => given.has(name))
  if (together.length > 1) {
    throw usage(command, `${together.map((name) => `\`--${name}\``).join(' and ')} exclude each other`)
  }
  const names = command.operand.split(' ').filter((name) => name !== '')
  const room = command.operand.endsWith('...') ? Infinity : names.length
  if (operands.length > room) {
    throw usage(command, room === 0
      ? `\`${command.name}\` takes options only` : `\`${command.name}\` takes no more than ${command.operand}`)
  }
}
