import { ReceiptBuilder } from '../../lib/audit/receipt-builder.ts'
import type { OutcomeName, Verdict, VerdictTable } from '../../lib/decide/verdict.ts'
import { OUTCOMES, type Outcome } from '../../lib/decide/verdict.ts'
import { CATEGORIES, categoryIndex } from '../../lib/detect/category.ts'
import type { Detection } from '../../lib/detect/detection.ts'
import type { Finding } from '../../lib/detect/finding.ts'
import { LIMITS, type Limits } from '../../lib/limits.ts'
import { Embedded } from '../../lib/pipeline/embedded.ts'
import type { Session } from '../../lib/pipeline/session-contract.ts'
import { EgressSession } from '../../lib/pipeline/session.ts'
import type { Stages } from '../../lib/pipeline/stages.ts'
import { Traits } from '../../lib/pipeline/traits.ts'
import { KeySurrogates } from '../../lib/treat/key-surrogate.ts'
import { createPseudonyms } from '../../lib/treat/pseudonyms.ts'
import { KeyDictionary } from '../../lib/walk/key-dictionary.ts'
import { HAS_ESCAPE, HAS_NON_ASCII, KEY, LITERAL, LOOKS_LIKE_JSON } from '../../lib/walk/leaf.ts'
import { PathAutomaton } from '../../lib/walk/path-automaton.ts'
import { ReferenceWalker } from '../../lib/walk/reference.ts'
import { ScopeTable } from '../../lib/walk/scope-table.ts'
import { TextWalker } from '../../lib/walk/text-walker.ts'
import { T_ANY, type KeyClass } from '../../lib/walk/watch.ts'
import type { Shape } from '../../lib/walk/walker.ts'

/**
 * Toy detectors, so that tests of the engine do not depend on what a telephone number is: values under a key that ends
 * with `secret` are private as a whole, `foo` is private anywhere (context `business` beside a member `type: "work"`), and
 * everything below `vault` is.
 */
const NEUTRAL: KeyClass = { id: 0, watch: 0, inherits: false, fact: false, evidence: 0, showable: true }
const SECRET: KeyClass = { ...NEUTRAL, id: 1, watch: T_ANY }
const VAULT: KeyClass = { ...NEUTRAL, id: 2, watch: T_ANY, inherits: true }
const TYPE: KeyClass = { ...NEUTRAL, id: 3, fact: true }

const NAME = categoryIndex('user.name')
const EMAIL = categoryIndex('user.contact.email')

export const toyDetection: Detection = {
  classify: (text) => (text.endsWith('secret') ? SECRET : text === 'vault' ? VAULT : text === 'type' ? TYPE : NEUTRAL),
  // `foo` has neither digits nor signs, so every string is looked at.
  gates: { anyFlag: -1, minDigits: 0, anyHint: 0, minNumberDigits: 3, everything: false },
  awaitsSiblings: (own) => own !== SECRET,
  detect(leaf, out) {
    const { own, inherited, view, kind } = leaf
    const common = { view, confidence: 1, detector: 'toy', region: null, numberType: null }
    const context = !leaf.siblings.known ? 0 : leaf.siblings.facts.some(({ text }) => text === 'work') ? 2 : 1
    if (kind !== KEY && kind !== LITERAL && (own === SECRET || own === VAULT || inherited !== null)) {
      out.push({ ...common, category: NAME, start: 0, end: view.text.length, whole: true, context } satisfies Finding)
    }
    for (let at = view.text.indexOf('foo'); at >= 0; at = view.text.indexOf('foo', at + 3)) {
      out.push({ ...common, category: EMAIL, start: at, end: at + 3, whole: false, context })
    }
  },
}

export interface ToyOptions {
  /** Outcome for secrets, for `foo`, and for `foo` beside `type: "work"`. */
  readonly secret?: OutcomeName
  readonly foo?: OutcomeName
  readonly workFoo?: OutcomeName
  readonly limits?: Partial<Limits>
  readonly shape?: Partial<Shape>
  readonly text?: boolean
  readonly mode?: VerdictTable['mode']
  readonly detection?: Detection
  readonly sidecar?: boolean
  /** Puts something else in the place of a stage. */
  readonly wrap?: (stages: Stages) => Stages
}

/** A session over toy detectors and a toy policy. */
export function toySession(options: ToyOptions = {}): EgressSession {
  const limits: Limits = { ...LIMITS, ...options.limits }
  const detection = options.detection ?? toyDetection
  const automaton = new PathAutomaton([])
  const keys = new KeyDictionary(detection.classify, automaton.literals, limits.maxKeys)
  const scopes = new ScopeTable(automaton, keys.root, limits.maxScopes)
  const anyFlag = detection.gates.anyFlag === -1 ? HAS_ESCAPE | HAS_NON_ASCII | LOOKS_LIKE_JSON : detection.gates.anyFlag
  const sound: Stages = {
    plan: { keys, scopes, gates: { ...detection.gates, anyFlag }, limits },
    detection,
    traits: new Traits(scopes, detection),
    table: toyTable(options),
    plans: null,
    pseudonyms: createPseudonyms(Buffer.alloc(32, 7), 'toy', null),
    keySurrogates: new KeySurrogates(),
    tally: new ReceiptBuilder(),
    observer: null,
  }
  const stages = options.wrap?.(sound) ?? sound
  const shape: Shape = { documents: 'one', trailer: new Uint8Array(0), scope: 0, reportRoot: false, ...options.shape }
  return new EgressSession(stages, {
    walker: options.text === true ? new TextWalker(stages.plan) : new ReferenceWalker(stages.plan, shape),
    nested: new Embedded(stages),
    receipt: (result, bytesIn, bytesOut, unclassified) =>
      stages.tally.finish(
        { app: 'toy', tenant: null, purpose: null, audience: 'self', policy: 'toy', mode: stages.table.mode },
        { result, bytesIn, bytesOut, unclassified },
        { category: (index) => CATEGORIES[index] ?? 'unclassified', path: (id) => scopes.scopes[id]?.path ?? '/**' },
      ),
    sidecar: options.sidecar === true ? () => '"$egress":{}' : null,
    admit: null,
    isText: options.text ?? false,
    collect: false,
  })
}

function toyTable({ secret = 'redact', foo = 'redact', workFoo = foo, mode = 'enforce' }: ToyOptions): VerdictTable {
  const verdict = (name: OutcomeName): Verdict =>
    Object.freeze({ outcome: OUTCOMES.indexOf(name) as Outcome, because: [`toy:${name}`], marker: null })
  const [forSecret, forFoo, forWork, allow] = [verdict(secret), verdict(foo), verdict(workFoo), verdict('allow')]
  return {
    decide: (category, context) => (category === NAME ? forSecret : context === 2 ? forWork : forFoo),
    unclassified: () => allow,
    hasProtected: false,
    protectedAt: () => [],
    leftOver: () => allow,
    posture: 'open',
    isOpen: true,
    mode,
    policy: 'toy',
  }
}

/** Pushes a body in pieces of these sizes (the last one repeats) and returns what came out. */
export function run(session: Session, body: Uint8Array | string, ...sizes: number[]): Buffer {
  const bytes = Buffer.from(body as string)
  const out: Buffer[] = []
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? bytes.length
    // A copy that is overwritten afterwards: a session may not keep the chunk.
    const chunk = Buffer.from(bytes.subarray(at, at + size))
    out.push(...session.push(chunk).map((piece) => Buffer.from(piece)))
    chunk.fill(0x21)
    at += size
  }
  out.push(...session.end())
  return Buffer.concat(out)
}
