import assert from 'node:assert/strict'
import { createHash, type Hash } from 'node:crypto'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { EgressFilter } from '../../lib/egress-filter.ts'
import { random } from '../../test/helpers/documents.ts'
import type { Case } from '../cases/case.ts'
import { CASES } from '../cases/table.ts'
import { filterOf } from '../contenders/ours.ts'
import { spend } from './clock.ts'

export interface MemoryJob {
  readonly library: string
  readonly bytes: number
  /** Length of the string that is cut into single bytes. */
  readonly stringBytes: number
}

export interface MemoryResult {
  readonly bytes: number
  /** Resident size at its largest over that after the first part, in bytes. */
  readonly growth: number
  /** Milliseconds. */
  readonly longestBlock: number
  /** Megabytes per second of processor time, over the first part and over the last of the same size. */
  readonly first: number
  readonly last: number
  readonly partBytes: number
  /** Nanoseconds per byte of one long string, cut into pieces of so many bytes. */
  readonly string: readonly { readonly bytes: number; readonly pieces: number; readonly nanoseconds: number }[]
}

const BATCH_BYTES = 1_000_000
const CHUNK_BYTES = 65_536
/** The first and the last so many bytes are timed; at most a quarter of the body each. */
const PART_BYTES = 64_000_000

/**
 * One long body through the stream of the filter. The reference of the tests would need all of it at once. Instead,
 * every batch of records must come out as it does in a body of its own.
 */
export async function measureMemory({ library, bytes, stringBytes }: MemoryJob): Promise<MemoryResult> {
  const one = CASES.find(({ name }) => name === 'sparse')
  if (one === undefined) throw new Error('there is no case `sparse`')
  const filter = await filterOf(one, library)
  const long = await longStream(filter, one, bytes)
  const string = [
    await cutString(filter, one, stringBytes / 10, 1),
    await cutString(filter, one, stringBytes, 1),
    await cutString(filter, one, stringBytes, 1000),
  ]
  return { ...long, string }
}

async function longStream(filter: EgressFilter, one: Case, bytes: number): Promise<Omit<MemoryResult, 'string'>> {
  const { head, tail } = one.recipe
  const meter = new Meter(Math.min(PART_BYTES, bytes / 4), bytes)
  const expected = createHash('sha256').update(head)
  const received = createHash('sha256')
  const source = function* (): Generator<Buffer> {
    yield Buffer.from(head)
    for (const batch of batches(one, bytes)) {
      expectBatch(filter, one, batch, expected)
      for (let at = 0; at < batch.length; at += CHUNK_BYTES) {
        const chunk = batch.subarray(at, at + CHUNK_BYTES)
        meter.resume()
        yield chunk
        meter.pause(chunk.length)
      }
    }
    yield Buffer.from(tail)
  }
  const sink = new Writable({
    write(piece: Buffer, _encoding, done) {
      meter.pause(0)
      received.update(piece)
      meter.resume()
      done()
    },
  })
  await pipeline(Readable.from(source()), filter.transform(one.context), sink)
  expected.update(tail)
  assert.equal(received.digest('hex'), expected.digest('hex'), 'the long body differs from its parts')
  return meter.result()
}

/** Whole records, a separator before each but the first. */
function* batches({ recipe, seed }: Case, bytes: number): Generator<Buffer> {
  const r = random(seed)
  let index = 0
  for (let done = 0; done < bytes; ) {
    let text = ''
    for (; text.length < BATCH_BYTES; index++) {
      text += (index === 0 ? '' : recipe.separator) + recipe.piece(r, index, null)
    }
    const batch = Buffer.from(text)
    done += batch.length
    yield batch
  }
}

function expectBatch(filter: EgressFilter, { recipe, context }: Case, batch: Buffer, expected: Hash): void {
  const { head, separator, tail } = recipe
  const lead = batch.subarray(0, separator.length).toString() === separator ? separator : ''
  const own = Buffer.concat([Buffer.from(head), batch.subarray(lead.length), Buffer.from(tail)])
  const { body } = filter.bytes(own, context)
  expected.update(lead).update(body.subarray(head.length, body.length - tail.length))
}

/** Times parts of a stream without what makes and checks it; watches memory and the longest stretch of work. */
class Meter {
  private readonly partBytes: number
  private readonly total: number
  private isRunning = false
  private cpuStart = process.cpuUsage()
  private wallStart = 0
  private done = 0
  private cpu = 0
  private cpuOfFirst = 0
  private cpuBeforeLast = 0
  private doneBeforeLast = 0
  private longest = 0
  private base = 0
  private largest = 0

  constructor(partBytes: number, total: number) {
    this.partBytes = partBytes
    this.total = total
  }

  resume(): void {
    this.isRunning = true
    this.wallStart = performance.now()
    this.cpuStart = process.cpuUsage()
  }

  /** So many bytes more are through. */
  pause(bytes: number): void {
    if (this.isRunning) {
      const { user, system } = process.cpuUsage(this.cpuStart)
      this.cpu += (user + system) / 1e6
      this.longest = Math.max(this.longest, performance.now() - this.wallStart)
      this.isRunning = false
    }
    if (bytes > 0) this.count(bytes)
  }

  private count(bytes: number): void {
    const size = process.memoryUsage.rss()
    this.done += bytes
    this.largest = Math.max(this.largest, size)
    if (this.done <= this.partBytes) {
      this.base = Math.max(this.base, size)
      this.cpuOfFirst = this.cpu
    }
    if (this.done > this.total - this.partBytes) return
    this.cpuBeforeLast = this.cpu
    this.doneBeforeLast = this.done
  }

  result(): Omit<MemoryResult, 'string'> {
    return {
      bytes: this.done,
      growth: this.largest - this.base,
      longestBlock: this.longest,
      first: this.partBytes / 1e6 / this.cpuOfFirst,
      last: (this.done - this.doneBeforeLast) / 1e6 / (this.cpu - this.cpuBeforeLast),
      partBytes: this.partBytes,
    }
  }
}

/** One string of words, an address in every thousand bytes, in pieces. The output must not depend on them. */
async function cutString(
  filter: EgressFilter, { context }: Case, bytes: number, pieceBytes: number,
): Promise<MemoryResult['string'][number]> {
  const word = `${'words and more words, '.repeat(45)}avery.ashcroft@example.org `
  const body = Buffer.from(JSON.stringify({ text: word.repeat(Math.ceil(bytes / word.length)) }))
  const expected = filter.bytes(body, context).body
  const received = Buffer.alloc(expected.length)
  let length = 0
  const take = (pieces: readonly Buffer[]): void => {
    for (const piece of pieces) length += piece.copy(received, length)
  }
  const { cpu } = await spend(() => {
    const session = filter.session(context, 'json')
    for (let at = 0; at < body.length; at += pieceBytes) take(session.push(body.subarray(at, at + pieceBytes)))
    take(session.end())
  })
  assert(received.equals(expected), `pieces of ${pieceBytes} bytes gave another output`)
  return { bytes: body.length, pieces: pieceBytes, nanoseconds: (cpu * 1e9) / body.length }
}
