/**
 * Where the gateway's counts go, such as a registry of Prometheus. Each family is made once, before the first
 * request. None of the functions throws.
 */
export interface MetricsPort {
  readonly counter: (family: MetricFamily) => Counter
  readonly gauge: (family: MetricFamily) => Gauge
  readonly histogram: (family: HistogramFamily) => Histogram
  /** All families as text, for `GET /metrics`. */
  readonly read: () => Promise<MetricsText>
}

/** The name and the meaning of a metric. */
export interface MetricFamily {
  /** In the characters of Prometheus, such as `guichet_sends_total`. */
  readonly name: string
  /** The meaning, in one line. */
  readonly help: string
  /** The names of its labels; none unless given. */
  readonly labels?: readonly string[]
}

/** A metric that counts values by size. */
export interface HistogramFamily extends MetricFamily {
  /** The upper bounds of its buckets, ascending, in the unit of its values. */
  readonly buckets: readonly number[]
}

/** The count under these values of the family's labels, in their order. */
export type Counter = (...values: readonly string[]) => Count

/** A number that only grows. */
export interface Count {
  readonly add: (by: number) => void
}

/** A number that is set anew before each read. */
export interface Gauge {
  readonly set: (value: number) => void
}

/** Takes values one by one. */
export interface Histogram {
  readonly observe: (value: number) => void
}

/** What `GET /metrics` answers. */
export interface MetricsText {
  readonly contentType: string
  readonly text: string
}

const nothing = (): void => undefined

/** Counts nothing. */
export const noMetrics: Omit<MetricsPort, 'read'> = {
  counter: () => () => ({ add: nothing }),
  gauge: () => ({ set: nothing }),
  histogram: () => ({ observe: nothing }),
}
