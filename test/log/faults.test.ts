import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import fc from 'fast-check'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { FileOutput } from '../../lib/log/file-output.ts'
import { isReceipt } from '../../lib/log/line.ts'
import { logInto, openReceiptLog, type ReceiptLog, type ReceiptLogOptions } from '../../lib/log/receipt-log.ts'
import { BUILT } from '../helpers/built.ts'
import { linesIn, receiptFor, SmallDisk, told, verifyFiles, verifyTexts } from './support.ts'

function logOn(disk: SmallDisk, options: ReceiptLogOptions = {}): ReceiptLog {
  const end = { head: null, isChained: false, cut: 0 }
  return logInto({ to: '(disk)', output: new FileOutput(disk), end, chain: true, options })
}

/** A stream that keeps what it is given, and does with each write what it is told. */
class Told extends Writable {
  readonly pieces: Buffer[] = []
  answer: (done: (error?: Error) => void) => void = (done) => done()

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error) => void): void {
    this.answer((error) => {
      if (error === undefined) this.pieces.push(chunk)
      done(error)
    })
  }

  get text(): string {
    return Buffer.concat(this.pieces).toString()
  }
}

describe('log: when the disk is full', () => {
  it('keeps whole lines only, goes on when there is room, and says what was lost', async () => {
    const losses: number[] = []
    const disk = new SmallDisk(1000)
    const log = logOn(disk, { maxQueuedLines: 5, onLoss: (count) => losses.push(count) })
    for (let n = 0; n < 20; n++) {
      log.take(receiptFor(`app-${n}`))
      await log.flush()
    }
    expect((await verifyTexts([disk.text])).intact).to.equal(true)
    expect(log.lost).to.be.above(0)
    expect(log.head.count).to.equal(linesIn(disk.text).length)
    disk.room = Infinity
    await log.flush()
    log.take(receiptFor('late'))
    await log.close()
    const kept = Array.from({ length: 20 - log.lost }, (_, n) => `app-${n}`)
    expect(told(disk.text)).to.deep.equal(['opened, cut 0', ...kept, `lost ${log.lost}`, 'late'])
    expect(losses.reduce((sum, count) => sum + count, 0)).to.equal(log.lost)
    expect((await verifyTexts([disk.text])).lost).to.equal(log.lost)
  })

  it('never leaves half a line in the middle, whatever the room, and loses nothing unsaid', async () => {
    const step = fc.record({ room: fc.nat(4000), receipts: fc.nat(6), canTruncate: fc.boolean() })
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const disk = new SmallDisk(0)
      const log = logOn(disk, { maxQueuedLines: 6 })
      let taken = 0
      for (const { room, receipts, canTruncate } of steps) {
        disk.room = room
        disk.canTruncate = canTruncate
        for (let n = 0; n < receipts; n++) log.take(receiptFor(`app-${taken++}`))
        await log.flush()
      }
      Object.assign(disk, { room: Infinity, canTruncate: true })
      log.take(receiptFor('last'))
      await log.close()
      const { intact, receipts, lost } = await verifyTexts([disk.text])
      expect({ intact, all: receipts + lost }).to.deep.equal({ intact: true, all: taken + 1 })
      const apps = linesIn(disk.text).flatMap(({ entry }) => (isReceipt(entry) ? [entry.app] : []))
      const numbers = apps.filter((app) => app !== 'last').map((app) => Number(app.slice(4)))
      expect(numbers).to.deep.equal([...numbers].sort((a, b) => a - b))
      expect(apps.slice(0, -1)).not.to.include('last')
    }), { numRuns: 150 })
  })

  it('counts what it could not write when it closes', async () => {
    const disk = new SmallDisk(0)
    const log = logOn(disk)
    for (let n = 0; n < 3; n++) log.take(receiptFor('a'))
    await log.close()
    expect({ lost: log.lost, text: disk.text, isClosed: disk.isClosed }).to.deep.equal({ lost: 3, text: '', isClosed: true })
  })

  it('does not copy all that waits for every receipt that comes', async () => {
    const disk = new SmallDisk(0)
    let most = 0
    const write = disk.write.bind(disk)
    disk.write = (bytes, offset) => {
      most = Math.max(most, bytes.length)
      return write(bytes, offset)
    }
    const log = logOn(disk, { maxQueuedLines: 5000 })
    for (let n = 0; n < 5000; n++) log.take(receiptFor('a'))
    await log.flush()
    expect(most).to.be.within(200_000, 300_000)
    disk.room = Infinity
    await log.close()
    expect(told(disk.text).filter((app) => app === 'a')).to.have.length(5000 - log.lost)
    expect(log.lost).to.be.at.most(1)
  })

  it('survives a limit of the system on the size of files, and goes on in a new file', async function () {
    if (process.platform === 'win32') return this.skip()
    const folder = mkdtempSync(join(tmpdir(), 'pii-egress-full-'))
    try {
      const script = `
        import { renameSync } from 'node:fs'
        import { openReceiptLog } from ${JSON.stringify(pathToFileURL(join(BUILT, 'lib/index.js')).href)}
        const log = await openReceiptLog('log', { maxQueuedLines: 20 })
        const receipt = { app: 'a', tenant: null, purpose: null, audience: 'public', policy: '1', mode: 'enforce', result: 'complete',
          bytesIn: 1, bytesOut: 1, unclassified: 0, cells: [], uncounted: 0 }
        for (let n = 0; n < 100; n++) { log.take(receipt); await log.flush() }
        renameSync('log', 'log.1')
        await log.reopen()
        await log.close()
        console.log(JSON.stringify({ lost: log.lost }))
      `
      const { stdout, stderr } = spawnSync('sh', ['-c', 'ulimit -f 16; exec "$0" --input-type=module -e "$1"', process.execPath, script],
        { cwd: folder, encoding: 'utf8' })
      expect(stderr).to.equal('')
      const { lost } = JSON.parse(stdout) as { lost: number }
      const names = ['log.1', 'log'].map((name) => join(folder, name))
      expect(readFileSync(names[0] ?? '').length).to.be.within(4000, 16 * 1024)
      const verified = await verifyFiles(...names)
      expect(lost).to.be.above(0)
      expect(verified).to.include({ intact: true, lost, receipts: 100 - lost })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('log: in a stream', () => {
  it('writes lines, and leaves the stream open', async () => {
    const stream = new Told()
    const log = await openReceiptLog(stream)
    log.take(receiptFor('a'))
    await log.close()
    expect(told(stream.text)).to.deep.equal(['opened, cut 0', 'a'])
    expect({ ended: stream.writableEnded, listeners: stream.listenerCount('error') }).to.deep.equal({ ended: false, listeners: 0 })
  })

  it('waits for nobody: what a slow stream does not take in time is lost, and said so', async () => {
    const stream = new Told()
    let release = (): void => undefined
    stream.answer = (done) => { release = done }
    const log = await openReceiptLog(stream, { maxQueuedLines: 3 })
    await Promise.resolve()
    for (let n = 0; n < 10; n++) log.take(receiptFor(`app-${n}`))
    expect(log.lost).to.be.above(5)
    const lost = log.lost
    stream.answer = (done) => done()
    release()
    await log.flush()
    log.take(receiptFor('late'))
    await log.close()
    const kept = Array.from({ length: 10 - lost }, (_, n) => `app-${n}`)
    expect(told(stream.text)).to.deep.equal(['opened, cut 0', ...kept, `lost ${lost}`, 'late'])
    expect((await verifyTexts([stream.text])).intact).to.equal(true)
  })

  it('says of a loss where it was, between what came before and what came after', async () => {
    const stream = new Told()
    const log = await openReceiptLog(stream)
    for (const receipt of [receiptFor('a'), null, receiptFor('b'), null, null, receiptFor('c')]) log.take(receipt as Receipt)
    await log.close()
    expect(told(stream.text)).to.deep.equal(['opened, cut 0', 'a', 'lost 1', 'b', 'lost 2', 'c'])
  })

  it('has room again for what was written', async () => {
    const log = await openReceiptLog(new Told(), { maxQueuedBytes: 2000, maxQueuedLines: 4 })
    for (let n = 0; n < 50; n++) {
      log.take(receiptFor('a'))
      await log.flush()
    }
    await log.close()
    expect({ lost: log.lost, count: log.head.count }).to.deep.equal({ lost: 0, count: 51 })
  })

  it('holds no more bytes than allowed', async () => {
    const stream = new Told()
    stream.answer = () => undefined
    const log = await openReceiptLog(stream, { maxQueuedBytes: 2000 })
    const size = JSON.stringify(receiptFor('a')).length
    for (let n = 0; n < 100; n++) log.take(receiptFor('a'))
    expect(log.lost).to.equal(100 - Math.floor(2000 / size))
    stream.destroy()
  })

  const faults: readonly (readonly [string, (stream: Told) => void])[] = [
    ['fails', (stream) => { stream.answer = (done) => done(new Error('gone')) }],
    ['fails late', (stream) => { stream.answer = (done) => setImmediate(() => done(new Error('gone'))) }],
    ['throws', (stream) => { stream.write = () => { throw new Error('gone') } }],
    ['is destroyed while it writes', (stream) => { stream.answer = () => stream.destroy() }],
    ['was destroyed with an error', (stream) => { stream.destroy(new Error('gone')) }],
    ['has ended', (stream) => { stream.end() }],
  ]
  for (const [what, breakIt] of faults) {
    it(`lives on when the stream ${what}, and goes on in another one`, async () => {
      const stream = new Told()
      const log = await openReceiptLog(stream)
      log.take(receiptFor('a'))
      await log.flush()
      breakIt(stream)
      log.take(receiptFor('b'))
      await log.flush()
      log.take(receiptFor('c'))
      await log.flush()
      expect(log.head.count).to.equal(2)
      const next = new Told()
      await log.reopen(next)
      await log.close()
      expect(told(stream.text)).to.deep.equal(['opened, cut 0', 'a'])
      expect(told(next.text)).to.deep.equal(['b', 'c', 'opened, cut 0'])
      expect((await verifyTexts([stream.text, next.text])).intact).to.equal(true)
      expect(log.lost).to.equal(0)
    })
  }

  it('does not mind who fails to hear of a loss', async () => {
    const log = await openReceiptLog(new Told(), { maxQueuedLines: 1, onLoss: () => { throw new Error('deaf') } })
    for (let n = 0; n < 5; n++) log.take(receiptFor('a'))
    expect(log.lost).to.be.above(2)
    await log.close()
  })
})
