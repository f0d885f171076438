import type { Restriction } from '@guichet/core'
import type { Done } from '../happenings/customer.ts'
import { release, restrict, setMessagingLimit, setThroughput } from '../happenings/account.ts'
import { textIn, type Json } from '../json.ts'
import { durationOf, instantOf, type Instant } from '../time/instant.ts'
import { accountOf, accountsOf, phoneNumberOf, type World } from '../world/world.ts'

/** What WhatsApp does to an account or a phone number: it raises, lowers, restricts and releases. */
export type AccountAction =
  | {
      readonly do: 'set-messaging-limit'
      /** Customers who may be written to first in 24 hours; `null` for any number. */
      readonly limit: number | null
      /** Default: the emulator's, as for all of these. The limit is that of all accounts together. */
      readonly account?: string
    }
  | { readonly do: 'set-throughput'; readonly perSecond: number; readonly phoneNumberId?: string }
  | {
      readonly do: 'restrict'
      readonly restriction: Restriction
      /** Default: until further notice. */
      readonly until?: Instant
      readonly account?: string
      /** The one phone number that it is about. */
      readonly phoneNumberId?: string
    }
  | { readonly do: 'release'; readonly account?: string }

/** Performs it now. */
export const performOnAccount = (world: World, action: AccountAction): Done => {
  const named = 'phoneNumberId' in action ? action.phoneNumberId : undefined
  if (named !== undefined && phoneNumberOf(world, named) === undefined)
    return { ok: false, reason: `phoneNumberId: there is no phone number with the id ${named}` }
  const ofNumber = named === undefined ? world.settings.account : accountOf(world, named)
  const account = ('account' in action ? action.account : undefined) ?? ofNumber
  if (!accountsOf(world).includes(account))
    return { ok: false, reason: `account: there is no account with the id ${account}` }
  if (named !== undefined && account !== ofNumber)
    return { ok: false, reason: `phoneNumberId: ${named} belongs to the account ${ofNumber}` }
  switch (action.do) {
    case 'set-messaging-limit':
      setMessagingLimit(world, account, action.limit)
      break
    case 'set-throughput':
      setThroughput(world, named ?? world.settings.phoneNumbers[0]?.id ?? '', action.perSecond)
      break
    case 'restrict': {
      const { restriction, until = null } = action
      if (restriction === 'all-messages' && (until !== null || named !== undefined))
        return { ok: false, reason: 'all-messages is a ban of the whole account, until it is released' }
      restrict(world, { account, restriction, until, phoneNumberId: named ?? null })
      break
    }
    case 'release':
      release(world, account)
      break
  }
  return { ok: true, id: account }
}

/** What can be restricted. */
export const restrictions: readonly Restriction[] = [
  'business-initiated-messages',
  'replies',
  'all-messages',
  'direct-send-utility',
  'business-initiated-calls',
]

/** Reads an action on an account; a text is the error. `now` is what durations begin at. */
export const readAccountAction = (what: string, fields: Json, now: Instant): AccountAction | string => {
  const [account, phoneNumberId] = [textIn(fields['account']), textIn(fields['phoneNumberId'])]
  const ofAccount = account === undefined ? {} : { account }
  const ofNumber = phoneNumberId === undefined ? {} : { phoneNumberId }
  switch (what) {
    case 'limit': {
      const limit = limitIn(fields['limit'])
      if (limit === undefined) return 'limit must be a whole number above 0, or null for unlimited'
      return { do: 'set-messaging-limit', limit, ...ofAccount }
    }
    case 'throughput': {
      const perSecond = Number(fields['perSecond'])
      if (!(Number.isSafeInteger(perSecond) && perSecond > 0))
        return 'perSecond must be a whole number above 0'
      return { do: 'set-throughput', perSecond, ...ofNumber }
    }
    case 'restrict': {
      const restriction = restrictions.find((one) => one === fields['restriction'])
      if (restriction === undefined) return `restriction must be one of ${restrictions.join(', ')}`
      const until = untilIn(fields, now)
      if (until === undefined)
        return 'give until, an instant such as 2026-10-01T12:00:00Z, or for, a duration such as PT24H, or neither'
      return { do: 'restrict', restriction, ...ofAccount, ...ofNumber, ...(until === null ? {} : { until }) }
    }
    case 'release':
      return { do: 'release', ...ofAccount }
    default:
      return 'WhatsApp can set limit or throughput, restrict and release'
  }
}

const limitIn = (given: unknown): number | null | undefined => {
  if (given === null || given === 'unlimited') return null
  if (given === '') return undefined
  const limit = Number(given)
  return Number.isSafeInteger(limit) && limit > 0 ? limit : undefined
}

/** The end of a restriction; `null` for none, `undefined` for one that cannot be read. */
const untilIn = ({ until, for: lasts }: Json, now: Instant): Instant | null | undefined => {
  if (textIn(lasts) !== undefined) {
    const duration = durationOf(lasts)
    return duration === null ? undefined : now + duration
  }
  if (until === undefined || until === null || until === '') return null
  return instantOf(until) ?? undefined
}
