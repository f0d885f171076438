import { PartwiseEventCodec } from './codec.ts'
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
  type MarketingPreference,
  type MessageStatus,
  type ReportedConversation,
  type ReportedPricing,
  type TemplateContent,
  type ThreadEvent,
} from './event.ts'
import { isAccountEventReadable } from './readable-account.ts'
import { isFlagOrNone, isId, isIdOrNone, isOneOf, isWhole, isWord, isWordOrNone } from './readable-parts.ts'
import type { Whole } from './whole.ts'
import { E } from '../prelude.ts'
import { problemsOf, type Problem } from '../problem.ts'
import { isPlausible, toIso } from '../time/instant.ts'

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
  const read = PartwiseEventCodec.decode(asWritten(event, 'event'))
  if (E.isLeft(read)) return problemsOf(read.left)
  // A text has no part of a millisecond.
  return [{ path: '$.at', reason: 'not a whole number of milliseconds' }]
}

/** The event as JSON, also where a part of it is what it must not be: that part stays as it is. */
const asWritten = (value: unknown, name: string): unknown => {
  if (typeof value === 'number' && instants.has(name)) return toIso(value)
  if (Array.isArray(value)) return value.map((item) => asWritten(item, ''))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, asWritten(part, field)]))
}

const instants: ReadonlySet<string> = new Set(['at', 'expiresAt', 'from', 'until'])

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
    case 'marketing-preference':
      return isPreferenceReadable(event)
    case 'customer-called':
    case 'business-call-accepted':
      return true
  }
}

const sources = { ad: true, post: true, page: true } as const
const statuses = { sent: true, delivered: true, read: true, played: true, failed: true } as const
const preferences = { stop: true, resume: true } as const
const permissions = { temporary: true, permanent: true, none: true } as const
const permissionSources = { customer: true, profile: true, automatic: true } as const
const requestForms = { service: true, template: true } as const
const callers = { user: true, business: true } as const

/** An event whose own fields, beside those that all events share, are exactly these. */
type Of<A, Named extends keyof A> = Whole<A, Named | (keyof A & (keyof InThread | 'type'))>

const isInboundReadable = ({ kind, entryPoint }: Of<CustomerMessaged, 'kind' | 'entryPoint'>): boolean =>
  isWord(kind) && (entryPoint === undefined || isOriginReadable(entryPoint))

const isOriginReadable = (origin: Whole<EntryPointOrigin, 'source' | 'id'>): boolean =>
  isWhole(origin) && isOneOf(sources, origin.source) && isIdOrNone(origin.id)

const isOutboundReadable = ({ content, held }: Of<BusinessMessaged, 'content' | 'held'>): boolean => {
  if (!isFlagOrNone(held)) return false
  switch (content?.kind) {
    case 'template':
      return isTemplateReadable(content)
    case 'service':
    case 'reaction':
      return true
    default:
      return false
  }
}

const isTemplateReadable = ({
  name,
  language,
  category,
}: Whole<TemplateContent, 'kind' | 'name' | 'language' | 'category'>): boolean =>
  isWord(name) && isWord(language) && isWordOrNone(category)

const isStatusReadable = ({
  message,
  participant,
  status,
  errorCode,
  pricing,
  conversation,
}: Of<
  MessageStatus,
  'message' | 'participant' | 'status' | 'errorCode' | 'pricing' | 'conversation'
>): boolean =>
  isId(message) &&
  isIdOrNone(participant) &&
  isOneOf(statuses, status) &&
  (errorCode === undefined || Number.isSafeInteger(errorCode)) &&
  (pricing === undefined || isPricingReadable(pricing)) &&
  (conversation === undefined || isConversationReadable(conversation))

const isPricingReadable = (
  pricing: Whole<ReportedPricing, 'model' | 'category' | 'type' | 'subtype' | 'billable'>,
): boolean =>
  isWhole(pricing) &&
  typeof pricing.model === 'string' &&
  isWord(pricing.category) &&
  isWordOrNone(pricing.type) &&
  isWordOrNone(pricing.subtype) &&
  isFlagOrNone(pricing.billable)

const isConversationReadable = (
  conversation: Whole<ReportedConversation, 'id' | 'origin' | 'expiresAt'>,
): boolean =>
  isWhole(conversation) &&
  isId(conversation.id) &&
  isWordOrNone(conversation.origin) &&
  (conversation.expiresAt === undefined || isPlausible(conversation.expiresAt))

const isPreferenceReadable = ({ value }: Of<MarketingPreference, 'value'>): boolean =>
  isOneOf(preferences, value)

const isRenamingReadable = ({ previous, current }: Of<CustomerRenamed, 'previous' | 'current'>): boolean =>
  isId(previous) && isId(current)

const isPermissionReadable = ({
  permission,
  until,
  source,
}: Of<CallPermissionChanged, 'permission' | 'until' | 'source'>): boolean =>
  isOneOf(permissions, permission) &&
  isOneOf(permissionSources, source) &&
  (until === undefined || isPlausible(until))

const isRequestReadable = ({ by }: Of<CallPermissionRequested, 'by'>): boolean => isOneOf(requestForms, by)

const isCallReadable = ({ direction, connected }: Of<CallEnded, 'direction' | 'connected'>): boolean =>
  isOneOf(callers, direction) && typeof connected === 'boolean'
