/** Values remembered; the one that was not met for the longest time is forgotten. */
const MAX_VALUES = 64
/** UTF-16 units; longer values seldom come again. */
const MAX_CHARS = 256

/** Short texts that a filter was seen to leave as they are, for one recipient. Texts that were changed are not kept. */
export class Untouched {
  private readonly texts = new Set<string>()

  has(text: string): boolean {
    if (!this.texts.delete(text)) return false
    this.texts.add(text)
    return true
  }

  add(text: string): void {
    if (text.length > MAX_CHARS) return
    this.texts.add(text)
    if (this.texts.size > MAX_VALUES) this.texts.delete(this.texts.values().next().value as string)
  }
}
