import { AT } from '../bytes/codes.ts'
import { entityView } from '../bytes/entity-view.ts'
import { fold } from '../bytes/fold.ts'
import { plainView } from '../bytes/plain-view.ts'
import type { TextView } from '../bytes/view.ts'
import { LIMITS } from '../limits.ts'
import {
  ANY_HINT, HAS_AT, HAS_COLON, HAS_ESCAPE, HAS_NON_ASCII, HAS_PERCENT, HAS_PLUS, HINT_OBSCURED, HINT_URI, KEY,
  LOOKED_CLOSER, LOOKS_LIKE_JSON, NUMBER, PART, STRING,
} from '../walk/leaf.ts'
import { passes, T_NUMBER, T_STRING, type Gates, type KeyClass } from '../walk/watch.ts'
import { isCardWord, keyOfProperty } from './card.ts'
import { categoryIndex } from './category.ts'
import { countDigits, digitsOf } from './chars.ts'
import { DetectedFinding } from './detected.ts'
import { NO_SIBLINGS, type DetectableLeaf, type Detection, type DetectionOptions, type Fact } from './detection.ts'
import { isAtOrBelow } from './detectors/email.ts'
import type { Detector, Emit, Facets, Judgement, Place } from './detector.ts'
import { C_BUSINESS, C_UNKNOWN, type Finding } from './finding.ts'
import { isFullName } from './full-name.ts'
import { JoinedKeys } from './joined-keys.ts'
import { RULE_TYPES } from './key-classes.ts'
import { NEUTRAL, speaksOf, type BoundRule, type Meaning } from './meaning.ts'
import { BUILT_IN_PLAN, type NumberingPlan } from './phone/numbering-plan.ts'
import { settle } from './overlap.ts'
import { isInPseudonym, isOwnMark } from './own-marks.ts'
import { phone } from './phone/phone.ts'
import { DETECTORS } from './registry.ts'
import { ALL, BUSINESS_EMAIL, EMAIL, EXACT, OTHER, shapeOf, type Shape } from './shape.ts'
import {
  contextOf, holds, isOnALine, isTelephony, joinSaid, keyKind, meaningOf, MIXED, regionsOf, saidBy, saysExtension,
  surroundingsCode,
} from './surroundings.ts'
import { visitUriParts, type VisitPart } from './uris.ts'

/** An extension in a text has two digits, and so `x12` is the least that is looked at. */
const MIN_DIGITS = 2
/** No number is looked at for its digits alone. */
const NEVER = 0x7fffffff

const GATES: Gates = {
  anyFlag: HAS_AT | HAS_NON_ASCII | HAS_ESCAPE | HAS_COLON | HAS_PERCENT | HAS_PLUS | LOOKS_LIKE_JSON,
  minDigits: MIN_DIGITS,
  anyHint: ANY_HINT | LOOKS_LIKE_JSON,
  minNumberDigits: NEVER,
  everything: false,
}
/** A document in a string is the pipeline's to look for. */
const SEARCHED: Gates = { ...GATES, anyHint: ANY_HINT }

/** What must be reported for detectors that no hint serves, beside what is for the others. */
function gatesFor(finders: readonly Detector[], numberFinders: readonly Detector[]): Gates {
  const digits = Math.min(MIN_DIGITS, ...finders.map(({ reads }) => reads?.digits ?? MIN_DIGITS))
  // All texts with so many digits are looked at closer then, for the detectors that hints serve, and all are reported.
  const anyHint = finders.some(({ reads }) => reads !== undefined) ? GATES.anyHint | LOOKED_CLOSER : GATES.anyHint
  return { ...GATES, minDigits: digits, anyHint, minNumberDigits: numberFinders.length > 0 ? 0 : NEVER }
}

/** Confidence of what a container says of everything below it. */
const INHERITED = 0.8
const KEYED = 0.9
/**
 * Names given by siblings (`{"key": "dob", ...}`) remembered per detection; further ones are read at each occurrence.
 */
const MAX_NAMED = 1024

