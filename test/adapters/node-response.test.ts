import { AsyncLocalStorage } from 'node:async_hooks'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { expect } from 'chai'
import { tapOf, tapResponse } from '../../lib/adapters/node-response.ts'
import { SLICE_BYTES } from '../../lib/adapters/body.ts'
import { MockResponse, pause, tapped } from './support/responses.ts'
import { EMAIL, PHONE, StandInGate } from './support/stand-in.ts'
import { canariesIn, drain, exchange, parse, requestText, serving, talk } from './support/wire.ts'

type Handler = (response: ServerResponse) => void

describe('node-response', () => {
  const ask = (handle: Handler, gate = new StandInGate()): ReturnType<typeof exchange> =>
    serving(tapped(gate, (_, res) => handle(res)), port => exchange(port))

  describe('the head while it is held', () => {
    const starts: readonly (readonly [what: string, start: Handler])[] = [
      ['writeHead', res => { res.writeHead(200, { 'Content-Type': 'text/plain' }) }],
      [
        'a first write that is held back whole',
        res => { res.setHeader('Content-Type', 'text/plain'); res.write('jane') },
      ],
      ['_implicitHeader', res => { (res as unknown as { _implicitHeader(): void })._implicitHeader() }],
    ]
    for (const [what, start] of starts) {
      it(`looks sent after ${what}`, async () => {
        const seen: unknown[] = []
        const wire = await ask(res => {
          seen.push(res.headersSent)
          start(res)
          seen.push(res.headersSent)
          for (const touch of [
            () => res.setHeader('X-A', '1'),
            () => res.appendHeader('X-A', '1'),
            () => res.removeHeader('X-A'),
            () => res.writeHead(201),
          ]) seen.push(codeOf(touch))
          res.end('.')
        })
        expect(seen).to.deep.equal([false, true, ...Array<string>(4).fill('ERR_HTTP_HEADERS_SENT')])
        expect([wire.status, wire.complete]).to.deep.equal([200, true])
      })
    }

    it('throws what Node throws for arguments that are wrong, and the response can still be given', async () => {
      const seen: unknown[] = []
      const wire = await ask(res => {
        seen.push(codeOf(() => res.writeHead(42)))
        seen.push(codeOf(() => res.writeHead(200, ['odd'] as never)))
        seen.push(codeOf(() => res.writeHead(200, { 'X-A': 'a\nb' })))
        seen.push(codeOf(() => res.writeHead(200, { 'X A': 'a' })))
        seen.push(codeOf(() => res.write(null)), codeOf(() => res.write(7)), codeOf(() => res.end({})))
        seen.push(res.headersSent)
        res.end('fine')
      })
      expect(seen).to.deep.equal([
        'ERR_HTTP_INVALID_STATUS_CODE', 'ERR_INVALID_ARG_VALUE', 'ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN',
        'ERR_STREAM_NULL_VALUES', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_TYPE', false,
      ])
      expect([wire.status, wire.body]).to.deep.equal([200, 'fine'])
    })

    it('keeps several values of one name, in order', async () => {
      const wire = await ask(res => {
        res.setHeader('X-A', 'gone')
        res.writeHead(200, ['X-A', '1', 'x-b', '2', 'x-a', '3', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'])
        res.end()
      })
      expect(wire.headers.get('x-a')).to.deep.equal(['1', '3'])
      expect(wire.headers.get('set-cookie')).to.deep.equal(['a=1', 'b=2'])
    })

    it('a length given in writeHead is corrected, not lost', async () => {
      const wire = await ask(res => {
        res.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': EMAIL.length })
        res.write(EMAIL.slice(0, 9))
        res.end(EMAIL.slice(9))
      })
      expect([wire.headers.get('content-length'), wire.body]).to.deep.equal([['1'], '#'])
    })
  })

  describe('other middleware', () => {
    it('mounted after: its writeHead wrapper runs once, before the head is decided', async () => {
      let calls = 0
      const wire = await ask(res => {
        const inner = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse
        res.writeHead = ((...args: unknown[]) => {
          calls++
          res.setHeader('X-Late', EMAIL)
          return inner(...args)
        })
        res.setHeader('Content-Type', 'text/plain')
        res.write('jane')
        res.end('t')
      })
      expect([calls, wire.headers.get('x-late'), wire.body]).to.deep.equal([1, ['#'], 'janet'])
    })

    it('mounted before: headers that it adds at the last moment are filtered', async () => {
      const gate = new StandInGate()
      const wire = await serving((req, res) => {
        const inner = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse
        res.writeHead = ((...args: unknown[]) => {
          res.setHeader('Set-Cookie', `who=${EMAIL}`)
          return inner(...args)
        })
        tapResponse(req, res, gate)
        res.end('hello')
      }, port => exchange(port))
      expect([wire.status, wire.headers.get('set-cookie')]).to.deep.equal([200, ['who=#']])
    })

    it('mounted before: a header of its own that cannot be filtered closes the connection', async () => {
      // The first call filters the reason of the application, the second one the late header.
      const gate = new StandInGate({ faults: { filterText: 2 } })
      const wire = await serving((req, res) => {
        const inner = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse
        res.writeHead = ((...args: unknown[]) => {
          res.setHeader('Set-Cookie', `who=${EMAIL}`)
          return inner(...args)
        })
        tapResponse(req, res, gate)
        res.setHeader('X-A', 'a')
        res.end(`hello ${EMAIL}`)
      }, port => exchange(port))
      expect(gate.calls.filterText).to.be.at.least(2)
      expect([wire.complete, canariesIn(wire.raw)]).to.deep.equal([false, []])
    })

    it('mounted before, a compressor sees filtered bytes and the final headers', async () => {
      const wire = await serving((req, res) => {
        upperCaser(res)
        tapResponse(req, res, new StandInGate({ marker: 'longer' }))
        res.setHeader('Content-Type', 'text/plain')
        res.write(`a ${EMAIL.slice(0, 6)}`)
        res.end(`${EMAIL.slice(6)} z`)
      }, port => exchange(port))
      expect([wire.body, wire.complete]).to.deep.equal([`A ${'#'.repeat(EMAIL.length * 3)} Z`, true])
      expect(wire.headers.get('content-encoding')).to.deep.equal(['x-upper'])
    })

    it('mounted after, a compressor makes a body that cannot be read: refused', async () => {
      const wire = await serving((req, res) => {
        tapResponse(req, res, new StandInGate())
        upperCaser(res)
        res.setHeader('Content-Type', 'text/plain')
        res.write(EMAIL)
        res.end(EMAIL)
      }, port => exchange(port))
      expect([wire.status, canariesIn(wire.raw.toLowerCase())]).to.deep.equal([500, []])
    })

    it('a response is tapped once', async () => {
      const gate = new StandInGate()
      let same = false
      await ask(res => {
        same = tapResponse({}, res, new StandInGate()) === tapOf(res)
        res.end(EMAIL)
      }, gate)
      expect([same, gate.calls.open]).to.deep.equal([true, 1])
    })
  })

  describe('stream semantics', () => {
    it('every callback is called once, in order', async () => {
      const calls: string[] = []
      const wire = await ask(res => {
        res.setHeader('Content-Type', 'text/plain')
        res.write('jane', () => calls.push('held'))
        res.write('.', 'utf8', () => calls.push('written'))
        res.write('', () => calls.push('empty'))
        res.end('.', () => calls.push('end'))
        res.end(() => calls.push('end again'))
      })
      await pause(5)
      expect(wire.body).to.equal('jane..')
      expect(calls.sort()).to.deep.equal(['empty', 'end', 'end again', 'held', 'written'])
    })

    it('write after end is the error it always was', async () => {
      const codes: unknown[] = []
      const wire = await ask(res => {
        res.on('error', (error: NodeJS.ErrnoException) => codes.push(error.code))
        res.end('a')
        codes.push(res.write(EMAIL, error => codes.push((error as NodeJS.ErrnoException).code)))
      })
      expect([wire.body, wire.complete]).to.deep.equal(['a', true])
      expect(codes).to.deep.equal([false, 'ERR_STREAM_WRITE_AFTER_END', 'ERR_STREAM_WRITE_AFTER_END'])
    })

    it('end gives the response back, and ended states are the native ones', async () => {
      const seen: unknown[] = []
      await ask(res => {
        seen.push(res.writableEnded, res.end('a') === res, res.writableEnded)
      })
      expect(seen).to.deep.equal([false, true, true])
    })

    it('events reach the client as they are written', async () => {
      await serving(tapped(new StandInGate(), (_, res) => {
        res.writeHead(200, { 'Content-Type': 'text/event-stream' })
        res.flushHeaders()
        let n = 0
        const timer = setInterval(() => {
          res.write(`data: ${EMAIL} ${n++}\n\n`)
          if (n === 3) { clearInterval(timer); res.end() }
        }, 20)
      }), async port => {
        const socket = connect(port, '127.0.0.1')
        const arrivals: string[] = []
        socket.on('data', part => arrivals.push(part.toString()))
        socket.write(requestText({}))
        await once(socket, 'close')
        expect(arrivals[0], 'the head comes alone').to.match(/\r\n\r\n$/)
        expect(arrivals.filter(part => part.includes('data: # '))).to.have.length(3)
      })
    })

    it('a slow reader is waited for', async function () {
      this.timeout(20_000)
      const total = 20 * 1024 * 1024
      const piece = Buffer.alloc(65_536, 'x')
      let refused = 0
      let drained = 0
      let largest = 0
      await serving(tapped(new StandInGate(), (_, res) => {
        res.setHeader('Content-Type', 'text/plain')
        let sent = 0
        const pump = (): void => {
          while (sent < total) {
            sent += piece.length
            const accepted = res.write(piece)
            largest = Math.max(largest, res.writableLength)
            if (accepted) continue
            refused++
            return void res.once('drain', () => { drained++; pump() })
          }
          res.end()
        }
        pump()
      }), async port => {
        const socket = connect(port, '127.0.0.1')
        socket.pause()
        socket.write(requestText({}))
        await pause(150)
        expect(drained, 'nothing is read, nothing is drained').to.be.lessThan(refused)
        expect(refused).to.be.greaterThan(0)
        let bytes = 0
        socket.on('data', part => { bytes += part.length })
        socket.resume()
        await once(socket, 'close')
        expect(bytes).to.be.greaterThan(total)
        expect(drained).to.equal(refused)
      })
      expect(largest, 'bytes waiting in the response').to.be.lessThan(1024 * 1024)
    })

    it('a write that is held back reports the pressure that is there already', async () => {
      const seen: unknown[] = []
      await ask(res => {
        res.setHeader('Content-Type', 'text/plain')
        seen.push(res.write('jane'))
        seen.push(res.write(Buffer.alloc(4 * 1024 * 1024, 'x')))
        seen.push(res.write('jane'))
        res.once('drain', () => { seen.push(res.write('jane')); res.end() })
      })
      expect(seen).to.deep.equal([true, false, false, true])
    })

    it('a large body in one piece is filtered in slices, with its exact length', async () => {
      const gate = new StandInGate()
      const text = `${EMAIL} `.repeat(200_000)
      const wire = await ask(res => { res.end(text) }, gate)
      expect(gate.largestPush).to.be.at.most(SLICE_BYTES)
      expect([wire.complete, wire.body.length]).to.deep.equal([true, 400_000])
      expect(wire.headers.get('content-length')).to.deep.equal(['400000'])
    })

    it('HTTP/1.0 gets a length for one piece, and a connection that ends for a stream', async () => {
      const ask10 = (handle: Handler): ReturnType<typeof exchange> =>
        serving(tapped(new StandInGate(), (_, res) => handle(res)), port => exchange(port, { version: '1.0' }))
      const one = await ask10(res => { res.end(EMAIL) })
      expect([one.headers.get('content-length'), one.body]).to.deep.equal([['1'], '#'])
      const many = await ask10(res => {
        res.write(`a ${EMAIL}`)
        setTimeout(() => res.end('z'), 5)
      })
      expect([many.headers.has('transfer-encoding'), many.body]).to.deep.equal([false, 'a #z'])
    })

    it('a cut-off HTTP/1.0 stream is an error at the client', async () => {
      const gate = new StandInGate({ faults: { push: 2 } })
      const wire = await serving(tapped(gate, (_, res) => {
        res.write('a b c')
        setTimeout(() => res.end(EMAIL), 20)
      }), port => exchange(port, { version: '1.0' }))
      expect([wire.error, canariesIn(wire.raw)]).to.deep.equal(['ECONNRESET', []])
    })
  })

  describe('connections', () => {
    it('pipelined and kept alive, responses stay apart and in order', async () => {
      const gate = new StandInGate({ marker: 'longer' })
      const handler = tapped(gate, (req, res) => {
        setTimeout(() => {
          res.setHeader('Content-Type', 'application/json')
          if (req.url === '/bad') res.setHeader('Content-Type', 'application/zip')
          res.end(JSON.stringify({ url: req.url, email: EMAIL }))
        }, req.url === '/1' ? 30 : 1)
      })
      await serving(handler, async port => {
        const paths = ['/1', '/2', '/bad', '/3']
        const text = paths.map((path, index) =>
          requestText({ path, headers: index === paths.length - 1 ? {} : { Connection: 'keep-alive' } })).join('')
        let { raw } = await talk(port, text)
        expect(canariesIn(raw)).to.deep.equal([])
        const bodies: string[] = []
        while (raw !== '') {
          const { headers } = parse(raw, 'GET')
          const start = raw.indexOf('\r\n\r\n') + 4
          const end = start + Number(headers.get('content-length')?.[0])
          bodies.push(raw.slice(start, end))
          raw = raw.slice(end)
        }
        const urls = bodies.map(body => (JSON.parse(body) as { url?: string }).url)
        expect(urls).to.deep.equal(['/1', '/2', undefined, '/3'])
      })
    })

    it('a failure on a kept-alive connection takes only its own response', async () => {
      let nth = 0
      await serving((req, res) => {
        tapResponse(req, res, new StandInGate({ faults: ++nth === 2 ? { end: 1 } : {} }))
        res.end(`${EMAIL} ${nth}`)
      }, async port => {
        const keep = requestText({ headers: { Connection: 'keep-alive' } })
        const { raw } = await talk(port, keep + keep + requestText({}))
        expect(raw.match(/HTTP\/1\.1 \d+/g)).to.deep.equal(['HTTP/1.1 200', 'HTTP/1.1 500', 'HTTP/1.1 200'])
        expect(canariesIn(raw)).to.deep.equal([])
      })
    })

    it('aborts at any moment free the session, and leave no listeners', async () => {
      const gate = new StandInGate()
      const responses: ServerResponse[] = []
      const results: string[] = []
      const listeners = new Set<number>()
      const count = (res: ServerResponse): number =>
        ['close', 'drain', 'finish', 'error'].reduce((sum, event) => sum + res.listenerCount(event), 0)
      const handler = tapped(gate, (_, res) => {
        responses.push(res)
        res.setHeader('Content-Type', 'text/plain')
        const timer = setInterval(() => {
          for (let n = 0; n < 20; n++) res.write(`${EMAIL} ${PHONE} jane`)
          if (!res.destroyed) listeners.add(count(res))
        }, 1)
        res.on('close', () => setTimeout(() => { clearInterval(timer); res.end(EMAIL) }, 2))
        listeners.add(count(res))
      }, { onReceipt: ({ result }) => results.push(result) })
      await serving(handler, async port => {
        await Promise.all(Array.from({ length: 100 }, async (_, index) => {
          await pause(index)
          const socket = connect(port, '127.0.0.1')
          socket.write(requestText({}))
          const received = drain(socket)
          await pause(10 + (index * 7919) % 23)
          socket.destroy()
          expect(canariesIn((await received).raw)).to.deep.equal([])
        }))
        for (let turn = 0; turn < 200 && results.length < responses.length; turn++) await pause(5)
      })
      // How many requests were read before their client left is up to the machine.
      expect(responses.length).to.be.greaterThan(20)
      expect(results).to.deep.equal(responses.map(() => 'aborted'))
      expect(listeners.size, 'listeners per response').to.equal(1)
      expect(gate.calls.abort).to.equal(gate.calls.open)
    })
  })

  it('the receipt is given in the asynchronous context of the request', async () => {
    const store = new AsyncLocalStorage<string>()
    const seen: unknown[] = []
    await serving((req, res) => store.run(req.url ?? '', () => {
      tapResponse(req, res, new StandInGate(), { onReceipt: () => seen.push(store.getStore()) })
      setTimeout(() => res.end('a'), 2)
    }), async port => { await exchange(port, { path: '/one' }); await exchange(port, { path: '/two' }) })
    expect(seen).to.deep.equal(['/one', '/two'])
  })

  it('hints are given unless the filter would change them', async () => {
    const calls: string[] = []
    const wire = await ask(res => {
      res.writeEarlyHints({ link: '</a.css>; rel=preload' }, () => calls.push('given'))
      res.writeEarlyHints({ link: `</${EMAIL}>; rel=preload` }, () => calls.push('kept'))
      setTimeout(() => res.end('a'), 5)
    })
    expect(wire.raw).to.contain('HTTP/1.1 103').and.contain('</a.css>')
    expect(wire.raw.split('HTTP/1.1 103')).to.have.length(2)
    expect([calls.sort(), canariesIn(wire.raw)]).to.deep.equal([['given', 'kept'], []])
  })

  it('tells what the tag header says, for a body that is known whole', async () => {
    const gate = Object.assign(new StandInGate(), { tagHeader: () => ['Egress', 'user.contact.email;n=1'] as const })
    const one = await ask(res => { res.end(EMAIL) }, gate)
    const many = await ask(res => { res.write(`${EMAIL} `); res.end('z') }, gate)
    expect([one.headers.get('egress'), many.headers.has('egress')]).to.deep.equal([['user.contact.email;n=1'], false])
  })

  it('mocks without most methods are filtered too', () => {
    const response = new MockResponse()
    tapResponse({}, response, new StandInGate())
    response.write(`hello ${EMAIL.slice(0, 5)}`)
    response.end(`${EMAIL.slice(5)}!`)
    expect([response.written.join(''), response.ended]).to.deep.equal(['hello #!', true])
    expect(() => tapResponse({}, {}, new StandInGate())).not.to.throw()
  })

  it('a mock whose filter fails sends nothing of the body', () => {
    const response = new MockResponse()
    tapResponse({}, response, new StandInGate({ faults: { push: 1 } }))
    response.write(EMAIL)
    response.end(EMAIL)
    expect(response.statusCode).to.equal(500)
    expect(canariesIn(response.written.join(''))).to.deep.equal([])
  })
})

/** Does to a response what compressing middleware does: decides at the head, changes bytes, and wraps write and end. */
function upperCaser(res: ServerResponse): void {
  const writeHead = res.writeHead.bind(res) as (...args: unknown[]) => ServerResponse
  const write = res.write.bind(res) as (chunk: unknown) => boolean
  const end = res.end.bind(res) as (chunk?: unknown) => ServerResponse
  const upper = (chunk: unknown): unknown =>
    (Buffer.isBuffer(chunk) || typeof chunk === 'string' ? String(chunk).toUpperCase() : chunk)
  const target = res as unknown as Record<string, unknown>
  target['writeHead'] = (...args: unknown[]) => {
    res.removeHeader('Content-Length')
    res.setHeader('Content-Encoding', 'x-upper')
    return writeHead(...args)
  }
  target['write'] = (chunk: unknown) => {
    if (!res.headersSent) (res as unknown as { _implicitHeader(): void })._implicitHeader()
    return write(upper(chunk))
  }
  target['end'] = (chunk?: unknown) => {
    if (!res.headersSent) (res as unknown as { _implicitHeader(): void })._implicitHeader()
    return end(upper(chunk))
  }
}

function codeOf(use: () => unknown): unknown {
  try {
    use()
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code
  }
}
