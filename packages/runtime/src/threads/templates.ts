import { isThreadEvent, registryOf, type Registry, type TemplateEvent } from '@guichet/core'
import { readEvent } from '../event-text.ts'
import type { Store } from '../store/store.ts'

/** All events of templates that are stored. */
export interface KeptTemplates {
  readonly registry: Registry
  /** How many there are. */
  readonly length: number
}

const pageSize = 5_000

/** Reads them all; the known ones are not read again. */
export const readTemplates = async (store: Store): Promise<KeptTemplates> => {
  const events: TemplateEvent[] = []
  let length = 0
  for (;;) {
    const page = await store.templates({ after: length, limit: pageSize })
    for (const { text } of page) {
      const event = readEvent(text)
      if (!isThreadEvent(event)) events.push(event)
    }
    length = page.at(-1)?.ordinal ?? length
    if (page.length < pageSize) return { registry: registryOf(events), length }
  }
}
