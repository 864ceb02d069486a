import { randomBytes } from 'node:crypto'
import type { Transform } from 'node:stream'
import type { RequestHandler } from 'express'
import { encode } from './adapters/chunk.ts'
import { expressMiddleware, type ExpressEgressOptions } from './adapters/express.ts'
import type { EgressGate } from './adapters/gate.ts'
import { checkOptions, type OptionRule } from './adapters/options.ts'
import type { Receipt } from './audit/receipt.ts'
import { createOutlet, type ReceiptSink } from './audit/sink.ts'
import { tagHeader, TAG_HEADER } from './audit/tags.ts'
import { LIMITS, type Limits } from './limits.ts'
import type { BodyFormat, EgressContext } from './pipeline/context.ts'
import { Engine } from './pipeline/engine.ts'
import { transformOf } from './pipeline/node-stream.ts'
import type { Decision } from './pipeline/observer.ts'
import type { Session } from './pipeline/session-contract.ts'
import { EgressError } from './errors.ts'
import { loadPlan } from './policy/plan-file.ts'
import { loadPolicy, type CompiledPolicy, type PolicySource } from './policy/policy.ts'
import { watchPolicy } from './policy/watch.ts'
import type { Operation } from './splice/patch.ts'

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
   * Milliseconds between two looks at the policy files; what has changed is loaded while the service runs. Default: they
   * are read once, and again when {@link EgressFilter.reload} is called.
   */
  readonly watchEvery?: number
  /**
   * Called when the policy was loaded again, or could not be: then the last good one stays in force. Without it a failure
   * is a warning of the process.
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

/** A filter: what {@link createEgressFilter} returns. */
export interface EgressFilter {
  /** Id of the policy in force, `<version>+<digest prefix>`. */
  readonly policy: string
  /**
   * Loads the policy again, or another one, and puts it in force for every response that begins from now on. A response
   * under way ends under the policy that it began with, except that an app that was revoked receives nothing more.
   *
   * @param policy where from; default: where it came from last
   * @throws EgressError ERR_EGRESS_POLICY_*; the policy in force stays in force
   */
  reload(policy?: PolicySource): Reload
  /** Ends looking at the policy files. The filter goes on. */
  close(): void
  /**
   * Express middleware (4.18 and later, 5).
   *
   *     app.use(filter.express({ identify: (req) => ({ app: req.auth.clientId }) }))
   */
  express(options: ExpressEgressOptions): RequestHandler
  /** A body in one piece. Throws an EgressError if it may not leave. */
  bytes(body: Uint8Array | string, context: EgressContext, format?: BodyFormat): { body: Buffer; receipt: Receipt }
  /** A body as a stream. Destroyed with an EgressError if the rest may not leave. */
  transform(context: EgressContext, format?: BodyFormat): Transform
  /** A body in pieces, synchronously; for adapters. */
  session(context: EgressContext, format: BodyFormat): Session
  /** What would be done to a JSON body, as a JSON Patch (RFC 6902). Changes nothing. */
  patch(body: Uint8Array | string, context: EgressContext): { operations: Operation[]; receipt: Receipt }
  /**
   * Every leaf of a JSON body that was decided on, with what decided. Holds no values; but pointers are made of keys,
   * which may be private.
   */
  explain(body: Uint8Array | string, context: EgressContext): Decision[]
}

/**
 * Makes a filter. Everything is read and compiled here; a mistake in an option or a policy file stops the start.
 *
 *     const filter = createEgressFilter({ policy: './policy' })
 *     app.use(filter.express({ identify: (req) => ({ app: req.auth.clientId, tenant: req.auth.tenant }) }))
 *
 * @throws EgressError ERR_EGRESS_OPTION, ERR_EGRESS_POLICY_* (with file, line, column and an example)
 */
