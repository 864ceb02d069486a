import { ReceiptBuilder, type ReceiptHead, type ReceiptNames } from '../audit/receipt-builder.ts'
import type { Receipt } from '../audit/receipt.ts'
import { tagSidecar } from '../audit/tags.ts'
import { situate } from '../decide/situation.ts'
import type { Trail } from '../decide/trail.ts'
import type { Rulebook } from '../decide/rulebook.ts'
import { ALLOW, type Verdict, type VerdictTable } from '../decide/verdict.ts'
import { createVerdictTable } from '../decide/verdict-table.ts'
import { CATEGORIES } from '../detect/category.ts'
import { createDetection } from '../detect/compile.ts'
import type { Detection, DetectionOptions } from '../detect/detection.ts'
import type { Detector } from '../detect/detector.ts'
import { BUILT_IN_PLAN, type NumberingPlan } from '../detect/phone/numbering-plan.ts'
import { asEgressError, EgressError } from '../errors.ts'
import type { Limits } from '../limits.ts'
import { KeySurrogates } from '../treat/key-surrogate.ts'
import { createPseudonyms } from '../treat/pseudonyms.ts'
import { RememberedPseudonyms } from '../treat/remembered.ts'
import type { Pseudonyms } from '../treat/treatment.ts'
import { KeyDictionary } from '../walk/key-dictionary.ts'
import { PathAutomaton } from '../walk/path-automaton.ts'
import { createWalker } from '../walk/create-walker.ts'
import { ScopeTable } from '../walk/scope-table.ts'
import { TextWalker } from '../walk/text-walker.ts'
import type { Shape, Walker, WatchPlan } from '../walk/walker.ts'
import { Cache } from './cache.ts'
import type { BodyFormat, EgressContext } from './context.ts'
import { JSONP_TRAILER, JsonpSession } from './jsonp.ts'
import { Embedded } from './embedded.ts'
import { operationsOf, type Operation } from '../splice/patch.ts'
import type { Decision, LeafObserver, LeafWitness } from './observer.ts'
import type { Session } from './session-contract.ts'
import { PlanTable } from './plan-table.ts'
import { EgressSession } from './session.ts'
import { SseSession } from './sse.ts'
import { UNCLASSIFIED, type Stages } from './stages.ts'
import { isKeptHeader } from './kept.ts'
import { Traits } from './traits.ts'
import { Untouched } from './untouched.ts'

/** What the engine needs of a compiled policy. */
export interface EnginePolicy {
  readonly rulebook: Rulebook
  regionsFor(tenant?: string, app?: string): readonly string[]
  businessDomainsFor(tenant?: string): readonly string[]
  businessNumbersFor(tenant?: string): readonly string[]
  readonly detectors: readonly Detector[]
  /** The operation as the rulebook names it, undefined where it names none. Default: none is known. */
  operationFor?(request: string): string | undefined
}

export interface EngineOptions {
  readonly policy: EnginePolicy
  /** Key material of the pseudonyms, at least 32 bytes. */
  readonly secret: Uint8Array
  readonly limits: Limits
  readonly clock: () => number
  /** The policy in force by now: an app that it has revoked receives no further chunk. Default: that of the engine. */
  readonly inForce?: () => EnginePolicy
  /** Default: the one that comes with the package. */
  readonly numberingPlan?: NumberingPlan
  /** False: each leaf is looked at, whatever was done with leaves like it. For tests; default true. */
  readonly hasPlans?: boolean
}

export interface OpenOptions {
  readonly observer?: LeafObserver
  /** Is told of every scalar, whatever the posture. */
  readonly witness?: LeafWitness
  /** Keep the body and its edits, write nothing. */
  readonly collect?: boolean
  /** The body is no document of the API: no posture covers its members. */
  readonly isListed?: boolean
  /** Append the tags as member `$egress` of the outermost object. */
  readonly sidecar?: boolean
}

type TrailOf = (verdict: Verdict) => Trail | null

/** Every leaf of a body that was decided on, in document order, and why. */
export interface Trace {
  readonly decisions: readonly Decision[]
  /** Why the body may not leave, or null; what stands behind the reason was not looked at. */
  readonly refusal: EgressError | null
  /** Everything that had a say in the verdict on one of the findings; null where nobody was asked. */
  readonly trailOf: TrailOf
}

