import { OUTCOMES, type OutcomeName } from '../decide/verdict.ts'
import { isShowablePath } from './cells.ts'
import type { Receipt, ReceiptCell } from './receipt.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * A receipt of which it is not known who made it, or null if it is none. What is returned is a new object with the
 * fields of a receipt and no others; words of closed vocabularies have the form of these, and paths are showable. So
 * nothing else can be written to a log, or printed from one.
 */
export function receiptOf(value: unknown): Receipt | null {
  if (!isObject(value) || !Array.isArray(value['cells'])) return null
  const { app, tenant, purpose, audience, policy, mode, result, bytesIn, bytesOut, unclassified, uncounted } = value
  if (!isText(app) || !isTextOrNull(tenant) || !isTextOrNull(purpose) || !isText(policy)) return null
  if (!isWord(audience) || !isMode(mode) || !isWord(result)) return null
  if (!isCount(bytesIn) || !isCount(bytesOut) || !isCount(unclassified) || !isCount(uncounted)) return null
  const cells = value['cells'].map(cellOf)
  if (!cells.every((cell) => cell !== null)) return null
  return { app, tenant, purpose, audience, policy, mode, result, bytesIn, bytesOut, unclassified, cells, uncounted }
}

function cellOf(value: unknown): ReceiptCell | null {
  if (!isObject(value)) return null
  const { category, path, outcome, because, count } = value
  if (!isWord(category) || !isText(path) || !isOutcome(outcome) || !isCount(count)) return null
  if (!Array.isArray(because) || !because.every(isText)) return null
  return { category, path: isShowablePath(path) ? path : '/**', outcome, because: [...because], count }
}

/** Categories, audiences and results are words; newer versions may have others than this one. */
const WORD = /^[A-Za-z][A-Za-z0-9_.-]*$/
const MODES: readonly unknown[] = ['enforce', 'tag', 'report'] satisfies Receipt['mode'][]

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value)
}

function isWord(value: unknown): value is string {
  return isText(value) && WORD.test(value)
}

function isMode(value: unknown): value is Receipt['mode'] {
  return MODES.includes(value)
}

function isOutcome(value: unknown): value is OutcomeName {
  return OUTCOMES.some((name) => name === value)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
