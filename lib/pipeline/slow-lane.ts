import type { HeldBytes } from '../bytes/held.ts'
import { plainView } from '../bytes/plain-view.ts'
import { jsonView } from '../bytes/text.ts'
import type { TextView } from '../bytes/view.ts'
import { BLOCK, DROP, GENERALISE, REDACT, TAG, type Outcome } from '../decide/verdict.ts'
import { CATEGORIES } from '../detect/category.ts'
import type { Finding } from '../detect/finding.ts'
import { NO_SIBLINGS } from '../detect/detection.ts'
import { OTHER } from '../detect/shape.ts'
import { isOwnMark } from '../detect/own-marks.ts'
import { keptBy } from './kept.ts'
import { EgressError } from '../errors.ts'
import type { EditList } from '../splice/edit-list.ts'
import { NOT_YET, removalOf, TOO_FAR, type Removal } from '../splice/removal.ts'
import { familyOf } from '../treat/family.ts'
import { treatLiteral, treatString } from '../treat/treat.ts'
import type { Pseudonyms, Treatable } from '../treat/treatment.ts'
import * as leaf from '../walk/leaf.ts'
import type { Scope } from '../walk/scope-table.ts'
import { bareLine } from './bare-line.ts'
import type { Frame } from './frame.ts'
import type { Decision } from './observer.ts'
import type { Draft } from './plan.ts'
import { pointerTo } from './pointer.ts'
import { inMode, jsonTypeOf, NOT_LOOKED_INTO, strictest, type Ruling } from './ruling.ts'
import { spansOf, type Span } from './span.ts'
import { UNCLASSIFIED, type Stages } from './stages.ts'

/** Documents inside a string, as far as strings are looked into. */
export interface NestedDocuments {
  /** True if the text is one JSON document, by the same strict grammar. */
  isDocument(text: string, scope: number): boolean
  /**
   * Filters the document that `view` shows and writes the edits in the coding of the string.
   * @param offset where the content of the string begins in the window
   * @returns how many of its scalars no detector knows
   */
  filter(view: TextView, scope: number, offset: number, edits: EditList): number
}

/** The slow lane: looks at one leaf, and writes the edits. Detect, decide, treat. */
export class SlowLane {
  private readonly stages: Stages
  private readonly edits: EditList
  private readonly nested: NestedDocuments | null
  /** What is done is written down here, for leaves that are alike. */
  private draft: Draft | null = null
  /** Scalars that need no name any more. For a document in a string, its own nameless ones are taken off. */
  known = 0

  /** @param nested null where strings are not looked into any deeper */
  constructor(stages: Stages, edits: EditList, nested: NestedDocuments | null) {
    this.stages = stages
    this.edits = edits
    this.nested = nested
  }

  /**
   * @param data a record at `at`, offsets in the window
   * @param draft where to write down what is done, or null
   * @returns false if the bytes that tell how to remove the member have not arrived; nothing was done then
   */
  resolve(window: HeldBytes, data: Int32Array, at: number, frame: Frame | null, draft: Draft | null): boolean {
    this.draft = draft
    const isDone = this.look(window, data, at, frame)
    this.draft = null
    return isDone
  }

