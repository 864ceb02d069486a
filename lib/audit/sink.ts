import { channel } from 'node:diagnostics_channel'
import type { Receipt } from './receipt.ts'

/** Name of the `node:diagnostics_channel` on which every receipt is published. */
export const RECEIPT_CHANNEL = 'pii-egress:receipt'

/** Takes receipts. What it returns is ignored, except that the rejection of a promise is caught. */
export type ReceiptSink = (receipt: Receipt) => unknown

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
    const failed = (): void => { this.#failures++ }
    try {
      const result = sink(receipt)
      // An asynchronous callback that rejects would otherwise end the process as an unhandled rejection.
      if (typeof result === 'object' && result !== null) Promise.resolve(result).catch(failed)
    } catch {
      failed()
    }
  }
}

/**
 * An outlet to the diagnostics channel and to the callbacks given, in this order. A sink that fails is counted, and
 * harms neither the response nor the other sinks.
 */
export function createOutlet(...callbacks: readonly ReceiptSink[]): ReceiptOutlet {
  return new Outlet([channelSink, ...callbacks])
}
