import { expect } from 'chai'
import type { Express, Response } from 'express'
import { createEgressFilter } from '../../lib/egress-filter.ts'
import { EXPRESSES } from './support/expresses.ts'
import { exchange, serving } from './support/wire.ts'
import type { RequestOptions, Wire } from './support/wire.ts'

const LINK = 'https://developer.example.org/changes/17'
const answers = (properties: object): object =>
  ({ responses: { 200: { content: { 'application/json': { schema: { type: 'object', properties } } } } } })
const API = {
  openapi: '3.0.3', servers: [{ url: 'https://api.example.org/v1' }],
  paths: {
    '/contacts/{id}': { get: answers({ id: { type: 'integer' }, fax: { type: 'integer' } }) },
    '/contacts/me': { get: { ...answers({ id: { type: 'integer' } }), 'x-stability-level': 'beta' } },
    '/old': { get: answers({ id: { type: 'integer' } }) },
  },
}
const POLICY = {
  'policy/m.json': {
    kind: 'PolicyManifest', schemaVersion: 1, id: 'policy', version: '1', openapi: '../api.json', links: { 'privacy-policy': 'https://www.example.org/privacy' },
  },
  'api.json': API,
  'policy/fax.json': {
    kind: 'LifecycleEntry', schemaVersion: 1, id: 'fax', target: { operation: 'GET /contacts/{id}', field: '/fax' }, deprecatedOn: '2025-12-01', removeOn: '2026-03-01', link: LINK,
  },
  'policy/old.json': {
    kind: 'LifecycleEntry', schemaVersion: 1, id: 'old', target: { operation: 'GET /old' }, deprecatedOn: '2026-02-01', removeOn: '2026-04-02', replacement: '/v2/old', link: LINK,
  },
}

const egress = createEgressFilter({ policy: { documents: POLICY }, clock: () => Date.parse('2026-03-01T12:00:00Z') })

const PRIVACY = '<https://www.example.org/privacy>; rel="privacy-policy"'
const OLD_LINKS = ['</v2/old>; rel="successor-version"', `<${LINK}>; rel="deprecation"`, `<${LINK}>; rel="sunset"`, PRIVACY]
const BEGAN = '@1769904000'
const ENDS = 'Thu, 02 Apr 2026 00:00:00 GMT'

const body = { id: 7, fax: 8, secret: 9 }

function serve(make: () => Express, use: (ask: (path: string, options?: RequestOptions) => Promise<Wire>) => Promise<void>, head: (response: Response) => void = () => {}): Promise<void> {
  const app = make()
  app.set('etag', false)
  app.use(egress.express({ identify: () => Promise.resolve({ app: 'nobody' }) }))
  const router = make()
  const answer = (response: Response): unknown => {
    head(response)
    return response.json(body)
  }
  for (const path of ['/contacts/:id', '/old', '/internal']) router.get(path, (_request, response) => void answer(response))
  app.use('/v1', router)
  return serving(app, (port) => use((path, options) => exchange(port, { path, ...options })))
}

const lines = ({ headers }: Wire, name: string): readonly string[] => headers.get(name) ?? []