/** Everything that responses share: compiled once, looked up per response. The only place that knows all stages. */
export class Engine {
  private readonly options: EngineOptions
  private readonly automaton: PathAutomaton
  private lastRecipient: Recipient | null = null
  private readonly watches = new Cache<Watch>(RECIPIENTS)
  private readonly recipients = new Cache<Recipient>(RECIPIENTS)
  private readonly pseudonyms = new Cache<Pseudonyms>(RECIPIENTS)

  constructor(options: EngineOptions) {
    this.options = options
    this.automaton = new PathAutomaton(options.policy.rulebook.paths)
  }

  /** Opens a session for one body. Cheap where app, tenant, purpose and audience were met before. */
  open(context: EgressContext, format: BodyFormat, options: OpenOptions = {}): Session {
    const { inForce, limits } = this.options
    const { witness } = options
    const { watch, pseudonyms, members, headers } = this.recipientFor(context)
    const { table, plans } = options.isListed === true ? headers : members
    const stages: Stages = {
      plan: table.isOpen && witness === undefined ? watch.plan : watch.everything,
      detection: watch.detection,
      traits: watch.traits,
      table,
      plans: witness === undefined ? plans : null,
      pseudonyms: new RememberedPseudonyms(pseudonyms),
      keySurrogates: new KeySurrogates(),
      tally: new ReceiptBuilder(limits.maxReceiptCells),
      observer: options.observer ?? null,
      witness,
    }
    const admit = (): void => {
      const { registrations } = (inForce?.() ?? this.options.policy).rulebook
      if (registrations.get(context.app)?.status === 'revoked') throw new EgressError('ERR_EGRESS_REVOKED')
    }
    const receipt = this.receiptMaker(context, stages)
    const embedded = new Embedded(stages)
    if (format === 'sse') return new SseSession(embedded, limits.maxHeldBytes, admit, receipt)
    const sidecar = options.sidecar === true && SHAPES[format].documents === 'one'
    const session = new EgressSession(stages, {
      walker: walkerFor(format, stages.plan, sidecar),
      nested: embedded,
      receipt,
      sidecar: sidecar ? () => `"${SIDECAR}":${JSON.stringify(tagSidecar(stages.tally.cells(namesOf(stages))))}` : null,
      admit,
      isText: format === 'text',
      collect: options.collect ?? false,
    })
    return format === 'jsonp' ? new JsonpSession(session) : session
  }

  /**
   * A header value as it may leave: a text, or with a name what {@link filterMember} makes of it. Services send the
   * same values with every response; those that may leave as they are open no session again.
   */
  filterHeader(context: EgressContext, text: string, name?: string): string {
    if (isKeptHeader(this.options.policy.rulebook.protected, text)) return text
    const { untouched } = this.recipientFor(context)
    const key = JSON.stringify([name ?? null, text])
    if (untouched.has(key)) return text
    const filtered = name === undefined ? this.filterText(context, text) : this.filterMember(context, name, text)
    if (filtered === text) untouched.add(key)
    return filtered
  }

  private filterText(context: EgressContext, text: string): string {
    const session = this.open(context, 'text')
    return Buffer.concat([...session.push(Buffer.from(text)), ...session.end()]).toString()
  }

  /**
   * The value of a header as it may leave: as the only member of an object, so that its name counts. Empty where the
   * member would be dropped.
   */
  filterMember(context: EgressContext, name: string, text: string): string {
    const session = this.open(context, 'json', { isListed: true })
    const body = Buffer.concat([...session.push(Buffer.from(JSON.stringify({ [name]: text }))), ...session.end()])
    const [value] = Object.values(JSON.parse(body.toString()) as Record<string, unknown>)
    return typeof value === 'string' ? value : ''
  }

  /** What would be done to a JSON body. Changes nothing. */
  patch(body: Buffer, context: EgressContext): { operations: Operation[]; receipt: Receipt } {
    const places: Decision[] = []
    const session = this.collect(body, context, places)
    return { operations: operationsOf(body, session.edits, places), receipt: session.receipt() }
  }

