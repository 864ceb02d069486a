import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { EgressError } from '../../lib/errors.ts'
import { loadCases } from '../../lib/policy/cases.ts'
import { checkPolicy, loadPolicy } from '../../lib/policy/policy.ts'
import type { CompiledPolicy } from '../../lib/policy/policy.ts'
import { complaints, manifest } from './fixture.ts'

/** A lifecycle entry, as plain data that a test may change. */
function entry(change: object = {}, target: object = {}): Record<string, unknown> {
  return {
    kind: 'LifecycleEntry', schemaVersion: 1, id: 'home-phone', target: { operation: 'GET /contacts/{id}', field: '/homePhone', ...target },
    deprecatedOn: '2026-02-01', removeOn: '2026-04-02', ...change,
  }
}

const text = { type: 'string' }

/** A description with some fields of `GET /contacts/{id}`, and more operations. */
function description(properties: object = {}, marks: object = {}, paths: object = {}): object {
  const schema = { type: 'object', properties: { name: text, homePhone: text, ...properties } }
  const get = { responses: { 200: { content: { 'application/json': { schema } } } }, ...marks }
  return { openapi: '3.1.0', paths: { '/contacts/{id}': { get }, ...paths } }
}

function withApi(api: object, ...entries: object[]): Record<string, unknown> {
  const files = Object.fromEntries(entries.map((one, at) => [`e${at}.json`, one]))
  return { 'm.json': manifest({ openapi: 'api.json' }), 'api.json': api, ...files }
}

const policyOf = (documents: Record<string, unknown>): CompiledPolicy => loadPolicy({ documents }, { basePacks: false })
const DAY = (day: string): number => Date.parse(`${day}T00:00:00Z`)