  private look(window: HeldBytes, data: Int32Array, at: number, frame: Frame | null): boolean {
    const kind = data[at + leaf.F_KIND] as leaf.RecordKind
    const flags = data[at + leaf.F_FLAGS] as number
    const scope = this.stages.plan.scopes.scopes[data[at + leaf.F_SCOPE] as number] as Scope
    const quotes = kind === leaf.STRING || kind === leaf.KEY ? 1 : 0
    const start = (data[at + leaf.F_START] as number) + quotes
    const end = (data[at + leaf.F_END] as number) - quotes
    const plain = (flags & (leaf.HAS_ESCAPE | leaf.HAS_NON_ASCII)) === 0
    const view =
      quotes === 1
        ? jsonView(window.bytes, start, end, plain)
        : plainView(window.bytes.toString('latin1', start, end))

    const isEcho = frame?.isConfirmed(bareLine(window.bytes, data, at)) === true
    const { wholes, parts, isKnown } = this.rule(kind, flags, view, scope, frame, isEcho)
    // The flag is set by raw bytes; an escape may spell the bracket.
    const maybeJson = kind === leaf.STRING && (flags & (leaf.LOOKS_LIKE_JSON | leaf.HAS_ESCAPE)) !== 0
    const looksLikeJson = maybeJson && DOCUMENT_START.test(view.text)
    const json = looksLikeJson && this.nested?.isDocument(view.text, scope.id) === true
    if (looksLikeJson && this.nested === null) wholes.push(NOT_LOOKED_INTO)
    const spans = json ? [] : spansOf(parts)
    const whole = this.wholeRuling(wholes, spans, json)

    const isKey = kind === leaf.KEY
    const outcome = whole === null ? spanOutcome(spans) : whole.verdict.outcome
    const applied = inMode(outcome, this.stages.table.mode)
    const { observer } = this.stages
    if (applied === BLOCK) {
      // Or whoever asks why would not hear of the reason.
      observer?.decided(decisionOf(window, data, at, frame, [...wholes, ...parts], outcome))
      throw new EgressError('ERR_EGRESS_BLOCKED')
    }
    let removal: Removal | null = null
    if (whole !== null && applied === DROP && !isKey && frame !== null) {
      const found = this.removal(window, data, at, frame)
      if (found === NOT_YET) return false
      removal = found
      this.draft?.depends()
    }
    if (isKnown) {
      this.known++
      this.draft?.countedKnown()
    }

    if (whole !== null && applied >= GENERALISE) {
      const done = this.replaceWhole(whole, kind, view, start, end, removal)
      this.count([...wholes, ...parts], scope, done)
    } else {
      this.count(wholes, scope, null)
      if (json) this.known += (isKnown ? 0 : 1) - (this.nested?.filter(view, scope.id, start, this.edits) ?? 0)
      else for (const span of spans) this.replaceSpan(span, view, isKey, start, end - start, scope)
    }
    if (removal !== null && frame !== null && data[at + leaf.F_INDEX] === frame.removed) frame.removed++
    // A string that holds a document is no scalar, its scalars stand for it.
    if (!json || isKnown) this.saw(scope, kind, view, wholes, json ? [] : parts)
    observer?.decided(decisionOf(window, data, at, frame, [...wholes, ...parts], outcome))
    return true
  }

  /** Tells the witness, if there is one. */
  saw(
    { path }: Scope, kind: leaf.RecordKind, view: TextView, wholes: readonly Ruling[], parts: readonly Ruling[],
  ): void {
    const { witness } = this.stages
    if (witness === undefined) return
    witness.saw({ path, kind, view, findings: [...wholes, ...parts].flatMap(({ finding }) => finding ?? []) })
  }

  /**
   * Detect and decide: what there is in the leaf, and the verdict on each.
   *
   * @param isEcho see DetectableLeaf
   */
  rule(
    kind: leaf.RecordKind,
    flags: number,
    view: TextView,
    scope: Scope,
    frame: Frame | null,
    isEcho = false,
  ): { wholes: Ruling[]; parts: Ruling[]; isKnown: boolean } {
    const { detection, table } = this.stages
    const kept = keptBy(table.protectedAt(scope.pathState), kind, view.text)
    if (kept !== null) return { wholes: [kept], parts: [], isKnown: true }
    const findings: Finding[] = []
    const { own, parent, inherited } = scope
    const awaits = frame !== null && detection.awaitsSiblings(own, parent, inherited)
    const siblings = awaits ? frame.siblings : NO_SIBLINGS
    const outer = awaits ? frame.outerSiblings : NO_SIBLINGS
    const leafOf = { kind, view, flags, own, parent, inherited, siblings, outer, isEcho }
    detection.detect(leafOf, findings)
    const { draft } = this
    if (draft !== null) {
      const isShared = detection.likeness?.isShared(leafOf, draft.shape, findings) === true
      // Of some texts, what nobody knows may be a mark.
      draft.found(isShared && (draft.shape !== OTHER || own.watch === 0))
    }

    const wholes: Ruling[] = []
    const parts: Ruling[] = []
    const jsonType = jsonTypeOf(kind)
    for (const finding of findings) {
      const { category, context, confidence } = finding
      const verdict = table.decide(category, context, jsonType, confidence, scope.pathState)
      // A whole parameter of a URI is a part of the leaf.
      ;(finding.whole && finding.view === view ? wholes : parts).push({ finding, verdict })
    }
    // A posture is about the members of documents; a text has none, and its parts are looked at like those of any
    // string.
    const isScalar = jsonType !== 0 && kind !== leaf.PART
    const isLeft = wholes.length === 0 && isScalar && isLeftOver(kind, view, scope)
    // `null` counts as unknown everywhere, because it is not reported everywhere.
    const isKnown = isScalar && (wholes.length > 0 || (isLeft && kind === leaf.STRING))
    if (wholes.length === 0 && isScalar) {
      const verdict = isLeft ? table.leftOver(scope.pathState) : table.unclassified(scope.pathState)
      if (verdict.outcome >= TAG) wholes.push({ finding: null, verdict })
    }
    return { wholes, parts, isKnown }
  }

