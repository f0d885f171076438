import { registryOf, type Registry, type TemplateChanged } from '@guichet/core'
import { readEvent } from '../event-text.ts'
import type { Store } from '../store/store.ts'

/** All template changes that are stored. */
export interface KeptTemplates {
  readonly registry: Registry
  /** How many there are. */
  readonly length: number
}

const pageSize = 5_000

/** Reads them all; the known ones are not read again. */
export const readTemplates = async (store: Store): Promise<KeptTemplates> => {
  const changes: TemplateChanged[] = []
  let length = 0
  for (;;) {
    const page = await store.templates({ after: length, limit: pageSize })
    for (const { text } of page) {
      const event = readEvent(text)
      if (event.type === 'template-changed') changes.push(event)
    }
    length = page.at(-1)?.ordinal ?? length
    if (page.length < pageSize) return { registry: registryOf(changes), length }
  }
}
