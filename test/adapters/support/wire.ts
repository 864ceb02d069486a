import { once } from 'node:events'
import type { RequestListener, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { CANARIES } from './stand-in.ts'

/** One response as it came over the socket. */
export interface Wire {
  /** Everything that was received, interim responses included. */
  readonly raw: string
  readonly status: number
  readonly reason: string
  readonly head: string
  readonly headers: ReadonlyMap<string, string[]>
  /** Chunk frames removed. */
  readonly body: string
  /** The body is known to be whole: by length or by last chunk; without either, by an orderly close. */
  readonly complete: boolean
  readonly trailers: string
  /** Code of the socket error, if there was one. */
  readonly error: string | null
}

export interface RequestOptions {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly version?: '1.0' | '1.1'
}

/** Serves on a free port of the loopback while `use` runs. */
export async function serving<T>(
  listener: RequestListener,
  use: (port: number, server: Server) => Promise<T>,
): Promise<T> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await use((server.address() as AddressInfo).port, server)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

export function requestText(options: RequestOptions): string {
  const { method = 'GET', path = '/', headers = {}, version = '1.1' } = options
  const fields = Object.entries({ Host: 'x', Connection: 'close', ...headers })
  return `${method} ${path} HTTP/${version}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

/** Sends one request over a socket of its own and reads until the server closes it. */
export async function exchange(port: number, options: RequestOptions = {}): Promise<Wire> {
  const { raw, error } = await talk(port, requestText(options))
  return parse(raw, options.method ?? 'GET', error)
}

/** Sends bytes, and returns everything that comes until the connection is gone. */
export async function talk(port: number, text: string): Promise<{ raw: string; error: string | null }> {
  const socket = connect(port, '127.0.0.1')
  socket.write(text)
  return drain(socket)
}

export function drain(socket: Socket): Promise<{ raw: string; error: string | null }> {
  return new Promise(resolve => {
    const parts: Buffer[] = []
    let error: string | null = null
    socket.on('data', part => parts.push(part))
    socket.on('error', (cause: NodeJS.ErrnoException) => { error = cause.code ?? cause.message })
    socket.on('close', () => resolve({ raw: Buffer.concat(parts).toString('latin1'), error }))
  })
}

/** Reads the first final response of `raw`. */
export function parse(raw: string, method: string, error: string | null = null): Wire {
  let rest = raw
  while (/^HTTP\/1\.1 1\d\d /.test(rest)) rest = rest.slice(rest.indexOf('\r\n\r\n') + 4)
  const cut = rest.indexOf('\r\n\r\n')
  const head = cut < 0 ? rest : rest.slice(0, cut)
  const status = Number(head.slice(9, 12))
  const headers = readHeaders(head)
  const bodyless = method === 'HEAD' || status === 204 || status === 304
  const framed = cut < 0 ? NOTHING : readBody(rest.slice(cut + 4), headers, bodyless)
  const reason = head.slice(13, head.indexOf('\r\n') < 0 ? undefined : head.indexOf('\r\n'))
  return { raw, status, reason, head, headers, ...framed, complete: framed.complete && error === null, error }
}

function readHeaders(head: string): Map<string, string[]> {
  const headers = new Map<string, string[]>()
  for (const line of head.split('\r\n').slice(1)) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase()
    headers.set(name, [...headers.get(name) ?? [], line.slice(line.indexOf(':') + 1).trim()])
  }
  return headers
}

type Framed = Pick<Wire, 'body' | 'complete' | 'trailers'>
const NOTHING: Framed = { body: '', complete: false, trailers: '' }

function readBody(text: string, headers: Map<string, string[]>, bodyless: boolean): Framed {
  const length = headers.get('content-length')?.[0]
  const chunked = headers.get('transfer-encoding')?.[0] === 'chunked'
  if (length !== undefined && chunked) return { body: text, complete: false, trailers: '' }
  if (bodyless) return { body: text, complete: text === '', trailers: '' }
  if (length !== undefined) return { body: text, complete: text.length === Number(length), trailers: '' }
  if (!chunked) return { body: text, complete: true, trailers: '' }
  let body = ''
  let rest = text
  for (;;) {
    const line = rest.indexOf('\r\n')
    const size = line < 0 ? NaN : parseInt(rest.slice(0, line), 16)
    if (Number.isNaN(size)) return { body, complete: false, trailers: '' }
    if (size === 0) return { body, complete: rest.endsWith('\r\n\r\n'), trailers: rest.slice(line + 2) }
    body += rest.slice(line + 2, line + 2 + size)
    rest = rest.slice(line + 4 + size)
  }
}

/** The canaries that a text holds. */
export function canariesIn(...texts: readonly string[]): string[] {
  return CANARIES.filter(canary => texts.some(text => text.includes(canary)))
}

/** Runs `use` and returns everything that was written to standard output and standard error in the meantime. */
export async function recording(use: () => Promise<void>): Promise<string> {
  const streams = [process.stdout, process.stderr]
  const restore = streams.map(stream => {
    const original = stream.write.bind(stream)
    return (): void => { stream.write = original }
  })
  let text = ''
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array): boolean => {
      text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1')
      return true
    }
  }
  try {
    await use()
  } finally {
    for (const back of restore) back()
  }
  return text
}
