import type { EventRow, Snapshot, StoredThread, ThreadRow } from '@guichet/runtime'
import { idKey, snapshotKey, streamKey, threadHead } from './keys.ts'
import { pagesIn, type Pages } from './pages.ts'
import type { State } from './state.ts'

/** A thread's row, and how much of its stream its snapshot covers. */
interface Head {
  readonly row: ThreadRow
  readonly snapshotLength: number
}

/** The threads of a phone number, each by the id that it is kept under. */
export interface Threads {
  readonly row: (customer: string) => Promise<ThreadRow | null>
  /** Under which id the thread of an id is kept. */
  readonly home: (id: string) => Promise<string | null>
  readonly lead: (id: string, customer: string) => void
  readonly leadNowhere: (id: string) => void
  readonly stored: (row: ThreadRow) => Promise<StoredThread>
  readonly put: (row: ThreadRow, events: readonly EventRow[], snapshot: Snapshot | null) => Promise<void>
  /** The row goes, and the snapshot; the stream stays until it is moved. */
  readonly dropRow: (customer: string) => void
  /** The thread goes with its stream. */
  readonly drop: (customer: string) => Promise<void>
  /** Takes a stream behind another one. */
  readonly move: (from: string, to: string, offset: number) => Promise<void>
  readonly events: (customer: string, after: number, limit: number) => Promise<readonly EventRow[]>
}

export const threadsIn = (state: State): Threads => {
  const head = (customer: string): Promise<Head | null> => state.get<Head>(threadHead(customer))
  const stream = (customer: string): Pages<EventRow> => pagesIn<EventRow>(state, streamKey(customer))
  const dropSnapshot = (customer: string): void => state.clear(snapshotKey(customer))

  return {
    row: async (customer) => (await head(customer))?.row ?? null,
    home: (id) => state.get<string>(idKey(id)),
    lead: (id, customer) => state.set(idKey(id), customer),
    leadNowhere: (id) => state.clear(idKey(id)),
    stored: async (row) => {
      const { snapshotLength = 0 } = (await head(row.customer)) ?? {}
      const [snapshot, tail] = await Promise.all([
        snapshotLength === 0 ? null : state.get<Snapshot>(snapshotKey(row.customer)),
        stream(row.customer).after(snapshotLength),
      ])
      return { row, snapshot, tail }
    },
    put: async (row, events, snapshot) => {
      const { snapshotLength = 0 } = (await head(row.customer)) ?? {}
      await stream(row.customer).add(events)
      if (snapshot !== null) state.set(snapshotKey(row.customer), snapshot)
      const now: Head = { row, snapshotLength: snapshot?.length ?? snapshotLength }
      state.set(threadHead(row.customer), now)
    },
    dropRow: (customer) => {
      dropSnapshot(customer)
      state.clear(threadHead(customer))
    },
    drop: async (customer) => {
      dropSnapshot(customer)
      state.clear(threadHead(customer))
      await stream(customer).replace([])
    },
    move: async (from, to, offset) => {
      const moved = await stream(from).after(0)
      await stream(from).replace([])
      const there = await stream(to).after(0)
      const all = [...there, ...moved.map((event) => ({ ...event, ordinal: event.ordinal + offset }))]
      await stream(to).replace(all.toSorted((one, other) => one.ordinal - other.ordinal))
    },
    events: (customer, after, limit) => stream(customer).after(after, limit),
  }
}
