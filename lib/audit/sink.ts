import { channel } from 'node:diagnostics_channel'
import type { Receipt } from './receipt.ts'

/** Name of the `node:diagnostics_channel` on which every receipt is published. */
export const RECEIPT_CHANNEL = 'pii-egress:receipt'

/** Takes receipts, as a log or metrics do. */
export interface ReceiptTaker {
  /** What it returns is ignored, except that the rejection of a promise is caught. */
  take(receipt: Receipt): unknown
  /** Told that a sink of the same filter, or this one, has failed to take a receipt. */
  failed?(): void
}

/** A function that takes receipts, or an object that does. */
export type ReceiptSink = ReceiptTaker | ReceiptTaker['take']

/** Hands receipts to the sinks. */
export interface ReceiptOutlet {
  /** Never throws, waits for nobody. */
  deliver(receipt: Receipt): void
  /** False where nobody would take a receipt: then none need be made. */
  readonly isHeard: boolean
  /** How often a sink threw or its promise was rejected. Its message is not kept: it may quote anything. */
  readonly failures: number
}

const receipts = channel(RECEIPT_CHANNEL)

/**
 * Publishes on `pii-egress:receipt`. Costs nothing while nobody subscribes. A subscriber that throws is the affair of
 * Node, which reports it as an uncaught exception on the next tick; the response is not touched.
 */
export const channelSink: ReceiptSink = (receipt) => {
  if (receipts.hasSubscribers) receipts.publish(receipt)
}

class Outlet implements ReceiptOutlet {
  readonly #sinks: readonly ReceiptSink[]
  #failures = 0

  constructor(sinks: readonly ReceiptSink[]) {
    this.#sinks = sinks
  }

  get isHeard(): boolean {
    return receipts.hasSubscribers || this.#sinks.some((sink) => sink !== channelSink)
  }

  get failures(): number {
    return this.#failures
  }

  deliver(receipt: Receipt): void {
    for (const sink of this.#sinks) this.#hand(sink, receipt)
  }

  #hand(sink: ReceiptSink, receipt: Receipt): void {
    const failed = (): void => this.#failed()
    try {
      const result = typeof sink === 'function' ? sink(receipt) : sink.take(receipt)
      // An asynchronous callback that rejects would otherwise end the process as an unhandled rejection.
      if (typeof result === 'object' && result !== null) Promise.resolve(result).catch(failed)
    } catch {
      failed()
    }
  }

  #failed(): void {
    this.#failures++
    for (const sink of this.#sinks) {
      try {
        if (typeof sink === 'object') sink.failed?.()
      } catch {
        // Who fails to hear of a failure is not told of that one.
      }
    }
  }
}

/**
 * An outlet to the diagnostics channel and to the sinks given, in this order. A sink that fails is counted, and harms
 * neither the response nor the other sinks.
 */
export function createOutlet(...sinks: readonly ReceiptSink[]): ReceiptOutlet {
  return new Outlet([channelSink, ...sinks])
}
