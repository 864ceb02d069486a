import type { Tally } from './tally.ts'

/** What a child process is told to measure. */
export interface Job {
  readonly one: string
  readonly contender: string
  /** The built package of `pii-egress`. */
  readonly library: string
  /** A body without its tail, and after how many bytes it may be cut; ascending. */
  readonly file: string
  readonly cuts: readonly number[]
  /** Seconds of processor time that the timed runs may take together, about. */
  readonly budget: number
  /** Seconds of processor time to warm up, at most. */
  readonly warmUp: number
  readonly runs: number
  /** Length of the body in which leaks are counted. */
  readonly tallyBytes: number
  /** Only times, and of the longest body in any case: no memory, no leaks. */
  readonly isBrief: boolean
}

/** What it answers. Rates are in megabytes (10^6 bytes) of input per second. */
export interface Measured {
  readonly bytes: number
  /** Per second of processor time. */
  readonly rate: number
  readonly wallRate: number
  /** JSON.parse of the same bytes in the same process, by turns with the runs. */
  readonly parseRate: number
  /** SHA-256 of what came out, hex, the beginning. Empty where nothing comes out. */
  readonly digest: string
  /** Milliseconds; chunks were fed one per turn of the event loop. */
  readonly longestBlock: number | null
  /** Bytes of resident size that the same run took. */
  readonly growth: number | null
  readonly tally: Tally | null
}
