import type { ThreadKey } from '@guichet/core'
import { compareTexts, firstAfter } from './memory-order.ts'
import type { Tables } from './memory-tables.ts'
import type { JournalEntry, PhoneNumberRow, SendRow, TemplateRow, ThreadRow } from './rows.ts'
import type { EventPlace, JournalPlace, Page, PlacedEvent, SendPlace } from './store.ts'

/** Whole tables in the order in which they are read page by page. */
export interface Pages {
  readonly templates: (page: Page<number>) => readonly TemplateRow[]
  readonly sends: (page: Page<SendPlace | null>) => readonly SendRow[]
  readonly phoneNumbers: () => readonly PhoneNumberRow[]
  readonly threads: (page: Page<ThreadKey | null>) => readonly ThreadRow[]
  readonly journal: (page: Page<JournalPlace | null>) => readonly JournalEntry[]
  readonly allEvents: (page: Page<EventPlace | null>) => readonly PlacedEvent[]
}

export const pagesOf = (tables: Tables): Pages => {
  const templates = sorted(tables, () => [...tables.templates.values()], byOrdinal)
  const sends = sorted(tables, () => [...tables.sends.values()], bySend)
  const threads = sorted(tables, () => [...tables.threads.values()], byThread)
  const journal = sorted(tables, () => [...tables.journal.values()], byArrival)
  const events = sorted(tables, () => placedEvents(tables), byRecording)
  return {
    templates: ({ after, limit }) => pageOf(templates(), byOrdinal, { after: { ordinal: after }, limit }),
    sends: (page) => pageOf(sends(), bySend, page),
    phoneNumbers: () =>
      [...tables.phoneNumbers.values()].sort((one, other) => compareTexts(one.id, other.id)),
    threads: (page) => pageOf(threads(), byThread, page),
    journal: (page) => pageOf(journal(), byArrival, page),
    allEvents: (page) => pageOf(events(), byRecording, page),
  }
}

const byOrdinal = (one: { readonly ordinal: number }, other: { readonly ordinal: number }): number =>
  one.ordinal - other.ordinal

const bySend = (one: SendPlace, other: SendPlace): number =>
  compareTexts(one.phoneNumberId, other.phoneNumberId) || compareTexts(one.id, other.id)

const byThread = (one: ThreadKey, other: ThreadKey): number =>
  compareTexts(one.phoneNumberId, other.phoneNumberId) || compareTexts(one.customer, other.customer)

const byArrival = (one: JournalPlace, other: JournalPlace): number =>
  one.receivedAt - other.receivedAt || compareTexts(one.id, other.id)

const byRecording = (one: EventPlace, other: EventPlace): number =>
  one.recordedAt - other.recordedAt || byThread(one, other) || byOrdinal(one, other)

const placedEvents = (tables: Tables): PlacedEvent[] =>
  [...tables.streams.values()].flatMap(({ phoneNumberId, customer, events }) =>
    events.map(({ ordinal, recordedAt, text }) =>
      Object.freeze({ phoneNumberId, customer, ordinal, recordedAt, text }),
    ),
  )

/** The table in order, sorted again only after a change. */
const sorted = <Place, Row extends Place>(
  tables: Tables,
  rows: () => Row[],
  compare: (one: Place, other: Place) => number,
): (() => readonly Row[]) => {
  let [version, inOrder]: [number, readonly Row[]] = [-1, []]
  return () => {
    if (version !== tables.version) [version, inOrder] = [tables.version, rows().sort(compare)]
    return inOrder
  }
}

const pageOf = <Place, Row extends Place>(
  inOrder: readonly Row[],
  compare: (one: Place, other: Place) => number,
  { after, limit }: Page<Place | null>,
): readonly Row[] => {
  const start = after === null ? 0 : firstAfter(inOrder, (row) => compare(row, after))
  return inOrder.slice(start, start + limit)
}
