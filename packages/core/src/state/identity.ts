import { aliasesIn, isUserId } from '../event/ids.ts'
import type { ThreadEvent } from '../event/event.ts'
import { emptyThread, type Absorption, type Thread } from '../thread/thread.ts'
import { holderAt, type Holder } from '../thread/roots.ts'
import { lookUp, type PersistentMap } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'

/** Names a thread: one business phone number and one customer, by any of the customer's ids. */
export interface ThreadKey {
  readonly phoneNumberId: string
  readonly customer: string
}

/**
 * A customer's id as webhooks have it: people write phone numbers with a plus sign and spaces, Meta writes the digits.
 *
 * @example
 * customerId('+1 (555) 010-0001') //=> '15550100001'
 * customerId('US.1') //=> 'US.1'
 * customerId('+15550100001x') //=> '+15550100001x'
 */
export const customerId = (id: string): string =>
  /[\s+()-]/.test(id) && /^\+?[\s()-]*\d[\d\s()-]*$/.test(id) ? id.replaceAll(/\D/g, '') : id

/** The threads of one phone number by customer: each under one id, the customer's other ids pointing there (ID-8). */
export type Threads = PersistentMap<Entry>
export type Entry = OwnThread | Pointer

/** Where an id leads. */
export interface Pointer {
  readonly sameAs: string
  /** Who held the number from when on, where it was handed on (ID-11); the last one holds it now. */
  readonly holders?: readonly Holder[]
}

/** A thread, named by the id under which it is kept. */
export interface OwnThread extends ThreadKey {
  /** The customer's other ids, as far as they were seen; of numbers that are handed on, those held now. */
  readonly aliases: readonly string[]
  readonly thread: Thread
}

/**
 * The thread of the customer who is named by an id as anybody may write it; `null` when nothing is known of it.
 * An id as webhooks have it is found at once.
 */
export const findNamed = (threads: Threads, customer: string, at: Instant): OwnThread | null => {
  const found = findThread(threads, customer, at)
  if (found !== null) return found
  const plain = customerId(customer)
  return plain === customer ? null : findThread(threads, plain, at)
}

/** The thread of the customer who has the id at an instant, or now; `null` when nothing is known of it. */
export const findThread = (threads: Threads, customer: string, at: Instant = Infinity): OwnThread | null => {
  let entry = lookUp(threads, customer)
  while (entry !== undefined && 'sameAs' in entry) entry = lookUp(threads, leadsTo(entry, at))
  return entry ?? null
}

const leadsTo = ({ sameAs, holders }: Pointer, at: Instant): string => {
  if (holders === undefined) return sameAs
  const holder = holderAt(holders, at)
  return holder === undefined || holder === holders.at(-1) ? sameAs : holder.by
}

/** Other ids that this event proves to be the customer's, or that the rulebook takes for them (POS-26). */
export const otherIds = (event: ThreadEvent, { calendar }: Absorption): readonly string[] => {
  if (event.type !== 'customer-renamed') return aliasesIn(event)
  return calendar(event.at).rules.carryWindowOnIdentityChange.is ? [event.current] : none
}

const none: readonly string[] = []

/**
 * The thread that all these ids name already, if there is one, and if the event tells nothing new of who
 * holds a number that was handed on. There is for almost every event.
 */
export const commonThread = (
  threads: Threads,
  customer: string,
  others: readonly string[],
  at: Instant,
  { calendar }: Pick<Absorption, 'calendar'>,
): OwnThread | null => {
  if (others.length === 0) return findThread(threads, customer, at)
  const own = findThread(threads, customer)
  if (own === null) return null
  if (!others.every((other) => other === own.customer || own.aliases.includes(other))) return null
  // A change of identity that joined two customers joined the holder that the number had then.
  if (hasTwoUserIds(own) && calendar(at).rules.carryWindowOnIdentityChange.is) return null
  const { contested } = own.thread.roots
  return contested.every(
    ({ id, holders }) =>
      (id !== customer && !others.includes(id)) || at > (holders.at(-1)?.from ?? -Infinity),
  )
    ? own
    : null
}

const hasTwoUserIds = ({ customer, aliases }: OwnThread): boolean =>
  aliases.length > 0 && aliases.filter(isUserId).length + (isUserId(customer) ? 1 : 0) > 1

/** A thread that begins with an event. */
export const firstThread = (
  { phoneNumberId, customer }: ThreadKey,
  others: readonly string[],
): OwnThread => ({
  phoneNumberId,
  customer,
  aliases: [...new Set(others)].filter((id) => id !== customer),
  thread: emptyThread,
})

/** Those threads, and all with which they share a number that was handed on. */
export const withRivals = (threads: Threads, ids: readonly string[]): readonly OwnThread[] => {
  const found = new Map<string, OwnThread>()
  const pending = [...ids]
  for (let id = pending.shift(); id !== undefined; id = pending.shift()) {
    const own = findThread(threads, id)
    if (own === null || found.has(own.customer)) continue
    found.set(own.customer, own)
    for (const { id: number, holders } of own.thread.roots.contested)
      pending.push(number, ...holders.map(({ by }) => by))
  }
  return [...found.values()]
}
