import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get, type IncomingMessage } from 'node:http'
import { filterOf } from '../contenders/ours.ts'
import { bodyOf, GUARDS, RECEIVER, type Guard } from './server.ts'
import { start } from './spawn.ts'

/** One kind of response, by how it is protected: milliseconds of processor time of the server for one of them. */
export interface AdapterResult {
  readonly title: string
  readonly bytes: number
  readonly milliseconds: Readonly<Record<Guard, number>>
}

export interface AdapterOptions {
  readonly library: string
  readonly isQuick: boolean
}

const START_SECONDS = 60
/** Responses of a size that are asked for in one round: so many that a round is longer than the clock is coarse. */
const ROUND_BYTES = 10_000_000
const MAX_REQUESTS = 300

/**
 * A service on the loopback, in a process of its own: what the responses cost it with the filter, without, and with the
 * naive middleware. Ways of protection take turns, in an order that is reversed every round.
 */
export async function measureAdapters({ library, isQuick }: AdapterOptions): Promise<AdapterResult[]> {
  const objects = isQuick ? [2_000, 100_000] : [2_000, 100_000, 10_000_000]
  const stream = isQuick ? 2_000_000 : 32_000_000
  const { child, result: port } = await start('serve', { library, objects, stream }, START_SECONDS)
  try {
    const server = new Server(child, port)
    const results: AdapterResult[] = []
    for (const bytes of objects) {
      const requests = Math.max(1, Math.min(MAX_REQUESTS, Math.round(ROUND_BYTES / bytes / (isQuick ? 10 : 1))))
      const rounds = isQuick || requests === 1 ? 2 : 4
      results.push({ title: '`res.json`', ...(await server.compare('json', bytes, requests, rounds, library)) })
    }
    results.push({ title: 'stream', ...(await server.compare('stream', stream, 1, 2, library)) })
    return results
  } finally {
    child.kill()
  }
}

class Server {
  private readonly child: ChildProcess
  private readonly port: number
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(child: ChildProcess, port: number) {
    this.child = child
    this.port = port
  }

  async compare(
    route: string, bytes: number, requests: number, rounds: number, library: string,
  ): Promise<Pick<AdapterResult, 'bytes' | 'milliseconds'>> {
    await this.check(route, bytes, library)
    const best: Record<Guard, number> = { none: Infinity, filter: Infinity, naive: Infinity }
    for (let round = 0; round <= rounds; round++) {
      for (const guard of round % 2 === 0 ? GUARDS : GUARDS.toReversed()) {
        const before = await this.cpu()
        for (let n = 0; n < requests; n++) await this.fetch(`/${guard}/${route}/${bytes}`, ignore)
        const milliseconds = ((await this.cpu()) - before) / 1e3 / requests
        if (round > 0) best[guard] = Math.min(best[guard], milliseconds)
      }
    }
    return { bytes, milliseconds: best }
  }

  /** The response must be what the filter makes of the whole body, and different from the body. */
  private async check(route: string, bytes: number, library: string): Promise<void> {
    const body = bodyOf(bytes)
    const given = route === 'json' ? Buffer.from(JSON.stringify(JSON.parse(body.toString()))) : body
    const filter = await filterOf({ rules: {} }, library)
    const expected = filter.bytes(given, RECEIVER).body
    for (const [guard, wanted] of [['none', given], ['filter', expected]] as const) {
      const pieces: Buffer[] = []
      await this.fetch(`/${guard}/${route}/${bytes}`, (piece) => pieces.push(piece))
      assert(Buffer.concat(pieces).equals(wanted), `the response of \`/${guard}/${route}\` is not the right one`)
    }
    assert(!given.equals(expected), 'there was nothing to filter')
  }

  private async fetch(path: string, take: (piece: Buffer) => void): Promise<void> {
    const request = get({ host: '127.0.0.1', port: this.port, path, agent: this.agent })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    assert.equal(response.statusCode, 200)
    response.on('data', take)
    await once(response, 'end')
  }

  /** Microseconds of processor time that the server has used. */
  private async cpu(): Promise<number> {
    const answer = once(this.child, 'message') as Promise<[NodeJS.CpuUsage]>
    this.child.send('cpu')
    const [{ user, system }] = await answer
    return user + system
  }
}

function ignore(): void {
  // What arrives is looked at once, before the clock runs.
}