  /**
   * The ruling under which the whole value is replaced, if any. What it covers may ask for more than it does itself.
   */
  private wholeRuling(wholes: readonly Ruling[], spans: readonly Span[], json: boolean): Ruling | null {
    const whole = strictest(wholes)
    if (whole === null || whole.verdict.outcome < GENERALISE) {
      return whole !== null && spans.length === 0 ? whole : null
    }
    const covered = strictest(spans.map(({ ruling }) => ruling))
    const outcome = Math.max(whole.verdict.outcome, covered?.verdict.outcome ?? 0, json ? REDACT : 0) as Outcome
    return outcome === whole.verdict.outcome ? whole : { ...whole, verdict: { ...whole.verdict, outcome } }
  }

  private removal(window: HeldBytes, data: Int32Array, at: number, frame: Frame): Removal | typeof NOT_YET {
    const isFirst = data[at + leaf.F_INDEX] === frame.removed
    const member = data[at + leaf.F_MEMBER] as number
    const lead = data[at + leaf.F_LEAD] as number
    const found = removalOf(window.bytes, window.length, member, lead, data[at + leaf.F_END] as number, isFirst)
    // Part of the member has left already, so it cannot be dropped; the only stricter outcome is to block.
    if (found === TOO_FAR) throw new EgressError('ERR_EGRESS_BLOCKED')
    return found
  }

  /** @returns the outcome that was applied */
  private replaceWhole(
    ruling: Ruling,
    kind: leaf.RecordKind,
    view: TextView,
    start: number,
    end: number,
    removal: Removal | null,
  ): Outcome {
    const { edits, stages } = this
    if (removal !== null) {
      edits.takeBack(removal.start)
      edits.add(removal.start, removal.end, '')
      return DROP
    }
    const asked = ruling.verdict.outcome
    const value = this.treatable(ruling, view.text, true)
    if (kind === leaf.NUMBER || kind === leaf.LITERAL) {
      const { outcome, literal } = treatLiteral(asked, value)
      if (asked === REDACT) this.draft?.replaced(literal, view.text)
      else this.draft?.depends()
      if (literal !== view.text) edits.add(start, end, literal)
      return outcome
    }
    const treated = kind === leaf.KEY ? stages.keySurrogates.treat(asked, value) : treatString(asked, value)
    const written = view.encode(treated.text)
    this.drafts(asked, value, written)
    if (treated.text !== view.text) edits.add(start, end, written)
    return treated.outcome
  }

