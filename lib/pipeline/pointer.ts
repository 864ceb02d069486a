import { BACKSLASH, QUOTE } from '../bytes/codes.ts'
import type { Frame } from './frame.ts'

/**
 * RFC 6901 pointer of a member, read back from a body that is held whole (offsets from its start).
 *
 *     {"a/b": [10, {"c": 1}]}          /a~1b/1/c
 */
export function pointerTo(bytes: Buffer, frame: Frame | null, member: number, index: number): string {
  const segments: string[] = []
  for (let at = frame; at !== null; at = at.parent) {
    segments.push(at.isObject ? keyAt(bytes, member).replaceAll('~', '~0').replaceAll('/', '~1') : String(index))
    member = at.member
    index = at.index
  }
  return segments.map((segment) => `/${segment}`).reverse().join('')
}

function keyAt(bytes: Buffer, start: number): string {
  let end = start + 1
  while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1
  return JSON.parse(bytes.toString('utf8', start, end + 1)) as string
}
