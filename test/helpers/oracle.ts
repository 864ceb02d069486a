import { DROP, GENERALISE, TAG, type VerdictTable } from '../../lib/decide/verdict.ts'
import { PROPERTY_DEPTH } from '../../lib/detect/card.ts'
import { CATEGORIES } from '../../lib/detect/category.ts'
import { NO_SIBLINGS, type Detection, type Siblings } from '../../lib/detect/detection.ts'
import type { Finding } from '../../lib/detect/finding.ts'
import { holdsOwnMark, isOwnMark } from '../../lib/detect/own-marks.ts'
import { EgressError } from '../../lib/errors.ts'
import { LIMITS } from '../../lib/limits.ts'
import { KeySurrogates } from '../../lib/treat/key-surrogate.ts'
import { treatLiteral, treatString } from '../../lib/treat/treat.ts'
import type { Pseudonyms } from '../../lib/treat/treatment.ts'
import { KEY, LITERAL, NUMBER, STRING, type RecordKind } from '../../lib/walk/leaf.ts'
import { T_LITERAL, T_NUMBER, T_STRING, type KeyClass } from '../../lib/walk/watch.ts'

/**
 * The filter as one would write it in an afternoon: parse the body, walk the tree, look at every leaf, build the tree anew.
 * Slow, whole in memory, no gates, no chunks, no byte offsets - and therefore easy to believe. It shares detectors,
 * decisions and treatments with the product, and nothing of its walking, holding back and splicing.
 */