/**
 * Compiles the detectors into what walk and pipeline need. The result keeps no state between leaves, but for a bounded
 * memory of key names.
 *
 * @param options see {@link DetectionOptions}; regions are taken in upper case, domains in lower case
 * @param detectors for tests; the default is the registry. The options may name some that add to them
 */
export function createDetection(options: DetectionOptions = {}, detectors: readonly Detector[] = DETECTORS): Detection {
  const engine = new Engine(options, detectors)
  return {
    classify: (text) => engine.classify(text),
    gates: engine.gates,
    awaitsSiblings: (own, _parent, inherited) => awaits(own, inherited),
    isCard: (own) => meaningOf(own).card,
    detect: (leaf, out) => engine.detect(leaf, out),
    likeness: {
      shapeOf: (bytes, start, end, hasAt) => engine.shapeOf(bytes, start, end, hasAt),
      isShared: (leaf, shape, found) => engine.isShared(leaf, shape, found),
      surroundings: surroundingsCode,
      isSaying: (key) => meaningOf(key).kind || meaningOf(key).country,
      said: saidBy,
      join: joinSaid,
      asksNames: (own, parent) => meaningOf(own).holder
        || (!meaningOf(parent).person && meaningOf(own).rules.some(({ rule }) => rule.named === true)),
      named: (facts) => engine.named(facts),
    },
  }
}

/**
 * A leaf that awaits its siblings is judged with them, every other one without, so that waiting changes nothing else.
 */
function awaits(own: KeyClass, inherited: KeyClass | null): boolean {
  const meaning = meaningOf(own)
  return meaning.awaits || (inherited !== null && meaningOf(inherited).awaits)
}

class Engine {
  readonly gates: Gates
  readonly #keys: JoinedKeys
  readonly #finders: readonly Detector[]
  /** Those that are asked about numbers. */
  readonly #numberFinders: readonly Detector[]
  readonly #readsAll: boolean
  readonly #added: ReadonlySet<string>
  readonly #regions: readonly string[]
  readonly #businessDomains: ReadonlySet<string>
  readonly #businessNumbers: readonly string[]
  readonly #plan: NumberingPlan
  readonly #named = new Map<string, Meaning>()
  readonly #places = new WeakMap<Meaning, Place>()

