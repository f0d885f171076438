import { isRight, parseEvent, toIso, type Event } from '@guichet/core'
import { storeFailure } from './store/failure.ts'

/** An event as the public protocol writes it, which is how it is stored and exported. */
export const writeEvent = (event: Event): string =>
  JSON.stringify(
    event.type === 'message-status' && event.conversation?.expiresAt !== undefined
      ? {
          ...event,
          at: toIso(event.at),
          conversation: { ...event.conversation, expiresAt: toIso(event.conversation.expiresAt) },
        }
      : { ...event, at: toIso(event.at) },
  )

/** The event that was written; a text that is none means that the store holds what nobody wrote. */
export const readEvent = (text: string): Event => {
  const event = parseEvent(parse(text))
  if (isRight(event)) return event.right
  const { path, reason } = event.left[0] ?? { path: '$', reason: 'not an event' }
  throw storeFailure('corrupt', `the store holds an event that cannot be read: ${path} ${reason}`)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw storeFailure('corrupt', 'the store holds an event that is no JSON', { cause })
  }
}
