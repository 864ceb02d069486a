import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import express, { type RequestHandler } from 'express'
import { CASES } from '../cases/table.ts'
import { filterOf } from '../contenders/ours.ts'
import { scrubByPattern, scrubTree } from '../contenders/scrub.ts'
import { whole } from '../fixtures/body.ts'

export interface ServeJob {
  readonly library: string
  /** Sizes that are served through `res.json`. */
  readonly objects: readonly number[]
  /** Size that is served as a stream. */
  readonly stream: number
}

/** How a route is protected. */
export const GUARDS = ['none', 'filter', 'naive'] as const
export type Guard = (typeof GUARDS)[number]

/** The body of so many bytes that the server answers with. */
export function bodyOf(bytes: number): Buffer {
  const one = CASES.find(({ name }) => name === 'calls')
  if (one === undefined) throw new Error('there is no case `calls`')
  return whole(one.recipe, one.seed, bytes)
}

export const RECEIVER = { app: 'status-page', tenant: 't-0042' }
const CHUNK_BYTES = 65_536

/**
 * A service on the loopback: `/<guard>/json/<bytes>` and `/<guard>/stream/<bytes>`. Answers every message with the
 * processor time that it has used.
 * @returns the port
 */
export async function serve({ library, objects, stream }: ServeJob): Promise<number> {
  const filter = await filterOf({ rules: {} }, library)
  const guards: Readonly<Record<Guard, RequestHandler>> = {
    none: (_request, _response, next) => next(),
    filter: filter.express({ identify: () => RECEIVER }),
    naive: scrubsJson,
  }
  const app = express().disable('etag')
  for (const guard of GUARDS) {
    app.use(`/${guard}`, guards[guard])
    for (const bytes of objects) {
      const value = JSON.parse(bodyOf(bytes).toString()) as unknown
      app.get(`/${guard}/json/${bytes}`, (_request, response) => { response.json(value) })
    }
    const body = bodyOf(stream)
    app.get(`/${guard}/stream/${stream}`, (_request, response) => {
      response.type('json')
      Readable.from(slices(body)).pipe(response)
    })
  }
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.on('message', () => process.send?.(process.cpuUsage()))
  return (server.address() as AddressInfo).port
}

/** Sees what is given to `res.json`; streams pass it. */
const scrubsJson: RequestHandler = (_request, response, next) => {
  const json = response.json.bind(response)
  response.json = (value: unknown) => json(scrubTree(value, scrubByPattern))
  next()
}

function* slices(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += CHUNK_BYTES) yield body.subarray(at, at + CHUNK_BYTES)
}
