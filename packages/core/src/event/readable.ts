import { EventCodec } from './codec.ts'
import {
  isThreadEvent,
  type BusinessMessaged,
  type CallEnded,
  type CallPermissionChanged,
  type CallPermissionRequested,
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
import { isAccountEventReadable } from './readable-account.ts'
import { isId, isIdOrNone, isOneOf, isWord, isWordOrNone } from './readable-parts.ts'
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
  return isAccountEventReadable(event)
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
    case 'call-permission-changed':
      return isPermissionReadable(event)
    case 'call-permission-requested':
      return isRequestReadable(event)
    case 'call-ended':
      return isCallReadable(event)
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

const isPermissionReadable = ({
  permission,
  until,
  source,
}: Of<CallPermissionChanged, 'permission' | 'until' | 'source'>): boolean =>
  isOneOf(['temporary', 'permanent', 'none'], permission) &&
  isOneOf(['customer', 'profile', 'automatic'], source) &&
  (until === undefined || isPlausible(until))

const isRequestReadable = ({ by }: Of<CallPermissionRequested, 'by'>): boolean =>
  isOneOf(['service', 'template'], by)

const isCallReadable = ({ direction, connected }: Of<CallEnded, 'direction' | 'connected'>): boolean =>
  isOneOf(['user', 'business'], direction) && typeof connected === 'boolean'
