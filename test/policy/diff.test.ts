import { expect } from 'chai'
import type { Exception } from '../../lib/decide/exception.ts'
import type { Grant } from '../../lib/decide/grant.ts'
import type { Rule } from '../../lib/decide/rule.ts'
import type { Rulebook } from '../../lib/decide/rulebook.ts'
import { createVerdictTable } from '../../lib/decide/verdict-table.ts'
import { OUTCOMES } from '../../lib/decide/verdict.ts'
import type { Outcome } from '../../lib/decide/verdict.ts'
import { CATEGORIES, covers } from '../../lib/detect/category.ts'
import { CONTEXTS } from '../../lib/detect/finding.ts'
import { changedCells } from '../../lib/policy/diff/cells.ts'
import { changesIn } from '../../lib/policy/diff/changes.ts'
import type { Change } from '../../lib/policy/diff/changes.ts'
import { ANY_OTHER, ANYWHERE, ELSEWHERE, NONE, UNREGISTERED } from '../../lib/policy/diff/classes.ts'
import { contains } from '../../lib/policy/path-patterns.ts'
import { T_NUMBER, T_STRING } from '../../lib/walk/watch.ts'
import { ANYWHERE as ALL, DAY, grant, NOW, registration, rule, rulebook, SUPPORT } from '../decide/fixture.ts'
import { random as seeded } from '../helpers/documents.ts'

type Random = (below: number) => number

const PATHS = ['/a', '/a/*', '/a/**', '/a/b', '/*/b', '/c/**/d', '/**']
const PLACES = ['/a', '/a/b', '/a/x', '/c/d', '/c/x/d', '/z', '/z/b']
const TENANTS = ['t-1', 't-2']
const USES = [SUPPORT, 'essential.service', 'marketing']
const NAMED = ['user', 'user.contact', 'user.contact.email', 'user.contact.phone_number', 'user.name']

function one<T>(r: Random, list: readonly T[]): T {
  return list[r(list.length)] as T
}

function some<T>(r: Random, list: readonly T[]): readonly T[] | null {
  return r(2) === 0 ? null : list.filter(() => r(2) === 0).slice(0, 2).concat(one(r, list))
}

function window(r: Random): { from: number; until: number } {
  const from = NOW + (r(5) - 3) * DAY
  return { from, until: from + (1 + r(5)) * DAY }
}

function makeBook(r: Random): Rulebook {
  const grants = Array.from({ length: r(4) }, (_, i): Grant => grant({
    id: `crm/e${i}`, category: one(r, NAMED), use: one(r, USES), audience: one(r, ['self', 'tenant', 'partner']),
    contexts: 1 + r(3), tenants: some(r, TENANTS), outcome: r(6) as Outcome, valid: window(r),
  }))
  const paths = PATHS.filter(() => r(2) === 0)
  const rules = Array.from({ length: r(4) }, (_, i): Rule => rule({
    ...ALL, categories: some(r, NAMED), contexts: r(2) === 0 ? null : 1 + r(3), audiences: some(r, ['partner', 'public']),
    uses: some(r, USES), apps: r(3) === 0 ? ['crm'] : null, tenants: some(r, TENANTS),
    paths: paths.length > 0 && r(2) === 0 ? [r(paths.length)] : null, jsonTypes: r(3) === 0 ? T_NUMBER : null,
    minConfidence: r(4) === 0 ? 0.3 : null,
  }, { id: `h/r${i}`, outcome: (1 + r(6)) as Outcome, mode: one(r, ['enforce', 'enforce', 'report', 'tag']) }))
  const exceptions = Array.from({ length: r(2) }, (): Exception => ({
    id: 'exc', suspends: 'h/r0', app: 'crm', tenants: some(r, TENANTS), uses: some(r, USES), valid: window(r),
  }))
  return rulebook({
    registrations: new Map([['crm', registration({ grants, status: r(8) === 0 ? 'revoked' : 'approved' })]]), rules, exceptions, paths,
    harmless: paths.length > 0 ? [0] : [],
    postures: { self: 'open', tenant: 'open', partner: one(r, ['open', 'closed']), public: 'closed' },
    minConfidence: one(r, [0.5, 0.5, 0.6]), mode: one(r, ['enforce', 'enforce', 'enforce', 'tag']),
    undeclared: CATEGORIES.map((id) => (covers('user.name', id) && r(2) === 0 ? 6 : 5)),
  })
}

/** One question, as anybody might ask it. */
function ask(r: Random): { app: string; tenant: string | undefined; purpose: string; audience: 'self' | 'partner' | 'public' } {
  return {
    app: one(r, ['crm', 'crm', 'other']), tenant: one(r, ['t-1', 't-2', 't-9', undefined]),
    purpose: one(r, [...USES, `${SUPPORT}`, 'essential', 'nonsense']), audience: one(r, ['self', 'partner', 'public']),
  }
}

