import { categoryLabel } from '../../detect/category.ts'
import type { JudgedChange, PolicyDiff } from './compare.ts'
import { UNREGISTERED } from './classes.ts'
import { circumstancesOf, fieldsInWords } from './words.ts'

/** A feed of what a policy changes, in the form of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export interface ChangeFeed {
  readonly version: 'https://jsonfeed.org/version/1.1'
  readonly title: string
  readonly items: readonly ChangeItem[]
}

export interface ChangeItem {
  /** The same change of the same two policies has the same id. */
  readonly id: string
  readonly title: string
  readonly content_text: string
  readonly tags: readonly string[]
}

/** What the people hear who receive data, or whose data it is; neutral changes are none for them. */
export function feedOf(diff: PolicyDiff): ChangeFeed {
  const { before, after, changes, found } = diff
  const told = changes.filter(({ direction }) => direction !== 'neutral')
  const itemOf = (number: string, title: string, text: string, tag: string): ChangeItem =>
    ({ id: `${before}..${after}#${number}`, title, content_text: text, tags: [tag] })
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: `Changes from policy ${before} to ${after}`,
    items: [
      ...told.map((change, index) =>
        itemOf(`${index + 1}`, titleOf(change), contentOf(change, diff), change.direction)),
      ...found.map(({ direction, what }, index) =>
        itemOf(`found-${index + 1}`, what, 'Other values are found than before.', direction)),
    ],
  }
}

/** The same for people, as Markdown. */
export function markdownOf(feed: ChangeFeed): string {
  const items = feed.items.map(({ title, content_text: text, tags }) =>
    `## ${title}\n\n${text}\n\n*${tags.join(', ')}*\n`)
  return [`# ${feed.title}\n`, ...(items.length === 0 ? ['Nothing changes in what leaves.\n'] : items)].join('\n')
}

const LEAVES: Readonly<Record<string, string>> = {
  allow: 'in clear', tag: 'in clear, tagged', generalise: 'in general terms', mask: 'in part',
  pseudonymise: 'as a stand-in', redact: 'not any more', drop: 'not any more, and without its member',
  block: 'no more: the response is refused',
}

function titleOf({ app, category, after }: JudgedChange): string {
  const who = app.includes(UNREGISTERED) && app.length === 1 ? 'apps that are not registered' : app.join(', ')
  return `${capital(category.map(categoryLabel).join(', '))} to ${who}: ${LEAVES[after.outcome] ?? after.outcome}`
}

function contentOf(change: JudgedChange, diff: PolicyDiff): string {
  const { before, after, fields, duty } = change
  return [
    `${capital(before.outcome)} becomes ${after.outcome}, because of ${after.because.join(', ')}.`,
    `${capital(circumstancesOf(change, diff))}.`,
    ...(fields === null || fields.length === 0 ? [] : [`Documented fields: ${fieldsInWords(fields)}.`]),
    ...(duty.noticeDays > 0 ? [`${duty.noticeDays} days of notice: ${duty.why}.`] : []),
    ...(duty.approval ? [`Needs approval: ${duty.why}.`] : []),
  ].join('\n')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
