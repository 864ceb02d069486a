import type { Socket } from 'node:net'

/** INTERNAL_ERROR (RFC 9113, section 7). */
const INTERNAL_ERROR = 0x2

interface Destroyable {
  readonly stream?: { close?(code: number): void } | null
  readonly socket?: Socket | null
  readonly chunkedEncoding?: boolean
  hasHeader?(name: string): boolean
  destroy?(): void
}

/**
 * Ends a response so that the receiver can tell it is not complete: the stream is reset (HTTP/2), the connection closed
 * before the last chunk or the announced length (HTTP/1.1), or reset where only the close would mark the end.
 */
export function destroyResponse(response: object): void {
  const wire = response as Destroyable
  try {
    if (typeof wire.stream?.close === 'function') {
      wire.stream.close(INTERNAL_ERROR)
      return
    }
    const socket = wire.socket
    const endsByClose = wire.chunkedEncoding === false && wire.hasHeader?.('content-length') !== true
    if (endsByClose && socket && !('encrypted' in socket)) socket.resetAndDestroy()
    wire.destroy?.()
  } catch {
    // A socket that cannot be destroyed any more is gone already.
  }
}
