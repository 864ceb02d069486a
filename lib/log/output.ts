/** Where lines of a log go: a file, or a stream of the host. */
export interface LogOutput {
  /**
   * Appends lines, each with its line feed. Never rejects.
   *
   * @returns how many of them, from the first, stand there whole; of the next one there is nothing
   */
  append(lines: readonly Uint8Array[]): Promise<number>
  /** Never rejects. */
  close(): Promise<void>
}

/** The end of a log: what has to be kept elsewhere, so that it shows when lines are missing at the end. */
export interface LogHead {
  /** Digest of the last line; null while there is none. */
  readonly digest: string | null
  /** Number of the last line. */
  readonly count: number
}
