import { EventCodec } from './codec.ts'
import {
  isThreadEvent,
  type BusinessMessaged,
  type CustomerMessaged,
  type CustomerRenamed,
  type EntryPointOrigin,
  type Event,
  type InThread,
  type MessageStatus,
  type ReportedConversation,
  type ReportedPricing,
  type TemplateContent,
  type ThreadEvent,
} from './event.ts'
import type { Whole } from './whole.ts'
import { E } from '../prelude.ts'
import { problemsOf, type Problem } from '../problem.ts'
import { isPlausible } from '../time/instant.ts'

/**
 * Can the event be written down and read again? One that cannot would make the whole snapshot unreadable. Only a
 * few comparisons, because every call does them.
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
      return isInboundReadable(event)
    case 'business-messaged':
      return isOutboundReadable(event)
    case 'message-status':
      return isStatusReadable(event)
    case 'customer-renamed':
      return isRenamingReadable(event)
    case 'customer-called':
    case 'business-call-accepted':
    case 'marketing-preference':
      return true
  }
}

/** An event whose own fields, beside those that all events share, are exactly these. */
type Of<A, Named extends keyof A> = Whole<A, Named | (keyof A & (keyof InThread | 'type'))>

const isInboundReadable = ({ kind, entryPoint }: Of<CustomerMessaged, 'kind' | 'entryPoint'>): boolean =>
  isWord(kind) && (entryPoint === undefined || isOriginReadable(entryPoint))

const isOriginReadable = ({ id }: Whole<EntryPointOrigin, 'source' | 'id'>): boolean => isIdOrNone(id)

const isOutboundReadable = ({ content }: Of<BusinessMessaged, 'content'>): boolean =>
  content?.kind === 'template' ? isTemplateReadable(content) : content !== undefined

const isTemplateReadable = ({
  name,
  language,
  category,
}: Whole<TemplateContent, 'kind' | 'name' | 'language' | 'category'>): boolean =>
  isWord(name) && isWord(language) && isWordOrNone(category)

const isStatusReadable = ({
  message,
  errorCode,
  pricing,
  conversation,
}: Of<MessageStatus, 'message' | 'status' | 'errorCode' | 'pricing' | 'conversation'>): boolean =>
  isId(message) &&
  (errorCode === undefined || Number.isSafeInteger(errorCode)) &&
  (pricing === undefined || isPricingReadable(pricing)) &&
  (conversation === undefined || isConversationReadable(conversation))

const isPricingReadable = ({
  category,
  type,
  subtype,
}: Whole<ReportedPricing, 'model' | 'category' | 'type' | 'subtype' | 'billable'>): boolean =>
  isWord(category) && isWordOrNone(type) && isWordOrNone(subtype)

const isConversationReadable = ({
  id,
  origin,
  expiresAt,
}: Whole<ReportedConversation, 'id' | 'origin' | 'expiresAt'>): boolean =>
  isId(id) && isWordOrNone(origin) && (expiresAt === undefined || isPlausible(expiresAt))

const isRenamingReadable = ({ previous, current }: Of<CustomerRenamed, 'previous' | 'current'>): boolean =>
  isId(previous) && isId(current)

/** Callers without types may hand in anything. */
const isText = (text: unknown, longest: number): boolean =>
  typeof text === 'string' && text.length > 0 && text.length <= longest
const isId = (text: unknown): boolean => isText(text, 1024)
const isWord = (text: unknown): boolean => isText(text, 512)
const isIdOrNone = (text: unknown): boolean => text === undefined || isId(text)
const isWordOrNone = (text: unknown): boolean => text === undefined || isWord(text)