  /** Every leaf of a JSON body that was decided on, in document order. */
  explain(body: Buffer, context: EgressContext): Decision[] {
    const decisions: Decision[] = []
    this.collect(body, context, decisions)
    return decisions
  }

  /** The same, of a body that may not leave as well, and with everything that had a say. */
  trace(body: Buffer, context: EgressContext): Trace {
    const decisions: Decision[] = []
    let refusal: EgressError | null = null
    try {
      this.collect(body, context, decisions)
    } catch (cause) {
      refusal = asEgressError(cause)
    }
    const { trailOf } = this.recipientFor(context)
    return { decisions, refusal, trailOf }
  }

  private collect(body: Buffer, context: EgressContext, decisions: Decision[]): EgressSession {
    const options = { observer: { decided: (decision: Decision) => decisions.push(decision) }, collect: true }
    const session = this.open(context, 'json', options) as EgressSession
    session.push(body)
    session.end()
    return session
  }

  private recipientFor(asked: EgressContext): Recipient {
    const context = this.placed(asked)
    const now = this.options.clock()
    const isGood = ({ until }: Recipient): boolean => now < until
    const last = this.lastRecipient
    if (last !== null && isGood(last) && isSame(last.context, context)) return last
    const name = nameOf(context)
    return (this.lastRecipient = this.recipients.get(name, () => this.newRecipient(context, now), isGood))
  }

  /** With the operation as the rulebook names it, so that there are no more recipients than there are operations. */
  private placed(context: EgressContext): EgressContext {
    const given: unknown = context.operation
    if (given === undefined) return context
    const operation = this.options.policy.operationFor?.(typeof given === 'string' ? given : '')
    return operation === given ? context : { ...context, operation }
  }

  private newRecipient(context: EgressContext, now: number): Recipient {
    const { policy: { rulebook }, limits: { maxPlans }, hasPlans } = this.options
    const { app, tenant, purpose, audience, operation } = context
    const table = createVerdictTable(rulebook, context, now, (state) => this.automaton.patternsAt(state))
    const decisions = (own: VerdictTable): Decisions =>
      ({ table: own, plans: hasPlans === false ? null : new PlanTable(maxPlans) })
    return {
      // Nothing else that the caller may have put there is kept.
      context: { app, tenant, purpose, audience, operation },
      until: table.validUntil,
      watch: this.watchFor(context),
      pseudonyms: this.pseudonymsFor(context),
      members: decisions(table),
      headers: decisions(withoutPosture(table)),
      trailOf: (verdict) => table.trailOf(verdict),
      untouched: new Untouched(),
    }
  }

  private watchFor({ app, tenant }: EgressContext): Watch {
    const { policy, limits, numberingPlan } = this.options
    const options: DetectionOptions = {
      regions: policy.regionsFor(tenant, app),
      businessDomains: policy.businessDomainsFor(tenant),
      businessNumbers: policy.businessNumbersFor(tenant),
    }
    return this.watches.get(JSON.stringify(options), () => {
      const { detectors } = policy
      const detection = createDetection({ ...options, detectors, plan: numberingPlan ?? BUILT_IN_PLAN })
      const keys = new KeyDictionary(detection.classify, this.automaton.literals, limits.maxKeys)
      const scopes = new ScopeTable(this.automaton, keys.root, limits.maxScopes)
      const plan: WatchPlan = { keys, scopes, gates: detection.gates, limits }
      const traits = new Traits(scopes, detection)
      return { detection, traits, plan, everything: { ...plan, gates: { ...detection.gates, everything: true } } }
    })
  }

  private pseudonymsFor({ app, tenant }: EgressContext): Pseudonyms {
    const make = (): Pseudonyms => createPseudonyms(this.options.secret, app, tenant ?? null)
    return this.pseudonyms.get(JSON.stringify([app, tenant ?? null]), make)
  }

  /** The receipt of a response of which nothing was filtered: it had no body, or one that passes, or was refused. */
  receiptWithout(context: EgressContext, result: string): Receipt {
    const tail = { result, bytesIn: 0, bytesOut: 0, unclassified: 0 }
    return new ReceiptBuilder(0).finish(this.headFor(context), tail, NO_NAMES)
  }

