import { readWebhookText } from '@guichet/cloud-api'
import {
  clockWatch,
  commitCounter,
  measuredFetch,
  storeMeasure,
  tracedFetch,
  tracedReader,
  watchedFetch,
  watchedReader,
  type ClockWatch,
  type Log,
  type MetricsPort,
} from '@guichet/http'
import {
  noTracing,
  type RuntimeInput,
  type SpanAttributes,
  type Store,
  type Surroundings,
  type Tracing,
} from '@guichet/runtime'
import { prometheus } from './prometheus.ts'

interface Input {
  readonly stores: readonly Store[]
  readonly surroundings: Pick<Surroundings, 'now'>
  readonly log: Log
  /** Follows what is done; nothing does unless given. */
  readonly tracing?: Tracing | undefined
}

/** What goes in and out of a gateway by way of its metrics and of the watch over its clock. */
interface Watched extends Required<Pick<RuntimeInput, 'onCommit'>> {
  readonly clock: ClockWatch
  readonly metrics: MetricsPort
  readonly tracing: Tracing
  /** Fetches from the Graph API; the attributes stand at its spans. */
  readonly fetchAs: (attributes: SpanAttributes) => ReturnType<typeof measuredFetch>
  readonly stores: readonly Store[]
  readonly read: ReturnType<typeof watchedReader>
}

export const watched = ({ stores, surroundings: { now }, log, tracing = noTracing }: Input): Watched => {
  const clock = clockWatch({ now, log })
  const metrics = prometheus()
  const fetch = measuredFetch(
    watchedFetch((url, init) => globalThis.fetch(url, init), clock, now),
    metrics,
  )
  return {
    clock,
    metrics,
    tracing,
    fetchAs: (attributes) => tracedFetch(fetch, tracing, attributes),
    stores: stores.map(storeMeasure(metrics)),
    read: tracedReader(watchedReader(readWebhookText, clock), tracing),
    onCommit: commitCounter(metrics),
  }
}
