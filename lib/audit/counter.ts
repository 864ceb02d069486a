import { AUDIT_LIMITS } from '../limits.ts'

/** What a counter counts, under the names of both systems of metrics. */
export interface CounterSpec {
  /** In Prometheus; `_total` is added. */
  readonly name: string
  /** In OpenTelemetry. */
  readonly instrument: string
  /** In the notation of UCUM, as OpenTelemetry has it. */
  readonly unit: string
  readonly help: string
  readonly labels: readonly string[]
}

export interface Series {
  /** One value for each label. */
  readonly values: readonly string[]
  readonly count: number
}

/** Stands for every label of what found no room. */
export const OTHER = 'other'

/** Counts by labels. The number of series is bounded, the sum of all of them is always right. */
export class Counter {
  readonly spec: CounterSpec
  readonly #maxSeries: number
  readonly #series = new Map<string, { values: readonly string[]; count: number }>()

  constructor(spec: CounterSpec, maxSeries: number = AUDIT_LIMITS.maxMetricSeries) {
    this.spec = spec
    this.#maxSeries = maxSeries
    if (spec.labels.length === 0) this.add([], 0)
  }

  /** @param values one for each label; further series than there is room for are counted as one, `other` */
  add(values: readonly string[], count: number): void {
    if (!(count >= 0 && count < Infinity)) return
    const key = JSON.stringify(values)
    const known = this.#series.get(key)
    if (known !== undefined) known.count += count
    // The last place is kept for `other`.
    else if (this.#series.size < this.#maxSeries - 1 || isOther(values)) this.#series.set(key, { values, count })
    else this.add(values.map(() => OTHER), count)
  }

  series(): Iterable<Series> {
    return this.#series.values()
  }
}

function isOther(values: readonly string[]): boolean {
  return values.every((value) => value === OTHER)
}
