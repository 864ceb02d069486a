import { expect } from 'chai'
import { comparePolicies } from '../../lib/policy/diff/compare.ts'
import type { PolicyDiff } from '../../lib/policy/diff/compare.ts'
import { readDescription } from '../../lib/policy/openapi/read.ts'
import type { ApiDescription } from '../../lib/policy/openapi/description.ts'
import { parse } from '../../lib/policy/parse.ts'
import { loadPolicy } from '../../lib/policy/policy.ts'
import type { PolicyProblem } from '../../lib/policy/problem.ts'
import { declaration, detectorFile, manifest, ruleFile } from './fixture.ts'

const NOW = Date.parse('2026-06-01T00:00:00Z')
const SCHEMA = {
  type: 'object',
  properties: {
    email: { type: 'string' }, homePhone: { type: 'string', 'x-stability-level': 'beta' }, count: { type: 'integer' },
    agents: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, ext: { type: 'string' } } } },
  },
}

function describing(schema: object = SCHEMA): ApiDescription {
  const content = { 'application/json': { schema } }
  const document = {
    openapi: '3.1.0', info: { title: 'API', version: '1' },
    paths: { '/contacts/{id}': { get: { responses: { 200: { description: 'ok', content } } } } },
  }
  const problems: PolicyProblem[] = []
  const [read] = parse({ file: 'api.json', text: JSON.stringify(document) }, problems)
  const api = read === undefined ? null : readDescription(read, problems)
  if (api === null) throw new Error(JSON.stringify(problems))
  return api
}

function diff(before: Record<string, unknown>, after: Record<string, unknown>, api?: ApiDescription): PolicyDiff {
  const [one, other] = [before, after].map((documents) => loadPolicy({ documents }, { basePacks: false }))
  if (one === undefined || other === undefined) throw new Error('there are two')
  return comparePolicies(one, other, { now: NOW, ...(api === undefined ? {} : { api }) })
}

const granting = (categories: object): Record<string, unknown> => ({ 'a.json': declaration({}, { categories }) })
const EMAIL = granting({ 'user.contact.email': { fidelity: 'allow' } })
const MASKED = granting({ 'user.contact.email': { fidelity: 'mask' } })
const NONE = granting({ 'user.job_title': { fidelity: 'allow' } })

/** Direction, days, approval, and the documented fields that are hit, of every change. */
function duties(result: PolicyDiff): string[] {
  const rows = result.changes.map(({ direction, category, duty, fields }) =>
    [direction, category.join(), duty.noticeDays, duty.bestEffort, duty.approval, (fields ?? []).map(({ field }) => field).join()].join(' '))
  return [...new Set(rows)].sort()
}

describe('policy: what a change asks for', () => {
  it('60 days for documented fields that leave less clearly', () => {
    expect(duties(diff(EMAIL, MASKED, describing()))).to.deep.equal(['tighten user.contact.email 60 false false /email'])
    expect(diff(EMAIL, MASKED, describing()).changes[0]?.duty.why).to.equal('documented fields are hit')
  })

  it('60 days where nobody says what is documented', () => {
    expect(duties(diff(EMAIL, MASKED))).to.deep.equal(['tighten user.contact.email 60 false false '])
  })

  it('nothing for undocumented fields', () => {
    const api = describing({ type: 'object', properties: { count: { type: 'integer' } } })
    expect(duties(diff(EMAIL, MASKED, api))).to.deep.equal(['tighten user.contact.email 0 false false '])
  })

  it('nothing for fields in beta', () => {
    const phone = (fidelity: string) => granting({ 'user.contact.phone_number': { fidelity } })
    const api = describing({ type: 'object', properties: { homePhone: SCHEMA.properties.homePhone } })
    expect(duties(diff(phone('allow'), phone('mask'), api))).to.deep.equal(['tighten user.contact.phone_number 0 false false /homePhone'])
    expect(diff(phone('allow'), phone('mask'), api).changes[0]?.duty.why).to.equal('only fields in beta are hit')
  })

  it('5 days, best effort, in a sandbox', () => {
    const box = { 'm.json': manifest({ environment: 'sandbox' }) }
    expect(duties(diff({ ...EMAIL, ...box }, { ...MASKED, ...box }, describing()))).to.deep.equal(['tighten user.contact.email 5 true false /email'])
  })

  it('nothing but a record in an emergency, which loosens nothing', () => {
    const emergency = { reason: 'security', reference: 'incident 17', followUpNoticeBy: '2026-07-01' }
    const now = { 'm.json': manifest({ emergency }) }
    expect(duties(diff(EMAIL, { ...MASKED, ...now }, describing()))).to.deep.equal(['tighten user.contact.email 0 false false /email'])
    expect(diff(EMAIL, { ...MASKED, ...now }, describing()).changes[0]?.duty.why).to.equal('security fix incident 17')
    expect(duties(diff(MASKED, { ...EMAIL, ...now }, describing()))).to.deep.equal(['loosen user.contact.email 0 false true /email'])
  })

  it('approval for whatever leaves more clearly', () => {
    expect(duties(diff(MASKED, EMAIL, describing()))).to.deep.equal(['loosen user.contact.email 0 false true /email'])
    expect(duties(diff(NONE, EMAIL)).filter((row) => row.includes('email'))).to.deep.equal(['loosen user.contact.email 0 false true '])
  })

  it('nothing for what leaves as before', () => {
    const tried = ruleFile({}, { do: { outcome: 'redact', mode: 'report' } })
    const rows = duties(diff(MASKED, { ...MASKED, 'r.json': tried }))
    expect(rows.length).to.be.above(0)
    for (const row of rows) expect(row).to.match(/^neutral /).and.contain(' 0 false false ')
  })

  it('a notice for every documented place that a path pattern means', () => {
    const rule = ruleFile({}, { where: { category: ['user.contact.phone_number.extension'], path: ['/agents/*/**'] }, do: { outcome: 'drop' } })
    const rows = duties(diff(NONE, { ...NONE, 'r.json': rule }, describing()))
    expect(rows).to.deep.equal(['tighten user.contact.phone_number.extension 60 false false /agents/*/ext'])
  })

  it('tells what is found otherwise', () => {
    const say = (before: Record<string, unknown>, after: Record<string, unknown>) =>
      diff(before, after).found.map(({ direction, what }) => `${direction} ${what}`)
    const badge = { 'd.json': detectorFile({ keys: ['badge no'] }) }
    expect(say(NONE, { ...NONE, ...badge })).to.deep.equal(['tighten the detector `badge` is new'])
    expect(say({ ...NONE, ...badge }, NONE)).to.deep.equal(['loosen the detector `badge` is gone'])
    expect(say({ ...NONE, ...badge }, { ...NONE, 'd.json': detectorFile({ keys: ['badge number'] }) })).to.deep.equal(['either the detector `badge` has changed'])
    const place = (change: object) => ({ ...NONE, 'm.json': manifest(change) })
    expect(say(place({ regions: ['GB'] }), place({ regions: ['GB', 'DE'] }))).to.deep.equal(['tighten `regions`: +DE'])
    expect(say(place({}), place({ domains: ['example.org'] }))).to.deep.equal(['loosen `domains`: +example.org'])
    const kept = { protected: { copyright: { path: ['/x'], sha256: ['0'.repeat(64)] } } }
    expect(say(place({}), place(kept))).to.deep.equal(['loosen the notice `copyright` is protected'])
  })
})
