import type { Store } from '@guichet/runtime'
import type { Evidence } from '../whatsapp.ts'
import type { Disagreements } from './disagreements.ts'

/** What the store holds of webhooks. */
export interface WebhooksCompared {
  /** Different bodies that were answered with 200. */
  readonly acknowledged: number
  /** Answers with 200 to a body that had got one before. */
  readonly redelivered: number
  readonly journal: number
  readonly events: number
}

const page = 5_000

/** Every body that was acknowledged is in the journal once, and no event is there twice. */
export const compareWebhooks = async (
  store: Store,
  { acknowledged, tried }: Evidence,
  found: Disagreements,
): Promise<WebhooksCompared> => {
  const journal = new Map<string, number>()
  for (let after: Parameters<Store['journal']>[0]['after'] = null; ;) {
    const entries = await store.journal({ after, limit: page })
    for (const { id } of entries) journal.set(id, (journal.get(id) ?? 0) + 1)
    const last = entries.at(-1)
    if (last === undefined) break
    after = last
  }
  for (const digest of acknowledged.keys())
    if (journal.get(digest) !== 1)
      found.add('webhook', `${digest} was acknowledged, and is there ${journal.get(digest) ?? 0} times`)
  for (const digest of journal.keys())
    if (!tried.has(digest)) found.add('webhook', `${digest} is there, and WhatsApp never sent it`)
  const events = await countEvents(store, found)
  const answers = [...acknowledged.values()].reduce((sum, times) => sum + times, 0)
  return {
    acknowledged: acknowledged.size,
    redelivered: answers - acknowledged.size,
    journal: journal.size,
    events,
  }
}

const countEvents = async (store: Store, found: Disagreements): Promise<number> => {
  const seen = new Set<string>()
  for (let after: Parameters<Store['allEvents']>[0]['after'] = null; ;) {
    const events = await store.allEvents({ after, limit: page })
    for (const { phoneNumberId, text } of events) {
      const { id, type } = JSON.parse(text) as { id: string; type: string }
      // A request for permission to call has the wamid of the message that carries it.
      const name = `${phoneNumberId} ${type === 'call-permission-requested' ? `${type} ` : ''}${id}`
      if (seen.has(name)) found.add('event', `${name} is there twice`)
      seen.add(name)
    }
    const last = events.at(-1)
    if (last === undefined) return seen.size
    after = last
  }
}
