import { createHash } from 'node:crypto'
import { expect } from 'chai'
import { expressMiddleware } from '../../lib/adapters/express.ts'
import { EXPRESSES } from './support/expresses.ts'
import { RECORD } from './support/exits.ts'
import { EMAIL, StandInGate } from './support/stand-in.ts'
import type { RequestOptions, Wire } from './support/wire.ts'
import { exchange, serving } from './support/wire.ts'
import type { Express, Response } from 'express'

const CONTEXT = { app: 'partner-app' }
const DIGESTS = ['content-md5', 'digest', 'content-digest', 'repr-digest', 'last-modified', 'x-amz-checksum-sha256']

/** A short value can be found by trying all of them against anything that was computed from it. */
describe('validators', () => {
  for (const [version, make] of EXPRESSES) {
    describe(version, () => {
      const ask = (handle: (res: Response) => void, request: RequestOptions, filter = true): Promise<Wire> => {
        const app: Express = make()
        if (filter) app.use(expressMiddleware(new StandInGate(), { identify: () => CONTEXT }))
        app.all('/', (_, res) => handle(res))
        return serving(app, port => exchange(port, request))
      }
      const json = (res: Response): void => { res.json(RECORD) }

      it('the entity tag is one of the bytes that left', async () => {
        const before = tagOf(await ask(json, {}, false))
        const after = await ask(json, {})
        const other = await ask(res => { res.json({ ...RECORD, phone: '+12025550143 ' }) }, {})
        expect(tagOf(after)).to.match(/^W\/"[\w-]{27}"$/)
        expect(tagOf(after)).not.to.equal(before)
        expect(tagOf(after)).to.equal(tagOf(await ask(json, {})))
        expect(tagOf(after)).not.to.equal(tagOf(other))
      })

      it('values that are taken out do not show in the entity tag', async () => {
        const masked = (email: string) => (res: Response) => { res.json({ ...RECORD, email }) }
        // Both bodies leave as the same bytes.
        expect(tagOf(await ask(masked(EMAIL), {}))).to.equal(tagOf(await ask(masked(encodeURIComponent(EMAIL)), {})))
      })

      it('If-None-Match with the tag of the unfiltered body is no oracle', async () => {
        const original = tagOf(await ask(json, {}, false))
        const request = { headers: { 'If-None-Match': original } }
        expect((await ask(json, request, false)).status, 'the control is one').to.equal(304)
        expect((await ask(json, request)).status).to.equal(200)
      })

      it('If-None-Match with the issued tag gives 304, in every form', async () => {
        const tag = tagOf(await ask(json, {}))
        for (const value of [tag, tag.slice(2), `"x", ${tag}`, '*']) {
          const wire = await ask(json, { headers: { 'If-None-Match': value } })
          expect([wire.status, wire.body, wire.complete], value).to.deep.equal([304, '', true])
          expect(tagOf(wire)).to.equal(tag)
          expect(wire.headers.has('content-length') || wire.headers.has('content-type')).to.equal(false)
        }
      })

      it('a reload is answered in full', async () => {
        const tag = tagOf(await ask(json, {}))
        const wire = await ask(json, { headers: { 'If-None-Match': tag, 'Cache-Control': 'no-cache' } })
        expect(wire.status).to.equal(200)
      })

      it('where the application sets no tag, none is issued', async () => {
        const wire = await ask(res => { res.app.disable('etag'); json(res) }, { headers: { 'If-None-Match': '*' } })
        expect([wire.status, wire.headers.has('etag')]).to.deep.equal([200, false])
      })

      it('HEAD tells neither the length nor a tag', async () => {
        const control = await ask(json, { method: 'HEAD' }, false)
        expect(control.headers.has('content-length') && control.headers.has('etag')).to.equal(true)
        const wire = await ask(json, { method: 'HEAD' })
        expect(wire.status).to.equal(200)
        expect(wire.headers.has('content-length') || wire.headers.has('etag')).to.equal(false)
        expect(wire.headers.get('content-type')).to.deep.equal(['application/json; charset=utf-8'])
      })

      it('digests of the unfiltered body are dropped', async () => {
        const wire = await ask(res => {
          for (const name of DIGESTS) res.set(name, createHash('md5').update(EMAIL).digest('base64'))
          json(res)
        }, {})
        expect(DIGESTS.filter(name => wire.headers.has(name))).to.deep.equal([])
      })

      it('the length is the one of the bytes that left', async () => {
        const wire = await ask(json, {})
        expect(Number(wire.headers.get('content-length')?.[0])).to.equal(wire.body.length)
        expect(JSON.parse(wire.body)).to.deep.include({ email: '#', phone: '#', id: RECORD.id })
      })

      it('ranges are not known here', async () => {
        const wire = await ask(res => {
          res.json(res.req.headers) }, { headers: { Range: 'bytes=0-9', 'If-Range': '"a"' }
        })
        expect(wire.status).to.equal(200)
        expect(wire.headers.get('accept-ranges')).to.deep.equal(['none'])
        expect(JSON.parse(wire.body)).not.to.have.any.keys('range', 'if-range')
      })

      it('conditions are hidden from whoever reads them, in every spelling', async () => {
        const headers = { 'If-None-Match': '"a"', 'If-Modified-Since': 'Sat, 01 Jan 2000 00:00:00 GMT', 'X-Other': 'b' }
        const wire = await ask(res => {
          const { req } = res
          const names = [Object.keys(req.headers), Object.keys(req.headersDistinct)]
          res.json([...names, req.rawHeaders, req.get('If-None-Match') ?? null])
        }, { headers })
        expect(wire.body.toLowerCase()).not.to.contain('if-')
        expect(wire.body.toLowerCase()).to.contain('x-other')
      })

      it('a write under a condition that cannot be evaluated is refused', async () => {
        for (const name of ['If-Match', 'If-None-Match', 'If-Unmodified-Since']) {
          const wire = await ask(() => {
            throw new Error('must not run') }, { method: 'PUT', headers: { [name]: '"7"' }
          })
          const type = wire.headers.get('content-type')?.[0]
          expect([wire.status, type], name).to.deep.equal([412, 'application/problem+json'])
        }
        const create = await ask(res => {
          res.json({ seen: res.req.headers['if-none-match'] }) }, { method: 'PUT', headers: { 'If-None-Match': '*' }
        })
        expect(create.body).to.equal('{"seen":"*"}')
      })

      const caching: readonly (readonly [given: string | null, sent: string])[] = [
        [null, 'private'],
        ['public, max-age=60', 'private, max-age=60'],
        ['max-age=60, s-maxage=600, proxy-revalidate', 'private, max-age=60'],
        ['no-store', 'no-store'],
        ['private, max-age=5', 'private, max-age=5'],
        ['private="x-who, y", max-age=5', 'private, private="x-who, y", max-age=5'],
        ['no-cache, no-transform', 'private, no-cache, no-transform'],
      ]
      for (const [given, sent] of caching) {
        it(`Cache-Control ${String(given)} leaves as ${sent}`, async () => {
          const wire = await ask(res => {
            if (given !== null) res.set('Cache-Control', given)
            res.set({ 'CDN-Cache-Control': 'max-age=600', 'Surrogate-Control': 'max-age=600' })
            json(res)
          }, {})
          expect(wire.headers.get('cache-control')).to.deep.equal([sent])
          expect(wire.headers.has('cdn-cache-control') || wire.headers.has('surrogate-control')).to.equal(false)
        })
      }

      it('allow-listed binary keeps its tag, and conditions are evaluated on it', async () => {
        const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])
        const image = (res: Response): void => { res.type('png').send(picture) }
        const wire = await ask(image, {})
        expect([wire.status, wire.body]).to.deep.equal([200, picture.toString('latin1')])
        const again = await ask(image, { headers: { 'If-None-Match': tagOf(wire) } })
        expect([again.status, again.body]).to.deep.equal([304, ''])
      })
    })
  }
})

function tagOf(wire: Wire): string {
  const [tag] = wire.headers.get('etag') ?? []
  expect(tag, wire.head).to.be.a('string')
  return tag ?? ''
}
