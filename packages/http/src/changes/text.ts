import { toIso, type Instant } from '@guichet/core'
import type { Notice } from './pending.ts'

/** How long a client waits before it connects again, in milliseconds. */
const retryAfter = 2000

/** The first event of a stream. */
export const readyText = (now: Instant): string =>
  `retry: ${retryAfter}\n${eventText('ready', { now: toIso(now) })}`

/** A comment: it shows both ends, and every proxy between them, that the connection is alive. */
export const heartbeatText = ': still here\n\n'

/** A change as a server-sent event. */
export const changeText = (change: Notice): string =>
  change.is === 'thread'
    ? eventText('thread', { phoneNumberId: change.phoneNumberId, customer: change.customer })
    : eventText(change.is, {})

/** JSON has no line breaks, so the data is one line. */
const eventText = (name: string, data: object): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
