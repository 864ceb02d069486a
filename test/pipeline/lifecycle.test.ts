import { expect } from 'chai'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import type { EgressFilterOptions } from '../../lib/egress-options.ts'

const text = { type: 'string' }
const contact = {
  type: 'object',
  properties: {
    name: text, active: { type: 'boolean' }, homePhone: text, note: { type: ['string', 'null'] }, legacy: { type: 'object', properties: { a: text, list: { type: 'array', items: text } } },
    children: { type: 'array', items: { $ref: '#/components/schemas/Contact' } },
  },
}
const answers = (schema: object): object => ({ responses: { 200: { content: { 'application/json': { schema } } } } })
const API = {
  openapi: '3.1.0', servers: [{ url: 'https://api.example.org/v1' }], components: { schemas: { Contact: contact } },
  paths: {
    '/contacts/{id}': { get: answers({ $ref: '#/components/schemas/Contact' }) },
    '/status': { get: answers({ type: 'object', properties: { up: { type: 'boolean' } } }) },
  },
}
const GET = 'GET /contacts/{id}'
const NOW = Date.parse('2026-03-01T12:00:00Z')

function entry(field: string, deprecatedOn: string, removeOn: string, change: object = {}): object {
  return { kind: 'LifecycleEntry', schemaVersion: 1, id: `end${field.replace(/\W+/g, '-')}`, target: { operation: GET, field }, deprecatedOn, removeOn, ...change }
}

const OLD = ['2025-12-01', '2026-03-01'] as const
const OLDER = ['2026-02-01', '2026-06-01'] as const

function filterOf(entries: readonly object[], change: object = {}, options: EgressFilterOptions = {}) {
  const manifest = { kind: 'PolicyManifest', schemaVersion: 1, id: 'policy', version: '1', openapi: 'api.json', ...change }
  const files = Object.fromEntries(entries.map((one, at) => [`e${at}.json`, one]))
  return createEgressFilter({ policy: { documents: { 'm.json': manifest, 'api.json': API, ...files } }, clock: () => NOW, ...options })
}

const BODY = {
  name: 'Ann Smith', active: true, homePhone: '+44 7700 900123', note: null, internal: 7, legacy: { a: 'x', list: ['y', 1, { b: null }], c: 'z' },
  children: [{ internal: 'deep' }],
}

const filtered = (egress: ReturnType<typeof filterOf>, operation?: string, body: unknown = BODY): unknown =>
  JSON.parse(egress.bytes(JSON.stringify(body), { app: 'nobody', operation }).body.toString())

describe('the life of fields, end to end', () => {
  it('what the operation does not document is left out', () => {
    const clean = { name: '[name]', active: true, homePhone: '[phone]', note: null, legacy: { a: 'x', list: ['y', 1, {}] }, children: [{ internal: 'deep' }] }
    for (const operation of [GET, 'GET /contacts/17', 'GET /v1/contacts/17?x', undefined]) expect(filtered(filterOf([]), operation)).to.deep.equal(clean)
    expect(filtered(filterOf([]), 'GET /status', { up: true, firstName: 'Ann', active: true })).to.deep.equal({ up: true, firstName: '[name]' })
    expect(filtered(filterOf([]), 'GET /unknown', { up: true, active: 1 })).to.deep.equal({})
    expect(filtered(filterOf([], { harmless: ['/up'] }), 'GET /unknown', { up: true, active: 1 })).to.deep.equal({ up: true })
  })

  it('what has ended is left out, leaf by leaf, whatever it is', () => {
    const entries = ['/homePhone', '/note', '/legacy', '/active'].map((field) => entry(field, ...OLD))
    expect(filtered(filterOf(entries), GET)).to.deep.equal({ name: '[name]', legacy: { list: [{}] }, children: [{ internal: 'deep' }] })
    expect(filtered(filterOf(entries, { postures: { public: 'open' } }), GET)).to.deep.equal(
      { name: '[name]', internal: 7, legacy: { list: [{}] }, children: [{ internal: 'deep' }] })
    expect(filtered(filterOf(entries), 'GET /status', { up: true, homePhone: '+44 7700 900123' })).to.deep.equal({ up: true, homePhone: '[phone]' })
  })

  it('the first and the last member go with their commas', () => {
    const egress = filterOf([entry('/homePhone', ...OLD)], { postures: { public: 'open' } })
    const out = (body: string): string => egress.bytes(body, { app: 'nobody', operation: GET }).body.toString()
    expect(out('{"homePhone":"1","a":1.0}')).to.equal('{"a":1.0}')
    expect(out('{ "a" : 1e3 , "homePhone" : null }')).to.equal('{ "a" : 1e3  }')
    expect(out('{"homePhone":7}')).to.equal('{}')
  })

  it('twice is once', () => {
    const egress = filterOf([entry('/homePhone', ...OLD), entry('/name', ...OLDER)])
    const once = filtered(egress, GET)
    expect(filtered(egress, GET, once)).to.deep.equal(once)
  })

  it('what is ending is tagged, and the receipt says by what', () => {
    const egress = filterOf([entry('/active', ...OLDER)], {}, { tags: 'sidecar' })
    const { body, receipt } = egress.bytes('{"active":true}', { app: 'nobody', operation: GET })
    expect(JSON.parse(body.toString())).to.deep.equal({ active: true, $egress: { '/active': ['unclassified'] } })
    expect(receipt.cells.map(({ path, outcome, because }) => [path, outcome, ...because])).to.deep.equal([['/active', 'tag', 'lifecycle:end-active']])
  })

  it('holds from its first moment on, in a filter that runs', () => {
    let now = Date.parse('2026-02-28T23:59:59.999Z')
    const egress = filterOf([entry('/active', ...OLD)], {}, { clock: () => now })
    expect(filtered(egress, GET, { active: true })).to.deep.equal({ active: true })
    now++
    expect(filtered(egress, GET, { active: true })).to.deep.equal({})
  })

  it('a mode that only watches changes nothing', () => {
    const egress = filterOf([entry('/legacy', ...OLD)], { mode: 'report' })
    expect(filtered(egress, GET)).to.deep.equal(BODY)
  })

  it('what is no text is no operation', () => {
    const egress = filterOf([])
    expect(filtered(egress, 7 as unknown as string, { active: true })).to.deep.equal({})
  })

  it('operations keep apart, in whatever order they are asked for', () => {
    const egress = filterOf([])
    for (const operation of [GET, 'GET /status', GET, undefined, 'GET /none', 'GET /status']) {
      const documented = operation === undefined ? { active: true, up: true } : operation === GET ? { active: true } : operation === 'GET /status' ? { up: true } : {}
      expect(filtered(egress, operation, { active: true, up: true })).to.deep.equal(documented)
    }
  })

  it('every cut gives the same', () => {
    const egress = filterOf([entry('/legacy', ...OLD), entry('/homePhone', ...OLD)])
    const body = Buffer.from(JSON.stringify(BODY))
    const results = new Set<string>()
    for (let cut = 0; cut <= body.length; cut++) {
      const session = egress.session({ app: 'nobody', operation: GET }, 'json')
      results.add(Buffer.concat([...session.push(body.subarray(0, cut)), ...session.push(body.subarray(cut)), ...session.end()]).toString())
    }
    expect(results.size).to.equal(1)
  })

  it('both lanes do the same', () => {
    const egress = filterOf([entry('/legacy', ...OLD), entry('/note', ...OLD), entry('/name', ...OLDER)])
    const first = filtered(egress, GET)
    for (let again = 0; again < 5; again++) expect(filtered(egress, GET)).to.deep.equal(first)
  })
})
