import type { Instant } from '@guichet/core'
import { outboxQueue, queuesOfParts, type QueueOfPart, type Store } from '@guichet/runtime'
import { isForwardQueue, queueOf } from '../webhooks/forward.ts'
import type { Tenant } from './tenant.ts'

/** Work that waits in a store for a tenant, or an endpoint, that is served no more. */
export interface LeftBehind {
  /** The tenant that it is of; `null`: of a gateway without tenants. */
  readonly tenant: string | null
  readonly work: 'held messages' | 'deliveries'
  /** How much of it waits, counted up to a thousand. */
  readonly waiting: number
  /** When the first of it was made. */
  readonly since: Instant
}

const mostCounted = 1_000

/** What waits in a store, and nobody works on while these tenants are served. It stays until somebody does. */
export const leftBehind = async (
  store: Pick<Store, 'queues' | 'jobs'>,
  tenants: readonly Pick<Tenant, 'id' | 'forward'>[],
): Promise<readonly LeftBehind[]> => {
  const isServed = ({ part, queue }: QueueOfPart): boolean => {
    const tenant = tenants.find(({ id }) => id === part)
    return (
      tenant !== undefined &&
      (queue === outboxQueue || tenant.forward.some(({ url }) => queueOf(url) === queue))
    )
  }
  const found: LeftBehind[] = []
  for (const one of await queuesOfParts(store)) {
    const work = workIn(one)
    if (work === null || isServed(one)) continue
    const [queue, limit] = [one.inWhole, mostCounted]
    const jobs = await store.jobs({ queue, state: 'waiting', order: 'oldest', after: null, limit })
    const [first] = jobs
    if (first !== undefined) found.push({ tenant: one.part, work, waiting: jobs.length, since: first.madeAt })
  }
  return found
}

/** Other queues hold nothing that anybody waits for. */
const workIn = ({ queue }: QueueOfPart): LeftBehind['work'] | null =>
  queue === outboxQueue ? 'held messages' : isForwardQueue(queue) ? 'deliveries' : null
