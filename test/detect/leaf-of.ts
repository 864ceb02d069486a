import { plainView } from '../../lib/bytes/plain-view.ts'
import { CATEGORIES } from '../../lib/detect/category.ts'
import { NO_SIBLINGS, type DetectableLeaf, type Detection, type Fact, type Siblings } from '../../lib/detect/detection.ts'
import type { Finding } from '../../lib/detect/finding.ts'
import {
  DIGITS_SHIFT, HAS_AT, HAS_COLON, HAS_NON_ASCII, HAS_PERCENT, HAS_PLUS, KEY, LOOKS_LIKE_JSON, MAX_DIGITS, NUMBER, PART, STRING, type RecordKind,
} from '../../lib/walk/leaf.ts'

/** One line of a corpus: a value in its surroundings, and what is to be found in it. */
export interface Entry {
  /** Key of the value; null for text without key. */
  readonly key: string | null
  readonly parent?: string
  /** Key of the nearest container above, if its meaning is inherited. Default: the parent. */
  readonly inherited?: string
  readonly siblings?: Readonly<Record<string, string | number>>
  readonly outer?: Readonly<Record<string, string | number>>
  /** False: the siblings were too many to be known. */
  readonly known?: boolean
  /** A JSON string or number. */
  readonly value: string | number
  /** Spelling of a number that JSON.parse would not keep. */
  readonly spelling?: string
  /** The value is itself an object key, or plain text. */
  readonly as?: 'key' | 'text'
  readonly regions?: readonly string[]
  /** Category and text of every finding, in order; a whole one is marked by a third member `whole`. */
  readonly find: readonly (readonly string[])[]
  readonly why?: string
}

/** Gate flags of a text, as a walker sets them. */
export function flagsOf(text: string): number {
  let flags = text.startsWith('{') || text.startsWith('[') ? LOOKS_LIKE_JSON : 0
  let digits = 0
  for (const unit of text) {
    if (unit === '@') flags |= HAS_AT
    if (unit === '+') flags |= HAS_PLUS
    if (unit === ':' || unit === '=') flags |= HAS_COLON
    if (unit === '%') flags |= HAS_PERCENT
    if (unit >= '\u0080') flags |= HAS_NON_ASCII
    if (unit >= '0' && unit <= '9') digits++
  }
  return flags | (Math.min(digits, MAX_DIGITS) << DIGITS_SHIFT)
}

function siblingsOf(detection: Detection, members: Readonly<Record<string, string | number>> | undefined, own: string | null, known: boolean): Siblings {
  let evidence = own === null ? 0 : detection.classify(own).evidence
  const facts: Fact[] = []
  for (const [name, value] of Object.entries(members ?? {})) {
    const key = detection.classify(name)
    evidence |= key.evidence
    if (key.fact) facts.push({ key, text: String(value) })
  }
  return known && members === undefined && own === null ? NO_SIBLINGS : { known, evidence, facts }
}

function extensionsIn(detection: Detection, members: Readonly<Record<string, string | number>> = {}): string[] {
  return Object.entries(members)
    .filter(([name]) => detection.echo?.confirms(detection.classify(name)))
    .map(([, value]) => String(value))
}

export function leafOf(detection: Detection, entry: Entry): DetectableLeaf {
  const text = entry.spelling ?? String(entry.value)
  const kind: RecordKind = entry.as === 'key' ? KEY : entry.as === 'text' ? PART : typeof entry.value === 'number' ? NUMBER : STRING
  const parent = detection.classify(entry.parent ?? '')
  const inherited = entry.inherited === undefined ? parent : detection.classify(entry.inherited)
  return {
    kind,
    view: plainView(text),
    flags: flagsOf(text),
    own: detection.classify(entry.key ?? ''),
    parent,
    inherited: inherited.inherits ? inherited : null,
    siblings: siblingsOf(detection, entry.siblings, entry.key, entry.known ?? true),
    outer: siblingsOf(detection, entry.outer, entry.parent ?? null, true),
    isEcho: [entry.siblings, entry.outer].some((members) => extensionsIn(detection, members).includes(text)),
  }
}

/** Findings as corpora write them. */
export function written(findings: readonly Finding[]): string[][] {
  return findings.map(({ category, view, start, end, whole }) => {
    const pair = [CATEGORIES[category] ?? '?', view.text.slice(start, end)]
    return whole ? [...pair, 'whole'] : pair
  })
}

export function findIn(detection: Detection, entry: Entry): Finding[] {
  const out: Finding[] = []
  detection.detect(leafOf(detection, entry), out)
  return out
}
