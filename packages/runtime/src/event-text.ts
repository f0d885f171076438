import { isRight, parseEvent, toIso, type Event } from '@guichet/core'
import { storeFailure } from './store/failure.ts'

/** An event as the public protocol writes it, which is how it is stored and exported. */
export const writeEvent = (event: Event): string => JSON.stringify(jsonOf(event))

/** Every type is named, so that a new one does not compile until its instants are written as text. */
const jsonOf = (event: Event): object => {
  const at = toIso(event.at)
  switch (event.type) {
    case 'message-status': {
      const { conversation } = event
      return conversation?.expiresAt === undefined
        ? { ...event, at }
        : { ...event, at, conversation: { ...conversation, expiresAt: toIso(conversation.expiresAt) } }
    }
    case 'call-permission-changed':
    case 'account-restricted':
      return event.until === undefined ? { ...event, at } : { ...event, at, until: toIso(event.until) }
    case 'authentication-rate-changed':
      return { ...event, at, from: toIso(event.from) }
    case 'customer-messaged':
    case 'customer-called':
    case 'business-call-accepted':
    case 'business-messaged':
    case 'marketing-preference':
    case 'customer-renamed':
    case 'call-permission-requested':
    case 'call-ended':
    case 'template-changed':
    case 'templates-listed':
    case 'messaging-limit-changed':
    case 'throughput-changed':
    case 'account-released':
    case 'group-changed':
      return { ...event, at }
  }
}

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
