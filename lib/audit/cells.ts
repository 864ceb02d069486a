import { OUTCOMES } from '../decide/verdict.ts'
import { late } from '../late.ts'
import type { ReceiptCell } from './receipt.ts'

/** Order of UTF-16 units: the same on every machine, which a locale's is not. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const order = compareText(a[at] ?? '', b[at] ?? '')
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** By category, path, outcome and cause. 0 means the same cell. */
export function compareCells(a: ReceiptCell, b: ReceiptCell): number {
  return compareText(a.category, b.category)
    || compareText(a.path, b.path)
    || OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome)
    || compareLists(a.because, b.because)
}

/** Schema vocabulary has up to four digits in a row (`e164`, `iso3166`). */
const TELLING = /[0-9]{5}|[@+]/
/** The same in paths that are not printable ASCII. */
const TELLING_ANYWHERE = late(() => new RegExp(String.raw`\p{Nd}{5}|[@+\p{Cc}]`, 'u'))
const PLAIN = /^[ -~]*$/
const PATH = /^(?:\/[^/]*)*$/u

/**
 * True for a normalised path. Paths are made of schema vocabulary where keys are interned; this asks again, because
 * receipts are kept longer and seen by more people than bodies.
 */
export function isShowablePath(path: string): boolean {
  if (SHOWN.has(path)) return true
  const isShowable = PATH.test(path) && !(PLAIN.test(path) ? TELLING : TELLING_ANYWHERE()).test(path)
  if (isShowable && SHOWN.size < MAX_SHOWN) SHOWN.add(path)
  return isShowable
}

/** Paths that were looked at: receipts of one API show the same ones. */
const SHOWN = new Set<string>()
const MAX_SHOWN = 4096
