import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Receipt } from '../../lib/audit/receipt.ts'
import { EgressError } from '../../lib/errors.ts'
import { digestOf } from '../../lib/log/line.ts'
import { openReceiptLog, type ReceiptLogOptions } from '../../lib/log/receipt-log.ts'
import { linesIn, receiptFor, ticking, told, verifyFiles } from './support.ts'

async function failureOf(work: Promise<unknown>): Promise<EgressError> {
  const error: unknown = await work.then(() => null, (cause: unknown) => cause)
  if (error instanceof EgressError) return error
  throw new Error('it did not fail as it should')
}

describe('log: in a file', () => {
  let folder = ''
  let file = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pii-egress-log-'))
    file = join(folder, 'receipts.ndjson')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const text = (): string => readFileSync(file, 'utf8')

  /** A log that was opened, took receipts of these apps, and was closed. */
  async function logged(apps: readonly string[], options: ReceiptLogOptions = {}): Promise<void> {
    const log = await openReceiptLog(file, options)
    for (const app of apps) log.take(receiptFor(app))
    await log.close()
  }

  it('writes one line for each receipt, with its time and a running number', async () => {
    await logged(['a', 'b'], { clock: ticking() })
    const [opened = '', first = '', second = ''] = text().split('\n')
    expect(JSON.parse(opened)).to.deep.equal(
      { number: 1, time: '2026-06-01T12:00:01.000Z', prev: null, event: 'opened', cut: 0 })
    expect(JSON.parse(first)).to.deep.equal(
      { number: 2, time: '2026-06-01T12:00:02.000Z', prev: digestOf(Buffer.from(opened)), ...receiptFor('a') })
    expect(JSON.parse(second)).to.deep.equal(
      { number: 3, time: '2026-06-01T12:00:03.000Z', prev: digestOf(Buffer.from(first)), ...receiptFor('b') })
    expect(text().split('\n')).to.have.length(4)
  })

  it('takes receipts through a bare function, too', async () => {
    const log = await openReceiptLog(file)
    const bare: unknown = Reflect.get(log, 'take')
    if (typeof bare === 'function') Reflect.apply(bare, undefined, [receiptFor('a')])
    await log.close()
    expect(told(text())).to.deep.equal(['opened, cut 0', 'a'])
  })

  it('writes no `prev` without a chain', async () => {
    await logged(['a'], { chain: false })
    expect(linesIn(text()).map(({ place }) => 'prev' in place)).to.deep.equal([false, false])
  })

  it('goes on with numbers and chain after a restart', async () => {
    await logged(['a'])
    await logged(['b'])
    expect(told(text())).to.deep.equal(['opened, cut 0', 'a', 'opened, cut 0', 'b'])
    expect(await verifyFiles(file)).to.include({ intact: true, lines: 4, receipts: 2 })
  })

  it('cuts off what a crash left of a line, wherever it was torn, and says so', async () => {
    await logged(['a', 'b'])
    const whole = readFileSync(file)
    const lastLine = whole.lastIndexOf('\n', whole.length - 2) + 1
    for (let end = lastLine + 1; end < whole.length; end++) {
      writeFileSync(file, whole.subarray(0, end))
      await logged(['c'])
      expect(told(text())).to.deep.equal(['opened, cut 0', 'a', `opened, cut ${end - lastLine}`, 'c'])
      expect((await verifyFiles(file)).intact).to.equal(true)
    }
  })

  it('begins anew behind a torn first line', async () => {
    writeFileSync(file, '{"number":1,"time":"2026-06')
    await logged(['a'])
    expect(told(text())).to.deep.equal(['opened, cut 27', 'a'])
  })

  it('finds the last line behind very long ones', async () => {
    const { cells: [cell], ...head } = receiptFor('long')
    if (cell === undefined) throw new Error('no cell')
    const cells = Array.from({ length: 4000 }, (_, index) => ({ ...cell, because: [`${'x'.repeat(100)}${index}`] }))
    const log = await openReceiptLog(file)
    log.take({ ...head, cells })
    await log.close()
    expect(statSync(file).size).to.be.above(500_000)
    await logged(['after'])
    expect(await verifyFiles(file)).to.include({ intact: true, receipts: 2 })
  })

  const foreign: readonly (readonly [string, string])[] = [
    ['a text', 'do not touch this\n'],
    ['a text without an end', 'a secret'],
    ['JSON of another kind', '{"number":1,"time":"yesterday"}\n'],
    ['one empty line', '\n'],
  ]
  for (const [what, content] of foreign) {
    it(`leaves a file alone that is ${what}`, async () => {
      writeFileSync(file, content)
      const { code, message } = await failureOf(openReceiptLog(file))
      expect(code).to.equal('ERR_EGRESS_FILE')
      expect(message).to.include(file).and.not.include('secret').and.not.include('touch')
      expect(text()).to.equal(content)
    })
  }

  it('does not go on with a chain in a log without one, nor the other way round', async () => {
    for (const chain of [true, false]) {
      rmSync(file, { force: true })
      await logged(['a'], { chain })
      const before = text()
      expect((await failureOf(openReceiptLog(file, { chain: !chain }))).message).to.include('chained')
      expect(text()).to.equal(before)
    }
  })

  it('refuses what is no regular file, and folders that are not there', async () => {
    mkdirSync(file)
    expect((await failureOf(openReceiptLog(file))).message).to.include('it is a folder')
    expect((await failureOf(openReceiptLog('/dev/null'))).message).to.include('no regular file')
    expect((await failureOf(openReceiptLog(join(folder, 'no', 'log')))).message).to.include('does not exist')
  })

  it('refuses options that are wrong', async () => {
    const wrong: readonly unknown[] = [
      { chain: 'yes' }, { maxQueuedLines: 0 }, { maxQueuedBytes: 1.5 }, { onLoss: 1 }, { clock: 0 }, { chian: true }, null,
      { head: { digest: 'x', count: 1 } }, { head: { digest: null, count: 1 } }, { head: 'x' },
    ]
    for (const options of wrong) {
      const error = await failureOf(openReceiptLog(file, options as ReceiptLogOptions))
      expect(error.code, JSON.stringify(options)).to.equal('ERR_EGRESS_OPTION')
    }
  })

  it('goes on in a new file when the old one was moved away', async () => {
    const log = await openReceiptLog(file)
    for (let round = 0; round < 3; round++) {
      log.take(receiptFor(`before-${round}`))
      renameSync(file, `${file}.${round}`)
      log.take(receiptFor(`moved-${round}`))
      await log.reopen()
    }
    log.take(receiptFor('last'))
    await log.close()
    expect(told(readFileSync(`${file}.1`, 'utf8'))).to.deep.equal(['opened, cut 0', 'before-1', 'moved-1'])
    expect(told(text())).to.deep.equal(['opened, cut 0', 'last'])
    const verified = await verifyFiles(`${file}.0`, `${file}.1`, `${file}.2`, file)
    expect(verified).to.include({ intact: true, receipts: 7 })
    expect(verified.head).to.deep.equal(log.head)
  })

  it('is not harmed by being opened anew where it is', async () => {
    const log = await openReceiptLog(file)
    log.take(receiptFor('a'))
    await Promise.all([log.reopen(), log.reopen()])
    log.take(receiptFor('b'))
    await log.close()
    expect(told(text())).to.deep.equal(['opened, cut 0', 'a', 'opened, cut 0', 'opened, cut 0', 'b'])
    expect((await verifyFiles(file)).intact).to.equal(true)
  })

  it('goes on in the old file if the new one cannot be had', async () => {
    const log = await openReceiptLog(file)
    const other = join(folder, 'other.ndjson')
    const ofOthers = await openReceiptLog(other)
    ofOthers.take(receiptFor('other'))
    await ofOthers.close()
    expect((await failureOf(log.reopen(join(folder, 'no', 'log')))).code).to.equal('ERR_EGRESS_FILE')
    expect((await failureOf(log.reopen(other))).message).to.include('does not end where this log ended')
    log.take(receiptFor('a'))
    await log.close()
    expect(told(text())).to.deep.equal(['opened, cut 0', 'a'])
    expect(told(readFileSync(other, 'utf8'))).to.deep.equal(['opened, cut 0', 'other'])
  })

  it('goes on behind a head that was kept, in a file that is new', async () => {
    const log = await openReceiptLog(file)
    log.take(receiptFor('a'))
    await log.close()
    renameSync(file, `${file}.1`)
    await logged(['b'], { head: JSON.parse(JSON.stringify(log.head)) as typeof log.head })
    expect((await verifyFiles(`${file}.1`, file)).intact).to.equal(true)
  })

  it('writes what was taken before it closes, and counts what comes later', async () => {
    const losses: number[] = []
    const log = await openReceiptLog(file, { onLoss: (count) => losses.push(count) })
    for (let n = 0; n < 2000; n++) log.take(receiptFor(`app-${n}`))
    const closing = log.close()
    log.take(receiptFor('late'))
    await Promise.all([closing, log.close(), log.flush()])
    expect((await failureOf(log.reopen())).message).to.include('closed')
    expect(linesIn(text()).filter(({ entry }) => 'app' in entry)).to.have.length(2000)
    expect({ losses, lost: log.lost }).to.deep.equal({ losses: [1], lost: 1 })
  })

  it('says of a head only what stands in the file', async () => {
    const log = await openReceiptLog(file)
    expect(log.head).to.deep.equal({ digest: null, count: 0 })
    log.take(receiptFor('a'))
    await log.flush()
    expect(log.head).to.deep.equal({ digest: digestOf(Buffer.from(text().trimEnd().split('\n').at(-1) ?? '')), count: 2 })
    await log.close()
  })

  it('keeps the order of lines and a time for each when the clock goes back, stops or breaks', async () => {
    const times = [Date.parse('2026-06-01T12:00:00Z'), Date.parse('2025-01-01T00:00:00Z'), NaN, Infinity, 1e15, -1e14]
    let at = 0
    const clock = (): number => {
      if (at === times.length) throw new Error('the clock is broken')
      return times[at++] ?? 0
    }
    await logged(['a', 'b', 'c', 'd', 'e', 'f'], { clock })
    const lines = linesIn(text())
    expect(lines.map(({ place }) => place.number)).to.deep.equal([1, 2, 3, 4, 5, 6, 7])
    expect(lines.slice(0, 2).map(({ place }) => place.time)).to.deep.equal(['2026-06-01T12:00:00.000Z', '2025-01-01T00:00:00.000Z'])
    for (const { place } of lines) expect(new Date(place.time).toISOString()).to.equal(place.time)
    expect((await verifyFiles(file)).intact).to.equal(true)
  })

  it('writes the fields of a receipt and nothing else, and no receipt that is none', async () => {
    const canary = 'jane.roe@example.org'
    const receipt = receiptFor('a')
    const [cell] = receipt.cells
    const log = await openReceiptLog(file)
    const given: readonly unknown[] = [
      { ...receipt, body: canary, event: 'opened', number: 7, cells: [{ ...cell, value: canary }] },
      { ...receipt, cells: [{ ...cell, path: `/${canary}` }] },
      { ...receipt, cells: [{ ...cell, category: canary }] },
      { ...receipt, cells: [{ ...cell, outcome: canary }] },
      { ...receipt, cells: [{ ...cell, count: canary }] },
      { ...receipt, cells: [{ ...cell, because: [{ canary }] }] },
      { ...receipt, cells: canary },
      { ...receipt, result: canary },
      { ...receipt, app: { canary } },
      { ...receipt, mode: canary },
      { ...receipt, bytesIn: canary },
      { get cells(): never { throw new Error(canary) } },
      canary,
      null,
    ]
    for (const value of given) log.take(value as Receipt)
    await log.close()
    expect(text()).not.to.include('jane')
    expect(told(text())).to.deep.equal(['opened, cut 0', 'a', 'a', 'lost 12'])
    expect(log.lost).to.equal(12)
  })
})
