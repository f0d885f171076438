import type { Event } from '@guichet/core'
import type { WebhookReader } from '../ports.ts'
import { isInPart, type Part } from './part.ts'

/**
 * Reads only what belongs to the part. An account that the part does not name stays unknown: with it would come what
 * others know of it. Unread inputs are marked, so that the part finds its own.
 */
export const readerOfPart =
  (read: WebhookReader, part: Part): WebhookReader =>
  (text, circumstances) => {
    const { events, messages, unread, echoes, ...others } = read(text, circumstances)
    return {
      ...others,
      events: events.filter((event) => isInPart(part, event)).map((event) => withoutForeign(event, part)),
      ...(messages === undefined
        ? {}
        : { messages: messages.filter(({ phoneNumberId }) => part.phoneNumbers.has(phoneNumberId)) }),
      unread: unread.map((one) => ({ ...one, part: part.name })),
      echoes: echoes.filter(({ phoneNumberId }) => part.phoneNumbers.has(phoneNumberId)),
    }
  }

/** How that mark reads in the text of an unread input. */
export const markOf = ({ name }: Part): string => JSON.stringify({ part: name }).slice(1, -1)

const withoutForeign = (event: Event, { accounts }: Part): Event => {
  if (!('account' in event) || event.account === undefined || accounts.has(event.account)) return event
  if (!('customer' in event)) return event
  const { account: _, ...own } = event
  return own
}
