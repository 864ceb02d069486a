import { once } from 'node:events'
import type { ClientHttp2Session, Http2ServerRequest, Http2ServerResponse, IncomingHttpHeaders } from 'node:http2'
import { connect, constants, createServer } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { destroyResponse } from '../../lib/adapters/destroy.ts'
import { tapResponse } from '../../lib/adapters/node-response.ts'
import type { ResponseSummary } from '../../lib/adapters/gate.ts'
import { RECORD } from './support/exits.ts'
import type { Faults, Marker } from './support/stand-in.ts'
import { EMAIL, MARKERS, StandInGate } from './support/stand-in.ts'
import { canariesIn } from './support/wire.ts'

const TEXT = JSON.stringify(RECORD)

interface Answer {
  readonly headers: IncomingHttpHeaders
  readonly trailers: IncomingHttpHeaders
  readonly body: string
  readonly error: string | null
  readonly pushes: number
}

/** Methods that the declarations of Node do not know. */
interface Untyped {
  setTrailer(name: string, value: string): void
  flushHeaders(): void
}
const untyped = (res: Http2ServerResponse): Untyped => res as never

type Handler = (request: Http2ServerRequest, response: Http2ServerResponse) => void

describe('HTTP/2', () => {
  const exits: readonly (readonly [name: string, handle: Handler, text?: string])[] = [
    ['end(string)', (_, res) => { res.setHeader('content-type', 'application/json'); res.end(TEXT) }],
    ['write and end', (_, res) => { res.write(TEXT.slice(0, 25)); res.end(TEXT.slice(25)) }],
    [
      'stale length',
      (_, res) => {
        res.writeHead(200, { 'content-type': 'application/json', 'content-length': TEXT.length })
        res.end(TEXT)
      },
    ],
    ['later pieces', (_, res) => { res.write(TEXT.slice(0, 25)); setTimeout(() => res.end(TEXT.slice(25)), 5) }],
    ['header', (_, res) => { res.setHeader('x-who', EMAIL); res.end('#') }],
    [
      'trailers',
      (_, res) => {
        res.write('#')
        res.addTrailers({ 'x-who': EMAIL })
        untyped(res).setTrailer('x-too', EMAIL)
        res.end()
      },
    ],
    [
      'flushHeaders',
      (_, res) => {
        res.setHeader('content-type', 'text/event-stream')
        untyped(res).flushHeaders()
        res.end(`data: ${EMAIL}\n\n`)
      },
    ],
    ['push', (_, res) => {
      res.createPushResponse({ ':path': '/pushed' }, (error, pushed) => {
        if (error === null) pushed.end(TEXT)
        res.end('#')
      })
    }],
  ]
  for (const [name, handle] of exits) {
    it(name, async () => {
      expect(canariesIn(JSON.stringify(await ask(handle, null))), 'the control must leak').not.to.deep.equal([])
      for (const marker of Object.keys(MARKERS) as Marker[]) {
        const answer = await ask(handle, new StandInGate({ marker }))
        expect(canariesIn(JSON.stringify(answer))).to.deep.equal([])
        expect([answer.headers[':status'], answer.error, answer.pushes]).to.deep.equal([200, null, 0])
        expect(JSON.stringify(answer)).to.contain('#')
      }
    })
  }

  it('is filtered once, although end calls write', async () => {
    const gate = new StandInGate()
    await ask((_, res) => { res.end(TEXT) }, gate)
    expect([gate.calls.open, gate.calls.push, gate.bytesIn]).to.deep.equal([1, 1, TEXT.length])
  })

  it('headersSent is emulated, and ends in no circle', async () => {
    const seen: unknown[] = []
    await ask((_, res) => {
      seen.push(res.headersSent, Reflect.get(res, '_header') !== undefined)
      res.writeHead(200)
      seen.push(res.headersSent)
      res.end('a')
      seen.push(res.headersSent)
    }, new StandInGate())
    expect(seen).to.deep.equal([false, true, true, true])
  })

  it('resets a stream for an internal error', () => {
    const codes: number[] = []
    destroyResponse({ stream: { close: (code: number) => codes.push(code) } })
    expect(codes).to.deep.equal([constants.NGHTTP2_INTERNAL_ERROR])
  })

  const faults: readonly (readonly [Faults, Handler, result: string])[] = [
    [{ push: 1 }, (_, res) => { res.end(TEXT) }, 'refused'],
    [{ end: 1 }, (_, res) => { res.end(TEXT) }, 'refused'],
    [{ filterText: 1 }, (_, res) => { res.setHeader('x-who', EMAIL); res.end(TEXT) }, 'refused'],
    [{ push: 2 }, (_, res) => { res.write(`a ${TEXT}`); setTimeout(() => res.end(TEXT), 10) }, 'destroyed'],
    [{ end: 1 }, (_, res) => { res.write(`a ${TEXT}`); setTimeout(() => res.end(TEXT), 10) }, 'destroyed'],
  ]
  for (const [fault, handle, result] of faults) {
    it(`${JSON.stringify(fault)} is ${result}`, async () => {
      const summaries: ResponseSummary[] = []
      const answer = await ask(handle, new StandInGate({ faults: fault }), summaries)
      expect(canariesIn(JSON.stringify(answer))).to.deep.equal([])
      if (result === 'refused') {
        expect(answer.headers[':status']).to.equal(500)
        expect(answer.headers['content-type']).to.equal('application/problem+json')
      } else {
        expect(answer.error).to.be.a('string')
      }
      expect(summaries.map(summary => summary.result)).to.deep.equal([result])
    })
  }
})

async function ask(handle: Handler, gate: StandInGate | null, summaries: ResponseSummary[] = []): Promise<Answer> {
  const server = createServer((req, res) => {
    if (gate !== null) tapResponse(req, res, gate, { onReceipt: summary => summaries.push(summary) })
    handle(req, res)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  try {
    return await request(client)
  } finally {
    client.destroy()
    server.close()
  }
}

function request(client: ClientHttp2Session): Promise<Answer> {
  return new Promise(resolve => {
    const stream = client.request({ ':path': '/' })
    let headers: IncomingHttpHeaders = {}
    let trailers: IncomingHttpHeaders = {}
    let body = ''
    let error: string | null = null
    let pushes = 0
    client.on('stream', pushed => {
      pushes++
      pushed.on('data', (part: Buffer) => { body += part.toString() })
    })
    stream.on('response', (received: IncomingHttpHeaders) => { headers = received })
    stream.on('trailers', (received: IncomingHttpHeaders) => { trailers = received })
    stream.on('data', (part: Buffer) => { body += part.toString() })
    stream.on('error', (cause: NodeJS.ErrnoException) => { error = cause.code ?? cause.message })
    stream.on('close', () => setTimeout(() => resolve({ headers, trailers, body, error, pushes }), 10))
  })
}
