import { OUTCOMES } from '../../decide/verdict.ts'
import { categoryLabel } from '../../detect/category.ts'
import { capital } from './capital.ts'
import { noticeBlocks, purposeFacts } from './notice-page.ts'
import type { Counts } from './observed.ts'
import type { Block, Page } from './page.ts'
import type { DisclosureReceipt, ReceiptCategory, ReceiptObserved, ReceiptPurpose } from './receipt.ts'
import type { Words } from './words.ts'

/** A receipt as a page: what was declared, and beside it what was seen. */
export function receiptPage(receipt: DisclosureReceipt, words: Words, lang: string): Page {
  const { header, parties, purposes, observed } = receipt
  const { id, policy, issuedAt } = header
  const blocks: Block[] = [
    {
      kind: 'facts',
      facts: [
        ['Receipt', id],
        ['Issued', issuedAt],
        ['Policy', `${policy.version}, SHA-256 ${policy.digest}`],
        ['App', `${parties.app.name} (${parties.app.id}), ${parties.status}`],
        ['Contact', parties.contact ?? words.says.nobodyToAsk],
        ['Who gets to see it', words.audience[parties.audience]],
        ['Passed on to', parties.recipients.length === 0 ? words.says.nobody : parties.recipients.join(', ')],
      ],
    },
    ...(purposes.length === 0 ? [{ kind: 'text', text: words.nothing(parties.app.name) } as const] : []),
    ...purposes.flatMap((purpose) => purposeBlocks(purpose, words)),
    ...(observed === null ? [] : observedBlocks(observed)),
  ]
  return { lang, title: `Disclosure receipt: ${parties.app.name}`, blocks }
}

function purposeBlocks(purpose: ReceiptPurpose, words: Words): Block[] {
  const isObserved = purpose.categories.some(({ observed }) => observed !== null)
  return [
    { kind: 'heading', text: `${capital(purpose.label)} (${purpose.id})` },
    ...(purpose.why === null ? [] : [{ kind: 'text', text: purpose.why } as const]),
    {
      kind: 'table',
      caption: 'Data',
      head: ['Category', 'Of whom', 'Declared', 'Leaves at most', ...(isObserved ? ['Seen'] : [])],
      rows: purpose.categories.map((one) => categoryRow(one, words)),
    },
    { kind: 'facts', facts: purposeFacts(purpose, words) },
    ...noticeBlocks(purpose.notices, words),
  ]
}

function categoryRow(one: ReceiptCategory, words: Words): string[] {
  const { category, label, contacts, declared, leavesAs, observed } = one
  const whose = contacts.map((contact) => words.contact[contact]).join(words.says.and)
  const seen = observed === null ? [] : [countsText(observed)]
  return [`${capital(label)} (${category})`, whose, declared, leavesAs, ...seen]
}

function observedBlocks(observed: ReceiptObserved): Block[] {
  const { receipts, incomplete, policies, undeclared, unclassified, uncounted } = observed
  const others = Object.entries(undeclared)
  return [
    { kind: 'heading', text: 'What was seen' },
    {
      kind: 'facts',
      facts: [
        ['Responses', `${receipts}, of which ${incomplete} did not leave as a whole`],
        ['Policies', policies.length === 0 ? 'none' : policies.join(', ')],
        ['Values that nobody classified', String(unclassified)],
        ['Findings that were not counted one by one', String(uncounted)],
      ],
    },
    ...(others.length === 0 ? [] : [{
      kind: 'table', caption: 'Found, and not declared', head: ['Category', 'Seen'],
      rows: others.map(([category, counts]) =>
        [`${capital(categoryLabel(category))} (${category})`, countsText(counts)]),
    } as const]),
  ]
}

/** From what changes nothing to what refuses everything. */
function countsText(counts: Counts): string {
  const parts = OUTCOMES.flatMap((outcome) => (counts[outcome] === undefined ? [] : [`${counts[outcome]} ${outcome}`]))
  return parts.length === 0 ? 'none' : parts.join(', ')
}
