import { noChange, type Change, type JournalEntry, type Store, type Wanted } from '@guichet/runtime'

export const phoneNumberId = '106540352242922'
export const customer = '16505551234'
export const noon: number = Date.UTC(2026, 9, 1, 12)

export const journalEntry = (id: string, body = '{}'): JournalEntry => ({ id, receivedAt: noon, body })

/** A change that keeps one webhook body. */
export const bodyOf = (id: string, body?: string): Change => ({
  ...noChange,
  journal: [journalEntry(id, body)],
})

/** The next event of the one thread, with its journal entry: revision and length go up together. */
export const nextEvent = (revision: number): Change => ({
  ...bodyOf(`entry-${revision}`),
  threads: [
    {
      row: {
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
      },
      expected: revision - 1,
      events: [{ ordinal: revision, recordedAt: noon + revision, text: `{"event":${revision}}` }],
      snapshot: null,
    },
  ],
  ids: revision === 1 ? [{ phoneNumberId, id: customer, customer, expected: null }] : [],
})

export const wantedThread: Wanted = {
  threads: [{ phoneNumberId, customer }],
  intents: [],
  intentIds: [],
  phoneNumbers: [],
  tombstones: [],
}

/** The ids of the journal's entries. */
export const journalOf = async (store: Store): Promise<readonly string[]> =>
  (await store.journal({ after: null, limit: 1_000_000 })).map(({ id }) => id)