describe('what is ending, over HTTP', () => {
  for (const [version, make] of EXPRESSES) {
    describe(version, () => {
      it('the operation is that of the whole path, without its query', () => serve(make, async (ask) => {
        const known = await ask('/v1/contacts/17?fields=fax')
        expect(JSON.parse(known.body)).to.deep.equal({ id: 7 })
        expect(lines(known, 'link')).to.deep.equal([`<${LINK}>; rel="deprecation"`, PRIVACY])
        expect(lines(known, 'deprecation').concat(lines(known, 'sunset'), lines(known, 'egress-stage'))).to.deep.equal([])
      }))

      it('spellings that the router takes for the same are the same', () => serve(make, async (ask) => {
        for (const path of ['/V1/Contacts/17/', '/v1/contacts/%31%37', 'http://example.org/v1/contacts/17']) expect(JSON.parse((await ask(path)).body), path).to.deep.equal({ id: 7 })
      }))

      it('the more concrete template is the one, and says its stage', () => serve(make, async (ask) => {
        const me = await ask('/v1/contacts/me')
        expect(lines(me, 'egress-stage')).to.deep.equal(['beta'])
        expect(lines(me, 'link')).to.deep.equal([PRIVACY])
      }))

      it('an operation that ends says since when, until when, why, and what instead', () => serve(make, async (ask) => {
        const old = await ask('/v1/old')
        expect(lines(old, 'deprecation')).to.deep.equal([BEGAN])
        expect(lines(old, 'sunset')).to.deep.equal([ENDS])
        expect(lines(old, 'link')).to.deep.equal(OLD_LINKS)
      }))

      it('to HEAD and for what is not modified, the same', () => serve(make, async (ask) => {
        const first = await ask('/v1/old')
        const etag = lines(first, 'etag')[0] ?? ''
        const same = [await ask('/v1/old', { method: 'HEAD' }), await ask('/v1/old', { headers: { 'If-None-Match': etag } })]
        expect(same.map(({ status }) => status)).to.deep.equal([200, 304])
        for (const wire of same) for (const name of ['deprecation', 'sunset', 'link']) expect(lines(wire, name)).to.deep.equal(lines(first, name))
      }, (response) => void response.setHeader('ETag', '"1"')))

      it('of what nobody described, nothing is documented', () => serve(make, async (ask) => {
        const internal = await ask('/v1/internal')
        expect(JSON.parse(internal.body)).to.deep.equal({})
        expect(lines(internal, 'link')).to.deep.equal([PRIVACY])
        expect(lines(await ask('/nowhere'), 'link')).to.deep.equal([PRIVACY])
      }))

      it('links join those of the application, once', () => serve(make, async (ask) => {
        expect(lines(await ask('/v1/old'), 'link')).to.deep.equal(['</a>; rel="next", </b>; rel="prev"', ...OLD_LINKS])
      }, (response) => void response.setHeader('Link', '</a>; rel="next", </b>; rel="prev"')))

      it('links join a list of the application', () => serve(make, async (ask) => {
        expect(lines(await ask('/v1/old'), 'link')).to.deep.equal(['</a>; rel="next"', PRIVACY, ...OLD_LINKS.slice(0, -1)])
      }, (response) => void response.setHeader('Link', ['</a>; rel="next"', PRIVACY])))

      it('what the application says itself stays', () => serve(make, async (ask) => {
        const old = await ask('/v1/old')
        expect(lines(old, 'deprecation')).to.deep.equal(['@1769990400'])
        expect(lines(old, 'sunset')).to.deep.equal(['Fri, 03 Apr 2026 00:00:00 GMT'])
      }, (response) => void response.set({ Deprecation: '@1769990400', Sunset: 'Fri, 03 Apr 2026 00:00:00 GMT' })))

      it('and nothing is added that would end before it begins', () => serve(make, async (ask) => {
        const old = await ask('/v1/old')
        expect(lines(old, 'deprecation')).to.deep.equal(['@1775520000'])
        expect(lines(old, 'sunset')).to.deep.equal([])
      }, (response) => void response.set({ Deprecation: '@1775520000' })))

      it('the other way round, as well', () => serve(make, async (ask) => {
        const old = await ask('/v1/old')
        expect(lines(old, 'deprecation')).to.deep.equal([])
        expect(lines(old, 'sunset')).to.deep.equal(['Sat, 31 Jan 2026 00:00:00 GMT'])
      }, (response) => void response.set({ Sunset: 'Sat, 31 Jan 2026 00:00:00 GMT' })))

      it('what the application says of itself is no date, and contradicts nothing', () => serve(make, async (ask) => {
        expect(lines(await ask('/v1/old'), 'sunset')).to.deep.equal([ENDS])
      }, (response) => void response.set({ Deprecation: 'true' })))
    })
  }

  it('the host may know the operation better', async () => {
    const [, make] = EXPRESSES[0]!
    const app = make()
    app.use(egress.express({ identify: () => ({ app: 'nobody', operation: 'GET /old' }) }))
    app.use((_request, response) => void response.json(body))
    await serving(app, async (port) => {
      const wire = await exchange(port, { path: '/rpc' })
      expect(lines(wire, 'sunset')).to.deep.equal([ENDS])
      expect(JSON.parse(wire.body)).to.deep.equal({ id: 7 })
    })
  })

  it('a policy that only watches announces nothing', async () => {
    const [, make] = EXPRESSES[0]!
    const app = make()
    app.use(createEgressFilter({ policy: { documents: POLICY }, mode: 'report' }).express({ identify: () => ({ app: 'nobody' }) }))
    app.use((_request, response) => void response.json(body))
    await serving(app, async (port) => {
      const wire = await exchange(port, { path: '/v1/old' })
      expect(lines(wire, 'sunset').concat(lines(wire, 'link'))).to.deep.equal([])
      expect(JSON.parse(wire.body)).to.deep.equal(body)
    })
  })
})
