import { isThreadEvent, type Instant, type AccountEvent, type TemplatesListed } from '@guichet/core'
import { registryOf, type Registry } from '@guichet/core/store'
import { readEvent } from '../event-text.ts'
import type { LedgerStore } from '../store/store.ts'

/** All events of templates that are stored. */
export interface KeptTemplates {
  readonly registry: Registry
  /** How many there are. */
  readonly length: number
}

/** Reads them all; the known ones are not read again. */
export const readTemplates = async (store: LedgerStore): Promise<KeptTemplates> => {
  const { events, length } = await storedEvents(store)
  return { registry: registryOf(events), length }
}

/** The newest list of each account at an instant, by account. */
export const newestLists = async (store: LedgerStore, at: Instant): Promise<readonly TemplatesListed[]> => {
  const { events } = await storedEvents(store)
  const newest = new Map<string, TemplatesListed>()
  for (const event of events)
    if (event.type === 'templates-listed' && event.at <= at) {
      const other = newest.get(event.account)
      if (other === undefined || other.at <= event.at) newest.set(event.account, event)
    }
  return [...newest.values()].sort((one, other) => (one.account < other.account ? -1 : 1))
}

const pageSize = 5_000

const storedEvents = async (
  store: LedgerStore,
): Promise<{ readonly events: readonly AccountEvent[]; readonly length: number }> => {
  const events: AccountEvent[] = []
  let length = 0
  for (;;) {
    const page = await store.templates({ after: length, limit: pageSize })
    for (const { text } of page) {
      // Of a part of a store, what is another part's has a place and no text.
      if (text === '') continue
      const event = readEvent(text)
      if (!isThreadEvent(event)) events.push(event)
    }
    length = page.at(-1)?.ordinal ?? length
    if (page.length < pageSize) return { events, length }
  }
}
