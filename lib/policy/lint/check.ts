import type { Rulebook } from '../../decide/rulebook.ts'
import type { PolicyCase } from '../cases.ts'
import type { PolicyDocument, ValidDocument } from '../document.ts'
import type { Route } from '../node.ts'
import type { Level } from '../report.ts'

/** What checks look at: a policy in which nothing stops it from being loaded. */
export interface Linted {
  /** The documents of the policy itself; checks complain of these only. */
  readonly own: readonly ValidDocument[]
  /** The same, and the packs of this package. */
  readonly documents: readonly ValidDocument[]
  readonly rulebook: Rulebook
  readonly cases: readonly PolicyCase[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** What a check has to say, and where. */
export interface Complaint {
  readonly document: PolicyDocument
  readonly route: Route
  /** Complain of the name of the member, not of its value. */
  readonly part?: 'name' | 'value'
  readonly what: string
  readonly example: string
}

/** Something that can be loaded, and is probably not meant. */
export interface Check {
  readonly id: string
  readonly level: Level
  /** What it looks for, in one sentence. */
  readonly about: string
  run(policy: Linted): Complaint[]
}
