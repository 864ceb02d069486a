import type { Writable } from 'node:stream'
import type { LogOutput } from './output.ts'

/** Lines into a stream of the host, which stays open. What a stream has not taken when it breaks is asked for again. */
export class StreamOutput implements LogOutput {
  readonly #stream: Writable
  /** Without a listener Node would end the process. */
  readonly #ignore = (): void => undefined

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('error', this.#ignore)
  }

  append(lines: readonly Uint8Array[]): Promise<number> {
    const stream = this.#stream
    if (stream.destroyed || stream.writableEnded) return Promise.resolve(0)
    return new Promise((resolve) => {
      // A stream that is destroyed while it writes never calls back.
      const gone = (): void => resolve(0)
      stream.once('close', gone)
      try {
        stream.write(Buffer.concat(lines), (error) => {
          stream.off('close', gone)
          resolve(error ? 0 : lines.length)
        })
      } catch {
        stream.off('close', gone)
        resolve(0)
      }
    })
  }

  close(): Promise<void> {
    // A broken stream may tell of it late.
    if (!this.#stream.destroyed) this.#stream.off('error', this.#ignore)
    return Promise.resolve()
  }
}