  private headFor(context: EgressContext): ReceiptHead {
    const { rulebook } = this.options.policy
    const { registration, tenant, purpose, audience } = situate(rulebook, context, 0)
    const app = registration === null ? UNREGISTERED : context.app
    return { app, tenant, purpose, audience, policy: rulebook.id, mode: rulebook.mode }
  }

  private receiptMaker(context: EgressContext, stages: Stages): ReceiptMaker {
    return (result, bytesIn, bytesOut, unclassified) => {
      const tail = { result, bytesIn, bytesOut, unclassified }
      return stages.tally.finish(this.headFor(context), tail, namesOf(stages))
    }
  }
}

type ReceiptMaker = (result: string, bytesIn: number, bytesOut: number, unclassified: number) => Receipt

/** The detectors of some tenants, and what a walker must know of them under either posture. */
interface Watch {
  readonly detection: Detection
  readonly traits: Traits
  readonly plan: WatchPlan
  readonly everything: WatchPlan
}

/** What is decided about the members of documents, or about headers; and what was done under it so far. */
interface Decisions {
  readonly table: VerdictTable
  readonly plans: PlanTable | null
}

/** Everything that responses to one app, tenant, purpose, audience and operation share, until a grant begins or ends. */
interface Recipient {
  readonly context: EgressContext
  readonly until: number
  readonly watch: Watch
  readonly pseudonyms: Pseudonyms
  readonly members: Decisions
  readonly headers: Decisions
  readonly trailOf: TrailOf
  /** Header values that leave as they are. */
  readonly untouched: Untouched
}

function isSame(one: EgressContext, other: EgressContext): boolean {
  return one.app === other.app && one.tenant === other.tenant && one.purpose === other.purpose
    && one.audience === other.audience && one.operation === other.operation
}

/** Lengths first, so that no two recipients have one name. What is no text has nobody's name. */
function nameOf({ app, tenant, purpose, audience, operation }: EgressContext): string {
  const areTexts = [app, tenant ?? '', purpose ?? '', audience ?? ''].every((part) => typeof part === 'string')
  if (!areTexts) return JSON.stringify([app, tenant, purpose, audience, operation])
  const lengths = `${app.length},${tenant?.length ?? ''},${purpose?.length ?? ''},${operation?.length ?? ''}:`
  return `${lengths}${app}${tenant ?? ''}${purpose ?? ''}${operation ?? ''}${audience ?? ''}`
}

/** Recipients for whom tables and keys are remembered. */
const RECIPIENTS = 1024
const SIDECAR = '$egress'
/** What a receipt calls an app that nobody registered: its id is the client's own word. */
const UNREGISTERED = 'unregistered'

const NO_NAMES: ReceiptNames = { category: () => 'unclassified', path: () => '/**' }

function namesOf(stages: Stages): ReceiptNames {
  return {
    category: (index) => (index === UNCLASSIFIED ? 'unclassified' : (CATEGORIES[index] ?? 'unclassified')),
    path: (scope) => stages.plan.scopes.scopes[scope]?.path ?? '/**',
  }
}

function withoutPosture(table: VerdictTable): VerdictTable {
  return { ...table, posture: 'open', isOpen: true, unclassified: () => ALLOWED, leftOver: () => ALLOWED }
}

const ALLOWED: Verdict = Object.freeze({ outcome: ALLOW, because: Object.freeze([]), marker: null })
const NO_BYTES = new Uint8Array(0)
const SHAPES: Record<BodyFormat, Pick<Shape, 'documents' | 'trailer'>> = {
  json: { documents: 'one', trailer: NO_BYTES },
  ndjson: { documents: 'lines', trailer: NO_BYTES },
  'json-seq': { documents: 'records', trailer: NO_BYTES },
  jsonp: { documents: 'one', trailer: JSONP_TRAILER },
  sse: { documents: 'lines', trailer: NO_BYTES },
  text: { documents: 'lines', trailer: NO_BYTES },
}

function walkerFor(format: BodyFormat, plan: WatchPlan, reportRoot: boolean): Walker {
  if (format === 'text') return new TextWalker(plan)
  const { documents, trailer } = SHAPES[format]
  return createWalker(plan, { documents, trailer, scope: plan.scopes.root, reportRoot })
}
