import { EventCodec } from './codec.ts'
import { isThreadEvent, type Event, type ThreadEvent } from './event.ts'
import { E } from '../prelude.ts'
import { problemsOf, type Problem } from '../problem.ts'
import { isPlausible } from '../time/instant.ts'

/**
 * Can the event be written down and read again? One that cannot would make a snapshot of which nothing can be
 * read. A few comparisons, for this stands on every call.
 */
export const isReadable = (event: Event): boolean => {
  if (!isPlausible(event.at) || !isId(event.id) || !isIdOrNone(event.account)) return false
  if (isThreadEvent(event))
    return (
      isId(event.phoneNumberId) &&
      isId(event.customer) &&
      (event.aliases === undefined || (Array.isArray(event.aliases) && event.aliases.every(isId))) &&
      isContentReadable(event)
    )
  const templates = event.type === 'templates-listed' ? event.templates : [event]
  return (
    Array.isArray(templates) &&
    templates.every(
      ({ name, language, category, status }) =>
        isWord(name) && isWord(language) && isWordOrNone(category) && isWordOrNone(status),
    )
  )
}

/** What makes an event unreadable, each with its path; nothing for one that can be read. */
export const unreadableIn = (event: Event): readonly Problem[] => {
  if (isReadable(event)) return []
  const read = EventCodec.decode(EventCodec.encode(event))
  if (E.isLeft(read)) return problemsOf(read.left)
  // A text has no part of a millisecond.
  return [{ path: '$.at', reason: 'not a whole number of milliseconds' }]
}

const isContentReadable = (event: ThreadEvent): boolean => {
  switch (event.type) {
    case 'customer-messaged':
      return isWord(event.kind) && isIdOrNone(event.entryPoint?.id)
    case 'business-messaged': {
      const { content } = event
      if (content?.kind !== 'template') return content !== undefined
      return isWord(content.name) && isWord(content.language) && isWordOrNone(content.category)
    }
    case 'message-status': {
      const { pricing, conversation, errorCode } = event
      return (
        isId(event.message) &&
        (errorCode === undefined || Number.isSafeInteger(errorCode)) &&
        (pricing === undefined ||
          (isWord(pricing.category) && isWordOrNone(pricing.type) && isWordOrNone(pricing.subtype))) &&
        (conversation === undefined ||
          (isId(conversation.id) &&
            isWordOrNone(conversation.origin) &&
            (conversation.expiresAt === undefined || isPlausible(conversation.expiresAt))))
      )
    }
    case 'customer-renamed':
      return isId(event.previous) && isId(event.current)
    case 'customer-called':
    case 'business-call-accepted':
    case 'marketing-preference':
      return true
  }
}

/** Callers without types may hand in anything. */
const isText = (text: unknown, longest: number): boolean =>
  typeof text === 'string' && text.length > 0 && text.length <= longest
const isId = (text: unknown): boolean => isText(text, 1024)
const isWord = (text: unknown): boolean => isText(text, 512)
const isIdOrNone = (text: unknown): boolean => text === undefined || isId(text)
const isWordOrNone = (text: unknown): boolean => text === undefined || isWord(text)
