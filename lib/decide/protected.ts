/**
 * A proprietary notice: a text that leaves as it is wherever the policy says that it stands. It is known by its digest, so
 * that nothing else can leave in its place.
 */
export interface ProtectedText {
  /** Shown as `protected:<id>`. */
  readonly id: string
  /** Indices of path patterns. */
  readonly paths: readonly number[]
  /** True if the value of a response header may be the text. */
  readonly inHeaders: boolean
  /** SHA-256, hex, lower case. */
  readonly digests: readonly string[]
}
