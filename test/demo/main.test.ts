import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { exchange } from '../adapters/support/wire.ts'

const MAIN = fileURLToPath(new URL('../../lib/demo/main.js', import.meta.url))

interface Run {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  readonly text: () => string
  readonly ended: Promise<number | null>
}

function run(port: number | string): Run {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => { text += part.toString() })
  return { child, text: () => text, ended: once(child, 'close').then(([code]) => code as number | null) }
}

const LISTENING = /listening on \S+:(\d+)\n/
const CURL = /^curl -sN? (?:-H 'Authorization: Bearer ([\w-]+)' )?'?http:\/\/127\.0\.0\.1:(\d+)(\/[^\s']*)/gm

async function portOf({ child, text, ended }: Run): Promise<number> {
  while (!LISTENING.test(text())) {
    if (child.exitCode !== null) throw new Error(text())
    await Promise.race([once(child.stdout, 'data'), ended])
  }
  return Number(LISTENING.exec(text())?.[1])
}

describe('demo: npm start', function () {
  this.timeout(30_000)

  it('prints requests that work, a line per response, and stops on a signal', async () => {
    const demo = run(0)
    const port = await portOf(demo)
    const lines = [...demo.text().matchAll(CURL)]
    expect(lines.length).to.be.greaterThan(9)
    for (const [, token, printed, path = ''] of lines) {
      expect(Number(printed)).to.equal(port)
      const headers: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
      const { status } = await exchange(port, { path, headers })
      expect(status, path).to.equal(path === '/boom' ? 500 : path.startsWith('/nobody') ? 404 : 200)
    }
    expect(demo.text()).to.match(/GET \/contacts\/:id 200 filtered \| unregistered public/)
    demo.child.kill('SIGTERM')
    expect(await demo.ended).to.equal(0)
  })

  it('says in a sentence that a port is in use, or is none', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const demo = run(port)
    expect(await demo.ended).to.equal(1)
    expect(demo.text()).to.equal(`port ${port} is in use; for example: PORT=${port + 1} npm start\n`)
    other.close()
    const wrong = run('http')
    expect(await wrong.ended).to.equal(2)
    expect(wrong.text()).to.match(/^PORT must be a number/)
  })
})
