import { toIso, type Instant } from '@guichet/core'
import { leftBehind, type Log, type MetricsPort, type Tenant } from '@guichet/http'
import type { Store } from '@guichet/runtime'

interface Input {
  readonly stores: readonly Store[]
  readonly metrics: Pick<MetricsPort, 'gauge'>
  readonly log: Log
  readonly now: () => Instant
}

/** Shows what waits for tenants and endpoints that are served no more, in the log and as a metric. Never rejects. */
export const leftBehindWatch = ({
  stores,
  metrics,
  log,
  now,
}: Input): ((tenants: readonly Tenant[]) => Promise<void>) => {
  const gauge = metrics.gauge({
    name: 'guichet_left_behind',
    help: 'Held messages and deliveries of tenants and endpoints that the configuration does not name; counts stop at 1000 for each',
  })
  return async (tenants) => {
    try {
      const left = (await Promise.all(stores.map((store) => leftBehind(store, tenants)))).flat()
      gauge.set(left.reduce((sum, { waiting }) => sum + waiting, 0))
      for (const { since, ...one } of left)
        log({ level: 'warn', event: 'work left behind', at: now(), ...one, since: toIso(since) })
    } catch (error) {
      const reason = error instanceof Error ? error.name : typeof error
      log({ level: 'error', event: 'work left behind not counted', at: now(), reason })
    }
  }
}
