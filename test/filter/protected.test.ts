import { expect } from 'chai'
import express from 'express'
import { createHash } from 'node:crypto'
import { createEgressFilter } from '../../lib/index.ts'
import { exchange, serving } from '../adapters/support/wire.ts'
import { manifest, ruleFile } from '../policy/fixture.ts'

const NOTICE = '\u00a9 2026 Example Ltd. Ask +44 7700 900123 or legal@example.org, ext. 6001.'
const sha256 = [createHash('sha256').update(NOTICE).digest('hex')]

function filtering(body: unknown, change: object = {}): string {
  const own = manifest({ protected: { copyright: { path: ['/legal/notice', '/items/*/notice'], sha256, header: true } }, ...change })
  return filterWith(own).bytes(JSON.stringify(body), { app: 'nobody' }).body.toString()
}

function filterWith(own: object): ReturnType<typeof createEgressFilter> {
  return createEgressFilter({ policy: { documents: { 'm.json': own } } })
}

describe('filter: proprietary notices', () => {
  it('leave as they are where the policy says that they stand', () => {
    const body = { legal: { notice: NOTICE }, items: [{ notice: NOTICE }, { notice: NOTICE }] }
    expect(filtering(body)).to.equal(JSON.stringify(body))
  })

  it('leave however their letters are escaped', () => {
    const body = '{"legal":{"notice":"\\u00a9 2026 Example Ltd. Ask +44 7700 900123 or legal\\u0040example.org, ext. 6001."}}'
    const own = manifest({ protected: { copyright: { path: ['/legal/notice'], sha256 } } })
    expect(filterWith(own).bytes(body, { app: 'nobody' }).body.toString()).to.equal(body)
  })

  it('leave under a posture that lets nothing pass, and are named in the receipt', () => {
    const own = manifest({ protected: { copyright: { path: ['/legal/notice'], sha256 } }, postures: { public: 'closed' } })
    const { body, receipt } = filterWith(own).bytes(JSON.stringify({ legal: { notice: NOTICE, other: 1 } }), { app: 'nobody' })
    expect(body.toString()).to.equal(JSON.stringify({ legal: { notice: NOTICE } }))
    expect(receipt.cells.filter(({ because }) => because[0] === 'protected:copyright').map(({ count }) => count)).to.deep.equal([1])
  })

  it('protect no other text in their place', () => {
    const other = NOTICE.replace('900123', '900124')
    const out = filtering({ legal: { notice: other }, items: [{ notice: other }, { notice: NOTICE }] })
    expect(out).to.not.contain('900124')
    expect(out).to.contain(NOTICE)
  })

  it('protect no other place', () => {
    expect(filtering({ text: NOTICE, legal: { other: NOTICE } })).to.not.contain('900123')
  })

  it('are not looked for where none is named', () => {
    expect(filtering({ legal: { notice: NOTICE } }, { protected: undefined })).to.not.contain('900123')
  })

  it('stand above rules', () => {
    const own = manifest({ protected: { copyright: { path: ['/legal/notice'], sha256 } } })
    const block = ruleFile({}, { where: { path: ['/legal/notice'] }, do: { outcome: 'block' } })
    const egress = createEgressFilter({ policy: { documents: { 'm.json': own, 'r.json': block } } })
    const body = JSON.stringify({ legal: { notice: NOTICE } })
    expect(egress.bytes(body, { app: 'nobody' }).body.toString()).to.equal(body)
  })

  it('leave in a header, if the policy says so', async () => {
    const text = 'Example Ltd, +44 7700 900123'
    for (const header of [true, false]) {
      const digest = createHash('sha256').update(text).digest('hex')
      const egress = filterWith(manifest({ protected: { copyright: { sha256: [digest], header } } }))
      const app = express()
      app.use(egress.express({ identify: () => ({ app: 'nobody' }) }))
      app.get('/', (_request, response) => void response.set('X-Copyright', text).json({}))
      await serving(app, async (port) => {
        const [value = ''] = (await exchange(port, { path: '/' })).headers.get('x-copyright') ?? []
        expect(value.includes('900123'), String(header)).to.equal(header)
      })
    }
  })
})