export interface Oracle {
  readonly detection: Detection
  readonly table: VerdictTable
  readonly pseudonyms: Pseudonyms
  /** State of a path; the table was made with a `patternsAt` that understands it. */
  readonly stateOf: (path: readonly (string | number)[]) => number
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
const GONE = Symbol('gone')

interface Place {
  readonly path: readonly (string | number)[]
  readonly own: KeyClass
  readonly parent: KeyClass
  readonly inherited: KeyClass | null
  readonly siblings: Siblings
  readonly outer: Siblings
  readonly level: number
  /** Arrays from the last object to here. */
  readonly depth: number
}

export function oracleFilter(body: string, oracle: Oracle): Json {
  const keys = new KeySurrogates()
  const root = oracle.detection.classify('')
  const place = { path: [], own: root, parent: root, inherited: null, siblings: NO_SIBLINGS, outer: NO_SIBLINGS, level: 0, depth: 0 }
  const result = value(JSON.parse(body) as Json, place, oracle, keys)
  return result === GONE ? null : result
}

function value(json: Json, place: Place, oracle: Oracle, keys: KeySurrogates): Json | typeof GONE {
  if (Array.isArray(json)) {
    const depth = place.depth + 1
    const isProperty = depth === PROPERTY_DEPTH && oracle.detection.isCard?.(place.own) === true
    const inside = isProperty ? { ...place, ...propertyOf(json, place, oracle) } : place
    const elements = json.map((element, i) => {
      const isOwn = isProperty && (i === 1 || typeof element !== 'object' || element === null || Array.isArray(element))
      const here = isOwn ? inside : { ...inside, ...around(place, element) }
      return value(element, { ...here, path: [...place.path, i], depth }, oracle, keys)
    })
    return elements.filter((element) => element !== GONE)
  }
  if (json !== null && typeof json === 'object') return object(json, place, oracle, keys)
  return leaf(json, place, oracle, keys)
}

/** What the elements of a property of a jCard are to each other: its name comes first, and then what is said of it. */
function propertyOf(json: Json[], { own }: Place, { detection: { classify } }: Oracle): Pick<Place, 'siblings' | 'outer'> {
  const [, second] = json
  const parameters = second !== null && typeof second === 'object' && !Array.isArray(second) ? Object.entries(second) : []
  const facts = [...scalarsOf([json[0] ?? null]).map((scalar) => ({ key: own, text: String(scalar) })), ...parameters.flatMap(([key, member]) =>
    classify(key).fact ? scalarsOf(member).map((scalar) => ({ key: classify(key), text: String(scalar) })) : [])]
  return { siblings: { known: true, evidence: 0, facts: facts.filter(isTelling) }, outer: NO_SIBLINGS }
}

function isTelling({ text }: { readonly text: string }): boolean {
  return text.length <= LIMITS.maxFactChars && !holdsOwnMark(text) && !/^\s*[[{]/.test(text)
}

/** An array of scalars belongs to the object around the array; objects in it have nothing directly around them. */
function around(place: Place, element: Json): Pick<Place, 'siblings' | 'outer'> {
  if (element !== null && typeof element === 'object' && !Array.isArray(element)) return { siblings: NO_SIBLINGS, outer: NO_SIBLINGS }
  return { siblings: place.siblings, outer: place.outer }
}

function object(json: { [key: string]: Json }, place: Place, oracle: Oracle, keys: KeySurrogates): Json {
  const { classify } = oracle.detection
  const facts = Object.entries(json)
    .filter(([key]) => classify(key).fact)
    .flatMap(([key, member]) => scalarsOf(member).map((scalar) => ({ key: classify(key), text: String(scalar) })))
    .filter(isTelling)
  const evidence = Object.keys(json).reduce((bits, key) => bits | classify(key).evidence, 0)
  const isParameters = place.depth === PROPERTY_DEPTH && place.path.at(-1) === 1 && oracle.detection.isCard?.(place.own) === true
  const own = { known: true, evidence, facts, extensions: extensionsIn(json, oracle) }
  const siblings: Siblings = isParameters ? place.siblings : own
  const result: [string, Json][] = []
  for (const [key, member] of Object.entries(json)) {
    const inside: Place = {
      path: [...place.path, key],
      own: classify(key),
      parent: place.own,
      inherited: place.own.inherits ? place.own : place.inherited,
      siblings,
      outer: isParameters ? NO_SIBLINGS : place.siblings,
      level: place.level,
      depth: 0,
    }
    const newKey = leafOf(KEY, key, inside, oracle, keys)
    // What stands directly in a member that is an object has this object around it.
    const newValue = value(member, inside, oracle, keys)
    if (newValue !== GONE) result.push([newKey === GONE ? key : String(newKey), newValue])
  }
  return Object.fromEntries(result)
}

/** Extensions in an object, and in the objects directly in it. */
function extensionsIn(json: { [key: string]: Json }, oracle: Oracle, isInner = false): string[] {
  const { classify, echo } = oracle.detection
  return Object.entries(json).flatMap(([key, member]) => {
    if (member !== null && typeof member === 'object' && !Array.isArray(member)) {
      return isInner ? [] : extensionsIn(member, oracle, true)
    }
    return echo?.confirms(classify(key)) === true ? scalarsOf(member).map(String).filter(isLine) : []
  })
}

function isLine(text: string): boolean {
  return /^[0-9]{2,8}$/.test(text)
}

function extensionsOf(around: Siblings): readonly string[] {
  return (around as { extensions?: readonly string[] }).extensions ?? []
}

/** The facts of a member: its value, or those in its array (`"type": ["work", "voice"]`). */
function scalarsOf(json: Json): (string | number)[] {
  if (Array.isArray(json)) return json.flatMap(scalarsOf)
  return typeof json === 'string' || typeof json === 'number' ? [json] : []
}

function leaf(json: string | number | boolean | null, place: Place, oracle: Oracle, keys: KeySurrogates): Json | typeof GONE {
  if (typeof json === 'string') return leafOf(STRING, json, place, oracle, keys)
  const treated = leafOf(typeof json === 'number' ? NUMBER : LITERAL, JSON.stringify(json), place, oracle, keys)
  return treated === GONE ? GONE : (JSON.parse(String(treated)) as Json)
}

const TYPES: Record<number, number> = { [KEY]: 0, [STRING]: T_STRING, [NUMBER]: T_NUMBER, [LITERAL]: T_LITERAL }

function leafOf(kind: RecordKind, text: string, place: Place, oracle: Oracle, keys: KeySurrogates): string | typeof GONE {
  const { detection, table, pseudonyms } = oracle
  const view = { text, toOuter: (index: number) => index, encode: (replacement: string) => replacement }
  const { own, parent, inherited, siblings, outer } = place
  const findings: Finding[] = []
  const isEcho = isLine(text) && [...extensionsOf(siblings), ...extensionsOf(outer)].includes(text)
  const flags = kind === NUMBER || kind === LITERAL ? 63 << 16 : 0x7f | (63 << 16)
  detection.detect({ kind, view, flags, own, parent, inherited, siblings, outer, isEcho }, findings)
  const isWhole = (finding: Finding): boolean => finding.whole && finding.view === view
  const state = oracle.stateOf(place.path)
  const rulings = findings.map((finding) => ({
    finding,
    verdict: table.decide(finding.category, finding.context, TYPES[kind] ?? 0, finding.confidence, state),
  }))
  const isDocument = kind === STRING && place.level < 3 && isJson(text)
  const parts = isDocument ? [] : rulings.filter(({ finding }) => !isWhole(finding))
  const wholes: { finding: Finding | null; verdict: ReturnType<VerdictTable['decide']> }[] = rulings.filter(({ finding }) => isWhole(finding))
  const isLeftOver = place.own.watch !== 0 && (kind === LITERAL ? text === 'null' : kind === STRING && isOwnMark(text))
  if (wholes.length === 0 && kind !== KEY && !isLeftOver) {
    const verdict = table.unclassified(state)
    if (verdict.outcome >= TAG) wholes.push({ finding: null, verdict })
  }
  const treatable = (finding: Finding | null, part: string, whole: boolean, marker: string | null) => ({
    text: part, category: CATEGORIES[finding?.category ?? -1] ?? 'unclassified', region: finding?.region ?? null, whole, marker, pseudonyms,
  })

  const most = wholes.reduce((a, b) => (b.verdict.outcome > a.verdict.outcome ? b : a), { finding: null as Finding | null, verdict: { outcome: 0 as const, because: [], marker: null as string | null } })
  if (most.verdict.outcome >= GENERALISE) {
    const outcome = [...parts.map(({ verdict }) => verdict.outcome), most.verdict.outcome, isDocument ? 5 as const : 0 as const].reduce((a, b) => (b > a ? b : a))
    if (outcome === 7) throw new EgressError('ERR_EGRESS_BLOCKED')
    if (outcome === DROP && kind !== KEY && place.path.length > 0) return GONE
    const it = treatable(most.finding, text, true, most.verdict.marker)
    if (kind === KEY) return keys.treat(outcome, it).text
    return kind === STRING ? treatString(outcome, it).text : treatLiteral(outcome, it).literal
  }
  if (isDocument) {
    const below = value(JSON.parse(text) as Json, { ...place, level: place.level + 1, depth: 0, path: place.path, siblings: NO_SIBLINGS, outer: NO_SIBLINGS }, oracle, keys)
    return JSON.stringify(below === GONE ? null : below)
  }
  return spans(text, parts, kind, keys, treatable)
}

type Treatable = Parameters<typeof treatString>[1]

/** Marks every unit with the strictest ruling on it, then replaces run after run. */
function spans(
  text: string,
  rulings: readonly { finding: Finding; verdict: ReturnType<VerdictTable['decide']> }[],
  kind: RecordKind,
  keys: KeySurrogates,
  treatable: (finding: Finding, part: string, whole: boolean, marker: string | null) => Treatable,
): string {
  const at = rulings.map((ruling) => ({
    ruling, start: ruling.finding.view.toOuter(ruling.finding.start), end: ruling.finding.view.toOuter(ruling.finding.end),
  }))
  let out = ''
  for (let i = 0; i < text.length; ) {
    const here = at.filter(({ start, end }) => start <= i && i < end)
    if (here.length === 0) {
      out += text[i++]
      continue
    }
    // Findings that touch this one, directly or through others, are one run.
    let run = here
    for (;;) {
      const start = Math.min(...run.map((r) => r.start))
      const end = Math.max(...run.map((r) => r.end))
      const wider = at.filter((r) => r.start < end && r.end > start)
      if (wider.length === run.length) break
      run = wider
    }
    const end = Math.max(...run.map((r) => r.end))
    run.sort((a, b) => a.start - b.start || b.end - a.end)
    const first = run.reduce((a, b) => (b.ruling.verdict.outcome > a.ruling.verdict.outcome ? b : a))
    const { finding, verdict } = first.ruling
    if (verdict.outcome === 7) throw new EgressError('ERR_EGRESS_BLOCKED')
    const part = finding.view.text.slice(finding.start, finding.end)
    const it = treatable(finding, part, i === 0 && end === text.length, verdict.marker)
    const treated = kind === KEY ? keys.treat(verdict.outcome, it).text : treatString(verdict.outcome, it).text
    const isAll = first.start === i && first.end === end
    out += treated === part ? text.slice(i, end) : isAll ? finding.view.encode(treated) : treated
    i = end
  }
  return out
}

function isJson(text: string): boolean {
  if (!/^[ \t\r\n]*(?:[[{]|"[ \t\r\n]*(?:[[{]|\\))/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
