import { Writable } from 'node:stream'
import { EgressError } from '../errors.ts'

export type Callback = (error?: Error | null) => void

/** What `write` and `end` were called with, put in order: every argument may be missing. */
export interface ChunkArguments {
  readonly chunk: unknown
  readonly encoding: unknown
  readonly callback: Callback | undefined
}

export function readChunkArguments(args: readonly unknown[]): ChunkArguments {
  const [chunk, encoding, callback] = args
  if (typeof chunk === 'function') return { chunk: undefined, encoding: undefined, callback: chunk as Callback }
  if (typeof encoding === 'function') return { chunk, encoding: undefined, callback: encoding as Callback }
  return { chunk, encoding, callback: typeof callback === 'function' ? (callback as Callback) : undefined }
}

/**
 * The bytes of a chunk.
 *
 * @throws what Node throws for a chunk of a wrong type; EgressError ERR_EGRESS_CHARSET for an unknown encoding
 */
export function toBytes(chunk: unknown, encoding: unknown): Buffer {
  if (typeof chunk === 'string') {
    if (encoding === undefined || encoding === null || encoding === '' || encoding === 'utf8') return encode(chunk)
    if (typeof encoding !== 'string' || !Buffer.isEncoding(encoding)) throw new EgressError('ERR_EGRESS_CHARSET')
    return Buffer.from(chunk, encoding)
  }
  if (Buffer.isBuffer(chunk)) return chunk
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  // A stream of Node's own spells the error, so that code and message are the ones of this version.
  new Writable({ write: (_chunk, _encoding, done) => done() }).write(chunk)
  throw new EgressError('ERR_EGRESS_STAGE')
}

/** From this length on it pays to look first. */
const LONG_CHARS = 4096

/** As UTF-8. A text that needs as many bytes as it has units is ASCII, and copied twice as fast when that is known. */
export function encode(text: string): Buffer {
  const isAscii = text.length >= LONG_CHARS && Buffer.byteLength(text) === text.length
  return isAscii ? Buffer.from(text, 'latin1') : Buffer.from(text)
}

/** Calls back in a later turn, as a stream does. */
export function later(callback: Callback | undefined, error?: Error): void {
  if (callback !== undefined) process.nextTick(callback, error)
}
