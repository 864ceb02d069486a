// An application with CommonJS modules.
const assert = require('node:assert/strict')
const express = require('express')
const { createEgressFilter } = require('pii-egress')

const filter = createEgressFilter()
const { body } = filter.bytes('{"extension":"101"}', { app: 'somebody' })
assert.equal(body.toString(), '{"extension":"[extension]"}')

const app = express()
app.use(filter.express({ identify: () => ({ app: 'somebody' }) }))
app.get('/agent', (request, response) => response.json({ email: 'jane@example.org', n: 1 }))
const server = app.listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/agent`)
  assert.equal(await response.text(), '{"email":"[email]","n":1}')
  server.close()
  console.log(`cjs: on Node ${process.version}`)
})
