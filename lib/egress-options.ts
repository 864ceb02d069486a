import type { EgressError } from './errors.ts'
import { checkOptions as check, type OptionRule } from './adapters/options.ts'
import type { ReceiptSink } from './audit/sink.ts'
import { LIMITS, type Limits } from './limits.ts'
import type { PolicySource } from './policy/policy.ts'

/** How tags leave: in a response header, as a last member of the outermost object, or in the receipt only. */
export type TagOutput = 'header' | 'sidecar' | 'receipt'

export interface EgressFilterOptions {
  /**
   * A folder of policy files, a list of files and folders, or documents. Default: none, so that no app is registered
   * and nothing private leaves.
   */
  readonly policy?: PolicySource
  /**
   * Key material of pseudonyms, at least 16 bytes; 32 random ones are right. Default: random, so that pseudonyms change
   * with every start.
   */
  readonly secret?: Uint8Array | string
  /** Default: `receipt`. */
  readonly tags?: TagOutput
  /**
   * Takes every receipt: a function, a log, metrics, or a list of such. What fails is counted, and harms neither the
   * response nor the others. Receipts are also published on the diagnostics channel `pii-egress:receipt`.
   */
  readonly onReceipt?: ReceiptSink | readonly ReceiptSink[]
  /** Default: what the policy's manifest says. `report` computes everything and changes nothing; receipts say so. */
  readonly mode?: 'enforce' | 'tag' | 'report'
  /**
   * A file made by `pii-egress plan --out`, of newer telephone numbers than the package knows. Default: the plan that
   * comes with the package.
   */
  readonly numberingPlan?: string
  /** Other limits than those of limits.ts. */
  readonly limits?: Partial<Limits>
  /** Milliseconds since 1970; asked once per response. Default: Date.now. */
  readonly clock?: () => number
  /**
   * Milliseconds between two looks at the policy files; what has changed is loaded while the service runs. Default:
   * they are read once, and again when {@link EgressFilter.reload} is called.
   */
  readonly watchEvery?: number
  /**
   * Called when the policy was loaded again, or could not be: then the last good one stays in force. Without it a
   * failure is a warning of the process.
   */
  readonly onReload?: (reload: Reload) => void
}

/** What became of an attempt to load the policy again. */
export interface Reload {
  /** Id of the policy in force. */
  readonly policy: string
  /** Id of the one before; the same if nothing has changed, or nothing could be loaded. */
  readonly previous: string
  /** Everything that is wrong with the files, if they could not be loaded. */
  readonly error: EgressError | null
}

/**
 * Refuses options that are not what they should be.
 *
 * @throws EgressError ERR_EGRESS_OPTION
 */
export function checkOptions(options: EgressFilterOptions): void {
  check(options, RULES, USAGE)
}

const USAGE = "createEgressFilter({ policy: './policy', secret: process.env.EGRESS_SECRET })"

const RULES: ReadonlyMap<string, OptionRule> = new Map<string, OptionRule>([
  ['policy', {
    test: isPolicySource, want: 'a folder, a list of files, or a list of documents', example: "policy: './policy'",
  }],
  ['secret', {
    test: isSecret, want: 'bytes or text of at least 16 bytes', example: 'secret: process.env.EGRESS_SECRET',
  }],
  ['tags', {
    test: isOneOf('header', 'sidecar', 'receipt'), want: '`header`, `sidecar` or `receipt`', example: "tags: 'header'",
  }],
  ['mode', {
    test: isOneOf('enforce', 'tag', 'report'), want: '`enforce`, `tag` or `report`', example: "mode: 'report'",
  }],
  ['onReceipt', {
    test: areSinks, want: 'a function, a log, metrics, or a list of such', example: 'onReceipt: [log, metrics]',
  }],
  ['numberingPlan', { test: isFileName, want: 'the name of a file', example: "numberingPlan: './plan.json'" }],
  ['limits', {
    test: areLimits,
    want: 'an object of positive whole numbers, named as in limits.ts, siblings and margins smaller than a leaf',
    example: 'limits: { maxDepth: 64 }',
  }],
  ['watchEvery', { test: isInterval, want: 'milliseconds, 10 at least', example: 'watchEvery: 5000' }],
  ['onReload', { test: isFunction, want: 'a function', example: 'onReload: ({ error }) => error && log.error(error)' }],
  ['clock', { test: isFunction, want: 'a function', example: 'clock: Date.now' }],
])

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}

function areSinks(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isSink) : isSink(value)
}

function isSink(value: unknown): boolean {
  return isFunction(value) || (typeof value === 'object' && value !== null && isFunction(Reflect.get(value, 'take')))
}

function isOneOf(...words: readonly string[]): (value: unknown) => boolean {
  return (value) => words.includes(value as string)
}

function isPolicySource(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

function isInterval(value: unknown): boolean {
  return typeof value === 'number' && value >= 10 && value < 2 ** 31
}

function isFileName(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function isSecret(value: unknown): boolean {
  return (typeof value === 'string' || value instanceof Uint8Array) && Buffer.byteLength(value) >= 16
}

function areLimits(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const known = Object.entries(value).every(
    ([name, limit]) => Object.hasOwn(LIMITS, name) && Number.isSafeInteger(limit) && Number(limit) > 0,
  )
  // A string that is read in parts makes the objects around it too large to wait for, and a window holds two margins.
  const { maxSiblingBytes, maxLeafBytes, windowMarginBytes } = { ...LIMITS, ...(value as Partial<Limits>) }
  return known && maxSiblingBytes <= maxLeafBytes && windowMarginBytes * 2 <= maxLeafBytes
}
