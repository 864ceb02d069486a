import { createHash } from 'node:crypto'

/** SHA-256 of a text in UTF-8, as a policy names texts: hex, lower case. */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