  /**
   * @param offset where the leaf's content begins in the window
   * @param length of the content in bytes; Infinity for a part of a longer one
   */
  replaceSpan(span: Span, view: TextView, isKey: boolean, offset: number, length: number, scope: Scope): void {
    const { finding, verdict } = span.ruling
    if (finding === null) return
    const asked = inMode(verdict.outcome, this.stages.table.mode)
    if (asked === BLOCK) throw new EgressError('ERR_EGRESS_BLOCKED')
    if (asked < GENERALISE) {
      this.count(span.all, scope, null)
      return
    }
    const text = finding.view.text.slice(finding.start, finding.end)
    const value = this.treatable(span.ruling, text, span.start === 0 && span.end === length)
    const treated = isKey ? this.stages.keySurrogates.treat(asked, value) : treatString(asked, value)
    const written = (span.isSingle ? finding.view : view).encode(treated.text)
    this.drafts(asked, value, written)
    if (treated.text !== text) this.edits.add(offset + span.start, offset + span.end, written)
    this.count(span.all, scope, treated.outcome)
  }

  treatable(ruling: Ruling, text: string, whole: boolean): Treatable {
    const { finding, verdict } = ruling
    return new Value(finding, text, whole, verdict.marker, this.stages.pseudonyms)
  }

  /** @param applied what was done, where it is not each verdict's own outcome */
  count(rulings: readonly Ruling[], scope: Scope, applied: Outcome | null): void {
    for (const { finding, verdict } of rulings) {
      const outcome = applied ?? verdict.outcome
      this.stages.tally.add(finding?.category ?? UNCLASSIFIED, scope.id, outcome, verdict)
      this.draft?.counted(finding?.category ?? UNCLASSIFIED, scope.id, outcome, verdict)
    }
  }

  /** A redaction is the same for all leaves that are alike; some treatments ask for nothing but their text. */
  private drafts(asked: Outcome, { text, category, marker }: Treatable, encoded: string): void {
    const { draft } = this
    if (draft === null) return
    if (asked === REDACT) draft.replaced(encoded, text)
    else if (asked < REDACT && !asksRegion(asked, category)) draft.treated({ asked, category, marker })
    else draft.depends()
  }
}

/** A text that is treated, and what is known of it. */
class Value implements Treatable {
  readonly text: string
  readonly category: string
  readonly whole: boolean
  readonly marker: string | null
  readonly pseudonyms: Pseudonyms
  private readonly finding: Finding | null

  constructor(finding: Finding | null, text: string, whole: boolean, marker: string | null, pseudonyms: Pseudonyms) {
    this.text = text
    this.category = CATEGORIES[finding?.category ?? UNCLASSIFIED] ?? 'unclassified'
    this.whole = whole
    this.marker = marker
    this.pseudonyms = pseudonyms
    this.finding = finding
  }

  /** Few treatments ask, and the answer may be dear. */
  get region(): string | null {
    return this.finding?.region ?? null
  }
}

/** Of a number, the numbering plan says where it is from, and only to who looks. */
function asksRegion(asked: Outcome, category: string): boolean {
  return asked === GENERALISE && familyOf(category).form === 'phone'
}

/** What stands where a value was: under a key that has a class, `null` and markers are no unknown scalars. */
function isLeftOver(kind: leaf.RecordKind, view: TextView, { own }: Scope): boolean {
  if (own.watch === 0) return false
  return kind === leaf.LITERAL ? view.text === 'null' : kind === leaf.STRING && isOwnMark(view.text)
}

/** What an observer is told of a record at `at`. */
function decisionOf(
  window: HeldBytes, data: Int32Array, at: number, frame: Frame | null, rulings: readonly Ruling[], outcome: Outcome,
): Decision {
  return {
    pointer: pointerTo(window.bytes, frame, data[at + leaf.F_MEMBER] as number, data[at + leaf.F_INDEX] as number),
    isKey: data[at + leaf.F_KIND] === leaf.KEY,
    start: data[at + leaf.F_START] as number,
    end: data[at + leaf.F_END] as number,
    rulings,
    outcome,
  }
}

function spanOutcome(spans: readonly Span[]): Outcome {
  return spans.reduce<Outcome>((most, { ruling }) => (ruling.verdict.outcome > most ? ruling.verdict.outcome : most), 0)
}

/** An object or an array; or a string that holds one in its turn. */
const DOCUMENT_START = /^[ \t\r\n]*(?:[[{]|"[ \t\r\n]*(?:[[{]|\\))/
