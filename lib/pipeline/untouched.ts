import type { VerdictTable } from '../decide/verdict.ts'

/** Values remembered per table; the one that was not met for the longest time is forgotten. */
const MAX_VALUES = 64
/** UTF-16 units; longer values seldom come again. */
const MAX_CHARS = 256

/**
 * Short texts that a filter was seen to leave as they are, by the table that decided on them: with the table, which
 * ends with the next change of what is granted, goes what was remembered. Texts that were changed are not kept.
 */
export class Untouched {
  private readonly tables = new WeakMap<VerdictTable, Set<string>>()

  has(table: VerdictTable, text: string): boolean {
    const texts = this.tables.get(table)
    if (texts === undefined || !texts.delete(text)) return false
    texts.add(text)
    return true
  }

  add(table: VerdictTable, text: string): void {
    if (text.length > MAX_CHARS) return
    const texts = this.tables.get(table) ?? new Set<string>()
    this.tables.set(table, texts.add(text))
    if (texts.size > MAX_VALUES) texts.delete(texts.values().next().value as string)
  }
}