describe('lifecycle entries', () => {
  const MISTAKES: readonly { name: string; documents: Record<string, unknown>; says: readonly string[] }[] = [
    { name: 'none', documents: { 'e.json': entry() }, says: [] },
    { name: 'nothing said', documents: { 'e.json': entry({ deprecatedOn: undefined, removeOn: undefined }) }, says: ['e.json:5:13: `home-phone` says nothing: it has neither `deprecatedOn` nor `removeOn`, and is not `beta`; for example: "deprecatedOn": "2026-02-01"'] },
    { name: 'removed before it is deprecated', documents: { 'e.json': entry({ removeOn: '2026-01-31' }) }, says: ['e.json:10:15: it cannot be removed before it is deprecated; for example: "removeOn": "2026-02-01"'] },
    { name: 'the same, beta', documents: { 'e.json': entry({ removeOn: '2026-01-31', stage: 'beta' }) }, says: ['e.json:10:15: it cannot be removed before it is deprecated; for example: "removeOn": "2026-02-01"'] },
    { name: '59 days', documents: { 'e.json': entry({ removeOn: '2026-04-01' }) }, says: ['e.json:10:15: what is stable is deprecated 60 days before it is removed, this 59; for example: "removeOn": "2026-04-02"'] },
    { name: 'not deprecated at all', documents: { 'e.json': entry({ deprecatedOn: undefined }) }, says: ['e.json:9:3: what is stable is deprecated 60 days before it is removed; `deprecatedOn` is missing; for example: "deprecatedOn": "2026-02-01"'] },
    { name: 'beta needs no notice', documents: { 'e.json': entry({ stage: 'beta', deprecatedOn: undefined }) }, says: [] },
    { name: 'a sandbox needs none', documents: { 'e.json': entry({ environment: 'sandbox', removeOn: '2026-02-01' }) }, says: [] },
    { name: 'but production does', documents: { 'e.json': entry({ environment: 'production', removeOn: '2026-02-01' }) }, says: ['e.json:10:15: what is stable is deprecated 60 days before it is removed, this 0; for example: "removeOn": "2026-04-02"'] },
    {
      name: 'a security fix needs none',
      documents: { 'e.json': entry({ removeOn: '2026-02-01', emergency: { reason: 'security', reference: 'advisory 3', followUpNoticeBy: '2026-02-15' } }) }, says: [],
    },
    {
      name: 'on record it must be',
      documents: { 'e.json': entry({ removeOn: '2026-02-01', emergency: { reason: 'security', followUpNoticeBy: '2026-02-15' } }) },
      says: ['e.json:11:16: `/emergency` lacks `reference`; for example: "reference": "advisory 2026-003"'],
    },
    {
      name: 'a notice that follows before', documents: { 'e.json': entry({ emergency: { reason: 'legal', reference: 'order 7', followUpNoticeBy: '2026-01-31' } }) },
      says: ['e.json:14:25: the notice cannot follow before the day on which it is deprecated; for example: "followUpNoticeBy": "2026-02-01"'],
    },
    { name: 'one id twice', documents: { 'a.json': entry(), 'b.json': entry({}, { field: '/fax' }) }, says: ['b.json:4:9: LifecycleEntry `home-phone` is already defined in a.json; for example: "id": "home-phone-2"'] },
    { name: 'a target that is none', documents: { 'e.json': entry({}, { operation: 'contacts' }) }, says: ['e.json:6:18: `/target/operation` is not of the right form: an operation as the description of the API names it, or `*` for all; for example: "operation": "GET /contacts/{id}"'] },
    { name: 'a link that could end a header', documents: { 'e.json': entry({ link: 'https://example.org/>; rel="x"' }) }, says: ['e.json:11:11: `/link` is not of the right form: a web address, `https://...`; what is not ASCII is written with percent signs; for example: "link": "https://developer.example.org/changes"'] },
    {
      name: 'an operation that the description does not know', documents: withApi(description(), entry({}, { operation: 'GET /contact/{id}' })),
      says: ['e0.json:6:18: the API description has no operation `GET /contact/{id}`; did you mean `GET /contacts/{id}`?; for example: "operation": "GET /contacts/{id}"'],
    },
    {
      name: 'a field that it does not know', documents: withApi(description(), entry({}, { field: '/homephone' })),
      says: ['e0.json:7:14: the responses of `GET /contacts/{id}` have no field `/homephone`; did you mean `/homePhone`?; for example: "field": "/homePhone"'],
    },
    {
      name: 'a field that no operation knows', documents: withApi(description(), entry({}, { operation: '*', field: '/**/fax' })),
      says: ['e0.json:7:14: the responses of any operation have no field `/**/fax`; for example: "field": "/homePhone"'],
    },
    { name: 'a pattern that some field fits', documents: withApi(description(), entry({}, { operation: '*', field: '/**/homePhone' })), says: [] },
    {
      name: 'an end before the one that the description promises',
      documents: withApi(description({ homePhone: { ...text, 'x-sunset': '2026-06-01' } }), entry()),
      says: ['e0.json:10:15: the API description says that it stays until 2026-06-01; for example: "removeOn": "2026-06-01"'],
    },
    { name: 'an end that is as late', documents: withApi(description({ homePhone: { ...text, 'x-sunset': '2026-06-01' } }), entry({ removeOn: '2026-06-01' })), says: [] },
    {
      name: 'a day of the description and one of the entry',
      documents: withApi(description({ homePhone: { ...text, 'x-deprecated-on': '2026-02-02' } }), entry({ deprecatedOn: undefined })),
      says: ['e0.json:9:15: what is stable is deprecated 60 days before it is removed, this 59; for example: "removeOn": "2026-04-03"'],
    },
    {
      name: 'a notice in the description that is short',
      documents: withApi(description({ homePhone: { ...text, 'x-deprecated-on': '2026-02-01', 'x-sunset': '2026-04-01' } })),
      says: ['api.json:16:34: what is stable is deprecated 60 days before it is removed, this 59; for example: "x-sunset": "2026-04-02"'],
    },
    {
      name: 'the same, beta',
      documents: withApi(description({ homePhone: { ...text, 'x-deprecated-on': '2026-02-01', 'x-sunset': '2026-04-01', 'x-beta-api': true } })), says: [],
    },
  ]
  for (const { name, documents, says } of MISTAKES) {
    it(name, () => expect(complaints(documents)).to.deep.equal(says))
  }
})

