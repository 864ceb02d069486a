// An application in TypeScript, compiled as strictly as can be, with the types of libraries checked.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createEgressFilter, EgressError, type EgressContext, type EgressFilter, type Receipt } from 'pii-egress'

const receipts: Receipt[] = []
const filter: EgressFilter = createEgressFilter({ mode: 'enforce', tags: 'header', onReceipt: (receipt) => receipts.push(receipt) })
const context: EgressContext = { app: 'somebody', audience: 'public' }

const { body } = filter.bytes('{"extension":"101"}', context)
assert.equal(body.toString(), '{"extension":"[extension]"}')
assert.equal(receipts[0]?.cells[0]?.category, 'user.contact.phone_number.extension')

// @ts-expect-error: there is no such option
assert.throws(() => createEgressFilter({ polcy: './policy' }), (error) => error instanceof EgressError && error.code === 'ERR_EGRESS_OPTION')

const app = express()
app.use(filter.express({ identify: (request) => ({ app: String(request.headers['x-app']) }) }))
app.get('/agent', (_request, response) => void response.json({ email: 'jane@example.org' }))
const server = app.listen(0, '127.0.0.1')
await once(server, 'listening')
const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/agent`)
assert.equal(await response.text(), '{"email":"[email]"}')
assert.equal(response.headers.get('egress-tags'), 'user.contact.email=(redact)')
server.close()
console.log(`ts-nodenext: on Node ${process.version}`)
