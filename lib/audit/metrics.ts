import { AUDIT_LIMITS } from '../limits.ts'
import { Counter, OTHER, type CounterSpec } from './counter.ts'
import { observe, type MetricMeter } from './otel.ts'
import { expose } from './prometheus.ts'
import type { Receipt } from './receipt.ts'
import type { ReceiptTaker } from './sink.ts'

export interface ReceiptMetricsOptions {
  /** Apps that are told apart; the rest is `other`. Default 100. */
  readonly maxApps?: number
  /** Series of one counter at most. Default 2,000. */
  readonly maxSeries?: number
}

/** Counters over all receipts; what {@link createReceiptMetrics} returns, and a sink for `onReceipt`. */
export interface ReceiptMetrics extends ReceiptTaker {
  take(receipt: Receipt): void
  /** Counts receipts that were not taken: by a sink of the same filter, or by a log (`onLoss`). Default 1. */
  failed(count?: number): void
  /** All counters in the text format of Prometheus, version 0.0.4. */
  prometheus(): string
  /** Content type of that text. */
  readonly contentType: string
  /**
   * Lets OpenTelemetry observe the counters.
   *
   * @param meter of `@opentelemetry/api`
   * @returns ends the observation
   */
  observe(meter: MetricMeter): () => void
}

/**
 * Makes counters of receipts, with bounded cardinality.
 *
 *     const metrics = createReceiptMetrics()
 *     const filter = createEgressFilter({ policy: './policy', onReceipt: metrics })
 *     app.get('/metrics', (_, response) => response.type(metrics.contentType).send(metrics.prometheus()))
 */
export function createReceiptMetrics(options: ReceiptMetricsOptions = {}): ReceiptMetrics {
  return new Metrics(options)
}

const SPECS = {
  responses: {
    name: 'pii_egress_responses', instrument: 'pii_egress.responses', unit: '{response}',
    help: 'Responses with a receipt. In the modes report and tag nothing was withheld.',
    labels: ['app', 'audience', 'mode', 'result'],
  },
  findings: {
    name: 'pii_egress_findings', instrument: 'pii_egress.findings', unit: '{finding}',
    help: 'Private values found, by what became of them; in the modes report and tag, what would have.',
    labels: ['app', 'category', 'outcome'],
  },
  bytesIn: {
    name: 'pii_egress_body_in_bytes', instrument: 'pii_egress.body.in', unit: 'By',
    help: 'Bytes of bodies before they were filtered.', labels: ['app'],
  },
  bytesOut: {
    name: 'pii_egress_body_out_bytes', instrument: 'pii_egress.body.out', unit: 'By',
    help: 'Bytes of bodies after they were filtered.', labels: ['app'],
  },
  unclassified: {
    name: 'pii_egress_unclassified_values', instrument: 'pii_egress.unclassified_values', unit: '{value}',
    help: 'Values of which no detector knows what they are.', labels: ['app'],
  },
  uncounted: {
    name: 'pii_egress_uncounted_findings', instrument: 'pii_egress.uncounted_findings', unit: '{finding}',
    help: 'Findings that found no room in the cells of their receipt.', labels: ['app'],
  },
  failures: {
    name: 'pii_egress_sink_failures', instrument: 'pii_egress.sink_failures', unit: '{failure}',
    help: 'Receipts that a sink failed to take or to keep.', labels: [],
  },
} as const satisfies Record<string, CounterSpec>

/** What findings of no category are called in receipts: they are counted as values of the counter of that name. */
const UNCLASSIFIED = 'unclassified'

class Metrics implements ReceiptMetrics {
  readonly contentType = 'text/plain; version=0.0.4; charset=utf-8'
  readonly #maxApps: number
  readonly #apps = new Set<string>()
  readonly #counters: Readonly<Record<keyof typeof SPECS, Counter>>

  constructor({ maxApps = AUDIT_LIMITS.maxMetricApps, maxSeries }: ReceiptMetricsOptions) {
    this.#maxApps = maxApps
    const counter = (name: keyof typeof SPECS): Counter => new Counter(SPECS[name], maxSeries)
    this.#counters = {
      responses: counter('responses'),
      findings: counter('findings'),
      bytesIn: counter('bytesIn'),
      bytesOut: counter('bytesOut'),
      unclassified: counter('unclassified'),
      uncounted: counter('uncounted'),
      failures: counter('failures'),
    }
  }

  take({ app, audience, mode, result, cells, bytesIn, bytesOut, unclassified, uncounted }: Receipt): void {
    const counters = this.#counters
    const named = this.#named(app)
    counters.responses.add([named, audience, mode, result], 1)
    counters.bytesIn.add([named], bytesIn)
    counters.bytesOut.add([named], bytesOut)
    counters.unclassified.add([named], unclassified)
    counters.uncounted.add([named], uncounted)
    for (const { category, outcome, count } of cells) {
      if (category !== UNCLASSIFIED) counters.findings.add([named, category, outcome], count)
    }
  }

  failed(count = 1): void {
    this.#counters.failures.add([], count)
  }

  prometheus(): string {
    return expose(Object.values(this.#counters))
  }

  observe(meter: MetricMeter): () => void {
    return observe(meter, Object.values(this.#counters))
  }

  #named(app: string): string {
    if (this.#apps.has(app)) return app
    if (this.#apps.size >= this.#maxApps) return OTHER
    this.#apps.add(app)
    return app
  }
}
