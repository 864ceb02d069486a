import { AT } from '../bytes/codes.ts'
import type { TextView } from '../bytes/view.ts'
import { LIMITS } from '../limits.ts'
import {
  ANY_HINT, HAS_AT, HAS_COLON, HAS_ESCAPE, HAS_NON_ASCII, HAS_PERCENT, HAS_PLUS, KEY, LOOKED_CLOSER, LOOKS_LIKE_JSON,
  NUMBER, PART, STRING,
} from '../walk/leaf.ts'
import { passes, T_NUMBER, T_STRING, type Gates } from '../walk/watch.ts'
import { isAnnotation } from './annotations.ts'
import {
  applicable, awaits, inheritedRules, isJudgedAlike, judgeWhole, keyRules, memberRules, NO_RULES, settledLeaf,
  wrapperRules, type AppliedRule,
} from './applied-rules.ts'
import { isCardWord, keyOfProperty } from './card.ts'
import { categoryIndex } from './category.ts'
import { countDigits, digitsOf } from './chars.ts'
import { findingOf } from './detected.ts'
import { NO_SIBLINGS, type DetectableLeaf, type Detection, type DetectionOptions, type Fact } from './detection.ts'
import { isAtOrBelow } from './detectors/email.ts'
import type { Detector, Place } from './detector.ts'
import { C_BUSINESS, C_UNKNOWN, type Finding } from './finding.ts'
import { isFullName } from './full-name.ts'
import { JoinedKeys } from './joined-keys.ts'
import { speaksOf, type BoundRule, type Meaning } from './meaning.ts'
import { settle } from './overlap.ts'
import { isOwnMark } from './own-marks.ts'
import { isAssigned } from './phone/find-phones.ts'
import { BUILT_IN_PLAN, type NumberingPlan } from './phone/numbering-plan.ts'
import { phone } from './phone/phone.ts'
import { DETECTORS } from './registry.ts'
import { hintsOf, opens, Search } from './search.ts'
import { ASSIGNED, BUSINESS_EMAIL, EMAIL, EXACT, INTERNATIONAL, OTHER, shapeOf, type Shape } from './shape.ts'
import {
  contextOf, isOnALine, isTelephony, joinSaid, keyKind, meaningOf, MIXED, regionsOf, saidBy, saysExtension,
  surroundingsCode,
} from './surroundings.ts'

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
    echo: { confirms: (own) => meaningOf(own).confirms, repeats: (own) => meaningOf(own).echoes },
    detect: (leaf, out) => engine.detect(leaf, out),
    likeness: {
      shapeOf: (bytes, start, end, hasAt) => engine.shapeOf(bytes, start, end, hasAt),
      narrowed: (shape, bytes, start, end) => engine.narrowed(shape, bytes, start, end),
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
  readonly #search: Search
  readonly #named = new Map<string, Meaning>()
  /** By the id of the meaning. */
  readonly #places: (Place | undefined)[] = []

  constructor(options: DetectionOptions, detectors: readonly Detector[]) {
    const { detectors: added = [] } = options
    const finders = [...detectors, ...added].filter(({ find }) => find !== undefined)
    this.#keys = new JoinedKeys(detectors, added)
    this.#added = new Set(added.map(({ id }) => id))
    this.#finders = finders.filter(({ reads }) => reads?.types !== 'number')
    this.#numberFinders = finders.filter(({ reads }) => reads !== undefined && reads.types !== 'string')
    this.#readsAll = this.#finders.some(({ reads }) => reads !== undefined)
    this.gates = gatesFor(this.#finders, this.#numberFinders)
    this.#search = new Search(this.#finders, this.#numberFinders, {
      named: (name) => this.#classifyName(name),
      placeUnder: (meaning) => this.#placeUnder(meaning),
      rulesOf: (meaning) => [...meaning.rules, ...this.#keys.addedTo(meaning)],
    })
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
    if (kind === KEY && isAnnotation(leaf.view.text)) return
    if (kind !== KEY && meaningOf(leaf.own).card && isCardWord(leaf.view.text, propertyOf(leaf))) return
    const settled = settledLeaf(leaf)
    const rules = kind === KEY ? keyRules(leaf) : this.#rulesFor(settled)
    const searched = kind !== NUMBER && passes(SEARCHED, leaf.flags)
    const above = kind === KEY ? NO_RULES : inheritedRules(settled, kind === NUMBER ? T_NUMBER : T_STRING)
    const added = kind === KEY ? NO_RULES : this.#addedRulesFor(settled)
    const isRead = kind === NUMBER ? this.#numberFinders.length > 0 : searched || this.#readsAll
    const isEcho = isEchoed(leaf)
    if (rules.length === 0 && above.length === 0 && added.length === 0 && !isRead && !isEcho) return
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
    if (isEcho && out.length === from) out.push(echoOf(leaf.view, context))
    const known = phoneAmong(out, from)
    if (added.length > 0) judgeWhole(leaf.view, kind === NUMBER, added, place, contextFor, out)
    if (isRead && kind === NUMBER) this.#search.searchNumber(leaf.view, place, context, out)
    else if (isRead) {
      this.#search.search(leaf.view, searched ? hintsOf(leaf) : 0, place, context, LIMITS.maxNestingLevels, out, known)
    }
    settle(out, from, this.#added)
  }

  shapeOf(bytes: Uint8Array, start: number, end: number, hasAt: boolean): Shape {
    const shape = shapeOf(bytes, start, end, hasAt)
    if (shape !== EMAIL || this.#businessDomains.size === 0) return shape
    const domain = Buffer.from(bytes.subarray(bytes.indexOf(AT, start) + 1, end)).toString('latin1').toLowerCase()
    return isAtOrBelow(domain, this.#businessDomains) ? BUSINESS_EMAIL : EMAIL
  }

  narrowed(shape: Shape, bytes: Uint8Array, start: number, end: number): Shape {
    return shape === INTERNATIONAL && isAssigned(bytes, start, end, this.#plan) ? ASSIGNED : shape
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
    const above = inheritedRules(settled, kind === NUMBER ? T_NUMBER : T_STRING)
    const alike = [...this.#rulesFor(settled), ...above, ...this.#addedRulesFor(settled)]
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
      if (!isNaming(fact, facts) || isOwnMark(fact.text)) continue
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
    return this.#places[own.id] ??= {
      regions: this.#regions,
      telephony: false,
      saysExtension: false,
      key: keyKind(own),
      fax: speaksOf(own, 'user.contact.fax_number'),
      businessDomains: this.#businessDomains,
      businessNumbers: this.#businessNumbers,
      plan: this.#plan,
    }
  }

  /** The rules that hold: those of the key, and of the name that a sibling gives. */
  #rulesFor(leaf: DetectableLeaf): readonly AppliedRule[] {
    const own = meaningOf(leaf.own)
    const type = leaf.kind === NUMBER ? T_NUMBER : T_STRING
    const rules = applicable(own.rules, leaf, type)
    if (!own.holder) return rules.length > 0 ? rules : memberRules(leaf, type)
    const named = this.#namedBySiblings(leaf, type, (meaning) => meaning.rules)
    if (rules.length > 0) return named.length === 0 ? rules : [...rules, ...named]
    return named.length > 0 || !own.wrapped ? named : wrapperRules(leaf, type)
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
    const { facts } = leaf.siblings
    for (const fact of facts) {
      if (!isNaming(fact, facts) || isOwnMark(fact.text)) continue
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

}

/** True if the value is an extension that a member beside it confirms, under a key that may repeat it. */
function isEchoed({ kind, own, isEcho = false }: DetectableLeaf): boolean {
  if (!isEcho || kind === KEY || !meaningOf(own).echoes) return false
  // Most numbers nobody reports.
  return kind !== NUMBER || (own.watch & T_NUMBER) !== 0
}

function echoOf(view: TextView, context: number): Finding {
  return findingOf('extension', EXTENSION, view, 0, view.text.length, true, ECHOED, context)
}

/** In a jCard only the first element names what the others are; parameters say more about it. */
function isNaming({ key }: Fact, facts: readonly Fact[]): boolean {
  const { naming, card } = meaningOf(key)
  return naming && (card || !facts.some((other) => meaningOf(other.key).card))
}

function propertyOf({ siblings: { facts } }: DetectableLeaf): string | null {
  return facts.find(({ key }) => meaningOf(key).card)?.text ?? null
}

/** What a sibling calls the datum. */
function nameIn({ key, text }: Fact): string {
  return meaningOf(key).card ? keyOfProperty(text) : text
}

const CREDENTIAL = /^(?:user\.authorization|system\.authentication)(?:\.|$)/
const PHONE_NUMBER = categoryIndex('user.contact.phone_number')
const EXTENSION = categoryIndex('user.contact.phone_number.extension')
/** Confidence of what only an equal value beside it says. */
const ECHOED = 0.5
const NUMBERS: ReadonlySet<number> = new Set([PHONE_NUMBER, categoryIndex('user.contact.fax_number')])

/** The dearest finder, if the whole value is its finding already. */
function phoneAmong(findings: readonly Finding[], from: number): Detector | null {
  for (let at = from; at < findings.length; at++) if (findings[at]?.category === PHONE_NUMBER) return phone
  return null
}

/** Numbers and addresses beside an extension may still be somebody's own. */
function contextOnALine(category: string): number {
  return category.startsWith('user.name') ? C_BUSINESS : C_UNKNOWN
}
