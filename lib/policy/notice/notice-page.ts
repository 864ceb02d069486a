import { capital } from './capital.ts'
import type { Block, Page } from './page.ts'
import type { StatedCategory, StatedNotice, StatedPurpose, Statement } from './statement.ts'
import type { Words } from './words.ts'

/** What an app discloses, for the people whose data they are. */
export function noticePage(statement: Statement, words: Words, lang: string): Page {
  const { app: { name }, purposes, status } = statement
  const none: Block[] = purposes.length === 0 ? [{ kind: 'text', text: words.nothing(name) }] : []
  const blocks: Block[] = [
    { kind: 'text', text: words.status[status](name) },
    { kind: 'facts', facts: factsOf(statement, words) },
    ...none,
    ...purposes.flatMap((purpose) => purposeBlocks(purpose, words)),
    { kind: 'heading', text: words.says.source },
    { kind: 'text', text: words.source(statement) },
  ]
  return { lang, title: words.title(name), blocks }
}

type Fact = readonly [term: string, text: string]

function factsOf({ app, audience, owner, budget }: Statement, { says, audience: circles, budget: inWords }: Words): Fact[] {
  const actions: Fact[] = app.actions.length === 0 ? [] : [[says.actions, app.actions.join(', ')]]
  const most: Fact[] = budget === null ? [] : [[says.atMost, inWords(budget)]]
  return [...actions, ...most, [says.sees, circles[audience]], [says.ask, owner ?? says.nobodyToAsk]]
}

function purposeBlocks(purpose: StatedPurpose, words: Words): Block[] {
  const { says } = words
  const { label, why, categories } = purpose
  return [
    { kind: 'heading', text: words.forPurpose(label) },
    ...(why === null ? [] : [{ kind: 'text', text: why } as const]),
    {
      kind: 'table',
      caption: says.receives,
      head: [says.data, says.whose, says.clearly, says.reason],
      rows: categories.map((one) => categoryRow(one, words)),
    },
    { kind: 'facts', facts: purposeFacts(purpose, words) },
    ...noticeBlocks(purpose.notices, words),
  ]
}

function categoryRow({ label, contacts, leavesAs, reason }: StatedCategory, words: Words): string[] {
  const whose = contacts.map((one) => words.contact[one]).join(words.says.and)
  return [capital(label), whose, words.outcome[leavesAs], reason ?? '']
}

/** Who gets what an app receives for a purpose, for how long, and since and until when. */
export function purposeFacts(purpose: StatedPurpose, { says, audience: circles, time, days, day }: Words): Fact[] {
  const { audience, tenants, valid, sharedWith, retentionDays } = purpose
  return [
    [says.sees, circles[audience]],
    [says.passedOn, sharedWith.length === 0 ? says.nobody : sharedWith.join(', ')],
    [says.kept, retentionDays === null ? says.notSaid : days(retentionDays)],
    [says.customers, tenants === null ? says.all : tenants.join(', ')],
    [says.from, day(valid.from)],
    [says.until, `${day(valid.until)}${time[purpose.time]}`],
  ]
}

/** Which notices have to be given before, and who was given them. */
export function noticeBlocks(notices: readonly StatedNotice[], words: Words): Block[] {
  const { says } = words
  if (notices.length === 0) return [{ kind: 'text', text: says.noNotice }]
  return notices.flatMap((notice): Block[] => [
    { kind: 'text', text: words.required(notice, whomOf(notice, words)) },
    {
      kind: 'table',
      caption: words.noticeGiven(notice.id),
      head: [says.customer, says.version, says.state, says.since],
      rows: notice.told.map(({ tenant, version, state, at }) =>
        [tenant === '*' ? says.others : tenant, String(version), words.notice[state], words.day(at)]),
    },
  ])
}

function whomOf({ toWhom }: StatedNotice, words: Words): string {
  const whom = toWhom.length === 0 ? words.says.everybody : toWhom.map((one) => words.toWhom[one]).join(words.says.and)
  return capital(whom)
}
