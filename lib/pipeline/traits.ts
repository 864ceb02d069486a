import type { Detection } from '../detect/detection.ts'
import type { ScopeTable } from '../walk/scope-table.ts'
import { FactTable } from './fact-table.ts'

/** The leaf is a fact about its siblings. */
export const IS_FACT = 1
/** It waits for its siblings. */
export const AWAITS = 2
/** What it is may depend on the names that its siblings give. */
export const ASKS_NAMES = 4
/** As a fact it says more than a name. */
export const IS_SAYING = 8
/** It stands in a jCard. */
export const IN_CARD = 16
/** Its value is an extension. */
export const CONFIRMS = 32
/** Digits in it may be an extension that another member confirms. */
export const ECHOES = 64
const IS_KNOWN = 128

/** What the pipeline needs to know of scopes, found out once for each. Shared by all streams of a filter. */
export class Traits {
  readonly words: FactTable | null
  private readonly scopes: ScopeTable
  private readonly detection: Detection
  private known = new Uint8Array(64)

  constructor(scopes: ScopeTable, detection: Detection) {
    this.scopes = scopes
    this.detection = detection
    this.words = detection.likeness === undefined ? null : new FactTable(detection.likeness)
  }

  /** Bits, see above. */
  of(scope: number): number {
    const bits = this.known[scope] ?? 0
    return bits === 0 ? this.find(scope) : bits
  }

  private find(id: number): number {
    const { detection } = this
    const scope = this.scopes.scopes[id]
    if (scope === undefined) return 0
    const { own, parent, inherited } = scope
    const awaits = detection.awaitsSiblings(own, parent, inherited) ? AWAITS : 0
    const names = detection.likeness?.asksNames(own, parent) === false ? 0 : ASKS_NAMES
    const saying = detection.likeness?.isSaying(own) === false ? 0 : IS_SAYING
    const card = detection.isCard?.(own) === true ? IN_CARD : 0
    const confirms = detection.echo?.confirms(own) === true ? CONFIRMS : 0
    const echoes = detection.echo?.repeats(own) === true ? ECHOES : 0
    const bits = IS_KNOWN | confirms | echoes | card | (own.fact ? IS_FACT : 0) | awaits | names | saying
    if (id >= this.known.length) {
      const grown = new Uint8Array(Math.max(id + 1, this.known.length * 2))
      grown.set(this.known)
      this.known = grown
    }
    this.known[id] = bits
    return bits
  }
}
