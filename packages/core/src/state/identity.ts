import type { ThreadEvent } from '../event/event.ts'
import { mergeThreads } from '../thread/merge.ts'
import { both, nothingSettled, type Settlement } from '../thread/settlement.ts'
import { emptyThread, type Absorption, type Thread } from '../thread/thread.ts'
import { assoc, lookUp, type PersistentMap } from '../persistent-map.ts'

/** Names a thread: one business phone number and one customer, by any of the customer's ids. */
export interface ThreadKey {
  readonly phoneNumberId: string
  readonly customer: string
}

/** A customer's id as webhooks have it: people write phone numbers with a plus sign and spaces, Meta writes the digits. */
export const customerId = (id: string): string =>
  /^\+?[\s()-]*\d[\d\s()-]*$/.test(id) ? id.replaceAll(/\D/g, '') : id

/** The threads of one phone number by customer: each under one id, the customer's other ids pointing there (ID-8). */
export type Threads = PersistentMap<Entry>
export type Entry = OwnThread | { readonly sameAs: string }

/** A thread, named by the id under which it is kept. */
export interface OwnThread extends ThreadKey {
  /** The customer's other ids, as far as they were seen. */
  readonly aliases: readonly string[]
  readonly thread: Thread
}

/** The thread of a customer, by any id; `null` when nothing is known of it. */
export const findThread = (threads: Threads, customer: string): OwnThread | null => {
  let entry = lookUp(threads, customer)
  while (entry !== undefined && 'sameAs' in entry) entry = lookUp(threads, entry.sameAs)
  return entry ?? null
}

/** The id under which a customer's thread is kept, or will be. */
export const homeOf = (threads: Threads, customer: string): string => {
  let home = customer
  for (
    let entry = lookUp(threads, home);
    entry !== undefined && 'sameAs' in entry;
    entry = lookUp(threads, home)
  )
    home = entry.sameAs
  return home
}

const none: readonly string[] = []

/** Other ids that this event proves to be the customer's, or that the rulebook takes for them (POS-26). */
export const otherIds = (event: ThreadEvent, { calendar }: Absorption): readonly string[] => {
  if (event.type !== 'customer-renamed') return event.aliases ?? none
  return calendar(event.at).rules.carryWindowOnIdentityChange ? [event.current] : none
}

export interface Linked {
  readonly threads: Threads
  /** What was decided for good because threads became one. */
  readonly settled: Settlement
}

/** Makes several ids of one customer name one thread; threads that were apart until now become one. */
export const linkIds = (threads: Threads, customer: string, others: readonly string[]): Linked => {
  const own = homeOf(threads, customer)
  const homes = [...new Set([own, ...others.map((id) => homeOf(threads, id))])]
  const home = homes.find((id) => lookUp(threads, id) !== undefined) ?? own
  return homes
    .filter((other) => other !== home)
    .reduce<Linked>((linked, other) => joinHomes(linked, home, other), {
      threads,
      settled: nothingSettled,
    })
}

const joinHomes = (linked: Linked, home: string, other: string): Linked => {
  const staying = findThread(linked.threads, home)
  const moving = findThread(linked.threads, other)
  const pointed = assoc<Entry>(linked.threads, other, { sameAs: home })
  if (staying === null) return { threads: pointed, settled: linked.settled }
  const aliases = [...staying.aliases, other, ...(moving?.aliases ?? [])]
  const { thread, settled } =
    moving === null
      ? { thread: staying.thread, settled: nothingSettled }
      : mergeThreads(staying.thread, moving.thread)
  return {
    threads: assoc<Entry>(pointed, home, { ...staying, aliases, thread }),
    settled: both(linked.settled, settled),
  }
}

/** The thread that all these ids name already, if there is one. There is for almost every event. */
export const commonThread = (
  threads: Threads,
  customer: string,
  others: readonly string[],
): OwnThread | null => {
  const own = findThread(threads, customer)
  if (own === null) return null
  return others.every((other) => other === own.customer || own.aliases.includes(other)) ? own : null
}

/** A thread that is heard of for the first time, under the id that the customer's other ids point to already. */
export const firstThread = (
  threads: Threads,
  { phoneNumberId, customer }: ThreadKey,
  others: readonly string[],
): OwnThread => {
  const home = homeOf(threads, customer)
  const aliases = [customer, ...others].filter((id) => id !== home)
  return { phoneNumberId, customer: home, aliases: [...new Set(aliases)], thread: emptyThread }
}
