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
import { loadPlan } from './policy/plan-file.ts'
import { loadPolicy, type CompiledPolicy, type PolicySource } from './policy/policy.ts'
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
   * Called with every receipt; it may not throw, and is ignored if it does. They are also published on the diagnostics
   * channel `pii-egress:receipt`.
   */
  readonly onReceipt?: ReceiptSink
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
}

/** A filter: what {@link createEgressFilter} returns. */
export interface EgressFilter {
  /** Id of the policy in force, `<version>+<digest prefix>`. */
  readonly policy: string
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
  const policy = inMode(loadPolicy(options.policy ?? []), options.mode)
  const engine = new Engine({
    policy,
    secret: typeof options.secret === 'string' ? Buffer.from(options.secret) : (options.secret ?? randomBytes(32)),
    limits: { ...LIMITS, ...options.limits },
    clock: options.clock ?? Date.now,
    ...(options.numberingPlan === undefined ? {} : { numberingPlan: loadPlan(options.numberingPlan) }),
  })
  const outlet = createOutlet(...(options.onReceipt === undefined ? [] : [options.onReceipt]))
  const tags = options.tags ?? 'receipt'
  const open = (context: EgressContext, format: BodyFormat): Session =>
    engine.open(context, format, { sidecar: tags === 'sidecar' })

  const gate: EgressGate = {
    policyId: policy.rulebook.id,
    openSession: open,
    filterText: (context, text, name) => engine.filterHeader(context, text, name),
    operationFor: (request) => policy.operationFor(request),
    announcements: ({ operation }) => (policy.rulebook.mode === 'report' ? [] : policy.headersFor(operation)),
    ...(tags === 'header' ? { tagHeader: headerOf } : {}),
  }

  return {
    policy: policy.rulebook.id,
    express: ({ onReceipt, ...rest }) =>
      expressMiddleware(gate, {
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
    patch: (body, context) => engine.patch(bytesOf(body), context),
    explain: (body, context) => engine.explain(bytesOf(body), context),
  }
}

function headerOf({ cells }: Receipt): readonly [name: string, value: string] | null {
  const value = tagHeader(cells)
  return value === null ? null : [TAG_HEADER, value]
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
  ['onReceipt', { test: isFunction, want: 'a function', example: 'onReceipt: receipt => log.info(receipt)' }],
  ['numberingPlan', { test: isFileName, want: 'the name of a file', example: "numberingPlan: './plan.json'" }],
  ['limits', {
    test: areLimits,
    want: 'an object of positive whole numbers, named as in limits.ts, siblings and margins smaller than a leaf',
    example: 'limits: { maxDepth: 64 }',
  }],
  ['clock', { test: isFunction, want: 'a function', example: 'clock: Date.now' }],
])

function isFunction(value: unknown): boolean {
  return typeof value === 'function'
}

function isOneOf(...words: readonly string[]): (value: unknown) => boolean {
  return (value) => words.includes(value as string)
}

function isPolicySource(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
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
