import type { ThreadEvent, ThreadKey } from '@guichet/core'
import type { OwnThread, Regrouped } from '@guichet/core/store'
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
  /** Follows the identities that an event joined or split. */
  readonly follow: (regrouped: Regrouped) => void
  readonly streams: () => readonly Stream[]
  readonly moves: readonly Move[]
  readonly removed: readonly ThreadRow[]
  readonly ids: () => readonly IdChange[]
}

export const rehousing = (threads: readonly KeptThread[]): Rehousing => {
  const streams = new Map<string, Stream>()
  /** Where ids led when they were read. */
  const read = new Map<string, IdChange>()
  const ids = new Map<string, IdChange>()
  const moves: Move[] = []
  const removed: ThreadRow[] = []

  for (const kept of threads) {
    const { own } = kept
    streams.set(nameOf(own), streamOf(kept))
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

  const follow = ({ before, after }: Regrouped): void => {
    for (const own of before) {
      const destination = destinationOf(own, after)
      if (destination !== own.customer) goOn(stream(own), destination)
      // What was kept under an id that is somebody else's now stays with the one whom it was kept for.
      for (const alias of own.aliases)
        if (holderOf(alias, after) !== destination)
          moves.push({ phoneNumberId: own.phoneNumberId, from: alias, to: destination, offset: 0 })
    }
    for (const own of after) {
      const one = stream(own)
      one.isChanged = true
      // Its events alone do not say any more which of them are this customer's.
      if (before.length > 0) one.needsSnapshot = true
      one.isChargedAnew ||= before.length > 0
      for (const id of [own.customer, ...own.aliases]) lead(own.phoneNumberId, id, own.customer)
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

/** Under which id the customer is kept who has that one. */
const holderOf = (id: string, after: readonly OwnThread[]): string | undefined =>
  after.find(({ customer, aliases }) => customer === id || aliases.includes(id))?.customer

/** The ids that an event can join or part. */
export const idsIn = (event: ThreadEvent): readonly string[] =>
  event.type === 'customer-renamed'
    ? [event.previous, event.current, ...(event.aliases ?? [])]
    : [event.customer, ...(event.aliases ?? [])]
