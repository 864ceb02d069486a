import { DetectedFinding } from './detected.ts'
import type { Finding } from './finding.ts'

/**
 * Puts the findings of one leaf, `out[from]` to the end, in their final order, in place:
 * whole findings first, then spans by where they begin in the outermost text, the longer first.
 *
 * Of the same category, what lies inside something larger is left out, and equal places are merged: the highest
 * confidence stays. Overlapping findings of different categories all stay: each of them has a say.
 *
 * @param added detectors whose findings take nothing from those of the others, and are left out where they say no more
 */
export function settle(out: Finding[], from: number, added: ReadonlySet<string> = NONE): void {
  if (out.length - from < 2) return
  const placed = out.slice(from).map((finding) => place(finding, added.has(finding.detector)))
  placed.sort(compare)
  const widest = new Map<number, Placed>()
  let kept = from
  for (const item of placed) {
    const { category } = item.finding
    const known = widest.get(category)
    const isInside = known !== undefined && item.end <= known.end
    if (item.isAdded && isInside && saysNoMore(item.finding, known.finding)) continue
    const group = item.isAdded ? -1 - category : category
    const outer = widest.get(group)
    if (outer !== undefined && item.end <= outer.end) {
      outer.finding = merge(outer.finding, item.finding)
      out[outer.index] = outer.finding
      continue
    }
    item.index = kept
    widest.set(group, item)
    out[kept++] = item.finding
  }
  out.length = kept
}

const NONE: ReadonlySet<string> = new Set()

function saysNoMore(finding: Finding, other: Finding): boolean {
  return finding.context === other.context && finding.confidence <= other.confidence
}

/** A finding with its place in the outermost coordinates. */
interface Placed {
  finding: Finding
  readonly isAdded: boolean
  readonly start: number
  readonly end: number
  index: number
}

function place(finding: Finding, isAdded: boolean): Placed {
  const { view, start, end } = finding
  return { finding, isAdded, start: view.toOuter(start), end: view.toOuter(end), index: -1 }
}

function compare(a: Placed, b: Placed): number {
  const whole = Number(isWholeLeaf(b)) - Number(isWholeLeaf(a))
  if (whole !== 0) return whole
  return a.start - b.start || b.end - a.end || a.finding.view.text.length - b.finding.view.text.length
    || a.finding.category - b.finding.category || Number(b.finding.whole) - Number(a.finding.whole)
    || Number(a.isAdded) - Number(b.isAdded)
    || compareText(a.finding.detector, b.finding.detector)
}

function isWholeLeaf({ finding, start }: Placed): boolean {
  return finding.whole && start === finding.view.toOuter(0) && start === 0
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The place of the outer one with what is known of both. */
function merge(outer: Finding, inner: Finding): Finding {
  const { category, start, end, view, whole, detector, context } = outer
  const confidence = Math.max(outer.confidence, inner.confidence)
  return new DetectedFinding({ category, start, end, view, whole, confidence, detector, context }, outer, inner)
}
