import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDemo, type DemoOptions } from '../../lib/demo/server.ts'
import { exchange, type Wire } from '../adapters/support/wire.ts'
import { SIZE } from './canaries.ts'

export interface DemoServer {
  readonly port: number
  readonly lines: readonly string[]
  close(): Promise<void>
  /** One request over a socket of its own. */
  fetch(path: string, token?: string, method?: string): Promise<Wire>
  /** A response whose body is not read yet. */
  open(path: string, token: string): Promise<IncomingMessage>
}

/** The demo on a free port of the loopback. */
export async function startDemo(options: DemoOptions = {}): Promise<DemoServer> {
  const lines: string[] = []
  const secret = 'a secret for tests only'
  const { app } = createDemo({ size: SIZE, pause: 1, secret, log: (line) => lines.push(line), ...options })
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const authorisation = (token: string | undefined): Record<string, string> =>
    token === undefined ? {} : { Authorization: `Bearer ${token}` }
  return {
    port,
    lines,
    fetch: (path, token, method = 'GET') => exchange(port, { path, method, headers: authorisation(token) }),
    async open(path, token) {
      const request = get({ port, path, headers: authorisation(token) })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      return response
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
