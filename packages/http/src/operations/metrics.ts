import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Instant } from '@guichet/core'
import type { Receipt, Runtime, SendResult } from '@guichet/runtime'
import type { ReadingFailure, Standing } from '../templates/standing.ts'
import type { ClockWatch } from './clock-watch.ts'

/** What the gateway counts, in a registry of its own. */
export interface Metrics {
  /** A request was answered. `route` is a pattern, never a path with ids in it. */
  readonly request: (route: string, status: number) => void
  /** A webhook was durable after so many seconds. */
  readonly received: (receipt: Receipt, seconds: number) => void
  /** Counts the outcome of a request to send, by API. */
  readonly sent: (api: 'connection' | 'standard', outcome: SendResult['outcome']) => void
  /** Counts a reading of a list of templates, successful or not. */
  readonly templatesListed: (outcome: ListOutcome) => void
  /** An outcome that the store had not taken is recorded after all. */
  readonly recordedLate: () => void
  /** All of it in Prometheus's text format. */
  readonly text: () => Promise<string>
  readonly contentType: string
}

/** The outcome of a reading: `recorded`, `unchanged`, or why it failed. */
export type ListOutcome = 'recorded' | 'unchanged' | ReadingFailure['outcome']

export interface MetricsInput {
  readonly runtime: Pick<Runtime, 'openIntents' | 'unrecorded'>
  readonly clock: Pick<ClockWatch, 'skew'>
  readonly now: () => Instant
  /** The state of the lists of templates. */
  readonly lists: () => readonly Pick<Standing, 'readAt'>[]
}

/** Makes the metrics. Open intents are counted on each read. */
export const metricsOf = ({ runtime, clock, now, lists }: MetricsInput): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({
    name: 'guichet_http_requests_total',
    help: 'Requests answered, by route and status',
    labelNames: ['route', 'status'],
    registers,
  })
  const events = new Counter({
    name: 'guichet_webhook_events_total',
    help: 'What webhooks brought: absorbed, duplicate, late, erased or unread',
    labelNames: ['outcome'],
    registers,
  })
  const durable = new Histogram({
    name: 'guichet_webhook_durable_seconds',
    help: 'From a webhook that was read and verified until it is durable',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  })
  const sends = new Counter({
    name: 'guichet_sends_total',
    help: 'Requests to send, by API and outcome',
    labelNames: ['api', 'outcome'],
    registers,
  })
  const openIntents = new Gauge({
    name: 'guichet_open_intents',
    help: `Messages under way or of unknown fate, counted up to ${mostIntents}`,
    registers,
  })
  const skew = new Gauge({
    name: 'guichet_clock_skew_seconds',
    help: "How far this clock is ahead of WhatsApp's at least, negative: behind; 0 where nothing proves either",
    registers,
  })
  const listsRead = new Counter({
    name: 'guichet_template_lists_total',
    help: 'Lists of templates read: recorded or unchanged; or not read: refused, failed, unknown or not-stored',
    labelNames: ['outcome'],
    registers,
  })
  const oldestList = new Gauge({
    name: 'guichet_template_list_age_seconds',
    help: 'The age of the oldest list of templates among those of all accounts; 0 where there is none',
    registers,
  })
  const missingLists = new Gauge({
    name: 'guichet_template_lists_missing',
    help: 'Accounts whose list of templates was never read',
    registers,
  })
  const unrecorded = new Gauge({
    name: 'guichet_unrecorded_outcomes',
    help: 'Messages whose outcome the store has not accepted yet; this process retries, and loses them if killed',
    registers,
  })
  const recordedLate = new Counter({
    name: 'guichet_outcomes_recorded_late_total',
    help: 'Messages whose outcome the store accepted only on a retry',
    registers,
  })
  // Looked up once, because every webhook passes here.
  const absorbed = events.labels('absorbed')
  const duplicates = events.labels('duplicate')
  const late = events.labels('late')
  const erased = events.labels('erased')
  const unread = events.labels('unread')
  const acknowledged = requests.labels(webhookRoute, '200')
  return {
    request: (route, status) => {
      if (route === webhookRoute && status === 200) acknowledged.inc()
      else requests.labels(route, String(status)).inc()
    },
    received: (receipt, seconds) => {
      absorbed.inc(receipt.absorbed)
      duplicates.inc(receipt.duplicates)
      late.inc(receipt.late)
      erased.inc(receipt.erased)
      unread.inc(receipt.unread.length)
      durable.observe(seconds)
    },
    recordedLate: () => recordedLate.inc(),
    sent: (api, outcome) => sends.labels(api, outcome).inc(),
    templatesListed: (outcome) => listsRead.labels(outcome).inc(),
    text: async () => {
      const readAt = lists().flatMap((list) => list.readAt ?? [])
      oldestList.set(readAt.length === 0 ? 0 : Math.max(0, now() - Math.min(...readAt)) / 1000)
      missingLists.set(lists().length - readAt.length)
      openIntents.set((await runtime.openIntents(mostIntents)).length)
      unrecorded.set(runtime.unrecorded())
      skew.set(clock.skew() / 1000)
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

/** Open intents are counted up to this number; more is as bad. */
const mostIntents = 1000

/** The route under which webhooks are counted. */
export const webhookRoute = 'POST /webhooks/whatsapp'
