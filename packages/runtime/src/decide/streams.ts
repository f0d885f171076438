import type { Instant, ThreadKey } from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import type { OwnThread } from '@guichet/core/store'
import type { Move } from '../store/change.ts'
import type { EventRow, ThreadRow } from '../store/rows.ts'
import type { KeptThread } from '../threads/kept.ts'
import type { ThreadFinding } from './findings.ts'

/** A thread under work: how it stands in the store, and what has come to it since. Changes as the work goes on. */
export interface Stream {
  readonly phoneNumberId: string
  readonly customer: string
  /** The row that was read; `null` for a thread that is not in the store under this id. */
  readonly stored: ThreadRow | null
  /** Has the store events under this id, once the moves are made? */
  readonly hasStored: boolean
  /** How many events there are, the new ones among them; the newest has this ordinal. */
  length: number
  readonly snapshotLength: number
  readonly snapshotAt: number
  /** The threads as they were read; their claims to a free tier are in the store. */
  readonly asRead: readonly OwnThread[]
  readonly events: EventRow[]
  /** What was found of it; that goes wherever its events go. */
  readonly findings: ThreadFinding[]
  windowClosesAt: Instant | null
  replyBy: Instant | null
  closedByMeta: Instant | null
  waitingSince: Instant | null
  name: string | null
  isChanged: boolean
  /** May its charges be others than before? What a customer does last changes nothing that was charged. */
  isChargedAnew: boolean
  /** May its customer count otherwise towards a messaging limit than before? */
  isCountedAnew: boolean
  /** It is made of streams that cannot be replayed one after the other. */
  needsSnapshot: boolean
}

/** The stream of a thread that was read. */
export const streamOf = ({ own, row, snapshotLength, snapshotAt }: KeptThread): Stream => ({
  phoneNumberId: own.phoneNumberId,
  customer: own.customer,
  stored: row,
  hasStored: row.length > 0,
  length: row.length,
  snapshotLength,
  snapshotAt,
  asRead: [own],
  events: [],
  findings: [],
  windowClosesAt: row.windowClosesAt,
  replyBy: row.replyBy,
  closedByMeta: row.closedByMeta,
  waitingSince: row.waitingSince,
  name: row.name,
  isChanged: false,
  isChargedAnew: false,
  isCountedAnew: false,
  needsSnapshot: false,
})

/** The stream of a thread that was not there. */
export const newStream = ({ phoneNumberId, customer }: ThreadKey): Stream => ({
  phoneNumberId,
  customer,
  stored: null,
  hasStored: false,
  length: 0,
  snapshotLength: 0,
  snapshotAt: 64,
  asRead: [],
  events: [],
  findings: [],
  windowClosesAt: null,
  replyBy: null,
  closedByMeta: null,
  waitingSince: null,
  name: null,
  isChanged: true,
  isChargedAnew: false,
  isCountedAnew: false,
  needsSnapshot: false,
})

/** The stream of a customer that goes on under another id; `into` is what was there already. */
export const continued = (from: Stream, into: Stream): Stream => ({
  ...into,
  hasStored: into.hasStored || from.hasStored,
  length: into.length + from.length,
  asRead: [...into.asRead, ...from.asRead],
  events: [
    ...into.events,
    ...from.events.map((event) => ({ ...event, ordinal: event.ordinal + into.length })),
  ],
  findings: [...into.findings, ...from.findings],
  windowClosesAt: latest(into.windowClosesAt, from.windowClosesAt),
  replyBy: latest(into.replyBy, from.replyBy),
  closedByMeta: latest(into.closedByMeta, from.closedByMeta),
  waitingSince: latest(into.waitingSince, from.waitingSince),
  name: into.name ?? from.name,
  isChanged: true,
  isChargedAnew: true,
  isCountedAnew: into.isCountedAnew || from.isCountedAnew,
  needsSnapshot: true,
})

/** The later of two instants, where there are any. */
export const latest = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null ? other : other === null ? one : Math.max(one, other)

/** How the store makes that of it. */
export const moveOf = (from: Stream, into: Stream): Move => ({
  phoneNumberId: from.phoneNumberId,
  from: from.customer,
  to: into.customer,
  offset: into.length,
})

/**
 * Where the stream of a thread goes on after threads were joined or parted: with the customer whose user id
 * it knew; a number's alone, with the first one who held it.
 */
export const destinationOf = (before: OwnThread, after: readonly OwnThread[]): string => {
  const own = new Set([before.customer, ...before.aliases])
  const known = after.find(({ customer, aliases }) =>
    [customer, ...aliases].some((id) => isUserId(id) && own.has(id)),
  )
  if (known !== undefined) return known.customer
  const first = after.flatMap(({ thread }) => thread.roots.contested).find(({ id }) => own.has(id))
    ?.holders[0]?.by
  return (
    after.find(({ customer, aliases }) =>
      [customer, ...aliases].some((id) => (first === undefined ? own.has(id) : id === first)),
    )?.customer ?? before.customer
  )
}
