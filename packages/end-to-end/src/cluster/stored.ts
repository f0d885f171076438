import { readWebhookText } from '@guichet/cloud-api'
import { isThreadEvent, type Event } from '@guichet/core'
import type { Store } from '@guichet/runtime'
import { differencesIn, type Stored } from '../failover/stored.ts'

/** What a cluster holds at the end: of bodies those whose events are all there. `delivered`: the bodies by their digests. */
export const readCluster = async (store: Store, delivered: ReadonlyMap<string, string>): Promise<Stored> => {
  const names = new Set<string>()
  const differences = await differencesIn(store, (event) => names.add(nameOf(event)))
  const bodies = [...delivered].flatMap(([digest, body]) => {
    const { events } = readWebhookText(body, { receivedAt: Date.now() })
    return events.every((event) => names.has(nameOf(event))) ? [digest] : []
  })
  return { ...differences, bodies: new Set(bodies) }
}

/** A customer may have come to be known by another id since. */
const nameOf = (event: Event): string =>
  JSON.stringify([
    isThreadEvent(event) ? event.phoneNumberId : '',
    event.type,
    event.id,
    'status' in event ? event.status : '',
  ])
