import { OUTCOMES, type Outcome, type Verdict } from '../../lib/decide/verdict.ts'
import type { ReceiptHead, ReceiptNames, ReceiptTail } from '../../lib/audit/receipt-builder.ts'
import type { ReceiptCell } from '../../lib/audit/receipt.ts'
import { CATEGORIES } from '../../lib/detect/category.ts'

export const HEAD: ReceiptHead = {
  app: 'crm', tenant: 'tenant-a', purpose: null, audience: 'partner', policy: '1+abc', mode: 'enforce',
}
export const TAIL: ReceiptTail = { result: 'complete', bytesIn: 100, bytesOut: 90, unclassified: 3 }

export const PATHS = ['', '/email', '/contacts/*/email', '/contacts/*/{key}', '/contacts/*/email', '/iso3166']
export const NAMES: ReceiptNames = {
  category: (index) => CATEGORIES[index] ?? 'user',
  path: (scope) => PATHS[scope] ?? '/**',
}

export function verdict(outcome: Outcome, ...because: string[]): Verdict {
  return Object.freeze({ outcome, because: Object.freeze(because), marker: null })
}

export function cell(category: string, path: string, outcome: Outcome, count = 1, because: string[] = []): ReceiptCell {
  return { category, path, outcome: OUTCOMES[outcome], because, count }
}
