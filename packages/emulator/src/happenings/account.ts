import type { Event, Restriction } from '@guichet/core'
import { compact, type Json } from '../json.ts'
import { secondsText, wholeSecond, type Instant } from '../time/instant.ts'
import { emit } from '../webhooks/post.ts'
import { accountOf, nextNumber, phoneNumberOf, type World } from '../world/world.ts'

/** Raises or lowers the messaging limit of the portfolio, and tells it by a webhook of the account (LIM-22, LIM-23). */
export const setMessagingLimit = (world: World, account: string, limit: number | null): void => {
  world.limits.messagingLimit = limit
  note(world, (about) => ({ ...about, type: 'messaging-limit-changed', account, limit }))
  tell(world, account, 'business_capability_update', {
    max_daily_conversations_per_business: limit ?? -1,
    ...(limit === 250 ? { max_phone_numbers_per_business: 2 } : { max_phone_numbers_per_waba: 25 }),
  })
}

/** What a phone number passes a second; only the upgrade to 1,000 is told (LIM-35). */
export const setThroughput = (world: World, phoneNumberId: string, perSecond: number): void => {
  world.limits.perSecond.set(phoneNumberId, perSecond)
  const account = accountOf(world, phoneNumberId)
  note(world, (about) => ({ ...about, type: 'throughput-changed', account, phoneNumberId, perSecond }))
  if (perSecond !== upgraded) return
  tell(world, account, 'phone_number_quality_update', {
    display_phone_number: phoneNumberOf(world, phoneNumberId)?.number,
    event: 'THROUGHPUT_UPGRADE',
    current_limit: 'TIER_UNLIMITED',
  })
}

const upgraded = 1_000

/** What WhatsApp forbids, until an instant or until further notice. */
export interface Restricting {
  readonly account: string
  readonly restriction: Restriction
  readonly until: Instant | null
  /** The one phone number that it is about; `null` for the whole account. */
  readonly phoneNumberId: string | null
}

/** Restricts an account or a number of it, and tells it (LIM-29); `all-messages` is a ban. */
export const restrict = (world: World, restricting: Restricting): void => {
  const { account, restriction, phoneNumberId } = restricting
  const until = restricting.until === null ? null : wholeSecond(restricting.until)
  note(world, (about) => ({
    ...about,
    type: 'account-restricted',
    account,
    restriction,
    ...(until === null ? {} : { until }),
    ...(phoneNumberId === null ? {} : { phoneNumberId }),
  }))
  if (restriction === 'all-messages') return tellBan(world, account, 'DISABLE')
  const expiration = until === null ? undefined : until / 1000
  tell(
    world,
    account,
    'account_update',
    compact({
      phone_number: phoneNumberId === null ? undefined : phoneNumberOf(world, phoneNumberId)?.number,
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [compact({ restriction_type: restrictionTypes[restriction], expiration })],
    }),
  )
}

/** Meta's words. */
const restrictionTypes: Readonly<Record<Exclude<Restriction, 'all-messages'>, string>> = {
  'business-initiated-messages': 'RESTRICTED_BIZ_INITIATED_MESSAGING',
  replies: 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING',
  'direct-send-utility': 'RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES',
  'business-initiated-calls': 'RESTRICTED_BUSINESS_INITIATED_CALLING',
}

/** Ends all restrictions of an account and its numbers, and tells it as a reinstatement (POS-44). */
export const release = (world: World, account: string): void => {
  note(world, (about) => ({ ...about, type: 'account-released', account }))
  tellBan(world, account, 'REINSTATE')
}

const tellBan = (world: World, account: string, state: 'DISABLE' | 'REINSTATE'): void =>
  tell(world, account, 'account_update', {
    event: 'DISABLED_UPDATE',
    ban_info: { waba_ban_state: state, waba_ban_date: wordedDate(world.agenda.now()) },
  })

/** Meta writes the date of a ban in words. */
const wordedDate = (at: Instant): string =>
  new Date(at).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })

const note = (world: World, factOf: (about: { id: string; at: Instant }) => Event): void => {
  const at = wholeSecond(world.agenda.now())
  world.limits.facts.push(factOf({ id: `account/${nextNumber(world)}/${secondsText(at)}`, at }))
}

const tell = (world: World, account: string, field: string, element: Json): void =>
  emit(world, {
    field,
    at: wholeSecond(world.agenda.now()),
    account,
    phoneNumberId: null,
    list: null,
    element,
    contact: null,
  })
