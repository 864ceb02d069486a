import type { Audience } from '../../decide/audience.ts'
import { grantsIn } from '../../decide/grant.ts'
import { concerned } from '../../decide/lifecycle.ts'
import { listedBy } from '../../decide/posture.ts'
import { restrictionsIn } from '../../decide/restriction.ts'
import type { Rulebook } from '../../decide/rulebook.ts'
import { situate } from '../../decide/situation.ts'
import type { Recipient } from '../../decide/situation.ts'
import { createVerdictTable } from '../../decide/verdict-table.ts'
import type { TimedVerdictTable } from '../../decide/verdict-table.ts'
import { OUTCOMES } from '../../decide/verdict.ts'
import type { OutcomeName, Verdict } from '../../decide/verdict.ts'
import { CATEGORIES } from '../../detect/category.ts'
import { CONTEXTS } from '../../detect/finding.ts'
import { inMode } from '../../pipeline/ruling.ts'
import {
  ANY_OTHER, ANYWHERE, appsIn, audiencesOf, categoriesIn, confidencesIn, CONTEXT_INDICES, ELSEWHERE, jsonTypesIn,
  NONE, operationsIn, patternsIn, purposesIn, tenantsIn, UNREGISTERED,
} from './classes.ts'
import type { Pair, TypeClass } from './classes.ts'
import { contains } from '../path-patterns.ts'

/** What a policy says of one cell. */
export interface Decided {
  readonly outcome: OutcomeName
  readonly because: readonly string[]
  readonly marker: string | null
}

/** One combination of everything that a decision depends on, decided otherwise by the second policy. */
export interface Cell {
  readonly app: string
  readonly tenant: string
  readonly purpose: string
  readonly audience: Audience
  /** As the description of the API calls it; `(none)` where nobody says which it is. */
  readonly operation: string
  /** From when on it is decided so: a time (RFC 3339), the first one is that of the comparison. */
  readonly from: string
  readonly category: readonly string[]
  readonly context: string
  readonly jsonType: readonly string[]
  readonly confidence: number
  readonly path: string
  readonly before: Decided
  readonly after: Decided
}

export const UNCLASSIFIED = 'unclassified'
const NOBODYS: readonly string[] = [UNCLASSIFIED]
const ANY_TYPE: readonly string[] = ['string', 'number', 'literal']

/** Moments at which anything begins or ends, that are looked at for one recipient. */
const MAX_MOMENTS = 256

/** All cells that two policies decide in different ways, now or later. */
export function changedCells(pair: Pair, now: number): Cell[] {
  const grid: Grid = {
    categories: categoriesIn(pair).map(([index, ...others]) =>
      ({ index, ids: [index, ...others].map((one) => CATEGORIES[one] ?? UNCLASSIFIED) })),
    jsonTypes: jsonTypesIn(pair),
    confidences: confidencesIn(pair),
    patterns: patternsIn(pair),
    matching: pair.map(({ paths }) => matcher(paths, patternsIn(pair))) as unknown as Grid['matching'],
  }
  const cells: Cell[] = []
  for (const app of appsIn(pair)) {
    for (const tenant of tenantsIn(pair)) {
      for (const purpose of purposesIn(pair)) {
        for (const audience of audiencesOf(app)) {
          for (const operation of operationsIn(pair)) {
            visitMoments(pair, grid, { app, tenant, purpose, audience, operation }, now, cells)
          }
        }
      }
    }
  }
  return cells
}

interface Grid {
  readonly categories: readonly { readonly index: number; readonly ids: readonly string[] }[]
  readonly jsonTypes: readonly TypeClass[]
  readonly confidences: readonly number[]
  /** Path patterns of both; a place is the index of one, or NOWHERE. */
  readonly patterns: readonly string[]
  /** For either policy: the indices of its paths that mean every place that a pattern of the grid means. */
  readonly matching: readonly [Matcher, Matcher]
}

type Matcher = (pattern: number) => readonly number[]
type Who = Pick<Cell, 'app' | 'tenant' | 'purpose' | 'audience' | 'operation'>

function matcher(paths: readonly string[], patterns: readonly string[]): Matcher {
  const indices = patterns.map((pattern) => paths.flatMap((path, index) => (contains(path, pattern) ? [index] : [])))
  return (place) => indices[place] ?? []
}

/** A place that no pattern means. */
const NOWHERE = -1

