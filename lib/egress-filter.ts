import { randomBytes } from 'node:crypto'
import type { Transform } from 'node:stream'
import type { RequestHandler } from 'express'
import { encode } from './adapters/chunk.ts'
import { expressMiddleware, type ExpressEgressOptions } from './adapters/express.ts'
import type { EgressGate } from './adapters/gate.ts'
import type { Receipt } from './audit/receipt.ts'
import { createOutlet, type ReceiptSink } from './audit/sink.ts'
import { tagHeader, TAG_HEADER } from './audit/tags.ts'
import { checkOptions, type EgressFilterOptions, type Reload } from './egress-options.ts'
import { LIMITS } from './limits.ts'
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
  checkOptions(options)
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
  const text = `the policy could not be loaded again, and ${policy} stays in force: ${message}`
  process.emitWarning(text, 'EgressWarning', code)
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
