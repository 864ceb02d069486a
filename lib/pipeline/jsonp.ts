import type { Receipt } from '../audit/receipt.ts'
import { EgressError } from '../errors.ts'
import { Life } from './life.ts'
import type { Session } from './session-contract.ts'

/**
 * The script around a JSONP document, as Express writes it (lib/response.js, `res.jsonp`):
 *
 *     [empty comment] typeof cb === 'function' && cb({"a":1});
 *     ^---------------------------------------------^  the callback is the client's word, of few characters
 */
const PREFIX = /^\/\*\*\/ typeof [\w$.[\]]{1,128} === 'function' && [\w$.[\]]{1,128}\($/
const MAX_PREFIX = 320
const OPEN_PARENTHESIS = 0x28

/** What follows the document. */
export const JSONP_TRAILER = new TextEncoder().encode(');')

/** Lets the prefix pass and hands the document to a session whose walker expects the trailer. */
export class JsonpSession implements Session {
  private readonly document: Session
  private prefix: Buffer | null = Buffer.alloc(0)
  private readonly life = new Life(() => this.document.abort())

  constructor(document: Session) {
    this.document = document
  }

  push(chunk: Uint8Array): Buffer[] {
    return this.life.guard(() => this.read(chunk))
  }

  private read(chunk: Uint8Array): Buffer[] {
    if (this.prefix === null) return this.document.push(chunk)
    const start = Buffer.concat([this.prefix, chunk])
    const end = start.indexOf(OPEN_PARENTHESIS) + 1
    if (end === 0 && start.length <= MAX_PREFIX) {
      this.prefix = start
      return []
    }
    if (end === 0 || end > MAX_PREFIX || !PREFIX.test(start.toString('latin1', 0, end))) {
      throw new EgressError('ERR_EGRESS_FRAME')
    }
    this.prefix = null
    return [start.subarray(0, end), ...this.document.push(start.subarray(end))]
  }

  end(): Buffer[] {
    return this.life.finish(() => {
      if (this.prefix !== null) throw new EgressError('ERR_EGRESS_TRUNCATED')
      return this.document.end()
    })
  }

  abort(): void {
    this.life.abort()
  }

  receipt(): Receipt {
    const receipt = this.document.receipt()
    const { result } = this.life
    // A document that was given up for its prefix knows no more than that.
    return receipt.result === 'aborted' && result !== 'open' ? Object.freeze({ ...receipt, result }) : receipt
  }
}
