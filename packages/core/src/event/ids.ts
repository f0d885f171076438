import type { ThreadEvent } from './event.ts'

/** A country code and a dot: a business-scoped user id. No phone number looks like this (ID-1). */
export const isUserId = (id: string): boolean =>
  id.length > 2 && id.charCodeAt(2) === dot && isCapital(id.charCodeAt(0)) && isCapital(id.charCodeAt(1))

const dot = 46
const isCapital = (code: number): boolean => code >= 65 && code <= 90

const none: readonly string[] = []

/** The id by which an event names its customer. A change of identity is the last event of the previous id. */
export const nameIn = (event: ThreadEvent): string =>
  event.type === 'customer-renamed' ? event.previous : event.customer

/** The other ids that an event shows to be the same customer's (ID-8); a change of identity shows none (POS-26). */
export const aliasesIn = (event: ThreadEvent): readonly string[] =>
  event.type === 'customer-renamed' ? none : (event.aliases ?? none)

/** The order of two accounts of one fact that name the customer by different ids. */
export const compareIds = (a: ThreadEvent, b: ThreadEvent): number => {
  if (a.customer === b.customer && a.aliases === b.aliases) return 0
  const [left, right] = [idsKey(a), idsKey(b)]
  return left === right ? 0 : left < right ? -1 : 1
}

const idsKey = ({ customer, aliases = none }: ThreadEvent): string =>
  JSON.stringify([...new Set([customer, ...aliases])].sort())
