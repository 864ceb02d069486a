import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDemo } from './server.ts'
import { callId } from './records.ts'
import { CLIENTS } from './tokens.ts'

/** `npm start`: serves the demo. `PORT` (default 3000, 0 for any free one) and `HOST` (default 127.0.0.1). */

const HOST = process.env['HOST'] ?? '127.0.0.1'
const PORT = Number(process.env['PORT'] ?? 3000)
if (!Number.isInteger(PORT) || PORT < 0 || PORT > 65_535) {
  console.error('PORT must be a number from 0 to 65535; for example: PORT=3001 npm start')
  process.exit(2)
}

const { app, filter } = createDemo({ log: (line) => console.log(line) })
const server = createServer(app)

const REASONS = new Map([
  ['EADDRINUSE', `port ${PORT} is in use; for example: PORT=${PORT + 1} npm start`],
  ['EACCES', `port ${PORT} needs more rights than this process has; for example: PORT=3000 npm start`],
  ['EADDRNOTAVAIL', `this machine has no address ${HOST}; for example: HOST=127.0.0.1 npm start`],
])
server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(REASONS.get(error.code ?? '') ?? `the server cannot start (${error.code ?? 'unknown reason'})`)
  process.exit(1)
})
server.listen(PORT, HOST, () => console.log(welcome(`http://${HOST}:${(server.address() as AddressInfo).port}`)))

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Twice means now.
    if (stopping) process.exit(130)
    stopping = true
    console.log('stopping: responses under way are finished')
    server.close()
    server.closeIdleConnections()
  })
}

/** What to type, and what to look at. */
function welcome(origin: string): string {
  const lines = [`call recording service, invented people, policy ${filter.policy}`, `listening on ${origin}`, '']
  for (const { token, context, sees } of CLIENTS) {
    lines.push(`# ${context.app}, tenant ${context.tenant ?? '-'}: ${sees}`)
    lines.push(`curl -s -H 'Authorization: Bearer ${token}' ${origin}/contacts/p-baa`, '')
  }
  lines.push('# no token: an unknown app, which is the public', `curl -s ${origin}/contacts/p-baa`, '')
  lines.push('# the same for /status /contacts /users /calls and the following')
  const more: readonly (readonly [string, string])[] = [
    [`/recordings/${callId(0)}`, 'a signed link, jCards and a transcript'],
    ['/export?records=3', 'streamed; ?mb=200 for a large one'],
    ['/export.ndjson?records=3', 'one document per line'],
    ['/events', 'server-sent events, each filtered as it comes'],
    ['/boom', 'an exception whose message holds a telephone number'],
    ['/nobody/+447700900123', 'a page that repeats the address asked for'],
  ]
  for (const [path, what] of more) {
    lines.push(`curl -sN -H 'Authorization: Bearer wallboard-token' '${origin}${path}'  # ${what}`)
  }
  lines.push('', 'after each response, here: what was asked, who received it, how many values left in which way', '')
  return lines.join('\n')
}
