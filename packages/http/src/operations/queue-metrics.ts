import type { Instant } from '@guichet/core'
import type { Backlog, OutboxBacklog, Runtime } from '@guichet/runtime'
import type { Gauge, MetricsPort } from './metrics-port.ts'

/** The queues of a tenant, or of all there is. */
export interface QueuesOf {
  readonly forwarding: () => Promise<Backlog>
  readonly outbox: () => Promise<OutboxBacklog>
}

export const queuesOf = ({
  runtime,
  forwards,
}: {
  readonly runtime: Pick<Runtime, 'forwarding' | 'outbox'>
  readonly forwards: readonly { readonly queue: string }[]
}): QueuesOf => ({
  forwarding: () => runtime.forwarding.backlog(forwards.map(({ queue }) => queue)),
  outbox: () => runtime.outbox.backlog(),
})

/** Makes the gauges of the queues; the function that it gives sets them. */
export const queueGauges = ({
  gauge,
}: Pick<MetricsPort, 'gauge'>): ((queues: readonly QueuesOf[], now: Instant) => Promise<void>) => {
  const waiting = gauge({
    name: 'guichet_forward_waiting',
    help: 'Webhooks and events that wait for endpoints, counted up to 1000 for each',
  })
  const oldest = gauge({
    name: 'guichet_forward_oldest_seconds',
    help: 'How long the oldest webhook or event has waited for its endpoint; 0 where none waits',
  })
  const dead = gauge({
    name: 'guichet_forward_dead',
    help: 'Webhooks and events that were given up, counted up to 1000 for each endpoint',
  })
  const held = gauge({
    name: 'guichet_outbox_waiting',
    help: 'Messages that wait in the outbox, counted up to 1000 for each tenant',
  })
  const overdue = gauge({
    name: 'guichet_outbox_overdue_seconds',
    help: 'How long the first message of the outbox has been due; 0 where none is',
  })
  return async (queues, now) => {
    const forwards = await Promise.all(queues.map(({ forwarding }) => forwarding()))
    const outboxes = await Promise.all(queues.map(({ outbox }) => outbox()))
    waiting.set(sum(forwards.map((one) => one.waiting)))
    dead.set(sum(forwards.map((one) => one.dead)))
    held.set(sum(outboxes.map((one) => one.waiting)))
    setSince(
      oldest,
      forwards.map(({ oldestAt }) => oldestAt),
      now,
    )
    setSince(
      overdue,
      outboxes.map(({ dueSince }) => dueSince),
      now,
    )
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((before, one) => before + one, 0)

const setSince = (gauge: Gauge, instants: readonly (Instant | null)[], now: Instant): void => {
  const first = Math.min(...instants.map((at) => at ?? Infinity))
  gauge.set(first === Infinity ? 0 : Math.max(0, now - first) / 1000)
}
