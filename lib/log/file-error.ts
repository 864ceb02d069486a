import { EgressError } from '../errors.ts'

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'it does not exist'],
  ['EACCES', 'access is denied'],
  ['EPERM', 'access is denied'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of its path is no folder'],
  ['ENOSPC', 'the disk is full'],
])

/** An input or output error of the system, without its message, which may quote anything. */
export function fileError(name: string, cause: unknown): EgressError {
  const code = codeOf(cause) ?? 'unknown'
  return new EgressError('ERR_EGRESS_FILE', { what: `\`${name}\`: ${REASONS.get(code) ?? `error ${code}`}` })
}

/** The `code` that Node gives to errors of the system. */
export function codeOf(cause: unknown): string | undefined {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : undefined
  return typeof code === 'string' ? code : undefined
}
