import { readWebhookText } from '@guichet/cloud-api'
import {
  clockWatch,
  commitCounter,
  measuredFetch,
  storeMeasure,
  watchedFetch,
  watchedReader,
  type ClockWatch,
  type Log,
  type MetricsPort,
} from '@guichet/http'
import type { RuntimeInput, Store, Surroundings } from '@guichet/runtime'
import { prometheus } from './prometheus.ts'

interface Input {
  readonly stores: readonly Store[]
  readonly surroundings: Pick<Surroundings, 'now'>
  readonly log: Log
}

/** What goes in and out of a gateway by way of its metrics and of the watch over its clock. */
interface Watched extends Required<Pick<RuntimeInput, 'onCommit'>> {
  readonly clock: ClockWatch
  readonly metrics: MetricsPort
  readonly fetch: ReturnType<typeof measuredFetch>
  readonly stores: readonly Store[]
  readonly read: ReturnType<typeof watchedReader>
}

export const watched = ({ stores, surroundings: { now }, log }: Input): Watched => {
  const clock = clockWatch({ now, log })
  const metrics = prometheus()
  return {
    clock,
    metrics,
    fetch: measuredFetch(
      watchedFetch((url, init) => globalThis.fetch(url, init), clock, now),
      metrics,
    ),
    stores: stores.map(storeMeasure(metrics)),
    read: watchedReader(readWebhookText, clock),
    onCommit: commitCounter(metrics),
  }
}
