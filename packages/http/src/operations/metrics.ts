import type { Instant } from '@guichet/core'
import type { Receipt, Runtime, SendResult } from '@guichet/runtime'
import type { ReadingFailure, Standing } from '../templates/standing.ts'
import type { ClockWatch } from './clock-watch.ts'
import { queueGauges, type QueuesOf } from './queue-metrics.ts'
import { noMetrics, type MetricsPort, type MetricsText } from './metrics-port.ts'

/** What the gateway counts. */
export interface Metrics {
  /** A request was answered. `route` is a pattern, never a path with ids in it. */
  readonly request: (route: string, status: number) => void
  /** A webhook was durable after so many seconds. */
  readonly received: (receipt: Receipt, seconds: number) => void
  /** Counts the outcome of a request to send, by API. */
  readonly sent: (api: 'connection' | 'standard' | 'outbox', outcome: SendResult['outcome']) => void
  /** Counts a reading of a list of templates, successful or not. */
  readonly templatesListed: (outcome: ListOutcome) => void
  /** An outcome that the store had not taken is recorded after all. */
  readonly recordedLate: () => void
  /** All of it as text; `null` where nothing is counted. */
  readonly text: (() => Promise<MetricsText>) | null
}

/** The outcome of a reading: `recorded`, `unchanged`, or why it failed. */
export type ListOutcome = 'recorded' | 'unchanged' | ReadingFailure['outcome']

export interface MetricsInput {
  /** Where the counts go; `null`: nowhere. */
  readonly port: MetricsPort | null
  readonly runtime: Pick<Runtime, 'openIntents' | 'unrecorded'>
  readonly clock: Pick<ClockWatch, 'skew'>
  readonly now: () => Instant
  /** The state of the lists of templates. */
  readonly lists: () => readonly Pick<Standing, 'readAt'>[]
  readonly queues: () => readonly QueuesOf[]
}

/** Makes the metrics. Open intents are counted on each read. */
export const metricsOf = ({ port, runtime, clock, now, lists, queues }: MetricsInput): Metrics => {
  const { counter, gauge, histogram } = port ?? noMetrics
  const requests = counter({
    name: 'guichet_http_requests_total',
    help: 'Requests answered, by route and status',
    labels: ['route', 'status'],
  })
  const events = counter({
    name: 'guichet_webhook_events_total',
    help: 'What webhooks brought: absorbed, duplicate, late, erased or unread',
    labels: ['outcome'],
  })
  const durable = histogram({
    name: 'guichet_webhook_durable_seconds',
    help: 'From a webhook that was read and verified until it is durable',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  })
  const sends = counter({
    name: 'guichet_sends_total',
    help: 'Requests to send, by API and outcome',
    labels: ['api', 'outcome'],
  })
  const openIntents = gauge({
    name: 'guichet_open_intents',
    help: `Messages under way or of unknown fate, counted up to ${mostIntents}`,
  })
  const oldestIntent = gauge({
    name: 'guichet_oldest_open_intent_seconds',
    help: 'How long the oldest message has been under way or of unknown fate; 0 where there is none',
  })
  const skew = gauge({
    name: 'guichet_clock_skew_seconds',
    help: "How far this clock is ahead of WhatsApp's at least, negative: behind; 0 where nothing proves either",
  })
  const listsRead = counter({
    name: 'guichet_template_lists_total',
    help: 'Lists of templates read: recorded or unchanged; or not read: refused, failed, unknown or not-stored',
    labels: ['outcome'],
  })
  const oldestList = gauge({
    name: 'guichet_template_list_age_seconds',
    help: 'The age of the oldest list of templates among those of all accounts; 0 where there is none',
  })
  const missingLists = gauge({
    name: 'guichet_template_lists_missing',
    help: 'Accounts whose list of templates was never read',
  })
  const unrecorded = gauge({
    name: 'guichet_unrecorded_outcomes',
    help: 'Messages whose outcome the store has not accepted yet; this process retries, and loses them if killed',
  })
  const recordedLate = counter({
    name: 'guichet_outcomes_recorded_late_total',
    help: 'Messages whose outcome the store accepted only on a retry',
  })()
  const setQueues = queueGauges(port ?? noMetrics)
  // Looked up once, because every webhook passes here.
  const absorbed = events('absorbed')
  const duplicates = events('duplicate')
  const late = events('late')
  const erased = events('erased')
  const unread = events('unread')
  const acknowledged = requests(webhookRoute, '200')
  const refresh = async (): Promise<void> => {
    const readAt = lists().flatMap((list) => list.readAt ?? [])
    oldestList.set(readAt.length === 0 ? 0 : Math.max(0, now() - Math.min(...readAt)) / 1000)
    missingLists.set(lists().length - readAt.length)
    const intents = await runtime.openIntents(mostIntents)
    openIntents.set(intents.length)
    const oldest = Math.min(...intents.map(({ claimedAt }) => claimedAt))
    oldestIntent.set(intents.length === 0 ? 0 : Math.max(0, now() - oldest) / 1000)
    unrecorded.set(runtime.unrecorded())
    await setQueues(queues(), now())
    skew.set(clock.skew() / 1000)
  }
  return {
    request: (route, status) => {
      if (route === webhookRoute && status === 200) acknowledged.add(1)
      else requests(route, String(status)).add(1)
    },
    received: (receipt, seconds) => {
      absorbed.add(receipt.absorbed)
      duplicates.add(receipt.duplicates)
      late.add(receipt.late)
      erased.add(receipt.erased)
      unread.add(receipt.unread.length)
      durable.observe(seconds)
    },
    recordedLate: () => recordedLate.add(1),
    sent: (api, outcome) => sends(api, outcome).add(1),
    templatesListed: (outcome) => listsRead(outcome).add(1),
    text: port === null ? null : () => refresh().then(port.read),
  }
}

/** Open intents are counted up to this number; more is as bad. */
const mostIntents = 1000

/** The route under which webhooks are counted. */
export const webhookRoute = 'POST /webhooks/whatsapp'
