import type { Counter } from './counter.ts'

/** What is needed of a `Meter` of `@opentelemetry/api`, so that nobody has to install it who does not use it. */
export interface MetricMeter {
  createObservableCounter(name: string, options: MetricOptions): MetricInstrument
}

export interface MetricOptions {
  readonly description: string
  readonly unit: string
}

export interface MetricInstrument {
  addCallback(callback: MetricCallback): void
  removeCallback(callback: MetricCallback): void
}

export type MetricCallback = (result: MetricResult) => void

export interface MetricResult {
  observe(value: number, attributes: Record<string, string>): void
}

/**
 * Instruments that report the counters whenever they are collected. Attributes are named as labels are, behind
 * `pii_egress.`.
 *
 * @returns ends it
 */
export function observe(meter: MetricMeter, counters: readonly Counter[]): () => void {
  const ends = counters.map((counter) => {
    const { instrument: name, help: description, unit, labels } = counter.spec
    const instrument = meter.createObservableCounter(name, { description, unit })
    const callback: MetricCallback = (result) => {
      for (const { values, count } of counter.series()) {
        const pairs = labels.map((label, index) => [`pii_egress.${label}`, values[index] ?? ''] as const)
        result.observe(count, Object.fromEntries(pairs))
      }
    }
    instrument.addCallback(callback)
    return () => instrument.removeCallback(callback)
  })
  return () => { for (const end of ends) end() }
}
