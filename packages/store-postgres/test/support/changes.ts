import { noChange, type Change, type Store, type ThreadRow } from '@guichet/runtime'

export const phoneNumberId = '106540352242922'
export const noon: number = Date.UTC(2026, 9, 1, 12)

export const changeOf = (parts: Partial<Change>): Change => ({ ...noChange, ...parts })

export const threadRow = (customer: string, revision: number): ThreadRow => ({
  phoneNumberId,
  customer,
  aliases: [],
  revision,
  length: revision,
  newest: noon + revision,
  windowClosesAt: noon + revision,
  replyBy: null,
  closedByMeta: null,
  waitingSince: null,
  name: null,
})

/** The thread's next revision with one more event, which says so. */
export const threadPart = (
  customer: string,
  revision: number,
  text = 'event',
): Change['threads'][number] => ({
  row: threadRow(customer, revision),
  expected: revision - 1,
  events: [{ ordinal: revision, recordedAt: noon + revision, text }],
  snapshot: null,
})

/** Stores new threads, each under its own id. */
export const makeThreads = async (store: Store, customers: readonly string[]): Promise<void> => {
  const outcome = await store.commit(
    changeOf({
      threads: customers.map((customer) => threadPart(customer, 1)),
      ids: customers.map((id) => ({ phoneNumberId, id, customer: id, expected: null })),
    }),
  )
  if (outcome !== 'committed') throw new Error('the threads were there already')
}

/** The revision of a thread; 0 where there is none. */
export const revisionOf = async (store: Store, customer: string): Promise<number> => {
  const threads = [{ phoneNumberId, customer }]
  const loaded = await store.load({ threads, intents: [], intentIds: [], phoneNumbers: [], tombstones: [] })
  return loaded.threads[0]?.row.revision ?? 0
}

export const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)
