import { EgressError } from '../errors.ts'

/** What an option must be, in words, and an example of the right form. */
export interface OptionRule {
  readonly test: (value: unknown) => boolean
  readonly want: string
  readonly example: string
  readonly required?: boolean
}

/**
 * Checks options once, when the middleware is made, so that a mistake stops the start and not a response.
 *
 * @throws EgressError ERR_EGRESS_OPTION
 */
export function checkOptions(options: unknown, rules: ReadonlyMap<string, OptionRule>, usage: string): void {
  if (typeof options !== 'object' || options === null) {
    throw new EgressError('ERR_EGRESS_OPTION', { what: '`options` must be an object', example: usage })
  }
  for (const name of Object.keys(options)) {
    if (!rules.has(name)) {
      const known = [...rules.keys()].map(key => `\`${key}\``).join(', ')
      throw new EgressError('ERR_EGRESS_OPTION', { what: `\`${name}\` is unknown, known are ${known}`, example: usage })
    }
  }
  for (const [name, rule] of rules) {
    const value: unknown = Reflect.get(options, name)
    if (value === undefined ? rule.required !== true : rule.test(value)) continue
    throw new EgressError('ERR_EGRESS_OPTION', { what: `\`${name}\` must be ${rule.want}`, example: rule.example })
  }
}

export const isFunction = (value: unknown): boolean => typeof value === 'function'

export function isListOf(pattern: RegExp): (value: unknown) => boolean {
  return value => Array.isArray(value) && value.every(member => typeof member === 'string' && pattern.test(member))
}
