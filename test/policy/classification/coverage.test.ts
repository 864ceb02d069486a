import { expect } from 'chai'
import { coverageOf, type CoverageReport } from '../../../lib/policy/classification/coverage.ts'
import type { ClassifiedField } from '../../../lib/policy/classification/fields.ts'
import { seenInBodies, type SeenCategory } from '../../../lib/policy/classification/seen.ts'
import { declaration, detectorFile, manifest } from '../fixture.ts'
import { answering, reading } from '../openapi/fixture.ts'
import { placesIn, policyOf } from './fixture.ts'

const EMAIL = 'user.contact.email'
const PHONE = 'user.contact.phone_number'
const text = { type: 'string' }

interface Given {
  readonly properties: Record<string, unknown>
  readonly documents?: readonly object[]
  readonly seen?: readonly SeenCategory[] | null
}

function report({ properties, documents = [], seen = null }: Given): CoverageReport {
  const { api, problems } = reading(answering({ type: 'object', properties }))
  if (api === null || problems.length > 0) throw new Error(problems.map(({ what }) => what).join())
  return coverageOf(policyOf(...documents), api, seen)
}

function standings(properties: Record<string, unknown>, ...documents: readonly object[]): Record<string, string> {
  const { gaps } = report({ properties, documents })
  return Object.fromEntries(gaps.map(({ path, standing }) => [path, standing]))
}

