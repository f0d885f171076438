import type { EventJson, Subject } from '../protocol.ts'
import { mistakes } from './spoil.ts'

/** The event, and that its ids are one customer's now, whenever that was. */
const heardNow = (event: EventJson, before: readonly EventJson[]): readonly EventJson[] => {
  const { phoneNumberId, customer, aliases, id } = event
  const isSighting = Array.isArray(aliases) && aliases.length > 0 && event['type'] !== 'customer-renamed'
  if (!isSighting) return [event]
  const newest = before.reduce((latest, { at }) => (at > latest ? at : latest), event.at)
  // An edit opens nothing.
  const edit = { type: 'customer-messaged', kind: 'edit', id: `${String(id)}/now`, at: newest }
  return [event, { ...edit, phoneNumberId, customer, aliases }]
}

/** A number is the one's who was heard with it last, not the one's who was seen with it last. */
export const numbersGoByArrival: (right: Subject) => Subject = mistakes((event, before) =>
  heardNow(event, before),
)

/** A number goes back to its previous holder when an old event comes again. */
export const duplicatesHandBack: (right: Subject) => Subject = mistakes((event, before) =>
  before.some(({ id }) => id === event.id) ? heardNow(event, before) : [event],
)
