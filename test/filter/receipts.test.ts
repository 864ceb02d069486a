import { expect } from 'chai'
import express from 'express'
import { createEgressFilter } from '../../lib/index.ts'
import type { Receipt } from '../../lib/index.ts'
import { exchange, serving } from '../adapters/support/wire.ts'

describe('filter: receipts', () => {
  it('are made for every response, whatever becomes of it', async () => {
    const receipts: Receipt[] = []
    const egress = createEgressFilter({ onReceipt: (receipt) => receipts.push(receipt) })
    const app = express()
    app.use(egress.express({ identify: () => ({ app: 'somebody', tenant: 't-1' }) }))
    app.get('/json', (_request, response) => void response.json({ email: 'avery@example.org' }))
    app.get('/empty', (_request, response) => void response.status(204).end())
    app.get('/picture', (_request, response) => void response.type('image/png').send(Buffer.from([137, 80, 78, 71])))
    app.get('/broken', (_request, response) => void response.type('json').send('{"email":'))
    app.get('/archive', (_request, response) => void response.type('application/zip').send(Buffer.from([80, 75])))
    await serving(app, async (port) => {
      for (const path of ['/json', '/empty', '/picture', '/broken', '/archive', '/nowhere']) await exchange(port, { path })
    })
    expect(receipts.map(({ result, cells }) => [result, cells.length])).to.deep.equal([
      ['complete', 1], ['empty', 0], ['passed', 0], ['ERR_EGRESS_TRUNCATED', 0], ['ERR_EGRESS_MEDIA_TYPE', 0], ['complete', 0],
    ])
    for (const { app: who, tenant, audience, policy } of receipts) {
      expect([who, tenant, audience, policy]).to.deep.equal(['unregistered', 't-1', 'public', egress.policy])
    }
  })
})
