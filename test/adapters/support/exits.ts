import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, pipeline, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import type { Express, Request, Response } from 'express'
import { EMAIL, PHONE } from './stand-in.ts'
import type { RequestOptions } from './wire.ts'

/** One way for a value to leave an Express application. */
export interface Exit {
  readonly name: string
  /** Mounted on `/`. Exits that are no handler use `install`. */
  readonly handle?: (request: Request, response: Response) => unknown
  readonly install?: (app: Express) => void
  readonly request?: RequestOptions
  /** What the client must see; default 200. */
  readonly status?: number
  /** The response is refused because nothing of its kind can be filtered; the default is that it is filtered. */
  readonly refused?: true
  /** Nothing of the canary would have left anyway, or not in a readable form: no control, no marker. */
  readonly silent?: true
  /** Node itself refuses it without the filter. */
  readonly uncontrolled?: true
  /** In which of the two majors; default both. */
  readonly only?: 'Express 5'
  /** Whether the app itself prints the canary (error handlers do). */
  readonly prints?: true
}

export const RECORD = { name: 'Jane', email: EMAIL, phone: PHONE, id: '9007199254740993' }
const TEXT = JSON.stringify(RECORD)

const folder = mkdtempSync(join(tmpdir(), 'egress-exits-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const JSON_FILE = file('record.json', TEXT)
const TXT_FILE = file('record.txt', `call ${PHONE}\n`)
const HTML_FILE = file('record.html', `<p>${EMAIL}</p>`)
const HALVES = [TEXT.slice(0, TEXT.indexOf('canary')), TEXT.slice(TEXT.indexOf('canary'))] as const

export const EXITS: readonly Exit[] = [
  { name: 'res.json', handle: (_, res) => res.json(RECORD) },
  { name: 'res.send(object)', handle: (_, res) => res.send(RECORD) },
  { name: 'res.send(string)', handle: (_, res) => res.send(`<p>${EMAIL}</p>`) },
  { name: 'res.send(string of JSON)', handle: (_, res) => res.send(TEXT) },
  { name: 'res.send(Buffer), no type', handle: (_, res) => res.send(Buffer.from(TEXT)) },
  { name: 'res.send(Buffer) as JSON', handle: (_, res) => res.type('json').send(Buffer.from(TEXT)) },
  { name: 'res.jsonp', handle: (_, res) => res.jsonp(RECORD), request: { path: '/?callback=cb' } },
  { name: 'res.jsonp without callback', handle: (_, res) => res.jsonp(RECORD) },
  { name: 'res.status(400).json', handle: (_, res) => res.status(400).json(RECORD), status: 400 },
  {
    name: 'write and end',
    handle: (_, res) => { res.type('json'); res.write(HALVES[0]); res.write(HALVES[1]); res.end() },
  },
  {
    name: 'value split over write and end',
    handle: (_, res) => { res.type('json'); res.write(HALVES[0]); res.end(HALVES[1]) },
  },
  { name: 'value split over turns', handle: async (_, res) => {
    res.type('json')
    for (const byte of TEXT) {
      res.write(byte)
      await new Promise(resolve => setImmediate(resolve))
    }
    res.end()
  } },
  { name: 'pipe from a stream', handle: (_, res) => { Readable.from([...HALVES]).pipe(res.type('json')) } },
  {
    name: 'pipe from a file',
    handle: (_, res) => { createReadStream(JSON_FILE, { highWaterMark: 20 }).pipe(res.type('json')) },
  },
  { name: 'stream.pipeline', handle: (_, res) => {
    pipeline(Readable.from([...HALVES]), new PassThrough(), res.type('json'), error => { if (error) throw error })
  } },
  { name: 'res.end(string)', handle: (_, res) => res.end(TEXT) },
  { name: 'res.end(Buffer)', handle: (_, res) => res.end(Buffer.from(TEXT)) },
  {
    name: 'res.end(Uint8Array)',
    handle: (_, res) => { (res as { end(b: Uint8Array): void }).end(new Uint8Array(Buffer.from(TEXT))) },
  },
  { name: 'res.write(Uint8Array)', handle: (_, res) => { res.write(new Uint8Array(Buffer.from(TEXT))); res.end() } },
  { name: 'res.sendFile .json', handle: (_, res) => res.sendFile(JSON_FILE) },
  { name: 'res.sendFile .txt', handle: (_, res) => res.sendFile(TXT_FILE) },
  { name: 'res.sendFile .html', handle: (_, res) => res.sendFile(HTML_FILE) },
  {
    name: 'res.sendFile with Range',
    handle: (_, res) => res.sendFile(JSON_FILE),
    request: { headers: { Range: 'bytes=0-60' } },
  },
  { name: 'res.download', handle: (_, res) => res.download(JSON_FILE, `${EMAIL}.json`) },
  { name: 'res.render', install: app => {
    app.engine('view', (_path: string, options: object, done: (error: Error | null, text?: string) => void) =>
      done(null, `<p>${String(Reflect.get(options, 'email'))}</p>`))
    app.set('views', folder)
    file('page.view', '')
    app.get('/', (_, res) => res.render('page.view', { email: EMAIL }))
  } },
  {
    name: 'next(err), development',
    install: failing('development', (_req, _res, next) => next(new Error(EMAIL))),
    status: 500,
    prints: true,
  },
  {
    name: 'next(err), production',
    install: failing('production', (_req, _res, next) => next(new Error(EMAIL))),
    status: 500,
    prints: true,
    silent: true,
  },
  {
    name: 'thrown error',
    install: failing('development', () => { throw new Error(EMAIL) }),
    status: 500,
    prints: true,
  },
  {
    name: 'rejected promise',
    install: failing('development', () => Promise.reject(new Error(EMAIL))),
    status: 500,
    prints: true,
    only: 'Express 5',
  },
  { name: 'error with headers and status', install: failing('development', (_req, _res, next) =>
    next(Object.assign(new Error(EMAIL), { status: 418, headers: { 'X-Who': PHONE } }))), status: 418, prints: true },
  { name: 'own error handler', install: app => {
    app.get('/', () => { throw new Error(EMAIL) })
    app.use((error: Error, _req: Request, res: Response, next: (error: unknown) => void) => {
      if (res.headersSent) return next(error)
      res.status(502).json({ message: error.message })
    })
  }, status: 502 },
  { name: '404 page', install: () => undefined, request: { path: `/users/${EMAIL}` }, status: 404 },
  { name: 'res.redirect', handle: (_, res) => res.redirect(`/login?u=${EMAIL}`), status: 302 },
  {
    name: 'res.redirect as HTML',
    handle: (_, res) => res.redirect(`/login?u=${EMAIL}`),
    status: 302,
    request: { headers: { Accept: 'text/html' } },
  },
  { name: 'res.sendStatus', handle: (_, res) => res.sendStatus(200), silent: true },
  {
    name: 'res.format',
    handle: (_, res) => res.format({ text: () => res.send(EMAIL), json: () => res.json(RECORD) }),
    request: { headers: { Accept: 'application/json' } },
  },
  { name: 'header X-*', handle: (_, res) => res.set('X-User', EMAIL).json({}) },
  { name: 'header, several values', handle: (_, res) => res.set('X-User', ['a', EMAIL]).json({}) },
  { name: 'Set-Cookie', handle: (_, res) => res.cookie('who', EMAIL).cookie('tel', PHONE).json({}) },
  { name: 'Link', handle: (_, res) => res.links({ next: `/users?after=${EMAIL}` }).json({}) },
  { name: 'Content-Disposition', handle: (_, res) => res.attachment(`${EMAIL}.json`).json({}) },
  { name: 'Location of a 201', handle: (_, res) => res.status(201).location(`/users/${EMAIL}`).json({}), status: 201 },
  { name: 'structural header as a hiding place', handle: (_, res) => res.set('X-Powered-By', EMAIL).json({}) },
  { name: 'reason phrase', handle: (_, res) => { res.statusMessage = `hello ${EMAIL}`; res.json({}) } },
  { name: 'trailers', handle: (_, res) => {
    res.writeHead(200, { 'Content-Type': 'text/plain', Trailer: 'X-Who' })
    res.write('body')
    res.addTrailers({ 'X-Who': EMAIL })
    res.end()
  } },
  { name: 'trailers of a body in one piece', handle: (_, res) => {
    res.set({ 'Content-Type': 'text/plain', Trailer: 'X-Who' })
    res.addTrailers([['X-Who', EMAIL]] as never)
    res.end('body')
  } },
  {
    name: 'writeHead with an object',
    handle: (_, res) => { res.writeHead(200, { 'Content-Type': 'application/json', 'X-Who': EMAIL }); res.end(TEXT) },
  },
  {
    name: 'writeHead with a flat array',
    handle: (_, res) => {
      res.writeHead(200, ['Content-Type', 'application/json', 'X-Who', EMAIL, 'x-who', PHONE])
      res.end(TEXT)
    },
  },
  { name: 'writeHead with pairs', handle: (_, res) => {
    res.writeHead(200, [['Content-Type', 'application/json'], ['X-Who', EMAIL]] as never)
    res.end(TEXT)
  }, uncontrolled: true },
  {
    name: 'writeHead with a reason',
    handle: (_, res) => { res.writeHead(200, `for ${EMAIL}`, { 'X-Who': EMAIL }); res.end('{}') },
  },
  { name: 'writeHead with the stale length', handle: (_, res) => {
    res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(TEXT) })
    res.end(TEXT)
  } },
  { name: 'writeHeader, the old alias', handle: (_, res) => {
    (res as unknown as { writeHeader: Response['writeHead'] }).writeHeader(200, { 'X-Who': EMAIL })
    res.end()
  } },
  {
    name: 'flushHeaders',
    handle: (_, res) => { res.set('X-Who', EMAIL).type('json').flushHeaders(); setTimeout(() => res.end(TEXT), 5) },
  },
  {
    name: 'setHeaders',
    handle: (_, res) => {
      (res as { setHeaders(h: Map<string, string>): void }).setHeaders(new Map([['X-Who', EMAIL]]))
      res.end()
    },
  },
  {
    name: 'appendHeader',
    handle: (_, res) => { res.appendHeader('X-Who', 'a'); res.appendHeader('X-Who', EMAIL); res.end() },
  },
  { name: 'HEAD', handle: (_, res) => res.set('X-Who', EMAIL).json(RECORD), request: { method: 'HEAD' } },
  { name: '204', handle: (_, res) => res.status(204).set('X-Who', EMAIL).send(TEXT), status: 204 },
  {
    name: '205',
    handle: (_, res) => { res.writeHead(205, { 'Content-Type': 'application/json' }); res.end(TEXT) },
    status: 205,
    silent: true,
  },
  { name: '304 by hand', handle: (_, res) => { res.writeHead(304, { 'X-Who': EMAIL }); res.end(TEXT) }, status: 304 },
  {
    name: 'writeEarlyHints',
    handle: (_, res) => { res.writeEarlyHints({ link: '</a.css>; rel=preload', 'x-who': EMAIL }); res.json({}) },
    silent: true,
  },
  { name: 'server-sent events', handle: (_, res) => {
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' })
    res.write(`data: ${HALVES[0]}`)
    res.write(`${HALVES[1]}\n\n`)
    res.end()
  } },
  {
    name: 'NDJSON',
    handle: (_, res) => {
      res.type('application/x-ndjson')
      res.write(`${TEXT}\n${HALVES[0]}`)
      res.end(`${HALVES[1]}\n`)
    },
  },
  { name: 'JSON text sequence', handle: (_, res) => { res.type('application/json-seq'); res.end(`\u001e${TEXT}\n`) } },
  { name: '+json', handle: (_, res) => res.type('application/problem+json').send(TEXT) },
  { name: 'CSV', handle: (_, res) => res.type('text/csv').send(`name,email\nJane,${EMAIL}\n`) },
  { name: 'XML', handle: (_, res) => res.type('application/xml').send(`<a>${EMAIL}</a>`) },
  {
    name: 'SVG, for all that images are allowed',
    handle: (_, res) => res.type('svg').send(Buffer.from(`<svg>${EMAIL}</svg>`)),
  },
  { name: 'JSON called an image', handle: (_, res) => res.type('png').send(Buffer.from(TEXT)) },
  { name: 'missing content type, JSON', handle: (_, res) => { res.write(TEXT); res.end() } },
  { name: 'missing content type, text', handle: (_, res) => res.end(`write to ${EMAIL}`) },
  {
    name: 'write(base64)',
    handle: (_, res) => { res.type('json'); res.write(Buffer.from(TEXT).toString('base64'), 'base64'); res.end() },
  },
  { name: 'write(hex), end(latin1)', handle: (_, res) => {
    res.type('json')
    res.write(Buffer.from(HALVES[0]).toString('hex'), 'hex')
    res.end(HALVES[1], 'latin1')
  } },
  {
    name: 'binary bytes of no type',
    handle: (_, res) => res.send(Buffer.from([0, 1, 2, ...Buffer.from(TEXT)])),
    status: 500,
    refused: true,
  },
  {
    name: 'PDF',
    handle: (_, res) => res.type('pdf').send(Buffer.from(`%PDF-1.4 ${EMAIL}`)),
    status: 500,
    refused: true,
  },
  {
    name: 'multipart',
    handle: (_, res) => res.type('multipart/mixed; boundary=x').send(Buffer.from(`--x\r\n\r\n${TEXT}\r\n--x--`)),
    status: 500,
    refused: true,
  },
  {
    name: 'unreadable content type',
    handle: (_, res) => { res.writeHead(200, { 'Content-Type': 'json, please' }); res.end(TEXT) },
    status: 500,
    refused: true,
  },
  {
    name: 'gzip by hand',
    handle: (_, res) => res.set('Content-Encoding', 'gzip').type('json').send(gzipSync(TEXT)),
    status: 500,
    refused: true,
    silent: true,
  },
  {
    name: 'UTF-16',
    handle: (_, res) => {
      res.writeHead(200, { 'Content-Type': 'application/json; charset=utf-16le' })
      res.end(TEXT, 'utf16le')
    },
    status: 500,
    refused: true,
    silent: true,
  },
  {
    name: 'Latin-1 charset',
    handle: (_, res) => {
      res.writeHead(200, { 'Content-Type': 'text/plain; charset=iso-8859-1' })
      res.end(EMAIL, 'latin1')
    },
    status: 500,
    refused: true,
  },
  {
    name: '206 by hand',
    handle: (_, res) => res.status(206).set('Content-Range', 'bytes 0-9/100').json(RECORD),
    status: 500,
    refused: true,
  },
  {
    name: 'Content-Range on a 200',
    handle: (_, res) => res.set('Content-Range', 'bytes 0-9/100').json(RECORD),
    status: 500,
    refused: true,
  },
  {
    name: 'unknown encoding',
    handle: (_, res) => { res.type('json'); res.write(TEXT, 'no-such' as BufferEncoding); res.end() },
    status: 500,
    refused: true,
    silent: true,
  },
]

type FailingHandler = (req: Request, res: Response, next: (error: unknown) => void) => unknown

function failing(env: string, handle: FailingHandler): (app: Express) => void {
  return app => {
    app.set('env', env)
    app.get('/', (req, res, next) => handle(req, res, next))
  }
}
