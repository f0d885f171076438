import type {
  BusinessCallAccepted,
  BusinessMessaged,
  CallEnded,
  CallPermissionChanged,
  CallPermissionRequested,
  Content,
  CustomerCalled,
  CustomerMessaged,
  CustomerRenamed,
  DeliveryStatus,
  EntryPointOrigin,
  InThread,
  MarketingPreference,
  MessageStatus,
  ReportedConversation,
  ReportedPricing,
  TemplateContent,
  ThreadEvent,
} from './event.ts'
import type { Each } from './whole.ts'

/**
 * One total order over facts, so that their set has one reading whatever the order of arrival. Time
 * comes first. At the same instant the customer comes before the business: a reply that carries the
 * timestamp of the message that it answers lies inside the window which that message opens.
 */
export const compareFacts = (a: ThreadEvent, b: ThreadEvent): number => {
  if (a.at !== b.at) return a.at - b.at
  const ranks = rank(a) - rank(b)
  if (ranks !== 0) return ranks
  if (a.id !== b.id) return a.id < b.id ? -1 : 1
  const left = contentKey(a)
  const right = contentKey(b)
  return left === right ? 0 : left < right ? -1 : 1
}

const statusRank: Record<DeliveryStatus, number> = {
  sent: 13,
  delivered: 14,
  read: 15,
  played: 16,
  failed: 17,
}

const rank = (event: ThreadEvent): number => {
  switch (event.type) {
    case 'customer-messaged':
      return 0
    case 'customer-called':
      return 1
    case 'business-call-accepted':
      return 2
    case 'customer-renamed':
      return 4
    // Of two facts of the same second that contradict each other, the one that refuses comes last and is believed.
    case 'marketing-preference':
      return event.value === 'resume' ? 5 : 6
    case 'call-ended':
      return event.connected ? 3 : 9
    case 'call-permission-changed':
      return permissionRank[event.permission]
    case 'business-messaged':
      return 11
    case 'call-permission-requested':
      return 12
    case 'message-status':
      return statusRank[event.status]
  }
}

const permissionRank: Record<CallPermissionChanged['permission'], number> = {
  permanent: 7,
  temporary: 8,
  none: 10,
}

/**
 * Everything in a fact that a rule reads. Two events are the same fact when nothing here differs. Every field is
 * named, so that a new one does not compile until it is said here whether it makes another fact.
 */
const contentKey = (event: ThreadEvent): string => {
  switch (event.type) {
    case 'customer-messaged':
      return key<CustomerMessaged>({ kind: [event.kind], entryPoint: originParts(event.entryPoint) })
    case 'business-messaged':
      return key<BusinessMessaged>({ content: contentParts(event.content), held: [event.held] })
    case 'message-status':
      return key<MessageStatus>({
        message: [event.message],
        participant: [event.participant],
        status: ranked,
        errorCode: [event.errorCode],
        pricing: pricingParts(event.pricing),
        conversation: conversationParts(event.conversation),
      })
    case 'customer-renamed':
      return key<CustomerRenamed>({ previous: [event.previous], current: [event.current] })
    case 'marketing-preference':
      return key<MarketingPreference>({ value: ranked })
    case 'customer-called':
      return key<CustomerCalled>({})
    case 'business-call-accepted':
      return key<BusinessCallAccepted>({})
    case 'call-permission-changed':
      return key<CallPermissionChanged>({ permission: ranked, until: [event.until], source: [event.source] })
    case 'call-permission-requested':
      return key<CallPermissionRequested>({ by: [event.by] })
    case 'call-ended':
      return key<CallEnded>({ direction: [event.direction], connected: ranked })
  }
}

type Parts = readonly unknown[]

/** The rank says it already. */
const ranked: Parts = []

/** `InThread` is compared before, or the same in all facts of a thread, or no part of the fact: which ids came with it. */
const key = <A>(fields: Each<Omit<A, keyof InThread | 'type'>, Parts>): string =>
  JSON.stringify(every(fields))

/** What is absent is `null`, so that every part keeps its place. */
const every = (fields: Readonly<Record<string, Parts>>): Parts =>
  Object.values(fields).flatMap((parts) => parts.map((part) => part ?? null))

const originParts = (origin: EntryPointOrigin | undefined): Parts =>
  every({ source: [origin?.source], id: [origin?.id] } satisfies Each<EntryPointOrigin, Parts>)

const contentParts = (content: Content): Parts => {
  if (content.kind !== 'template')
    return every({ kind: [content.kind] } satisfies Each<typeof content, Parts>)
  const { kind, name, language, category } = content
  return every({
    kind: [kind],
    name: [name],
    language: [language],
    category: [category],
  } satisfies Each<TemplateContent, Parts>)
}

const pricingParts = (pricing: ReportedPricing | undefined): Parts =>
  every({
    model: [pricing?.model],
    type: [pricing?.type],
    subtype: [pricing?.subtype],
    category: [pricing?.category],
    billable: [pricing?.billable],
  } satisfies Each<ReportedPricing, Parts>)

const conversationParts = (conversation: ReportedConversation | undefined): Parts =>
  every({
    id: [conversation?.id],
    origin: [conversation?.origin],
    expiresAt: [conversation?.expiresAt],
  } satisfies Each<ReportedConversation, Parts>)
