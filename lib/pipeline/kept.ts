import type { ProtectedText } from '../decide/protected.ts'
import { ALLOW } from '../decide/verdict.ts'
import { fingerprint } from '../treat/fingerprint.ts'
import { STRING, type RecordKind } from '../walk/leaf.ts'
import type { Ruling } from './ruling.ts'

/** The ruling on a proprietary notice, if the text is one of these: it leaves as it is. */
export function keptBy(texts: readonly ProtectedText[], kind: RecordKind, text: string): Ruling | null {
  const kept = kind !== STRING || texts.length === 0 ? undefined : withDigest(texts, fingerprint(text))
  if (kept === undefined) return null
  const because = Object.freeze([`protected:${kept.id}`])
  return { finding: null, verdict: Object.freeze({ outcome: ALLOW, because, marker: null }) }
}

/** True if the value of a header is a proprietary notice. */
export function isKeptHeader(texts: readonly ProtectedText[], text: string): boolean {
  const own = texts.filter(({ inHeaders }) => inHeaders)
  return own.length > 0 && withDigest(own, fingerprint(text)) !== undefined
}

function withDigest(texts: readonly ProtectedText[], digest: string): ProtectedText | undefined {
  return texts.find(({ digests }) => digests.includes(digest))
}
