import {
  ownThread,
  type Charge,
  type OwnThread,
  type State,
  type ThreadEvent,
  type ThreadKey,
} from '@guichet/core'
import type { IdChange, Move } from '../store/change.ts'
import type { ThreadRow } from '../store/rows.ts'
import type { KeptThread } from '../threads/kept.ts'
import { nameOf } from '../threads/name.ts'
import { continued, destinationOf, moveOf, newStream, streamOf, type Stream } from './streams.ts'

/**
 * Keeps streams where their threads are. A customer's ids become known one after the other: threads that
 * were two become one, and a phone number is handed on to somebody else (ID-8, ID-11). The core says where
 * each thread is after an event; here that becomes what the store has to do.
 */
export interface Rehousing {
  /** The stream of a thread; a new one where there was none. */
  readonly stream: (key: ThreadKey) => Stream
  /** Follows what an event did to the ids that it names. */
  readonly follow: (event: ThreadEvent, before: State, after: State) => void
  readonly streams: () => readonly Stream[]
  readonly moves: readonly Move[]
  readonly removed: readonly ThreadRow[]
  readonly ids: () => readonly IdChange[]
}

export const rehousing = (
  threads: readonly KeptThread[],
  claimedBy: (own: OwnThread) => readonly Charge[],
): Rehousing => {
  const streams = new Map<string, Stream>()
  /** Where ids led when they were read. */
  const read = new Map<string, IdChange>()
  const ids = new Map<string, IdChange>()
  const moves: Move[] = []
  const removed: ThreadRow[] = []

  for (const kept of threads) {
    const { own } = kept
    streams.set(
      nameOf(own),
      streamOf(kept, () => claimedBy(own)),
    )
    for (const id of [own.customer, ...own.aliases]) {
      const { phoneNumberId, customer } = own
      read.set(nameOf({ phoneNumberId, customer: id }), { phoneNumberId, id, customer, expected: customer })
    }
  }

  const stream = (key: ThreadKey): Stream => {
    const name = nameOf(key)
    const found = streams.get(name)
    if (found !== undefined) return found
    const made = newStream(key)
    streams.set(name, made)
    return made
  }

  const lead = (phoneNumberId: string, id: string, customer: string): void => {
    const name = nameOf({ phoneNumberId, customer: id })
    ids.set(name, { phoneNumberId, id, customer, expected: read.get(name)?.expected ?? null })
  }

  const goOn = (from: Stream, customer: string): void => {
    const key = { phoneNumberId: from.phoneNumberId, customer }
    const into = stream(key)
    if (from.hasStored) moves.push(moveOf(from, into))
    if (from.stored !== null) removed.push(from.stored)
    streams.delete(nameOf(from))
    streams.set(nameOf(key), continued(from, into))
  }

  const follow = (event: ThreadEvent, before: State, after: State): void => {
    const { phoneNumberId } = event
    const ownerBefore = (customer: string): OwnThread | null => ownThread(before, { phoneNumberId, customer })
    const ownerAfter = (customer: string): OwnThread | null => ownThread(after, { phoneNumberId, customer })
    const named = idsIn(event)
    const first = named[0] ?? event.customer
    if (isSettled(ownerBefore(first), ownerAfter(first))) return
    const owners = [...new Set(named.flatMap((id) => ownerBefore(id) ?? []))]
    const concerned = new Set([
      ...named,
      ...owners.flatMap(({ customer, aliases }) => [customer, ...aliases]),
    ])
    for (const owner of owners) {
      const destination = destinationOf(owner, ownerAfter)
      if (destination !== owner.customer) goOn(stream(owner), destination)
    }
    for (const id of concerned) {
      const owner = ownerAfter(id)
      if (owner === null) continue
      stream(owner).isChanged = true
      if (owner.customer !== ownerBefore(id)?.customer) lead(phoneNumberId, id, owner.customer)
    }
  }

  return {
    stream,
    follow,
    streams: () => [...streams.values()],
    moves,
    removed,
    ids: () => [...ids.values()].filter(({ customer, expected }) => customer !== expected),
  }
}

/** The ids that an event can join or part. */
export const idsIn = (event: ThreadEvent): readonly string[] =>
  event.type === 'customer-renamed'
    ? [event.previous, event.current, ...(event.aliases ?? [])]
    : [event.customer, ...(event.aliases ?? [])]

/** Almost every event leaves the ids as they were. */
const isSettled = (before: OwnThread | null, after: OwnThread | null): boolean =>
  before !== null && after !== null && before.customer === after.customer && before.aliases === after.aliases
