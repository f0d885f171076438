import type { Restriction } from '../event/event.ts'
import type { Instant } from '../time/instant.ts'
import type { Reason } from './answer.ts'

type When = (at: Instant) => string

type Worded =
  | 'service-window-closed'
  | 'template-unknown'
  | 'template-not-approved'
  | 'template-paused'
  | 'template-disabled'
  | 'marketing-stopped'
  | 'customer-unknown'

/** The reasons of limits, restrictions and calls. */
export type LimitReason = Exclude<Reason, { readonly code: Worded }>

const restricted: Readonly<Record<Restriction, string>> = {
  'business-initiated-messages': 'to begin conversations',
  replies: 'to reply',
  'all-messages': 'to send anything',
  'direct-send-utility': 'to send utility messages directly',
  'business-initiated-calls': 'to call',
}

/** Such a reason as the part of a sentence. */
export const limitInWords = (reason: LimitReason, when: When): string => {
  switch (reason.code) {
    case 'account-restricted':
      return `WhatsApp forbids the account ${restricted[reason.restriction]}${reason.until === null ? ' until further notice' : ` until ${when(reason.until)}`}`
    case 'marketing-not-delivered':
      return 'no marketing template reaches a customer in the United States'
    case 'marketing-cap-reached':
      return `the customer gets no more marketing until ${when(reason.until)}`
    case 'messaging-limit-reached':
      return `the messaging limit of ${reason.limit} in 24 hours is reached${reason.freesAt === null ? '' : `, and a place is free at ${when(reason.freesAt)}`}`
    case 'pair-rate-reached':
      return `messages to this customer came too fast, and the next may follow at ${when(reason.until)}`
    case 'throughput-reached':
      return `the phone number passes no more messages${reason.until === null ? '' : ` until ${when(reason.until)}`}`
    case 'group-suspended':
      return `the group ${reason.group} is suspended`
    case 'call-not-permitted':
      return `the customer permits no call${reason.since === null ? '' : ` since ${when(reason.since)}`}`
    case 'call-limit-reached':
      return `${reason.limit} calls were picked up in 24 hours, and the next is possible at ${when(reason.freesAt)}`
    case 'calls-not-offered':
      return `phone numbers of ${reason.country} cannot call`
    case 'call-permission-requested-lately':
      return `the customer was asked already, and may be asked again at ${when(reason.until)}`
    case 'call-permission-is-permanent':
      return 'the permission to call is permanent'
  }
}