/** Between two moments at which something begins or ends, nothing changes. */
function visitMoments(pair: Pair, grid: Grid, who: Who, now: number, cells: Cell[]): void {
  let at = now
  for (let count = 0; at < Infinity && count < MAX_MOMENTS; count++) {
    const recipient = recipientOf(who)
    const tables = pair.map((book, index) => createVerdictTable(book, recipient, at, grid.matching[index] as Matcher))
    const [before, after] = tables as [TimedVerdictTable, TimedVerdictTable]
    const [one, other] = pair.map((book) => everythingOf(book, recipient, at))
    if (one !== other) {
      const paths = new Set(pair.flatMap((book) => placesThatMatter(book, recipient, at)))
      const places = [...paths].map((path) => grid.patterns.indexOf(path))
      compare(before, after, grid, places, { ...who, from: new Date(at).toISOString() }, cells)
    }
    at = Math.min(before.validUntil, after.validUntil)
  }
}

function recipientOf({ app, tenant, purpose, audience, operation }: Who): Recipient {
  return {
    app: app === UNREGISTERED ? '' : app,
    tenant: tenant === NONE ? undefined : tenant,
    // A purpose that is no data use is none, and does not let the registered one in its place.
    purpose: purpose === NONE ? ANY_OTHER : purpose,
    audience,
    operation: operation === NONE ? undefined : operation,
  }
}

/** Everything that the decisions for a recipient are made from, as a text: where it is the same, so are they. */
function everythingOf(book: Rulebook, recipient: Recipient, now: number): string {
  const situation = situate(book, recipient, now)
  const paths = (indices: readonly number[] | null): unknown => indices?.map((index) => book.paths[index]).sort() ?? null
  const rules = restrictionsIn(book, situation).map(({ rule: { where, ...rule }, suspendedBy }) => ({
    rule, suspendedBy, where: { ...where, paths: paths(where.paths), audiences: 0, uses: 0, apps: 0, tenants: 0 },
  }))
  const { mode, minConfidence, undeclared, postures } = book
  const posture = postures[situation.audience]
  const lives = concerned(book, situation).map((life) => ({ ...life, operation: 0, paths: paths(life.paths) }))
  return JSON.stringify([
    situation.registration?.status === 'revoked', grantsIn(book, situation).map(({ id, category, contexts, outcome }) =>
      [id, category, contexts, outcome]),
    rules, mode, minConfidence, undeclared, posture, paths(listedBy(posture, book, situation)), lives,
  ])
}

/** The paths on which a decision for a recipient may depend. */
function placesThatMatter(book: Rulebook, recipient: Recipient, now: number): string[] {
  const situation = situate(book, recipient, now)
  const asked = restrictionsIn(book, situation).flatMap(({ rule }) => rule.where.paths ?? [])
  const listed = listedBy(book.postures[situation.audience], book, situation) ?? []
  const living = concerned(book, situation).flatMap(({ paths }) => paths ?? [])
  return [...asked, ...listed, ...living].map((index) => book.paths[index] ?? '')
}

/** @param places indices of patterns on which something depends */
function compare(
  before: TimedVerdictTable, after: TimedVerdictTable, grid: Grid, places: readonly number[],
  who: Who & Pick<Cell, 'from'>, cells: Cell[],
): void {
  const add = (one: Verdict, other: Verdict, rest: Omit<Cell, keyof Who | 'from' | 'before' | 'after'>): void => {
    if (one.outcome === other.outcome && before.mode === after.mode && isSame(one, other)) return
    cells.push({ ...who, ...rest, before: decidedBy(before, one), after: decidedBy(after, other) })
  }
  for (const state of [NOWHERE, ...places]) {
    const path = grid.patterns[state] ?? (places.length === 0 ? ANYWHERE : ELSEWHERE)
    add(before.unclassified(state), after.unclassified(state), {
      category: NOBODYS, context: 'unknown', jsonType: ANY_TYPE, confidence: 1, path,
    })
    for (const { index, ids } of grid.categories) {
      for (const context of CONTEXT_INDICES) {
        for (const { type, names } of grid.jsonTypes) {
          for (const confidence of grid.confidences) {
            const [one, other] = [before, after].map((table) => table.decide(index, context, type, confidence, state))
            if (one === undefined || other === undefined) continue
            add(one, other, {
              category: ids, context: CONTEXTS[context] ?? 'unknown', jsonType: names, confidence, path,
            })
          }
        }
      }
    }
  }
}

function isSame(one: Verdict, other: Verdict): boolean {
  return one.marker === other.marker && one.because.join() === other.because.join()
}

function decidedBy({ mode }: TimedVerdictTable, { outcome, because, marker }: Verdict): Decided {
  // A category stands for those of its class.
  const ids = because.map((id) => (id.startsWith('undeclared:') ? 'undeclared' : id))
  return { outcome: OUTCOMES[inMode(outcome, mode)], because: ids, marker }
}
