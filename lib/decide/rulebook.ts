import type { Audience } from './audience.ts'
import type { Exception } from './exception.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Notice } from './notice.ts'
import type { ProtectedText } from './protected.ts'
import type { Registration } from './registration.ts'
import type { Rule } from './rule.ts'
import type { Outcome, Posture, VerdictTable } from './verdict.ts'

/** A policy as data: what decisions are made from. The policy loader makes it; nothing in here changes afterwards. */
export interface Rulebook {
  /** `<version>+<digest prefix>`. */
  readonly id: string
  readonly mode: VerdictTable['mode']
  /** Findings less sure than this are at most tagged, unless a rule names a lower bound itself. */
  readonly minConfidence: number
  /** Path patterns, sorted; everything else names them by index. */
  readonly paths: readonly string[]
  readonly registrations: ReadonlyMap<string, Registration>
  readonly rules: readonly Rule[]
  readonly exceptions: readonly Exception[]
  readonly notices: ReadonlyMap<string, Notice>
  /** All data uses there are. */
  readonly uses: ReadonlySet<string>
  /** By category index: what happens where nothing is granted. Redact or stricter. */
  readonly undeclared: readonly Outcome[]
  readonly postures: Readonly<Record<Audience, Posture>>
  /** Indices of the paths whose unclassified scalars may leave under any posture. */
  readonly harmless: readonly number[]
  /** Texts that nothing may alter. */
  readonly protected: readonly ProtectedText[]
  /** Indices of the paths that the published description of the API knows. */
  readonly documented: readonly number[]
  /** By operation: indices of the paths that the description of the API knows in its responses. */
  readonly operations: ReadonlyMap<string, readonly number[]>
  /** What is ending, and what is not settled. */
  readonly lifecycles: readonly Lifecycle[]
}