describe('policy: coverage of an API', () => {
  it('lists fields of which nobody has said what they hold', () => {
    expect(standings({
      email: text, colour: text, weight: { type: 'number' }, active: { type: 'boolean' }, nothing: { type: 'null' },
      any: {}, tags: { type: 'array', items: text }, box: { type: 'object', properties: { colour: text } },
      marked: { ...text, 'x-data-categories': [EMAIL] },
    })).to.deep.equal({
      '/any': 'unclassified', '/box/colour': 'unclassified', '/colour': 'unclassified', '/tags/*': 'unclassified',
      '/weight': 'unclassified',
    })
  })

  it('takes a list of the manifest for a classification', () => {
    const lists = manifest({ harmless: ['/colour', '/tags/*'], documented: ['/box/**'] })
    const properties = {
      colour: text, shade: text, tags: { type: 'array', items: text }, box: { type: 'object', properties: { a: text } },
    }
    expect(standings(properties, lists)).to.deep.equal({ '/shade': 'unclassified' })
    // One that is about a part of the places only does not classify them all.
    const shades = { type: 'object', additionalProperties: text }
    expect(standings({ shades }, manifest({ harmless: ['/shades/blue'] })))
      .to.deep.equal({ '/shades/*': 'unclassified' })
  })

  it('takes a hint for no category, and lets no list clear it', () => {
    const reach = { ...text, 'x-pii': true }
    const marked = { ...reach, 'x-data-categories': [EMAIL] }
    expect(standings({ reach, email: reach, marked })).to.deep.equal({ '/reach': 'hinted' })
    expect(standings({ reach }, manifest({ harmless: ['/reach'] }))).to.deep.equal({ '/reach': 'hinted' })
  })

  it('believes a key only where nothing but the documented members has to stand beside it', () => {
    expect(standings({ state: text })).to.deep.equal({ '/state': 'possible' })
    const address = { type: 'object', properties: { street: text, postalCode: text, city: text, state: text } }
    expect(standings({ address })).to.deep.equal({})
    expect(standings({ items: { type: 'array', items: { type: 'object', properties: { state: text } } } }))
      .to.deep.equal({ '/items/*/state': 'possible' })
    expect(standings({ state: text }, manifest({ harmless: ['/state'] }))).to.deep.equal({})
    expect(standings({ state: { ...text, 'x-data-categories': ['system.operations'] } })).to.deep.equal({})
  })

  it('knows the detectors of the policy', () => {
    expect(standings({ badgeNo: text })).to.deep.equal({ '/badgeNo': 'unclassified' })
    expect(standings({ badgeNo: text }, detectorFile({ keys: ['badge no'] }))).to.deep.equal({})
  })

  it('names marks that say something else than the key', () => {
    const mark = (...categories: string[]): object => ({ ...text, 'x-data-categories': categories })
    const { contradictions, gaps } = report({
      properties: {
        email: mark('user.job_title'), phone: mark(PHONE), mobilePhone: mark('user.contact'),
        firstName: mark('user.name.first', EMAIL), state: mark('system.operations'),
        extension: mark('system.operations'),
      },
    })
    expect(contradictions.map(({ path, marked, byKey }) => [path, marked, byKey])).to.deep.equal([
      ['/email', ['user.job_title'], [EMAIL]],
      ['/extension', ['system.operations'], ['user.contact.phone_number.extension']],
    ])
    expect(gaps).to.deep.equal([])
  })

  it('says where schemas are written, and keeps the order of operations and paths', () => {
    const source = [
      'openapi: 3.1.0', 'paths:',
      ...['/b', '/a'].flatMap((path) => [
        `  ${path}:`, '    get:', '      responses:', '        "200":', '          content:',
        '            application/json:',
        '              schema: { $ref: "#/components/schemas/Box" }',
      ]),
      'components:', '  schemas:', '    Box:', '      properties:', '        shade:', '          type: string',
      '        colour: { type: string }',
    ].join('\n')
    const { api } = reading(source)
    if (api === null) throw new Error('no description')
    const rows = coverageOf(policyOf(), api, null).gaps.map(({ operation, path, origin }) => [operation, path, origin])
    expect(rows).to.deep.equal([
      ['GET /a', '/colour', 'api.yaml:23'], ['GET /a', '/shade', 'api.yaml:22'],
      ['GET /b', '/colour', 'api.yaml:23'], ['GET /b', '/shade', 'api.yaml:22'],
    ])
  })

  it('says what apps declared that no documented field can hold', () => {
    const mask = { fidelity: 'mask' }
    const categories = { [EMAIL]: mask, [PHONE]: mask, 'user.name': mask }
    const documents = [declaration({}, { categories })]
    const fields = { email: text, lastName: text }
    const properties = { ...fields, fine: { ...text, 'x-data-categories': ['user.contact'] } }
    const coarse = report({ properties, documents })
    expect(coarse.apps).to.deep.equal([{ app: 'acme', status: 'approved', undocumented: [], unseen: null }])
    expect(coarse.isCovered).to.equal(true)
    const { apps, isCovered } = report({ properties: fields, documents })
    expect(apps[0]?.undocumented).to.deep.equal([{ entry: 'acme/support', category: PHONE }])
    expect(isCovered).to.equal(false)
    const revoked = declaration({ status: 'revoked' }, { categories })
    expect(report({ properties: fields, documents: [revoked] }).apps).to.deep.equal([])
  })

  it('says what apps declared that was never seen, by app where it is known', () => {
    const categories = { [EMAIL]: { fidelity: 'mask' }, 'user.name': { fidelity: 'mask' } }
    const documents = [declaration({}, { categories }), declaration({ id: 'other' }, { categories })]
    const seen = (...rows: (readonly [string | null, string])[]): unknown => {
      const found = rows.map(([app, category]) => ({ app, category, path: '/a', count: 1 }))
      return report({ properties: { email: text, lastName: text }, documents, seen: found }).apps
        .map(({ app, unseen }) => [app, unseen?.map(({ category }) => category)])
    }
    expect(seen()).to.deep.equal([['acme', [EMAIL, 'user.name']], ['other', [EMAIL, 'user.name']]])
    expect(seen([null, EMAIL], ['acme', 'user.name.first'])).to.deep.equal([['acme', []], ['other', ['user.name']]])
  })

  it('says what was seen that no app declared, with its places', () => {
    const seen = [
      { app: 'acme', category: PHONE, path: '/b', count: 2 }, { app: null, category: PHONE, path: '/a', count: 3 },
      { app: 'else', category: PHONE, path: '/b', count: 1 }, { app: null, category: EMAIL, path: '/c', count: 1 },
      { app: null, category: 'user.name.first', path: '/d', count: 1 },
    ]
    const given = { properties: { email: text }, documents: [declaration()], seen }
    expect(report(given).undeclared).to.deep.equal([
      { category: PHONE, count: 6, paths: ['/a', '/b'] }, { category: 'user.name.first', count: 1, paths: ['/d'] },
    ])
    expect(report({ ...given, seen: null }).undeclared).to.deep.equal([])
  })

  it('sees in bodies what is found there, and what the marks of a field say', () => {
    const mark = (...categories: string[]): object => ({ ...text, 'x-data-categories': categories })
    const properties = { label: mark('user.job_title', EMAIL), code: mark('user.name') }
    const { api } = reading(answering({ type: 'object', properties }))
    if (api === null) throw new Error('no description')
    const places = placesIn([{ label: 'a@example.org' }, { label: 'x', phone: '+44 7700 900123', code: null }])
    expect(seenInBodies(places, api)).to.deep.equal([
      { app: null, category: EMAIL, path: '/label', count: 1 },
      { app: null, category: 'user.job_title', path: '/label', count: 2 },
      { app: null, category: PHONE, path: '/phone', count: 1 },
    ])
  })

  it('counts every field once', () => {
    const { fields, gaps } = report({
      properties: {
        email: text, marked: { ...text, 'x-data-categories': [EMAIL] }, colour: text, state: text, shade: text,
        reach: { ...text, 'x-pii': 'yes' }, active: { type: 'boolean' },
      },
      documents: [manifest({ harmless: ['/shade'] })],
    })
    expect(fields).to.deep.equal({ key: 1, marked: 1, listed: 1, hinted: 1, possible: 1, unclassified: 1 })
    expect(gaps.find(({ path }) => path === '/state')?.possible satisfies ClassifiedField['possible'] | undefined)
      .to.deep.equal(['user.contact.address.state'])
  })
})
