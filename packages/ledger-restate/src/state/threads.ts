import type { EventRow, Snapshot, StoredThread, ThreadRow } from '@guichet/runtime'
import { idKey, pageKey, snapshotKey, threadHead } from './keys.ts'
import type { State } from './state.ts'

/** So many events make a page of their own; until then they stand with the thread's row, and are read with it. */
const pageLength = 32

/** A thread's row, how much of its stream its snapshot covers, and the end of its stream. */
interface Head {
  /** `null` where only the stream is left, until it is moved. */
  readonly row: ThreadRow | null
  readonly snapshotLength: number
  /** How many events are on pages. */
  readonly paged: number
  /** Those after them. */
  readonly rest: readonly EventRow[]
}

const noHead: Head = { row: null, snapshotLength: 0, paged: 0, rest: [] }

/** The threads of a phone number, each by the id that it is kept under. */
export interface Threads {
  readonly row: (customer: string) => Promise<ThreadRow | null>
  /** Under which id the thread of an id is kept; `null` where there is none. */
  readonly home: (id: string) => Promise<string | null>
  readonly lead: (id: string, customer: string) => void
  readonly leadNowhere: (id: string) => void
  readonly stored: (row: ThreadRow) => Promise<StoredThread>
  readonly put: (row: ThreadRow, events: readonly EventRow[], snapshot: Snapshot | null) => Promise<void>
  /** The row goes, and the snapshot; the stream stays until it is moved. */
  readonly dropRow: (customer: string) => Promise<void>
  /** The thread goes with its stream. */
  readonly drop: (customer: string) => Promise<void>
  /** Takes a stream behind another one. */
  readonly move: (from: string, to: string, offset: number) => Promise<void>
  readonly events: (customer: string, after: number, limit: number) => Promise<readonly EventRow[]>
}

export const threadsIn = (state: State): Threads => {
  const head = (customer: string): Promise<Head | null> => state.get<Head>(threadHead(customer))
  const row: Threads['row'] = async (customer) => (await head(customer))?.row ?? null
  const page = async (customer: string, number: number): Promise<readonly EventRow[]> =>
    (await state.get<readonly EventRow[]>(pageKey(customer, number))) ?? []

  /** The place of an event in its stream is its ordinal. */
  const events: Threads['events'] = async (customer, after, limit) => {
    const { paged, rest } = (await head(customer)) ?? noHead
    const pages: Promise<readonly EventRow[]>[] = []
    const until = Math.min(paged, after + limit)
    for (let number = Math.floor(after / pageLength); number * pageLength < until; number++)
      pages.push(page(customer, number))
    const read = (await Promise.all(pages)).flat()
    return [...read, ...rest].filter(({ ordinal }) => ordinal > after).slice(0, limit)
  }
  const clearStream = ({ paged }: Head, customer: string): void => {
    for (let number = 0; number * pageLength < paged; number++) state.clear(pageKey(customer, number))
  }
  /** The head with more events; those that fill a page go to one. */
  const append = (before: Head, customer: string, more: readonly EventRow[]): Head => {
    let { paged, rest } = before
    rest = [...rest, ...more]
    while (rest.length >= pageLength) {
      state.set(pageKey(customer, paged / pageLength), rest.slice(0, pageLength))
      rest = rest.slice(pageLength)
      paged += pageLength
    }
    return { ...before, paged, rest }
  }

  return {
    row,
    home: async (id) => {
      if ((await row(id)) !== null) return id
      const customer = await state.get<string>(idKey(id))
      return customer === null || (await row(customer)) === null ? null : customer
    },
    lead: (id, customer) => {
      if (id !== customer) state.set(idKey(id), customer)
    },
    leadNowhere: (id) => state.clear(idKey(id)),
    stored: async (own) => {
      const { snapshotLength } = (await head(own.customer)) ?? noHead
      const [snapshot, tail] = await Promise.all([
        snapshotLength === 0 ? null : state.get<Snapshot>(snapshotKey(own.customer)),
        events(own.customer, snapshotLength, Infinity),
      ])
      return { row: own, snapshot, tail }
    },
    put: async (own, more, snapshot) => {
      const { customer } = own
      const before = (await head(customer)) ?? noHead
      const now = append(before, customer, more)
      if (snapshot !== null) state.set(snapshotKey(customer), snapshot)
      const snapshotLength = snapshot?.length ?? before.snapshotLength
      state.set(threadHead(customer), { ...now, row: own, snapshotLength })
    },
    dropRow: async (customer) => {
      const before = await head(customer)
      state.clear(snapshotKey(customer))
      if (before !== null) state.set(threadHead(customer), { ...before, row: null, snapshotLength: 0 })
    },
    drop: async (customer) => {
      clearStream((await head(customer)) ?? noHead, customer)
      state.clear(snapshotKey(customer))
      state.clear(threadHead(customer))
    },
    move: async (from, to, offset) => {
      const left = await head(from)
      if (left === null) return
      const moved = await events(from, 0, Infinity)
      clearStream(left, from)
      if (left.row === null) state.clear(threadHead(from))
      else state.set(threadHead(from), { ...left, paged: 0, rest: [], snapshotLength: 0 })
      const there = (await head(to)) ?? noHead
      const all = [
        ...(await events(to, 0, Infinity)),
        ...moved.map((one) => ({ ...one, ordinal: one.ordinal + offset })),
      ]
      const sorted = all.toSorted((one, other) => one.ordinal - other.ordinal)
      clearStream(there, to)
      state.set(threadHead(to), append({ ...there, paged: 0, rest: [] }, to, sorted))
    },
    events,
  }
}
