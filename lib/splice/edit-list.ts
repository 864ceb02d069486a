/**
 * Edits that are decided but not yet written, in document order and without overlap: flat arrays, no object per edit.
 * Offsets count from the first byte of the window and move with it.
 *
 *     {"phone":"+1 ..."}        start 10, end 16, replacement `[phone]`
 *               ^     ^
 */
export class EditList {
  readonly starts: number[] = []
  readonly ends: number[] = []
  readonly replacements: Buffer[] = []

  get length(): number {
    return this.starts.length
  }

  add(start: number, end: number, replacement: Buffer): void {
    this.starts.push(start)
    this.ends.push(end)
    this.replacements.push(replacement)
  }

  /** Takes back the edits that begin at or after `start`: the removal of a member covers those of its key. */
  takeBack(start: number): void {
    while (this.length > 0 && (this.starts[this.length - 1] as number) >= start) {
      this.starts.pop()
      this.ends.pop()
      this.replacements.pop()
    }
  }

  /** Moves the end of the last edit: the end of a long value is not known when its replacement is. */
  extend(end: number): void {
    if (this.length > 0) this.ends[this.length - 1] = end
  }

  /** Puts edits in order that were found out of order. */
  sort(): void {
    const order = this.starts.map((_, i) => i).sort((a, b) => (this.starts[a] as number) - (this.starts[b] as number))
    for (const list of [this.starts, this.ends, this.replacements] as unknown[][]) {
      const sorted = order.map((i) => list[i])
      for (let i = 0; i < sorted.length; i++) list[i] = sorted[i]
    }
  }

  /** Forgets the first `count` edits and moves the rest `by` bytes towards the front of the window. */
  shift(count: number, by: number): void {
    this.starts.splice(0, count)
    this.ends.splice(0, count)
    this.replacements.splice(0, count)
    for (let i = 0; i < this.length; i++) {
      this.starts[i] = (this.starts[i] as number) - by
      this.ends[i] = (this.ends[i] as number) - by
    }
  }
}
