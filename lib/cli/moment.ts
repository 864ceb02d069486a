import { FORMATS } from '../policy/formats.ts'
import { usage } from './arguments.ts'
import type { Arguments, Command, OptionSpec } from './command.ts'

/** An option that sets the time. */
export function momentOption(name: string, about: string): readonly [string, OptionSpec] {
  return [name, { value: 'DATE', about: `${about}: 2026-06-01 or 2026-06-01T12:00:00Z; default now` }]
}

/**
 * The time that an option sets, in milliseconds since 1970; a day begins at midnight UTC.
 * @throws EgressError ERR_EGRESS_USAGE
 */
export function momentOf(command: Command, args: Arguments, name: string): number {
  const text = args.get(name)
  if (text === undefined) return Date.now()
  const isMoment = FORMATS['date-time']?.(text) === true || FORMATS['date']?.(text) === true
  if (!isMoment) throw usage(command, `\`--${name}\` must be a day or a time with its offset`)
  return Date.parse(text)
}
