import { entityView } from '../bytes/entity-view.ts'
import { fold } from '../bytes/fold.ts'
import { plainView } from '../bytes/plain-view.ts'
import type { TextView } from '../bytes/view.ts'
import { ANY_HINT, HINT_NUMBER, HINT_OBSCURED, HINT_URI, LOOKED_CLOSER, PART, STRING } from '../walk/leaf.ts'
import { T_STRING } from '../walk/watch.ts'
import { applicable, judgeWhole } from './applied-rules.ts'
import { categoryIndex } from './category.ts'
import { countDigits } from './chars.ts'
import { findingOf } from './detected.ts'
import { NO_SIBLINGS, type DetectableLeaf } from './detection.ts'
import type { Detector, Emit, Place } from './detector.ts'
import type { Finding } from './finding.ts'
import { NEUTRAL, type BoundRule, type Meaning } from './meaning.ts'
import { isInPseudonym } from './own-marks.ts'
import { visitUriParts, type VisitPart } from './uris.ts'

/** What is known of names, such as those of parameters. */
export interface NamedPlaces {
  named(name: string): Meaning
  placeUnder(meaning: Meaning): Place
  rulesOf(meaning: Meaning): readonly BoundRule[]
}

/** Asks the detectors that find by form, about texts and about the texts in them. */
export class Search {
  readonly #finders: readonly Detector[]
  /** Finders by what the hints leave possible, of which HINT_NUMBER is the lowest bit. */
  readonly #foretold: (readonly Detector[] | undefined)[] = []
  readonly #numberFinders: readonly Detector[]
  readonly #keys: NamedPlaces

  constructor(finders: readonly Detector[], numberFinders: readonly Detector[], keys: NamedPlaces) {
    this.#finders = finders
    this.#numberFinders = numberFinders
    this.#keys = keys
  }

  /**
   * Runs the finders over a text, and over the decoded parts of URIs in it.
   *
   * @param hints see {@link hintsOf}
   * @param known has found all of the text already; what else it finds lies inside
   */
  search(
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
      out.push(findingOf(asked, category, view, first, last, false, confidence, context, facets))
    }
    for (const detector of isObscured ? this.#finders : this.#findersFor(hints)) {
      if (detector === known || (isObscured && !opens(detector, hints, text, digits))) continue
      asked = detector.id
      detector.find?.(text, place, emit, hints)
    }
    if (levels === 0 || (hints & HINT_URI) === 0) return
    const searchPart: VisitPart = (part, name) => this.#searchPart(part, name, place, context, levels - 1, out)
    visitUriParts(view, searchPart)
    const decoded = entityView(view)
    if (decoded !== null) searchPart(decoded, null)
  }

  /** Only for hints that tell. */
  #findersFor(hints: number): readonly Detector[] {
    return this.#foretold[hints / HINT_NUMBER] ??= this.#finders.filter((detector) => opens(detector, hints, '', 0))
  }

  /** Numbers are never folded. */
  searchNumber(view: TextView, place: Place, context: number, out: Finding[]): void {
    const { text } = view
    for (const { id, find } of this.#numberFinders) {
      find?.(text, place, (name, _start, _end, confidence, facets) => {
        out.push(findingOf(id, categoryIndex(name), view, 0, text.length, true, confidence, context, facets))
      }, 0)
    }
  }

  #searchPart(
    part: TextView, name: string | null, place: Place, context: number, levels: number, out: Finding[],
  ): void {
    const own = name === null ? NEUTRAL : this.#keys.named(name)
    const under = this.#keys.placeUnder(own)
    const inner = under.regions === place.regions ? under : { ...under, regions: place.regions }
    const rules = applicable(this.#keys.rulesOf(own), ROOTLESS, T_STRING)
    if (rules.length > 0) judgeWhole(part, false, rules, inner, () => own.context || context, out)
    // What decoding did not change holds nothing that was not searched already, unless it is a URI itself.
    const { length } = part.text
    const isNew = part.text.includes('?') || part.toOuter(length) - part.toOuter(0) !== length
    this.search(part, ANY_HINT, inner, own.context || context, isNew ? levels : 0, out)
  }
}

/** Where the parameters of a URI stand: in no object. */
const ROOTLESS: DetectableLeaf = {
  kind: STRING, view: plainView(''), flags: 0, own: NEUTRAL, parent: NEUTRAL, inherited: null,
  siblings: NO_SIBLINGS, outer: NO_SIBLINGS,
}

/**
 * What the closer look leaves possible in a leaf: its hints; or all of them where it was not taken, or could not tell.
 * Without HINT_OBSCURED among them the text is its own folding.
 */
export function hintsOf({ kind, flags }: DetectableLeaf): number {
  const isTold = kind !== PART && (flags & (LOOKED_CLOSER | HINT_OBSCURED)) === LOOKED_CLOSER
  return isTold ? flags & ANY_HINT : ANY_HINT
}

/** True if the detector might find something: the hints say so or, where they do not tell, the text passes its gate. */
export function opens({ hints: asked, gate }: Detector, hints: number, text: string, digits: number): boolean {
  if ((hints & HINT_OBSCURED) === 0) return asked === undefined || (asked & hints) !== 0
  if (gate === undefined) return true
  if (digits < (gate.digits ?? 0)) return false
  if (gate.anyOf === undefined) return true
  for (const character of gate.anyOf) if (text.includes(character)) return true
  return false
}
