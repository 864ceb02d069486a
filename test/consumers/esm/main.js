// An application with ES modules: whole bodies, the middleware, the files of the package, the command.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { createEgressFilter, EgressError } from 'pii-egress'

const read = (specifier) => JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(specifier)), 'utf8'))
const declaration = read('pii-egress/rules/declarations/wallboard.json')
declaration.disclosures['current-calls'].valid.until = '2099-01-01T00:00:00Z'
const filter = createEgressFilter({ policy: { documents: { 'wallboard.json': declaration } } })

const { body, receipt } = filter.bytes('{"extension":"101","email":"jane@example.org","n":1.0}', { app: 'wallboard' })
assert.equal(body.toString(), '{"extension":"101","email":"[email]","n":1.0}')
assert.equal(receipt.result, 'complete')
assert.throws(() => filter.bytes('{"a":', { app: 'wallboard' }), (error) => error instanceof EgressError && error.code === 'ERR_EGRESS_TRUNCATED')

const app = express()
app.use(filter.express({ identify: (request) => ({ app: request.query.app }) }))
app.get('/agent', (request, response) => response.json({ extension: '101', email: 'jane@example.org' }))
const server = app.listen(0, '127.0.0.1')
await once(server, 'listening')
const answer = async (id) => (await fetch(`http://127.0.0.1:${server.address().port}/agent?app=${id}`)).text()
assert.equal(await answer('wallboard'), '{"extension":"101","email":"[email]"}')
assert.equal(await answer('somebody'), '{"extension":"[extension]","email":"[email]"}')
server.close()

const entry = await import('pii-egress/express')
assert.notEqual(Object.keys(entry).length, 0)
const { version } = read('pii-egress/package.json')
assert.equal(execFileSync('node_modules/.bin/pii-egress', ['--version'], { encoding: 'utf8' }), `${version}\n`)
console.log(`esm: pii-egress ${version} on Node ${process.version}`)
