import type { Limits } from '../limits.ts'
import type { KeyDictionary } from './key-dictionary.ts'
import type { Tape } from './leaf.ts'
import type { ScopeTable } from './scope-table.ts'
import type { Gates } from './watch.ts'

/**
 * The contract between bytes and leaves. A walker tokenises strictly (RFC 8259 and valid UTF-8; anything else throws)
 * and resumably: the window may end anywhere, and the leaves are the same for every way of cutting the input.
 *
 *     window   | held bytes | chunk |          offsets on the tape count from the window's first byte
 *              0            at      length
 */
export interface Walker {
  /** Leaves of the bytes read since the tape was last cleared. */
  readonly tape: Tape
  /**
   * Reads on to `length`. The bytes before the place where the last call stopped are the same as then.
   * @throws EgressError ERR_EGRESS_SYNTAX, _UTF8, _DEPTH, _KEY_SIZE, _NUMBER_SIZE
   */
  walk(window: Buffer, length: number): void
  /**
   * The input is over.
   * @throws EgressError ERR_EGRESS_TRUNCATED if the document is not
   */
  end(): void
  /**
   * The first byte that may still belong to a leaf, or to the removal of one. Bytes before it are not asked for again.
   */
  readonly heldFrom: number
  /** The first `count` bytes of the window are gone; the next window starts behind them. */
  shift(count: number): void
  /** Bytes read since the start of the input. */
  readonly position: number
  /** Strings, numbers and literals that were read, reported or not; keys and texts that are no JSON are none. */
  readonly scalars: number
}

/** What a walker is made with; shared by all streams of a filter, apart from `shape`. */
export interface WatchPlan {
  readonly keys: KeyDictionary
  readonly scopes: ScopeTable
  readonly gates: Gates
  readonly limits: Limits
}

/** How documents follow each other in the input. */
export interface Shape {
  /** One document; one in each line (NDJSON); or one after each record separator (RFC 7464). */
  readonly documents: 'one' | 'lines' | 'records'
  /** Bytes that follow the document (the `);` of JSONP), or none. */
  readonly trailer: Uint8Array
  /** The scope in which the document stands: that of the string it was found in, or the root. */
  readonly scope: number
  /** Report the outermost container even if it holds no leaf of interest. */
  readonly reportRoot: boolean
}
