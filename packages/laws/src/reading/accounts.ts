import type { Event } from '@guichet/core'
import type { AccountSettings } from './account-settings.ts'

/** What tells which number belongs to which account. */
export interface Heard {
  readonly events: readonly Event[]
  readonly settings?: AccountSettings | undefined
  readonly protocol?: 1 | 2 | undefined
}

interface Named {
  readonly phoneNumberId?: string
  readonly displayPhoneNumber?: string
}

/** The ids of the phone numbers that an event is about; none where it names none, or one that no id is known of. */
export const numbersIn = (event: Named, { events, settings }: Heard): readonly string[] => {
  const { phoneNumberId, displayPhoneNumber } = event
  if (phoneNumberId !== undefined) return [phoneNumberId]
  if (displayPhoneNumber === undefined) return []
  const set = Object.entries(settings?.phoneNumbers ?? {}).flatMap(([id, number]) =>
    number.displayPhoneNumber === displayPhoneNumber ? [id] : [],
  )
  // Whatever names both gives one the other, whenever that is.
  const told = events.flatMap((other) =>
    'displayPhoneNumber' in other && other.displayPhoneNumber === displayPhoneNumber
      ? (other.phoneNumberId ?? [])
      : [],
  )
  return [...new Set([...set, ...told])]
}

/** Does the event name a phone number, by its id or as people see it? */
export const namesNumber = ({ phoneNumberId, displayPhoneNumber }: Named): boolean =>
  phoneNumberId !== undefined || displayPhoneNumber !== undefined

/**
 * The accounts that a phone number is known to belong to, whenever that became known. In version 1 of the protocol only
 * events of threads tell it.
 */
export const accountsOf = (phoneNumberId: string, heard: Heard): readonly string[] => {
  const set = heard.settings?.phoneNumbers?.[phoneNumberId]?.account ?? []
  const told = heard.events.flatMap((event) =>
    'account' in event && event.account !== undefined && isAbout(event, phoneNumberId, heard)
      ? event.account
      : [],
  )
  return [...new Set([set, told].flat())]
}

const isAbout = (event: Event, phoneNumberId: string, heard: Heard): boolean =>
  'customer' in event
    ? event.phoneNumberId === phoneNumberId
    : heard.protocol === 2 && isOfNumber(event) && numbersIn(event, heard).includes(phoneNumberId)

const isOfNumber = (event: Event): event is Event & Named =>
  'phoneNumberId' in event || 'displayPhoneNumber' in event

/**
 * The account whose monthly allowance a number uses. Numbers whose account is not known share one; so does a number
 * that was never named with the others, while these are of one account.
 */
export const holderOf = (phoneNumberId: string, heard: Heard): string => {
  const seen = numbersSeen(heard)
  const [own = ''] = accountsOf(phoneNumberId, heard).toSorted()
  if (own !== '' || seen.includes(phoneNumberId)) return own
  const others = [...new Set(seen.map((other) => holderOf(other, heard)))]
  return others.length === 1 ? (others[0] ?? '') : `number ${phoneNumberId}`
}

const numbersSeen = (heard: Heard): readonly string[] => {
  const set = Object.keys(heard.settings?.phoneNumbers ?? {})
  const inThreads = heard.events.flatMap((event) => ('customer' in event ? event.phoneNumberId : []))
  const inAccounts = heard.events.flatMap((event) =>
    heard.protocol === 2 && isOfNumber(event) ? numbersIn(event, heard) : [],
  )
  return [...new Set([...set, ...inThreads, ...inAccounts])].filter(
    (id) => inThreads.includes(id) || accountsOf(id, heard).length > 0,
  )
}

/** Does an account speak for the number? While the number's own is not known, every account does. */
export const speaksFor = (account: string, phoneNumberId: string, heard: Heard): boolean => {
  const own = accountsOf(phoneNumberId, heard)
  return own.length === 0 || own.includes(account)
}

/** The accounts that share one messaging limit with a number; `null` for all that there are. */
export const portfolioOf = (phoneNumberId: string, heard: Heard): readonly string[] | null => {
  const own = accountsOf(phoneNumberId, heard)
  const named = heard.settings?.portfolio
  if (named === undefined || own.length === 0) return null
  return own.flatMap((account) => (named.includes(account) ? named : [account]))
}

/** Do messages of the other number count against the limit of these accounts? */
export const isInPortfolio = (
  accounts: readonly string[] | null,
  phoneNumberId: string,
  heard: Heard,
): boolean => {
  const own = accountsOf(phoneNumberId, heard)
  return accounts === null || own.length === 0 || own.some((account) => accounts.includes(account))
}
