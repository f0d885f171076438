import { createHash } from 'node:crypto'
import { readWebhookText } from '@guichet/cloud-api'
import { engine, isRight, parseEvent, type Event, type ThreadKey } from '@guichet/core'
import { memoryStore, realSurroundings, runtime, type Runtime, type Store } from '@guichet/runtime'
import { postgresStore } from '@guichet/store-postgres'

/** What is wrong with what a store holds. */
export interface Differences {
  /** Events that a thread has more than once: their ids. */
  readonly doubled: readonly string[]
  readonly threads: number
  /** Threads that differ from the fold of their events in memory. */
  readonly different: readonly ThreadKey[]
}

/** What the store holds at the end. */
export interface Stored extends Differences {
  /** Digests of the bodies that are there. */
  readonly bodies: ReadonlySet<string>
}

const page = 1000

/** So many threads are compared at once. */
const atOnce = 16

export const readStored = async (url: string): Promise<Stored> => {
  const store = await postgresStore({ url })
  try {
    return { ...(await differencesIn(store)), bodies: await bodiesOf(store) }
  } finally {
    await store.close()
  }
}

/** Reads all events and threads; `note` takes each event. */
export const differencesIn = async (
  store: Store,
  note: (event: Event) => void = () => undefined,
): Promise<Differences> => {
  const own = boundTo(store)
  const fold = boundTo(memoryStore())
  try {
    const seen = new Set<string>()
    const doubled: string[] = []
    for await (const events of inPages(own)) {
      for (const event of events) {
        note(event)
        const name = JSON.stringify([
          'customer' in event ? [event.phoneNumberId, event.customer] : [],
          event.type,
          event.id,
          'status' in event ? event.status : '',
        ])
        if (seen.has(name)) doubled.push(event.id)
        seen.add(name)
      }
      await fold.record(events)
    }
    const keys = await threadsOf(store)
    const at = Date.now()
    const different: ThreadKey[] = []
    for (let first = 0; first < keys.length; first += atOnce) {
      const some = keys.slice(first, first + atOnce).map(async (key) => {
        const [here, there] = await Promise.all([standing(own, key, at), standing(fold, key, at)])
        if (here !== there) different.push(key)
      })
      await Promise.all(some)
    }
    return { doubled, threads: keys.length, different }
  } finally {
    await fold.close()
  }
}

const boundTo = (store: Store): Runtime =>
  runtime({
    engine: engine(),
    store,
    read: readWebhookText,
    transport: { send: async () => ({ outcome: 'unknown', reason: 'nothing is sent' }) },
    surroundings: realSurroundings,
  })

async function* inPages(own: Runtime): AsyncGenerator<readonly Event[]> {
  let events: Event[] = []
  for await (const line of own.exportEvents()) {
    const event = parseEvent(JSON.parse(line))
    if (isRight(event)) events.push(event.right)
    if (events.length < page) continue
    yield events
    events = []
  }
  yield events
}

/** All that the rules say of a thread: its window now, and all its messages and charges. */
const standing = async (of: Runtime, key: ThreadKey, at: number): Promise<string> =>
  JSON.stringify([await of.view(key, at), await of.history(key)])

const threadsOf = async (store: Store): Promise<readonly ThreadKey[]> => {
  const keys: ThreadKey[] = []
  for (let after: ThreadKey | null = null; ;) {
    const rows: readonly ThreadKey[] = await store.threads({ after, limit: page })
    keys.push(...rows)
    const last: ThreadKey | undefined = rows.at(-1)
    if (last === undefined) return keys
    after = { phoneNumberId: last.phoneNumberId, customer: last.customer }
  }
}

const bodiesOf = async (store: Store): Promise<ReadonlySet<string>> => {
  const bodies = new Set<string>()
  for (let after: Parameters<Store['journal']>[0]['after'] = null; ;) {
    const rows: Awaited<ReturnType<Store['journal']>> = await store.journal({ after, limit: page })
    for (const { body } of rows) bodies.add(createHash('sha256').update(body).digest('hex'))
    const last = rows.at(-1)
    if (last === undefined) return bodies
    after = { receivedAt: last.receivedAt, id: last.id }
  }
}
