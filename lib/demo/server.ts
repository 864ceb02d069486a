import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import express, { type Express, type Request, type Response } from 'express'
import type { ResponseSummary } from '../adapters/gate.ts'
import { createEgressFilter, type EgressFilter } from '../egress-filter.ts'
import type { TagOutput } from '../egress-options.ts'
import { RULES } from '../policy/source.ts'
import { exportInTurns, extentOf, FRAMINGS, type Framing } from './export.ts'
import { people, person } from './people.ts'
import { receiptLine } from './receipt-line.ts'
import { call, callId, contact, presence, recording, user } from './records.ts'
import { clientOf } from './tokens.ts'

export interface DemoOptions {
  /** Contacts, users, calls and recordings there are. Default: 5. */
  readonly size?: number
  /** Pause between two events of /events, in milliseconds. Default: 500. */
  readonly pause?: number
  /** Receives one line per response. Default: none. */
  readonly log?: (line: string) => void
  /** Default: `header`. */
  readonly tags?: TagOutput
  /** Default: random. */
  readonly secret?: string
}

export interface Demo {
  readonly app: Express
  readonly filter: EgressFilter
}

/** Declarations of three apps, and a manifest that closes the service for the public. */
export const DEMO_POLICY: readonly string[] = [join(RULES, 'declarations'), join(RULES, 'demo')]

const EVENTS = 4

/** The API of a call-recording service with invented people, behind the filter. */
export function createDemo({ size = 5, pause = 500, log, tags = 'header', secret }: DemoOptions = {}): Demo {
  const filter = createEgressFilter({ policy: DEMO_POLICY, tags, ...(secret === undefined ? {} : { secret }) })
  const requests = new AsyncLocalStorage<Request>()
  const report = (summary: ResponseSummary): void => log?.(receiptLine(requests.getStore(), summary))

  const app = express()
  // Express writes the errors of its other environments to the console, and a console is out of the filter's reach.
  app.set('env', 'test')
  app.use((request, _response, next) => requests.run(request, next))
  app.use(filter.express({ identify: clientOf, onReceipt: report })) // the one line

  app.get('/status', (_request, response) => {
    response.json({ status: 'ok', version: '1.4.2', uptimeSeconds: 86_400 })
  })
  app.get('/contacts', (_request, response) => void response.json({ value: people(size).map(contact) }))
  app.get('/contacts/:id', (request, response, next) => {
    const found = people(size).find(({ id }) => id === request.params.id)
    if (found === undefined) next()
    else response.json(contact(found))
  })
  app.get('/users', (_request, response) => void response.json({ page_size: size, users: people(size).map(user) }))
  app.get('/calls', (_request, response) => {
    response.set('Link', `</calls?from=${encodeURIComponent(person(500).mobilePhone)}&page=2>; rel="next"`)
    const records = Array.from({ length: size }, (_, index) => call(index))
    response.json({ records, paging: { page: 1, perPage: size } })
  })
  app.get('/recordings/:id', (request, response, next) => {
    const index = Array.from({ length: size }, (_, at) => callId(at)).indexOf(request.params.id)
    if (index < 0) next()
    else response.json(recording(index))
  })
  app.get('/export', (request, response) => sendExport(request, response, FRAMINGS.json))
  app.get('/export.ndjson', (request, response) => sendExport(request, response, FRAMINGS.ndjson))
  app.get('/events', async (_request, response) => {
    response.type('text/event-stream')
    for (let index = 0; index < EVENTS && !response.destroyed; index++) {
      if (index > 0) await wait(pause)
      response.write(`event: presence\ndata: ${JSON.stringify(presence(index))}\n\n`)
    }
    response.end()
  })
  app.get('/boom', () => {
    throw new Error(`no route to ${person(3).mobilePhone}`)
  })
  return { app, filter }
}

async function sendExport(request: Request, response: Response, framing: Framing): Promise<void> {
  response.type(framing.type)
  const chunks = Readable.from(exportInTurns(framing, extentOf(request.query)), { highWaterMark: 1 })
  try {
    await pipeline(chunks, response)
  } catch (cause) {
    // A client that leaves in the middle is no error of the service.
    if (!response.destroyed) throw cause
  }
}
