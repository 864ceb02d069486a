import { expect } from 'chai'
import fc from 'fast-check'
import { digestOf, readLine } from '../../lib/log/line.ts'
import { openReceiptLog } from '../../lib/log/receipt-log.ts'
import { linesOf } from '../../lib/log/read-lines.ts'
import { Writable } from 'node:stream'
import { bytesOf, receiptFor, ticking, verifyTexts } from './support.ts'

async function chained(count: number, chain = true): Promise<string[]> {
  const pieces: Buffer[] = []
  const stream = new Writable({ write: (chunk: Buffer, _, done) => { pieces.push(chunk); done() } })
  const log = await openReceiptLog(stream, { chain, clock: ticking() })
  for (let n = 1; n < count; n++) log.take(receiptFor(`app-${n}`))
  await log.close()
  return Buffer.concat(pieces).toString().split(/(?<=\n)/)
}

const digest = (line = ''): string => digestOf(Buffer.from(line.trimEnd()))

describe('log: verify', () => {
  const COUNT = 8
  let lines: string[] = []
  before(async () => { lines = await chained(COUNT) })
  const at = (index: number): string => lines[index] ?? ''

  it('finds a log intact as it was written, in as many files as it was cut into', async () => {
    for (let cut = 0; cut <= COUNT; cut++) {
      const result = await verifyTexts([lines.slice(0, cut).join(''), lines.slice(cut).join('')], { head: digest(lines.at(-1)) })
      expect(result).to.deep.equal({
        intact: true, lines: COUNT, receipts: COUNT - 1, lost: 0, first: 1, keptHead: COUNT, broken: null,
        head: { digest: digest(lines.at(-1)), count: COUNT },
      })
    }
  })

  it('finds an empty log intact, unless there should be something', async () => {
    expect(await verifyTexts([''])).to.include({ intact: true, lines: 0, first: null })
    expect((await verifyTexts([''], { head: digest(at(0)) })).broken).to.deep.include({ file: 'log.0', line: 0 })
  })

  const place = fc.nat(COUNT - 1)
  const changes: Readonly<Record<string, fc.Arbitrary<(all: readonly string[]) => string[]>>> = {
    'a line was removed': place.map((index) => (all) => all.toSpliced(index, 1)),
    'a line was repeated': place.map((index) => (all) => all.toSpliced(index, 0, all[index] ?? '')),
    'two lines changed places': fc.tuple(place, place).filter(([a, b]) => a !== b).map(([a, b]) => (all) =>
      all.with(a, all[b] ?? '').with(b, all[a] ?? '')),
    'a line was made and added': fc.tuple(place, fc.boolean()).map(([index, isLinked]) => (all) => {
      const made = JSON.parse(all[index] ?? '{}') as Record<string, unknown>
      const prev = isLinked ? digest(all[index]) : made['prev']
      return all.toSpliced(index + 1, 0, `${JSON.stringify({ ...made, number: index + 2, prev })}\n`)
    }),
    'a byte was changed': fc.tuple(place, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([index, offset, change]) => (all) => {
      const bytes = Buffer.from(all[index] ?? '', 'latin1')
      const place = offset % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ change
      return all.with(index, bytes.toString('latin1'))
    }),
    'the end was cut off': fc.integer({ min: 1, max: 4000 }).map((length) => (all) => [all.join('').slice(0, -length)]),
    'the beginning was cut off': fc.integer({ min: 1, max: 2500 }).map((length) => (all) => [all.join('').slice(length)]),
  }
  for (const [what, change] of Object.entries(changes)) {
    it(`shows that ${what}, against a head that was kept`, async () => {
      await fc.assert(fc.asyncProperty(change, async (changed) => {
        const text = Buffer.from(changed(lines).join(''), 'latin1')
        if (text.toString('latin1') === lines.join('')) return
        const result = await verifyTexts([text], { head: digest(lines.at(-1)) })
        const extra = result.intact && result.lines > COUNT // a line behind the head that was kept may be new
        expect(result.intact && !extra).to.equal(false)
      }), { numRuns: 200 })
    })
  }

  it('names the first line that does not follow, and why', async () => {
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [lines.toSpliced(3, 2), 4, /lines 4 to 5 are missing/],
      [lines.toSpliced(0, 1), 1, /lines before number 2 are missing/],
      [lines.with(3, at(3).replace('app-3', 'app-9')), 5, /not the digest of line 4: one of the two was changed/],
      [lines.with(3, at(4)).with(4, at(3)), 4, /lines 4 to 4 are missing/],
      [lines.toSpliced(4, 0, at(1)), 5, /the number 2 stands behind 4/],
      [lines.toSpliced(4, 0, 'hello\n'), 5, /no line of a log/],
      [[...lines, at(7).slice(0, 40)], 9, /not finished/],
      [await chained(3, false), 1, /not chained/],
      [[at(0).replace('"number":1', '"number":5')], 1, /no line before it/],
    ]
    for (const [changed, line, why] of cases) {
      const { broken, intact } = await verifyTexts([changed.join('')])
      expect(intact).to.equal(false)
      expect(broken).to.deep.include({ file: 'log.0', line })
      expect(broken?.why).to.match(why)
    }
  })

  it('shows files in a wrong order', async () => {
    const [first, second] = [lines.slice(0, 4).join(''), lines.slice(4).join('')]
    expect((await verifyTexts([second, first])).broken).to.deep.include({ file: 'log.0', line: 1 })
    const { broken } = await verifyTexts([first, first])
    expect(broken).to.deep.include({ file: 'log.1', line: 1 })
    expect(broken?.why).to.include('oldest first')
  })

  it('goes on behind files that were deleted rightly', async () => {
    const rest = lines.slice(3).join('')
    expect(await verifyTexts([rest], { after: digest(at(2)) })).to.include({ intact: true, first: 4, lines: 5 })
    expect(await verifyTexts([''], { after: digest(at(2)), head: digest(at(2)) })).to.include({ intact: true, lines: 0 })
    expect((await verifyTexts([rest], { after: digest(at(1)) })).broken?.why).to.include('digest that was given')
    expect((await verifyTexts([lines.join('')], { after: digest(at(1)) })).intact).to.equal(false)
  })

  it('finds a head that was kept some time ago', async () => {
    expect(await verifyTexts([lines.join('')], { head: digest(at(4)) })).to.include({ intact: true, keptHead: 5 })
    const cut = await verifyTexts([lines.slice(0, 4).join('')], { head: digest(at(4)) })
    expect(cut).to.include({ intact: false, keptHead: null })
    expect(cut.broken).to.deep.include({ line: 4 })
  })

  it('does not care how the bytes are cut', async () => {
    const text = lines.join('')
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 8 }), async (cuts) => {
      const ends = [...cuts.sort((a, b) => a - b), text.length]
      const pieces = ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end))
      const seen: string[] = []
      for await (const { bytes, line, end } of linesOf(bytesOf(...pieces))) {
        seen.push(`${bytes.toString()}\n`)
        expect({ line, end }).to.deep.equal({ line: seen.length, end: 'line' })
      }
      expect(seen).to.deep.equal(lines)
    }))
  })

  it('holds no line that is longer than any', async () => {
    for (const pieces of [['abcdefgh', 'ij\n'], ['abcdefghij\nk\n'], ['ab\n', 'cdefghijkl']]) {
      const ends: string[] = []
      for await (const { end } of linesOf(bytesOf(...pieces), 9)) ends.push(end)
      expect(ends.at(-1)).to.equal('too long')
    }
  })

  it('reads what it wrote, and nothing that only looks like it', () => {
    const good = JSON.parse(at(3)) as Record<string, unknown>
    expect(readLine(Buffer.from(JSON.stringify(good)))?.entry).to.deep.equal(receiptFor('app-3'))
    const bad: readonly Record<string, unknown>[] = [
      { number: 0 }, { number: 1.5 }, { time: '2026-06-01' }, { prev: 'abc' }, { event: 'closed' }, { event: 'lost' }, { app: 7 },
      { event: 'opened', cut: -1 }, { event: 'opened', cut: 1e300 },
    ]
    for (const part of bad) expect(readLine(Buffer.from(JSON.stringify({ ...good, ...part }))), JSON.stringify(part)).to.equal(null)
    for (const text of ['', 'null', '[]', '"x"', '\ufeff{}', '{']) expect(readLine(Buffer.from(text))).to.equal(null)
    expect(readLine(Buffer.from([0xff, 0x7b]))).to.equal(null)
  })
})