describe('the description that a manifest names', () => {
  it('is found among documents by name, and nowhere else', () => {
    expect(complaints({ 'm.json': manifest({ openapi: 'apy.json' }), 'other.json': entry() })).to.deep.equal(
      ['m.json:6:14: there is no document `apy.json`; for example: "openapi": "openapi.yaml"'])
    expect(complaints({ 'sub/m.json': manifest({ openapi: '../api.json' }), 'api.json': description() })).to.deep.equal([])
  })

  it('must be one that can be read, or nothing is loaded', () => {
    expect(complaints(withApi({ swagger: '2.0' }))).to.deep.equal(
      ['api.json:2:3: Swagger 2.0 is not read; convert the description to OpenAPI 3; for example: "openapi": "3.1.0"'])
    expect(() => policyOf(withApi({ openapi: '3.1.0' }))).to.throw(EgressError, 'has no `paths`')
    expect(complaints({ 'm.json': manifest({ openapi: 'api.yaml' }), 'api.yaml': 'openapi: 3.1.0\npaths: { /a: { get: {} } }\n---\nkind: x\n' }))
      .to.deep.equal(['api.yaml:4:1: an API description is one document; for example: a file of its own'])
    expect(complaints({ 'm.json': manifest({ openapi: 'api.json' }), 'api.json': '{' })).to.have.length(1)
  })

  it('lies beside the policy or among it, on disk', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pii-egress-openapi-'))
    try {
      mkdirSync(join(folder, 'policy/deep'), { recursive: true })
      const write = (name: string, body: unknown): void => writeFileSync(join(folder, name), JSON.stringify(body))
      write('policy/deep/api.json', description())
      write('api.json', description())
      write('policy/m.json', manifest({ openapi: 'deep/api.json' }))
      expect(checkPolicy(join(folder, 'policy'))).to.deep.equal([])
      expect(loadCases(join(folder, 'policy'))).to.deep.equal([])
      expect([...loadPolicy(join(folder, 'policy')).api?.operations.keys() ?? []]).to.deep.equal(['GET /contacts/{id}'])
      write('policy/m.json', manifest({ openapi: '../api.json' }))
      rmSync(join(folder, 'policy/deep/api.json'))
      expect(loadPolicy(join(folder, 'policy')).api?.file).to.equal(join(folder, 'api.json'))
      rmSync(join(folder, 'api.json'))
      expect(checkPolicy(join(folder, 'policy')).map(({ what }) => what)).to.deep.equal(['it does not exist'])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('is a part of the digest, by what it says', () => {
    const digest = (api: object): string => policyOf(withApi(api)).digest
    expect(digest(description())).to.equal(digest(JSON.parse(JSON.stringify(description())) as object))
    expect(digest(description())).not.to.equal(digest(description({ fax: text })))
  })

  it('makes the posture `documented`', () => {
    const { rulebook } = policyOf(withApi(description({ address: { type: 'object', properties: { town: text } } })))
    expect(rulebook.postures.partner).to.equal('documented')
    expect(rulebook.operations.get('GET /contacts/{id}')?.map((path) => rulebook.paths[path])).to.deep.equal(['/address/town', '/homePhone', '/name'])
  })
})

describe('lives', () => {
  const livesOf = (documents: Record<string, unknown>): unknown[] => {
    const { lifecycles, paths } = policyOf(documents).rulebook
    return lifecycles.map((life) => ({ ...life, paths: life.paths?.map((path) => paths[path]) ?? null }))
  }
  const OPERATION = 'GET /contacts/{id}'
  const row = (change: object): object => ({
    id: 'lifecycle:home-phone', operation: OPERATION, paths: ['/homePhone/**'], isBeta: false,
    deprecatedFrom: DAY('2026-02-01'), removedFrom: DAY('2026-04-02'), ...change,
  })

  it('of an entry', () => expect(livesOf({ 'e.json': entry() })).to.deep.equal([row({})]))

  it('of all operations, and of an operation itself', () => {
    expect(livesOf({ 'e.json': entry({ removeOn: undefined }, { operation: '*' }) })).to.deep.equal([row({ operation: null, removedFrom: Infinity })])
    expect(livesOf({ 'e.json': entry({ stage: 'beta', deprecatedOn: undefined, removeOn: undefined }, { field: undefined }) })).to.deep.equal(
      [row({ paths: null, isBeta: true, deprecatedFrom: Infinity, removedFrom: Infinity })])
  })

  it('of marks: since ever where no day is said', () => {
    const api = description({ homePhone: { ...text, deprecated: true }, fax: { ...text, deprecated: true }, telex: { ...text, 'x-sunset': '2026-04-02' } }, { 'x-beta-api': true })
    expect(livesOf(withApi(api))).to.deep.equal([
      row({ id: 'openapi:deprecated', paths: ['/fax/**', '/homePhone/**'], deprecatedFrom: -Infinity, removedFrom: Infinity }),
      row({ id: 'openapi:stage', paths: null, isBeta: true, deprecatedFrom: Infinity, removedFrom: Infinity }),
      row({ id: 'openapi:sunset', paths: ['/telex/**'], deprecatedFrom: -Infinity }),
    ])
  })

  it('an entry stands for the mark of its target, with the earlier begin and its own end', () => {
    const api = description({ homePhone: { ...text, 'x-deprecated-on': '2026-01-01', 'x-sunset': '2026-03-15', 'x-stability-level': 'alpha' } })
    expect(livesOf(withApi(api, entry()))).to.deep.equal([row({ isBeta: true, deprecatedFrom: DAY('2026-01-01') })])
    expect(livesOf(withApi(api, entry({ removeOn: undefined, deprecatedOn: '2025-12-01' })))).to.deep.equal(
      [row({ isBeta: true, deprecatedFrom: DAY('2025-12-01'), removedFrom: DAY('2026-03-15') })])
  })

  it('an entry for another environment is none', () => {
    const both = { 'a.json': entry({ environment: 'sandbox' }), 'b.json': entry({ environment: 'production', id: 'other' }) }
    const ids = (documents: Record<string, unknown>): unknown[] => policyOf(documents).rulebook.lifecycles.map(({ id }) => id)
    expect(ids(both)).to.deep.equal(['lifecycle:other'])
    expect(ids({ ...both, 'm.json': manifest({ environment: 'sandbox' }) })).to.deep.equal(['lifecycle:home-phone'])
  })
})

describe('announcements', () => {
  const LINK = 'https://developer.example.org/changes'
  const headersOf = (documents: Record<string, unknown>, operation?: string): string[] =>
    policyOf(documents).headersFor(operation).map(([name, value]) => `${name}: ${value}`)
  const ended = (change: object = {}, target: object = {}): Record<string, unknown> => entry(change, { field: undefined, ...target })

  it('none where nothing ends', () => {
    expect(headersOf({})).to.deep.equal([])
    expect(headersOf(withApi(description()), 'GET /contacts/{id}')).to.deep.equal([])
  })

  it('of an operation: when, until when, why, and what instead', () => {
    const documents = { 'e.json': ended({ link: LINK, replacement: '/v2/contacts' }) }
    expect(headersOf(documents, 'GET /contacts/17?x=y')).to.deep.equal([
      'Deprecation: @1769904000', 'Sunset: Thu, 02 Apr 2026 00:00:00 GMT', `Link: </v2/contacts>; rel="successor-version"`,
      `Link: <${LINK}>; rel="deprecation"`, `Link: <${LINK}>; rel="sunset"`,
    ])
    expect(headersOf(documents, 'GET /other')).to.deep.equal([])
    expect(headersOf(documents)).to.deep.equal([])
  })

  it('of all operations, known or not', () => {
    const documents = { 'e.json': ended({ removeOn: undefined }, { operation: '*' }) }
    for (const operation of ['GET /contacts/17', 'GET /other', undefined]) expect(headersOf(documents, operation)).to.deep.equal(['Deprecation: @1769904000'])
  })

  it('of a field, the page only', () => expect(headersOf({ 'e.json': entry({ link: LINK, replacement: '/phones' }) }, 'GET /contacts/17')).to.deep.equal([`Link: <${LINK}>; rel="deprecation"`]))

  it('of marks', () => {
    const marks = { 'x-deprecated-on': '2026-02-01', 'x-sunset': '2026-04-02', 'x-stability-level': 'draft' }
    expect(headersOf(withApi(description({}, marks)), 'GET /contacts/17')).to.deep.equal(
      ['Deprecation: @1769904000', 'Sunset: Thu, 02 Apr 2026 00:00:00 GMT', 'Egress-Stage: beta'])
    expect(headersOf(withApi(description({}, { deprecated: true })), 'GET /contacts/17')).to.deep.equal([])
  })

  it('the earliest days of several, and never an end before the beginning', () => {
    const all = ended({ id: 'all', deprecatedOn: '2026-05-01', removeOn: '2026-07-01' }, { operation: '*' })
    expect(headersOf({ 'a.json': all, 'b.json': ended() }, 'GET /contacts/1').join()).to.equal('Deprecation: @1769904000,Sunset: Thu, 02 Apr 2026 00:00:00 GMT')
    const early = ended({ stage: 'beta', deprecatedOn: undefined })
    expect(headersOf({ 'a.json': all, 'b.json': early }, 'GET /contacts/1')).to.deep.equal(
      ['Deprecation: @1775088000', 'Sunset: Thu, 02 Apr 2026 00:00:00 GMT', 'Egress-Stage: beta'])
  })

  it('pages of the manifest, on every response', () => {
    const links = { $comment: 'x', 'privacy-policy': 'https://www.example.org/privacy', 'terms-of-service': 'https://www.example.org/terms', deprecation: LINK }
    expect(headersOf({ 'm.json': manifest({ links }) }, 'GET /any')).to.deep.equal([
      `Link: <${LINK}>; rel="deprecation"`, 'Link: <https://www.example.org/privacy>; rel="privacy-policy"',
      'Link: <https://www.example.org/terms>; rel="terms-of-service"',
    ])
  })

  it('a replacement that leads nowhere has no link', () => {
    for (const replacement of ['GET /v2/contacts/{id}', '/v2/contacts/{id}', 'ask us']) {
      expect(headersOf({ 'e.json': ended({ replacement }) }, 'GET /contacts/1').join()).not.to.include('successor')
    }
  })
})
