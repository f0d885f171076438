import type { ThreadEvent } from '../event/event.ts'
import { mergeThreads } from '../thread/merge.ts'
import { both, nothingSettled, type Settlement } from '../thread/settlement.ts'
import type { Absorption, Thread } from '../thread/thread.ts'
import { assoc, lookUp, type PersistentMap } from './persistent-map.ts'

/** Names a thread: one business phone number and one customer, by any of the customer's ids. */
export interface ThreadKey {
  readonly phoneNumberId: string
  readonly customer: string
}

/** A thread under its first id; its customer's other ids point there (ID-8). */
export type Entry = OwnThread | { readonly sameAs: string }

export interface OwnThread extends ThreadKey {
  readonly thread: Thread
}

export type Threads = PersistentMap<Entry>

/** Where the thread of these ids stands, if anything is known of it. */
export const findThread = (threads: Threads, { phoneNumberId, customer }: ThreadKey): OwnThread | null =>
  ownThread(threads, homeOf(threads, addressOf(phoneNumberId, customer)))

export const addressOf = (phoneNumberId: string, customer: string): string => `${phoneNumberId}/${customer}`

/** Follows an id to the one under which the thread is kept. */
export const homeOf = (threads: Threads, address: string): string => {
  let home = address
  for (
    let entry = lookUp(threads, home);
    entry !== undefined && 'sameAs' in entry;
    entry = lookUp(threads, home)
  )
    home = entry.sameAs
  return home
}

export const ownThread = (threads: Threads, home: string): OwnThread | null => {
  const entry = lookUp(threads, home)
  return entry !== undefined && 'thread' in entry ? entry : null
}

const none: readonly string[] = []

/** Other ids that this event proves to be the customer's, or that the rulebook takes for them (POS-26). */
export const otherIds = (event: ThreadEvent, { calendar }: Absorption): readonly string[] => {
  const renamed = event.type === 'customer-renamed' && calendar(event.at).rules.carryWindowOnIdentityChange
  return renamed ? [event.previous, event.current] : (event.aliases ?? none)
}

export interface Linked {
  readonly threads: Threads
  /** What was decided for good because threads became one. */
  readonly settled: Settlement
}

/** Makes several ids of one customer name one thread; threads that were apart until now become one. */
export const linkIds = (
  threads: Threads,
  phoneNumberId: string,
  ids: readonly string[],
  absorption: Absorption,
): Linked => {
  const homes = [...new Set(ids.map((id) => homeOf(threads, addressOf(phoneNumberId, id))))]
  const home = homes.find((candidate) => ownThread(threads, candidate) !== null) ?? homes[0]
  if (home === undefined) return { threads, settled: nothingSettled }
  return homes
    .filter((other) => other !== home)
    .reduce<Linked>((linked, other) => joinHomes(linked, home, other, absorption), {
      threads,
      settled: nothingSettled,
    })
}

const joinHomes = (linked: Linked, home: string, other: string, absorption: Absorption): Linked => {
  const staying = ownThread(linked.threads, home)
  const moving = ownThread(linked.threads, other)
  const pointed = assoc<Entry>(linked.threads, other, { sameAs: home })
  if (staying === null || moving === null) return { threads: pointed, settled: linked.settled }
  const { thread, settled } = mergeThreads(staying.thread, moving.thread, absorption)
  return {
    threads: assoc<Entry>(pointed, home, { ...staying, thread }),
    settled: both(linked.settled, settled),
  }
}