describe('policy: diff', () => {
  const [runs, seed] = [Number(process.env['EGRESS_RUNS'] ?? 10), Number(process.env['EGRESS_SEED'] ?? 7)]

  it('names every cell that is decided otherwise, and no other', () => {
    for (let run = 0; run < runs; run++) {
      const r = seeded(seed + run)
      const before = makeBook(r)
      const after = r(3) === 0 ? makeBook(r) : { ...before, rules: makeBook(r).rules.map((one) => ({ ...one, where: { ...one.where, paths: null } })) }
      const pair = [before, after] as const
      const changes = changesIn(changedCells(pair, NOW))
      for (let question = 0; question < 60; question++) {
        const recipient = ask(r)
        const place = one(r, PLACES)
        const matching = ({ paths }: Rulebook) => paths.flatMap((path, index) => (contains(path, place) ? [index] : []))
        const category = r(CATEGORIES.length)
        const [context, type, confidence] = [r(4), one(r, [T_STRING, T_NUMBER]), one(r, [1, 0.55, 0.4, 0.1])]
        const [first, second] = pair.map((book) =>
          createVerdictTable(book, recipient, NOW, () => matching(book)).decide(category, context, type, confidence, 0))
        if (first === undefined || second === undefined) continue
        const effective = (book: Rulebook, value: Outcome): Outcome => (book.mode === 'tag' ? Math.min(value, 1) as Outcome : value)
        const [was, is] = [effective(before, first.outcome), effective(after, second.outcome)]
        const about = changes.filter((change) => isAbout(change, recipient, CATEGORIES[category] ?? '', context, type, confidence, place, pair))
        const what = `seed ${seed + run}: ${JSON.stringify(recipient)} ${CATEGORIES[category]} ${CONTEXTS[context]} ${type} ${confidence} ${place}`
        if (was === is) continue
        // Below the bound of the policy, what is decided follows from what is decided of sure findings.
        if (confidence < 0.5 && before.minConfidence === after.minConfidence) continue
        expect(about.some(({ direction }) => direction === (is > was ? 'tighten' : 'loosen')), `${what}: ${OUTCOMES[was]} -> ${OUTCOMES[is]}`).to.equal(true)
      }
    }
  })

  it('of a policy with itself is empty, and the other way round it is the reverse', () => {
    for (let run = 0; run < 2; run++) {
      const r = seeded(900 + run)
      const [one, other] = [makeBook(r), makeBook(r)]
      expect(changedCells([one, one], NOW)).to.deep.equal([])
      const [forth, back] = [changedCells([one, other], NOW), changedCells([other, one], NOW)]
      expect(back.length).to.equal(forth.length)
      expect(back.map(({ before, after }) => JSON.stringify([after, before])).sort())
        .to.deep.equal(forth.map(({ before, after }) => JSON.stringify([before, after])).sort())
    }
  })

  it('puts cells together without a cell more or less', () => {
    for (let run = 0; run < 2; run++) {
      const r = seeded(500 + run)
      const cells = changedCells([makeBook(r), makeBook(r)], NOW)
      const count = changesIn(cells).reduce((sum, change) => sum + cellsIn(change), 0)
      // Categories of a class are one cell; classes that are joined are several.
      expect(count).to.be.at.least(new Set(cells.map((cell) => JSON.stringify({ ...cell, category: 0 }))).size)
    }
  })

  it('sees what begins or ends later', () => {
    const later = (until: number) => rulebook({
      registrations: new Map([['crm', registration({ grants: [grant({ valid: { from: NOW - DAY, until } })] })]]),
    })
    const changes = changesIn(changedCells([later(NOW + DAY), later(NOW + 3 * DAY)], NOW))
    expect(changes.map(({ direction, from }) => [direction, from])).to.deep.equal([['loosen', [new Date(NOW + DAY).toISOString()]]])
  })

  it('knows which path patterns contain which', () => {
    const rows: readonly (readonly [string, string, boolean])[] = [
      ['/**', '/a/b', true], ['/**', '/**', true], ['/a/*', '/a/b', true], ['/a/*', '/a/**', false], ['/a/**', '/a/*', true], ['/a/**', '/a', true],
      ['/a/b', '/a/*', false], ['/*/b', '/a/b', true], ['/**/d', '/c/x/d', true], ['/**/d', '/c/x', false], ['/*', '/a/b', false],
    ]
    for (const [wide, narrow, is] of rows) expect(contains(wide, narrow), `${wide} ${narrow}`).to.equal(is)
  })
})

function cellsIn({ tenant, purpose, audience, operation, app, from, context, jsonType, confidence, path }: Change): number {
  return [tenant, purpose, audience, operation, app, from, context, jsonType, confidence, path].reduce((product, list) => product * list.length, 1)
}

function isAbout(
  change: Change, who: ReturnType<typeof ask>, category: string, context: number, type: number, confidence: number, place: string,
  pair: readonly [Rulebook, Rulebook],
): boolean {
  const known = pair.some(({ registrations, rules }) => registrations.has(who.app) || rules.some(({ where }) => where.apps?.includes(who.app)))
  const app = known ? who.app : UNREGISTERED
  const uses = pair.some(({ uses: all }) => all.has(who.purpose))
  const paths = [...new Set(pair.flatMap(({ paths: own }) => own))]
  return change.app.includes(app)
    && change.tenant.some((tenant) => (who.tenant === undefined ? tenant === NONE : tenant === who.tenant || tenant === ANY_OTHER))
    && change.purpose.some((purpose) => (uses ? purpose !== NONE : purpose === NONE))
    && (app === UNREGISTERED || change.audience.includes(who.audience))
    && change.category.some((id) => covers(id, category)) && change.context.includes(CONTEXTS[context] ?? '')
    && change.jsonType.includes(type === T_STRING ? 'string' : 'number')
    && change.confidence.some((at) => at <= confidence || change.confidence.length === 1)
    && change.path.some((path) => path === ANYWHERE || path === ELSEWHERE || (paths.includes(path) && contains(path, place)))
}
