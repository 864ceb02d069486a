import type { Ruling } from './ruling.ts'

/** A part of a leaf that is replaced as one: findings that overlap are joined, and the strictest ruling is applied. */
export interface Span {
  /** Offsets in the leaf's content, in bytes as written. */
  readonly start: number
  readonly end: number
  readonly ruling: Ruling
  /**
   * The strictest finding is all there is: its replacement is written in the coding of its own view, not of the leaf.
   */
  readonly isSingle: boolean
  readonly all: readonly Ruling[]
}

/** Joins overlapping findings. Each view has its own units, so they are compared where they all meet: in the bytes. */
export function spansOf(rulings: readonly Ruling[]): readonly Span[] {
  if (rulings.length === 0) return NO_SPANS
  const spans: Span[] = []
  for (const ruling of rulings) {
    const { finding } = ruling
    if (finding === null) continue
    const start = finding.view.toOuter(finding.start)
    spans.push({ start, end: finding.view.toOuter(finding.end), ruling, isSingle: true, all: [ruling] })
  }
  if (spans.length < 2) return spans
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last === undefined || span.start >= last.end) joined.push(span)
    else {
      const stricter = span.ruling.verdict.outcome > last.ruling.verdict.outcome ? span : last
      const end = Math.max(last.end, span.end)
      const isSingle = stricter.isSingle && stricter.start === last.start && stricter.end === end
      const all = [...last.all, ...span.all]
      joined[joined.length - 1] = { start: last.start, end, ruling: stricter.ruling, isSingle, all }
    }
  }
  return joined
}

const NO_SPANS: readonly Span[] = []
