/**
 * Bodies in the shapes that vendors document, with invented people in them. Every private leaf is labelled, and nothing
 * else may change.
 */
export interface Row {
  readonly source: string
  readonly body: unknown
  /** JSON pointer of every private leaf, and its category, or one above it. */
  readonly private: Readonly<Record<string, string>>
  /** Whose contact it is, where the surroundings say. */
  readonly context?: Readonly<Record<string, string>>
}

/** Scalars by JSON pointer. */
export function leaves(value: unknown, pointer = '', found = new Map<string, unknown>()): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return found.set(pointer, value)
  for (const [key, member] of Object.entries(value)) {
    leaves(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, found)
  }
  return found
}
