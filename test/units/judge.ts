import type { EgressFilter } from '../../lib/index.ts'

/** One value under one key, and what in it is private. */
export interface Row {
  readonly key: string
  readonly value: string | number | boolean
  /** Other members of the same object. */
  readonly siblings?: Readonly<Record<string, unknown>>
  /** Country whose national numbers the tenant's policy reads. */
  readonly region?: string
  /** Every private part of the value, in order. */
  readonly private: readonly string[]
  /** Why this row is known to fail. */
  readonly gap?: string
}

export interface Verdict {
  /** Words of private parts that left. */
  readonly leaked: readonly string[]
  /** Clean words that did not, or other members that changed. */
  readonly damaged: readonly string[]
}

interface Word {
  readonly text: string
  readonly is: 'clean' | 'private' | 'either'
}

const RECORD = {
  id: 'rec_01HZX3V9K7Q2', status: 'open', attempts: 2, createdAt: '2026-03-14T09:26:53Z', tier: 'blue',
}
const WORD = /[\p{L}\p{M}\p{N}]+/gu
const DIGIT = /\p{N}/u
const MARKER = /\[[a-z- ]+\]/g
/** What may stand between the words of one token: `tel:+44...`, `PJSIP/6001-0000002f`, `?to=`. */
const JOINT = '[/:=;._-]?'
const SCHEME = /^(sips?|mailto|tel|xmpp)$/i

/** Filters the row in a record of a list and compares what left with the labels. */
export function judge(filter: EgressFilter, row: Row): Verdict {
  const record = { ...RECORD, ...row.siblings, [row.key]: row.value }
  const body = JSON.stringify({ data: [record], total: 1 })
  const text = filter.bytes(body, { app: 'nobody', tenant: row.region }).body.toString()
  const left = (JSON.parse(text) as { data: [Record<string, string | number | boolean | null>] }).data[0]
  const others = Object.entries(RECORD)
    .filter(([key, value]) => key !== row.key && row.siblings?.[key] === undefined && left[key] !== value)
    .map(([key]) => key)
  if (row.private.length === 0) {
    const same = left[row.key] === row.value && (row.siblings !== undefined || text === body)
    return { leaked: [], damaged: same ? [] : [...others, String(left[row.key])] }
  }
  const { leaked, damaged } = compare(row, withoutMarkers(row, String(left[row.key] ?? '')))
  return { leaked, damaged: [...damaged, ...others] }
}

/** Markers, unless the value has the same words in brackets. */
function withoutMarkers(row: Row, left: string): string {
  return left.replaceAll(MARKER, (marker) => String(row.value).includes(marker) ? marker : ' ')
}

function compare(row: Row, left: string): Verdict {
  const expected = wordsOf(String(row.value), row.private)
  const words = left.match(WORD) ?? []
  const kept = longestCommon(expected.map(({ text }) => text), words)
  const leaked = expected.filter(({ is }, i) => is === 'private' && kept.has(i))
  const damaged = expected.filter(({ is }, i) => is === 'clean' && !kept.has(i))
  return { leaked: leaked.map(({ text }) => text), damaged: damaged.map(({ text }) => text) }
}

/** Places in `a` of a longest sequence of words that stand in both. */
function longestCommon(a: readonly string[], b: readonly string[]): Set<number> {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (row !== undefined) row[j] = a[i] === b[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const places = new Set<number>()
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      places.add(i++)
      j++
    } else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return places
}

/** Words of the value. What is joined to a private part without a space may go with it, or stay. */
function wordsOf(value: string, parts: readonly string[]): Word[] {
  const words: Word[] = []
  const add = (text: string, before: boolean, behind: boolean): void => {
    const first = new RegExp(`^${JOINT}[\\p{L}\\p{N}]+`, 'u').exec(text)?.[0].length ?? 0
    const last = new RegExp(`[\\p{L}\\p{N}]+${JOINT}$`, 'u').exec(text)?.index ?? text.length
    for (const match of text.matchAll(WORD)) {
      const joined = (before && match.index < first) || (behind && match.index >= last)
      words.push({ text: match[0], is: joined ? 'either' : 'clean' })
    }
  }
  let end = 0
  for (const part of parts) {
    const start = value.indexOf(part, end)
    if (start < 0) throw new Error(`not in the value, or not in order: ${part}`)
    add(value.slice(end, start), end > 0, true)
    const address = part.includes('@')
    for (const [text] of part.matchAll(WORD)) {
      const secret = address ? !SCHEME.test(text) : DIGIT.test(text) || !DIGIT.test(part)
      words.push({ text, is: secret ? 'private' : 'either' })
    }
    end = start + part.length
  }
  add(value.slice(end), end > 0, false)
  return words
}
