import { share } from '../../benchmarks/report/words.ts'
import { categoryLabel } from '../../lib/detect/category.ts'
import { PLACES, type Place } from './ledger.ts'
import { groupOf, GROUPS, isKeyed, leakOf, MEASURES } from './measures.ts'
import type { Result } from './result.ts'
import { total, type Score, type Share } from './tally.ts'
import { judge } from './thresholds.ts'

const HEADINGS: Readonly<Record<Place, string>> = {
  key: 'own key', sibling: 'member beside', number: 'JSON number', json: 'JSON in a string', escaped: 'escapes',
  note: 'note', text: 'text', neutral: 'other key', uri: 'link', objectKey: 'object key',
}

/** Everything: what `npm run accuracy` prints. */
export function report(result: Result): string {
  const { ours } = result
  return [
    origin(result),
    '## Leaked, of what was planted',
    leakTable(ours),
    '## Damaged, of what was harmless',
    table(['', 'damaged', 'of'], ours.damage.map(({ kind, part, whole }) => [kind, share(part, whole), count(whole)])),
    '## Documented gaps: what left of them',
    table(['', 'left', 'of'], ours.gaps.map(({ kind, part, whole }) => [kind, share(part, whole), count(whole)])),
    '## Corpora written by hand',
    corporaTable(result),
    '## The same bodies through what one would reach for otherwise',
    contenderTable(result),
    '## Thresholds',
    thresholdTable(ours),
  ].join('\n\n')
}

/** What the README shows. */
export function summary(result: Result): string {
  const { ours, corpora } = result
  const damage = total(ours.damage)
  const kinds = [...ours.damage].sort((one, other) => other.part - one.part).filter(({ part }) => part > 0)
  const worst = kinds.slice(0, 4).map(({ kind, part }) => `${kind} (${count(part)})`)
  const left = ours.gaps.map(({ kind, part, whole }) => `${share(part, whole)} (${kind})`).join(', ')
  const hits = total(corpora.map(({ missed }) => missed))
  const misses = total(corpora.map(({ damaged }) => damaged))
  const gaps = corpora.reduce((sum, one) => sum + one.gaps, 0)
  return [
    origin(result),
    'Leaked, of what was planted:',
    groupTable(ours),
    `Damaged: ${count(damage.part)} of ${count(damage.whole)} harmless values`
    + `${worst.length === 0 ? '' : `, most of all ${worst.join(', ')}`}.`,
    `Documented gaps: of their values there left ${left}.`,
    `Corpora written by hand: ${count(hits.whole - hits.part)} of ${count(hits.whole)} hits found, `
    + `${count(misses.part)} of ${count(misses.whole)} misses damaged, ${count(gaps)} known gaps.`,
    'The same bodies through what one would reach for otherwise:',
    contenderTable(result),
  ].join('\n\n')
}

function origin({ seed, responses, bytes, ours }: Result): string {
  const planted = total(ours.leaks).whole
  const refused = ours.refused === 0 ? '' : ` Refused: ${count(ours.refused)}.`
  const size = (bytes / 1e6).toFixed(1)
  return `${count(responses)} responses, ${size} MB, seed ${seed}: ${count(planted)} private values and `
    + `${count(total(ours.damage).whole)} harmless ones.${refused}`
}

function leakTable({ leaks }: Score): string {
  const places = PLACES.filter((place) => leaks.some((row) => row.place === place))
  const categories = [...new Set(leaks.map(({ category }) => category))]
  return table(['', ...places.map((place) => HEADINGS[place]), 'all', 'planted'], categories.map((category) => {
    const rows = leaks.filter((row) => row.category === category)
    const sum = total(rows)
    const cells = places.map((place) => percent(total(rows.filter((row) => row.place === place))))
    return [categoryLabel(category), ...cells, percent(sum), count(sum.whole)]
  }))
}

const COLUMNS: readonly (readonly [heading: string, isIn: (place: Place) => boolean])[] = [
  ['under a key or beside a member that says it', isKeyed],
  ['in a note', (place) => place === 'note'],
  ['in a text', (place) => place === 'text'],
  ['under another key', (place) => place === 'neutral'],
  ['in a link', (place) => place === 'uri'],
  ['as an object key', (place) => place === 'objectKey'],
]

function groupTable(score: Score): string {
  return table(['', ...COLUMNS.map(([heading]) => heading), 'planted'], GROUPS.map(([group]) => [
    group,
    ...COLUMNS.map(([, isIn]) => percent(leakOf(group, isIn)(score))),
    count(total(score.leaks.filter(({ category }) => groupOf(category) === group)).whole),
  ]))
}

function contenderTable({ ours, peers }: Result): string {
  const scores = [ours, ...peers]
  const rows = MEASURES.filter(({ isCommon }) => isCommon).map(({ name, of }) => [
    name, ...scores.map((score) => percent(of(score))),
  ])
  return table(['', ...scores.map(({ name }) => name)], rows)
}

function corporaTable({ corpora }: Result): string {
  const rows = corpora.map(({ detector, missed, damaged, gaps }) => [
    detector, percent(missed), count(missed.whole), percent(damaged), count(damaged.whole), count(gaps),
  ])
  return table(['', 'hits missed', 'of', 'misses damaged', 'of', 'gaps'], rows)
}

function thresholdTable(ours: Score): string {
  return table(['', 'measured', 'of', 'target', 'limit of this release', ''], judge(ours).map((one) => [
    one.measure, percent(one), count(one.whole), rate(one.target), rate(one.limit),
    one.isBroken ? 'BROKEN' : one.rate > one.target ? 'above the target' : 'reached',
  ]))
}

function rate(value: number): string {
  return `${Number((value * 100).toPrecision(3))} %`
}

function percent({ part, whole }: Share): string {
  return share(part, whole)
}

function count(value: number): string {
  return value.toLocaleString('en')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), `|---|${'---:|'.repeat(head.length - 1)}`, ...rows.map(line)].join('\n')
}
