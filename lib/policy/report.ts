/** How much it matters: an error is wrong, a warning is wrong in most policies, a note is for knowing. */
export const LEVELS = ['error', 'warning', 'note'] as const
export type Level = (typeof LEVELS)[number]

/** One thing that a check has to say of a policy. It holds names and ids of the policy, never a value of a body. */
export interface Item {
  readonly level: Level
  /** Id of the check: an {@link ErrorCode} where it stops the policy from being loaded. */
  readonly check: string
  readonly message: string
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 units. */
  readonly column: number
  /** How it would be right; null where there is nothing to set right. */
  readonly example: string | null
}

/** One thing that was checked: a case, or a file for one check. */
export interface Subject {
  readonly name: string
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly items: readonly Item[]
}

/** What a command found out about a policy, for people and for programs. */
export interface Report {
  /** Name of the command. */
  readonly command: string
  /** Every check that was made, with what it looks for. */
  readonly checks: ReadonlyMap<string, string>
  readonly subjects: readonly Subject[]
  /** The result in a few words; empty where the numbers of items say it all. */
  readonly summary: string
}

/** The last line of a report; empty where there is nothing to say. */
export function conclusionOf(report: Report): string {
  return report.summary === '' ? tallyOf(itemsOf(report)) : report.summary
}

/** All items of a report: files in their order, each from top to bottom. */
export function itemsOf({ subjects }: Report): Item[] {
  return subjects.flatMap(({ items }) => items).sort((a, b) =>
    compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.message, b.message))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The same report, for those who take warnings for errors. */
export function strictly(report: Report): Report {
  const raised = (item: Item): Item => (item.level === 'warning' ? { ...item, level: 'error' } : item)
  return { ...report, subjects: report.subjects.map((one) => ({ ...one, items: one.items.map(raised) })) }
}

/** `2 errors, 1 warning`; empty without items. */
export function tallyOf(items: readonly Item[]): string {
  return LEVELS.flatMap((level) => {
    const count = items.filter((item) => item.level === level).length
    return count === 0 ? [] : [counted(count, level)]
  }).join(', ')
}

/** `1 case`, `2 cases`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
