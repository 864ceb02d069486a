import type { Request } from 'express'
import type { ResponseSummary } from '../adapters/gate.ts'
import { OUTCOMES, type OutcomeName } from '../decide/verdict.ts'

/**
 * One response in one line: counts and names, no content. Paths hold data, so the pattern of the route stands for them.
 *
 *     GET /contacts 200 filtered | wallboard t-0042 tenant | 2910 -> 2508 bytes | allow 25, redact 20, drop 5
 */
export function receiptLine(request: Request | undefined, { result, code, status, receipt }: ResponseSummary): string {
  const route = (request?.route as { path?: unknown } | undefined)?.path
  const head = `${request?.method ?? '-'} ${typeof route === 'string' ? route : '(no route)'} ${status} ${result}`
  if (receipt === null) return code === null ? head : `${head} ${code}`
  const counts = new Map<OutcomeName, number>()
  for (const { outcome, count } of receipt.cells) counts.set(outcome, (counts.get(outcome) ?? 0) + count)
  const outcomes = OUTCOMES.filter((name) => counts.has(name)).map((name) => `${name} ${counts.get(name) ?? 0}`)
  const { app, tenant, audience, bytesIn, bytesOut } = receipt
  return [
    code === null ? head : `${head} ${code}`,
    [app, tenant, audience].filter((part) => part !== null).join(' '),
    `${bytesIn} -> ${bytesOut} bytes`,
    outcomes.join(', ') || 'nothing private',
  ].join(' | ')
}
