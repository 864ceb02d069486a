import { Transform } from 'node:stream'
import { asEgressError } from '../errors.ts'
import type { Session } from './session-contract.ts'

/** A chunk larger than this is filtered in slices, so that what is held and copied stays small. Bytes. */
const SLICE = 65_536

/**
 * A session as a Node Transform. It is destroyed with an EgressError when the body may not leave; nothing unsafe was
 * written then, but what was written is not a whole document.
 */
export function transformOf(session: Session): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        for (let at = 0; at < chunk.length; at += SLICE) {
          for (const piece of session.push(chunk.subarray(at, at + SLICE))) this.push(piece)
        }
        done()
      } catch (cause) {
        done(asEgressError(cause))
      }
    },
    flush(done) {
      try {
        for (const piece of session.end()) this.push(piece)
        done()
      } catch (cause) {
        done(asEgressError(cause))
      }
    },
    destroy(error, done) {
      session.abort()
      done(error)
    },
  })
}
