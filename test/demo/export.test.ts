import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { extentOf } from '../../lib/demo/export.ts'
import { kindsIn } from './canaries.ts'
import { startDemo, type DemoServer } from './serving.ts'

const MEGABYTE = 1_000_000
/** Enough to show a body that is held; `soak.ts` sends more. */
const LARGE = 60
/** What the heap of V8 may grow by before it cleans up; a body that is held, or queued, shows above it. */
const MAX_GROWTH = 40 * MEGABYTE

async function textOf(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

describe('demo: export', function () {
  this.timeout(120_000)
  let demo: DemoServer
  before(async () => { demo = await startDemo() })
  after(() => demo.close())

  it('reads its extent from the request', () => {
    expect(extentOf({})).to.deep.equal({ records: 100, bytes: Infinity })
    expect(extentOf({ records: '3' })).to.deep.equal({ records: 3, bytes: Infinity })
    expect(extentOf({ mb: '2' })).to.deep.equal({ records: Infinity, bytes: 2 * MEGABYTE })
    expect(extentOf({ mb: ['2'], records: '-1' })).to.deep.equal({ records: 100, bytes: Infinity })
  })

  it('is one JSON document, every record of it, and holds nothing undeclared', async () => {
    const text = await textOf(await demo.open('/export?mb=1', 'partner-token'))
    const records = JSON.parse(text) as { id: string }[]
    expect(records.length).to.be.greaterThan(300)
    expect(new Set(records.map(({ id }) => id)).size).to.equal(records.length)
    // Agents are named to partners, and there are customers of the same name.
    expect(kindsIn(text).filter((kind) => !kind.endsWith('name'))).to.deep.equal([])
  })

  it('is one document per line', async () => {
    const text = await textOf(await demo.open('/export.ndjson?records=150', 'status-token'))
    const lines = text.trimEnd().split('\n')
    expect(lines.length).to.equal(150)
    for (const line of lines) expect(JSON.parse(line)).to.be.an('object')
    // Agents are named to partners, and there are customers of the same name.
    expect(kindsIn(text).filter((kind) => !kind.endsWith('name'))).to.deep.equal([])
  })

  it('an export of nothing is an empty array', async () => {
    expect(JSON.parse((await demo.fetch('/export?records=0', 'wallboard-token')).body)).to.deep.equal([])
  })

  it('begins before it is complete, waits for a slow reader, and does not fill the memory meanwhile', async () => {
    await textOf(await demo.open('/export?records=500', 'wallboard-token')) // warm
    const before = process.memoryUsage.rss()
    const response = await demo.open('/export?mb=500', 'wallboard-token')
    await once(response, 'readable')
    expect(response.read()).to.not.equal(null)
    const seen = demo.lines.length
    // Nobody reads on: the sockets fill up, and then nothing may be made any more.
    await wait(3_000)
    expect(process.memoryUsage.rss() - before).to.be.lessThan(MAX_GROWTH)
    expect(demo.lines.length).to.equal(seen)
    response.destroy()
    for (let tries = 0; tries < 100 && demo.lines.length === seen; tries++) await wait(20)
    expect(demo.lines.at(-1)).to.match(/^GET \/export 200 aborted/)
  })

  it('leaves the memory as it was, whatever its size', async () => {
    // In a process of its own: this one has the rubbish of all tests before.
    const soak = fileURLToPath(new URL('./soak.js', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [soak, String(LARGE)])
    const growth = Number(/^growth ([\d.]+) MB$/m.exec(stdout)?.[1])
    expect(growth).to.be.lessThan(MAX_GROWTH / MEGABYTE)
  })
})
