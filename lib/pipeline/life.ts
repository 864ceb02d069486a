import { asEgressError, EgressError, type ErrorCode } from '../errors.ts'

/**
 * The life of a session: open until it is complete, aborted or failed. A failure is final, whatever failed: nothing is
 * handed out after it, and every later call throws the same error.
 */
export class Life {
  /** As receipts say it. */
  result: 'open' | 'complete' | 'aborted' | ErrorCode = 'open'
  private readonly giveBack: () => void

  /** @param giveBack gives back what is held; called once the session is over before its time */
  constructor(giveBack: () => void) {
    this.giveBack = giveBack
  }

  /** Does some of the work, or fails for good. */
  guard(work: () => Buffer[]): Buffer[] {
    if (this.result === 'complete' || this.result === 'aborted') throw new EgressError('ERR_EGRESS_ENDED')
    if (this.result !== 'open') throw new EgressError(this.result)
    try {
      return work()
    } catch (cause) {
      const error = asEgressError(cause)
      this.result = error.code
      this.giveBack()
      throw error
    }
  }

  /** The last of the work. */
  finish(work: () => Buffer[]): Buffer[] {
    const out = this.guard(work)
    this.result = 'complete'
    return out
  }

  abort(): void {
    if (this.result === 'open') this.result = 'aborted'
    this.giveBack()
  }
}
