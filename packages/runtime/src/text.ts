import { hash } from 'node:crypto'
import { customerId, isThreadEvent, type Event, type ThreadKey } from '@guichet/core'

/**
 * Stores hold well-formed Unicode without NUL. Customers' ids and webhook bodies may hold anything, so the
 * few that do not fit are written as a JSON string behind this mark; no two texts become the same.
 */
const mark = '\u0001'

/** The text as a store can hold it. */
export const storable = (text: string): string =>
  !text.startsWith(mark) && !text.includes('\0') && text.isWellFormed() ? text : mark + escape(text)

/** JSON escapes all that a store cannot hold. */
const escape = (text: string): string => JSON.stringify(text)

/** Ids are keys, and a key has its length; no real id is half as long. */
const longestId = 200

/** The id as a store can hold it: a text of any length and content, and no two become the same. */
export const storableId = (id: string): string => {
  const text = storable(id)
  return text.length <= longestId ? text : `${mark}#${digestOf(id)}`
}

/** The longest name that is kept, in characters. */
const longestName = 100

/** A name as a store can hold it, shortened; `null` where nothing is left of it. */
export const storableName = (name: string): string | null => {
  const short = [...name.replaceAll('\0', '').trim()].slice(0, longestName).join('')
  return short !== '' && short.isWellFormed() ? short : null
}

/** The id of a customer as somebody wrote it, in the form that webhooks have. */
export const addressed = (customer: string): string => storableId(customerId(customer))

/** The event with ids that a store can hold; the same event for almost all. */
export const storableEvent = (event: Event): Event => {
  if (!isThreadEvent(event)) return event
  const { phoneNumberId, customer, account = '', aliases = none } = event
  const others = event.type === 'customer-renamed' ? [event.previous, event.current] : none
  if ([phoneNumberId, customer, account, ...aliases, ...others].every(isStorable)) return event
  const thread = { phoneNumberId: storableId(phoneNumberId), customer: storableId(customer) }
  const ids = event.account === undefined ? thread : { ...thread, account: storableId(account) }
  const named = event.aliases === undefined ? ids : { ...ids, aliases: event.aliases.map(storableId) }
  return event.type === 'customer-renamed'
    ? { ...event, ...named, previous: storableId(event.previous), current: storableId(event.current) }
    : { ...event, ...named }
}

const none: readonly string[] = []

const isStorable = (text: string): boolean => storableId(text) === text

/** SHA-256 in hexadecimal. */
export const digestOf = (text: string): string => hash('sha256', text)

/** The same thread, by ids that a store can hold. */
export const storableKey = ({ phoneNumberId, customer }: ThreadKey): ThreadKey => ({
  phoneNumberId: storableId(phoneNumberId),
  customer: addressed(customer),
})