export function createEgressFilter(options: EgressFilterOptions = {}): EgressFilter {
  checkOptions(options, RULES, USAGE)
  const engineOptions = {
    secret: typeof options.secret === 'string' ? Buffer.from(options.secret) : (options.secret ?? randomBytes(32)),
    limits: { ...LIMITS, ...options.limits },
    clock: options.clock ?? Date.now,
    inForce: () => current.policy,
    ...(options.numberingPlan === undefined ? {} : { numberingPlan: loadPlan(options.numberingPlan) }),
  }
  let source = options.policy ?? []
  let current = bundleFrom(source)
  const outlet = createOutlet(...sinksOf(options.onReceipt))

  /** Everything that is made from one policy, frozen: a response asks for it once. */
  function bundleFrom(from: PolicySource): Bundle {
    const policy = inMode(loadPolicy(from), options.mode)
    const engine = new Engine({ ...engineOptions, policy })
    const { id, mode } = policy.rulebook
    const open = (context: EgressContext, format: BodyFormat): Session =>
      engine.open(context, format, { sidecar: options.tags === 'sidecar' })
    const gate: EgressGate = {
      policyId: id,
      policyHeader: `"${id}"${mode === 'enforce' ? '' : `;mode=${mode}`}`,
      openSession: open,
      filterText: (context, text, name) => engine.filterHeader(context, text, name),
      receiptWithout: (context, result) => engine.receiptWithout(context, result),
      operationFor: (request) => policy.operationFor(request),
      announcements: ({ operation }) => (mode === 'report' ? [] : policy.headersFor(operation)),
      ...(options.tags === 'header' ? { tagHeader: headerOf } : {}),
    }
    return Object.freeze({ id, policy, engine, open, gate })
  }

  function reload(from: PolicySource = source): Reload {
    const next = bundleFrom(from)
    const previous = current.id
    source = from
    if (next.id !== previous) current = next
    return tell({ policy: next.id, previous, error: null })
  }

  function reloadIfGood(): void {
    try {
      reload()
    } catch (cause) {
      const error = cause instanceof EgressError ? cause : new EgressError('ERR_EGRESS_STAGE')
      tell({ policy: current.id, previous: current.id, error })
    }
  }

  function tell(done: Reload): Reload {
    if (options.onReload === undefined && done.error !== null) warn(done.policy, done.error)
    try {
      options.onReload?.(done)
    } catch {
      // Whoever listens cannot undo what was done.
    }
    return done
  }

  /** The files of the policy in force; the description of the API may lie outside of its folder. */
  function files(): readonly string[] {
    const own = typeof source === 'string' ? [source] : Array.isArray(source) ? (source as readonly string[]) : []
    const { api } = current.policy
    return api === null ? own : [...own, api.file]
  }

  const unwatch = options.watchEvery === undefined ? null : watchPolicy(files, options.watchEvery, reloadIfGood)
  const gateInForce = (): EgressGate => current.gate
  const open = (context: EgressContext, format: BodyFormat): Session => current.open(context, format)

  return {
    get policy() {
      return current.id
    },
    reload,
    close: () => unwatch?.(),
    express: ({ onReceipt, ...rest }) =>
      expressMiddleware(gateInForce, {
        ...rest,
        onReceipt(summary) {
          if (outlet.isHeard && summary.receipt !== null) outlet.deliver(summary.receipt)
          onReceipt?.(summary)
        },
      }),
    session: open,
    bytes(body, context, format = 'json') {
      const session = open(context, format)
      const filtered = Buffer.concat(drain(session, body))
      const receipt = session.receipt()
      outlet.deliver(receipt)
      return { body: filtered, receipt }
    },
    transform(context, format = 'json') {
      const session = open(context, format)
      return transformOf(session).once('close', () => {
        if (outlet.isHeard) outlet.deliver(session.receipt())
      })
    },
    patch: (body, context) => current.engine.patch(bytesOf(body), context),
    explain: (body, context) => current.engine.explain(bytesOf(body), context),
  }
}

/** One policy, and what was compiled from it. */
interface Bundle {
  readonly id: string
  readonly policy: CompiledPolicy
  readonly engine: Engine
  readonly open: (context: EgressContext, format: BodyFormat) => Session
  readonly gate: EgressGate
}

function warn(policy: string, { code, message }: EgressError): void {
  process.emitWarning(`the policy could not be loaded again, and ${policy} stays in force: ${message}`, 'EgressWarning', code)
}

function headerOf({ cells }: Receipt): readonly [name: string, value: string] | null {
  const value = tagHeader(cells)
  return value === null ? null : [TAG_HEADER, value]
}

function sinksOf(given: EgressFilterOptions['onReceipt'] = []): readonly ReceiptSink[] {
  return typeof given === 'object' && !('take' in given) ? given : [given]
}

function inMode(policy: CompiledPolicy, mode: EgressFilterOptions['mode']): CompiledPolicy {
  return mode === undefined ? policy : { ...policy, rulebook: { ...policy.rulebook, mode } }
}

function bytesOf(body: Uint8Array | string): Buffer {
  return typeof body === 'string' ? encode(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength)
}

/** A whole body through a session. */
function drain(session: Session, body: Uint8Array | string): Buffer[] {
  return [...session.push(bytesOf(body)), ...session.end()]
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