  constructor(options: DetectionOptions, detectors: readonly Detector[]) {
    const { detectors: added = [] } = options
    const finders = [...detectors, ...added].filter(({ find }) => find !== undefined)
    this.#keys = new JoinedKeys(detectors, added)
    this.#added = new Set(added.map(({ id }) => id))
    this.#finders = finders.filter(({ reads }) => reads?.types !== 'number')
    this.#numberFinders = finders.filter(({ reads }) => reads !== undefined && reads.types !== 'string')
    this.#readsAll = this.#finders.some(({ reads }) => reads !== undefined)
    this.gates = gatesFor(this.#finders, this.#numberFinders)
    this.#regions = (options.regions ?? []).map((region) => region.toUpperCase())
    this.#plan = options.plan ?? BUILT_IN_PLAN
    this.#businessDomains = new Set((options.businessDomains ?? []).map((domain) => domain.toLowerCase()))
    this.#businessNumbers = (options.businessNumbers ?? []).map(digitsOf)
  }

  classify(text: string): Meaning {
    return this.#keys.classify(text)
  }

  detect(leaf: DetectableLeaf, out: Finding[]): void {
    const { kind } = leaf
    if (kind !== STRING && kind !== KEY && kind !== PART && kind !== NUMBER) return
    if (kind !== KEY && meaningOf(leaf.own).card && isCardWord(leaf.view.text)) return
    const settled = settledLeaf(leaf)
    const rules = kind === KEY ? keyRules(leaf) : this.#rulesFor(settled)
    const searched = kind !== NUMBER && passes(SEARCHED, leaf.flags)
    const above = kind === KEY ? NO_RULES : inheritedRules(settled)
    const added = kind === KEY ? NO_RULES : this.#addedRulesFor(settled)
    const isRead = kind === NUMBER ? this.#numberFinders.length > 0 : searched || this.#readsAll
    if (rules.length === 0 && above.length === 0 && added.length === 0 && !isRead) return
    const from = out.length
    const place = this.#placeOf(settled)
    const context = contextOf(settled)
    const onALine = context === C_UNKNOWN && isOnALine(settled.siblings)
    const contextFor = onALine ? contextOnALine : () => context
    if (rules.length > 0) judgeWhole(leaf.view, kind === NUMBER, rules, place, contextFor, out)
    // A value that its own key cannot mean is still what the container above says.
    // And what stands below a credential is one, whatever its key says.
    const fromAbove = out.length === from ? above : above.filter(({ bound }) => CREDENTIAL.test(bound.rule.category))
    if (fromAbove.length > 0) judgeWhole(leaf.view, kind === NUMBER, fromAbove, place, contextFor, out)
    const known = phoneAmong(out, from)
    if (added.length > 0) judgeWhole(leaf.view, kind === NUMBER, added, place, contextFor, out)
    if (isRead && kind === NUMBER) this.#searchNumber(leaf.view, place, context, out)
    else if (isRead) {
      this.#search(leaf.view, searched ? hintsOf(leaf) : 0, place, context, LIMITS.maxNestingLevels, out, known)
    }
    settle(out, from, this.#added)
  }

  shapeOf(bytes: Uint8Array, start: number, end: number, hasAt: boolean): Shape {
    const shape = shapeOf(bytes, start, end, hasAt)
    if (shape !== EMAIL || this.#businessDomains.size === 0) return shape
    const domain = Buffer.from(bytes.subarray(bytes.indexOf(AT, start) + 1, end)).toString('latin1').toLowerCase()
    return isAtOrBelow(domain, this.#businessDomains) ? BUSINESS_EMAIL : EMAIL
  }

  /** Everybody that `detect` asks must answer alike, about the whole text. */
  isShared(leaf: DetectableLeaf, shape: Shape, found: readonly Finding[]): boolean {
    const { kind, view } = leaf
    if ((shape & EXACT) !== 0) return true
    if (meaningOf(leaf.own).card) return false
    if (kind !== STRING && kind !== NUMBER) return false
    if (found.some(({ start, end, view: own }) => own !== view || start !== 0 || end !== view.text.length)) return false
    // Whose number it is depends on its digits.
    if (this.#businessNumbers.length > 0 && found.some(({ category }) => NUMBERS.has(category))) return false
    const settled = settledLeaf(leaf)
    const alike = [...this.#rulesFor(settled), ...inheritedRules(settled), ...this.#addedRulesFor(settled)]
      .every((applied) => isJudgedAlike(applied, shape))
    if (!alike) return false
    if (kind === NUMBER) return this.#numberFinders.length === 0
    const searched = passes(SEARCHED, leaf.flags)
    if (!searched && !this.#readsAll) return true
    const known = phoneAmong(found.filter(({ whole, detector }) => whole && !this.#added.has(detector)), 0)
    const hints = searched ? hintsOf(leaf) : 0
    const digits = countDigits(view.text)
    return shape !== OTHER && this.#finders.every((detector) =>
      detector === known || !opens(detector, hints, view.text, digits) || digits < (detector.reads?.digits ?? 0)
      || ((detector.findsAlike ?? OTHER) & shape) !== 0)
  }

  named(facts: readonly Fact[]): number {
    let name = 0
    let isSomebody = 0
    for (const fact of facts) {
      if (!meaningOf(fact.key).naming || isOwnMark(fact.text)) continue
      if (isFullName(fact.text)) isSomebody = 1
      const meaning = this.#classifyName(nameIn(fact))
      const { id, rules } = meaning
      if ((rules.length === 0 && this.#keys.addedTo(meaning).length === 0) || id === name) continue
      if (name !== 0) return MIXED
      name = id
    }
    return name * 2 + isSomebody
  }

  #placeOf(leaf: DetectableLeaf): Place {
    const { own, siblings, outer } = leaf
    const place = this.#placeUnder(meaningOf(own))
    if (siblings === NO_SIBLINGS && outer === NO_SIBLINGS) return place
    const regions = regionsOf(siblings, this.#regions)
    return { ...place, regions, telephony: isTelephony(leaf), saysExtension: saysExtension(siblings) }
  }

  /** Where nothing but the key speaks. */
  #placeUnder(own: Meaning): Place {
    let place = this.#places.get(own)
    if (place === undefined) {
      place = {
        regions: this.#regions,
        telephony: false,
        saysExtension: false,
        key: keyKind(own),
        fax: speaksOf(own, 'user.contact.fax_number'),
        businessDomains: this.#businessDomains,
        businessNumbers: this.#businessNumbers,
        plan: this.#plan,
      }
      this.#places.set(own, place)
    }
    return place
  }

  /** The rules that hold: those of the key, else of the name that a sibling gives. */
  #rulesFor(leaf: DetectableLeaf): readonly AppliedRule[] {
    const own = meaningOf(leaf.own)
    const type = leaf.kind === NUMBER ? T_NUMBER : T_STRING
    const rules = applicable(own.rules, leaf, type)
    if (rules.length > 0) return rules
    return own.holder ? this.#namedBySiblings(leaf, type, ({ rules: named }) => named) : memberRules(leaf, type)
  }

  /** The same for the rules of a policy, which stand beside them. */
  #addedRulesFor(leaf: DetectableLeaf): readonly AppliedRule[] {
    if (this.#added.size === 0) return NO_RULES
    const own = meaningOf(leaf.own)
    const type = leaf.kind === NUMBER ? T_NUMBER : T_STRING
    const rules = applicable(this.#keys.addedTo(own), leaf, type)
    const isNamed = rules.length === 0 && own.holder
    return isNamed ? this.#namedBySiblings(leaf, type, (meaning) => this.#keys.addedTo(meaning)) : rules
  }

  #namedBySiblings(
    leaf: DetectableLeaf, type: number, rulesOf: (meaning: Meaning) => readonly BoundRule[],
  ): readonly AppliedRule[] {
    for (const fact of leaf.siblings.facts) {
      if (!meaningOf(fact.key).naming || isOwnMark(fact.text)) continue
      const rules = applicable(rulesOf(this.#classifyName(nameIn(fact))), leaf, type)
      if (rules.length > 0) return rules
    }
    return NO_RULES
  }

  #classifyName(text: string): Meaning {
    let meaning = this.#named.get(text)
    if (meaning === undefined) {
      meaning = this.classify(text)
      if (this.#named.size < MAX_NAMED) this.#named.set(text, meaning)
    }
    return meaning
  }

  /**
   * Runs the finders over a text, and over the decoded parts of URIs in it.
   *
   * @param hints see {@link hintsOf}
   * @param known has found all of the text already; what else it finds lies inside
   */
  #search(
    view: TextView, hints: number, place: Place, context: number, levels: number, out: Finding[],
    known: Detector | null = null,
  ): void {
    const isObscured = (hints & HINT_OBSCURED) !== 0
    const folded = isObscured ? fold(view.text) : null
    const text = folded === null ? view.text : folded.text
    const digits = isObscured ? countDigits(text) : 0
    let asked = ''
    const emit: Emit = (name, start, end, confidence, facets) => {
      if (isInPseudonym(text, start, end)) return
      const category = categoryIndex(name)
      const first = folded === null ? start : folded.start(start)
      const last = folded === null ? end : folded.end(end)
      out.push(finding(asked, category, view, first, last, false, confidence, context, facets))
    }
    for (const detector of this.#finders) {
      if (detector === known || !opens(detector, hints, text, digits)) continue
      asked = detector.id
      detector.find?.(text, place, emit, hints)
    }
    if (levels === 0 || (hints & HINT_URI) === 0) return
    const searchPart: VisitPart = (part, name) => this.#searchPart(part, name, place, context, levels - 1, out)
    visitUriParts(view, searchPart)
    const decoded = entityView(view)
    if (decoded !== null) searchPart(decoded, null)
  }

  /** Numbers are never folded. */
  #searchNumber(view: TextView, place: Place, context: number, out: Finding[]): void {
    const { text } = view
    for (const { id, find } of this.#numberFinders) {
      find?.(text, place, (name, _start, _end, confidence, facets) => {
        out.push(finding(id, categoryIndex(name), view, 0, text.length, true, confidence, context, facets))
      }, 0)
    }
  }

  #searchPart(
    part: TextView, name: string | null, place: Place, context: number, levels: number, out: Finding[],
  ): void {
    const own = name === null ? NEUTRAL : this.#classifyName(name)
    const under = this.#placeUnder(own)
    const inner = under.regions === place.regions ? under : { ...under, regions: place.regions }
    const rules = applicable([...own.rules, ...this.#keys.addedTo(own)], ROOTLESS, T_STRING)
    if (rules.length > 0) judgeWhole(part, false, rules, inner, () => own.context || context, out)
    // What decoding did not change holds nothing that was not searched already, unless it is a URI itself.
    const { length } = part.text
    const isNew = part.text.includes('?') || part.toOuter(length) - part.toOuter(0) !== length
    this.#search(part, ANY_HINT, inner, own.context || context, isNew ? levels : 0, out)
  }
}

/** What a sibling calls the datum. */
function nameIn({ key, text }: Fact): string {
  return meaningOf(key).card ? keyOfProperty(text) : text
}

interface AppliedRule {
  readonly bound: BoundRule
  /** From a container above: then everything below belongs to it, possible or not. */
  readonly inherited: boolean
}

const NO_RULES: readonly AppliedRule[] = []

const CREDENTIAL = /^(?:user\.authorization|system\.authentication)(?:\.|$)/
const PHONE_NUMBER = categoryIndex('user.contact.phone_number')
const NUMBERS: ReadonlySet<number> = new Set([PHONE_NUMBER, categoryIndex('user.contact.fax_number')])

/** Where the parameters of a URI stand: in no object. */
const ROOTLESS: DetectableLeaf = {
  kind: STRING, view: plainView(''), flags: 0, own: NEUTRAL, parent: NEUTRAL, inherited: null,
  siblings: NO_SIBLINGS, outer: NO_SIBLINGS,
}

/** Beside that, an object key is searched for what is evident by itself. */
function asKey(leaf: DetectableLeaf): DetectableLeaf {
  return { ...leaf, own: NEUTRAL, parent: NEUTRAL, inherited: null, siblings: NO_SIBLINGS, outer: NO_SIBLINGS }
}

/** What the key of the container says of the keys in it. */
function keyRules(leaf: DetectableLeaf): readonly AppliedRule[] {
  return meaningOf(leaf.parent).keyRules.map((bound) => ({ bound, inherited: false }))
}

function alone(leaf: DetectableLeaf): DetectableLeaf {
  const isAlone = leaf.siblings === NO_SIBLINGS && leaf.outer === NO_SIBLINGS
  return isAlone ? leaf : { ...leaf, siblings: NO_SIBLINGS, outer: NO_SIBLINGS }
}

/** The leaf in the surroundings that count for it. */
function settledLeaf(leaf: DetectableLeaf): DetectableLeaf {
  return leaf.kind === KEY ? asKey(leaf) : awaits(leaf.own, leaf.inherited) ? leaf : alone(leaf)
}

/** What a container says, and what a detector says that does not judge, depends on nothing but that there is a text. */
function isJudgedAlike({ bound: { detector, rule }, inherited }: AppliedRule, shape: Shape): boolean {
  const shapes = inherited || detector.judge === undefined ? ALL : (detector.judgesAlike?.(rule) ?? OTHER)
  return (shapes & shape) !== 0
}

function inheritedRules({ own, inherited }: DetectableLeaf): readonly AppliedRule[] {
  if (inherited === null || meaningOf(own).kind) return NO_RULES
  const { aside } = meaningOf(own)
  return meaningOf(inherited).rules
    .filter(({ rule }) => rule.subtree === true && ((rule.sparing ?? 0) & aside) === 0
      && (rule.taking === undefined || (rule.taking & aside) !== 0))
    .map((bound) => ({ bound, inherited: true }))
}

/** The rules of an object whose members have keys that say nothing: `{ "extensions": { "sales": "6001" } }`. */
function memberRules(leaf: DetectableLeaf, type: number): readonly AppliedRule[] {
  const own = meaningOf(leaf.own)
  const parent = meaningOf(leaf.parent)
  if (!parent.members || own === parent || own.aside !== 0 || own.kind || own.country || own.opaque) return NO_RULES
  return applicable(parent.rules.filter(({ rule }) => rule.members === true), leaf, type)
}

function applicable(rules: readonly BoundRule[], leaf: DetectableLeaf, type: number): readonly AppliedRule[] {
  if (rules.length === 0) return NO_RULES
  return rules
    .filter(({ rule }) => (RULE_TYPES[rule.types ?? 'string'] & type) !== 0 && holds(rule, leaf))
    .map((bound) => ({ bound, inherited: false }))
}

/** Asks the detectors of the rules about the value as a whole. */
function judgeWhole(
  view: TextView,
  isNumber: boolean,
  rules: readonly AppliedRule[],
  place: Place,
  contextFor: (category: string) => number,
  out: Finding[],
): void {
  if (view.text === '') return
  const text = fold(view.text)?.text ?? view.text
  for (const { bound, inherited } of rules) {
    const { detector, rule } = bound
    if (isOwnMark(view.text, rule.category)) continue
    const judgement = inherited ? hasContent(text, INHERITED)
      : detector.judge === undefined ? hasContent(text, KEYED) : detector.judge({ text, isNumber, rule }, place)
    if (judgement === null) continue
    const category = judgement.category === undefined ? bound.category : categoryIndex(judgement.category)
    const { confidence, facets } = judgement
    const context = contextFor(rule.category)
    out.push(finding(detector.id, category, view, 0, view.text.length, true, confidence, context, facets))
  }
}

/** The dearest finder, if the whole value is its finding already. */
function phoneAmong(findings: readonly Finding[], from: number): Detector | null {
  for (let at = from; at < findings.length; at++) if (findings[at]?.category === PHONE_NUMBER) return phone
  return null
}

/** Numbers and addresses beside an extension may still be somebody's own. */
function contextOnALine(category: string): number {
  return category.startsWith('user.name') ? C_BUSINESS : C_UNKNOWN
}

function hasContent(text: string, confidence: number): Judgement | null {
  return text.trim() === '' ? null : { confidence }
}

/**
 * What the closer look leaves possible in a leaf: its hints; or all of them where it was not taken, or could not tell.
 * Without HINT_OBSCURED among them the text is its own folding.
 */
function hintsOf({ kind, flags }: DetectableLeaf): number {
  const isTold = kind !== PART && (flags & (LOOKED_CLOSER | HINT_OBSCURED)) === LOOKED_CLOSER
  return isTold ? flags & ANY_HINT : ANY_HINT
}

/** True if the detector might find something: the hints say so or, where they do not tell, the text passes its gate. */
function opens({ hints: asked, gate }: Detector, hints: number, text: string, digits: number): boolean {
  if ((hints & HINT_OBSCURED) === 0) return asked === undefined || (asked & hints) !== 0
  if (gate === undefined) return true
  if (digits < (gate.digits ?? 0)) return false
  if (gate.anyOf === undefined) return true
  for (const character of gate.anyOf) if (text.includes(character)) return true
  return false
}

function finding(
  detector: string, category: number, view: TextView, start: number, end: number, whole: boolean, confidence: number,
  context: number, facets: Facets | null = null,
): Finding {
  const whose = context === C_UNKNOWN && facets?.business === true ? C_BUSINESS : context
  return new DetectedFinding({ category, start, end, view, whole, confidence, detector, context: whose }, facets)
}
