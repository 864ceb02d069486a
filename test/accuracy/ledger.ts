import type { CategoryId } from '../../lib/detect/category.ts'

/**
 * Where a private value stands: under its own key, beside a member that says what it is, as a JSON number, in JSON in a
 * string, with escapes, in a note about somebody, in a message or another text, under a key that says nothing, in a
 * link, as an object key.
 */
export const PLACES = [
  'key', 'sibling', 'number', 'json', 'escaped', 'note', 'text', 'neutral', 'uri', 'objectKey',
] as const
export type Place = (typeof PLACES)[number]

/** Places where a key or a member beside the value says what it is. */
export const KEYED: readonly Place[] = ['key', 'sibling', 'number', 'json', 'escaped']
/** Places inside a text. */
export const WRITTEN: readonly Place[] = ['note', 'text']

export type Scalar = string | number | boolean | null

/** A private value that is to be planted. */
export interface Plant {
  readonly category: CategoryId
  readonly place: Place
  /** As it is written. */
  readonly text: string
  /** The part of it that may not be readable afterwards. */
  readonly telling: string
  /** The documented gap that it falls into, if it does: it is counted apart. */
  readonly gap: string | null
}

/** Where a leaf is: JSON Pointers, one per document, the outermost first; the others lead through JSON in strings. */
export type Where = readonly string[]

export interface Planted extends Plant {
  readonly where: Where
}

/** A value that is not private, and has to leave as it is. */
export interface Clean {
  readonly kind: string
  readonly value: Scalar
  readonly where: Where
}

/** What is in a body. */
export interface Ledger {
  readonly planted: readonly Planted[]
  readonly clean: readonly Clean[]
}

/** A segment of a JSON Pointer (RFC 6901). */
export function segment(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

/** The names that a JSON Pointer is made of. */
export function segments(pointer: string): string[] {
  return pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value that a place leads to, and the key that it stands under. */
export function resolve(text: string, where: Where): { readonly key: string | null; readonly value: unknown } {
  let key: string | null = null
  let value: unknown = text
  for (const pointer of where) {
    value = JSON.parse(value as string)
    for (const name of segments(pointer)) {
      key = name
      value = (value as Record<string, unknown> | undefined)?.[name]
    }
  }
  return { key, value }
}
