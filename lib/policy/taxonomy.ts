import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RULES } from './source.ts'

interface Term {
  readonly parent: string | null
  /** The key to use instead; only deprecated keys have one. */
  readonly replacedBy?: string
  /** True for our additions to Fideslang. */
  readonly added?: boolean
  /** What it is in plain words, lower case; data categories have theirs in category.ts. */
  readonly label?: string
}

/** The words for data categories and data uses. */
export interface Taxonomy {
  readonly version: string
  readonly categories: ReadonlyMap<string, Term>
  readonly uses: ReadonlyMap<string, Term>
}

let loaded: Taxonomy | undefined

/** The taxonomy of this package (rules/taxonomy), read once. */
export function taxonomy(): Taxonomy {
  return (loaded ??= read())
}

/** A data use in plain words, lower case; the id itself if it is none. */
export function useLabel(id: string): string {
  return taxonomy().uses.get(id)?.label ?? id
}

function read(): Taxonomy {
  const file = JSON.parse(readFileSync(join(RULES, 'taxonomy/fideslang.json'), 'utf8')) as {
    readonly version: string
    readonly categories: Record<string, Term>
    readonly uses: Record<string, Term>
  }
  return Object.freeze({
    version: file.version,
    categories: new Map(Object.entries(file.categories)),
    uses: new Map(Object.entries(file.uses)),
  })
}
