import type { ThreadKey } from '@guichet/core'
import type { Move } from './change.ts'
import { firstAfter } from './memory-order.ts'
import { claimKey, findingKey, keyOf, threadKey, type Stream, type Tables } from './memory-tables.ts'
import { put, putOnce, remove, type Undo } from './memory-transaction.ts'
import type { EventRow } from './rows.ts'

/** Puts an event into a thread's stream; `false` where its ordinal is taken. */
export const append = (tables: Tables, key: ThreadKey, event: EventRow, undo: Undo): boolean => {
  const { events } = streamOf(tables, key, undo)
  const index = firstAfter(events, ({ ordinal }) => ordinal - event.ordinal)
  if (events[index - 1]?.ordinal === event.ordinal) return false
  events.splice(index, 0, Object.freeze({ ...event }))
  undo.push(() => events.splice(index, 1))
  return true
}

/** The events of a stream whose ordinal is greater than `after`. */
export const eventsAfter = (tables: Tables, key: ThreadKey, after: number): readonly EventRow[] => {
  const events = tables.streams.get(threadKey(key))?.events ?? []
  return events.slice(firstAfter(events, ({ ordinal }) => ordinal - after))
}

/** Takes a thread's events, claims, findings and intents to another customer; `false` where an ordinal is taken. */
export const moveThread = (tables: Tables, move: Move, undo: Undo): boolean => {
  const from = { phoneNumberId: move.phoneNumberId, customer: move.from }
  const to = { phoneNumberId: move.phoneNumberId, customer: move.to }
  const moved = eventsAfter(tables, from, Number.NEGATIVE_INFINITY)
  remove(undo, tables.streams, threadKey(from))
  moveRows(tables.claims, claimKey, from, to, undo)
  moveRows(tables.findings, findingKey, from, to, undo)
  moveIntents(tables, move, undo)
  return moved.every((event) => append(tables, to, { ...event, ordinal: event.ordinal + move.offset }, undo))
}

const moveIntents = (tables: Tables, { phoneNumberId, from, to }: Move, undo: Undo): void => {
  const rows = [...tables.intents]
  for (const [name, row] of rows)
    if (row.phoneNumberId === phoneNumberId && row.recipient === from) {
      const moved = keyOf(phoneNumberId, to, row.key)
      if (tables.intents.has(moved)) continue
      remove(undo, tables.intents, name)
      put(undo, tables.intents, moved, Object.freeze({ ...row, recipient: to }))
      put(undo, tables.intentIds, row.id, moved)
    }
}

const streamOf = (tables: Tables, { phoneNumberId, customer }: ThreadKey, undo: Undo): Stream => {
  const key = threadKey({ phoneNumberId, customer })
  const stream = tables.streams.get(key) ?? { phoneNumberId, customer, events: [] }
  putOnce(undo, tables.streams, key, stream)
  return stream
}

const moveRows = <Row extends ThreadKey>(
  table: Map<string, Row>,
  nameOf: (row: Row) => string,
  from: ThreadKey,
  to: ThreadKey,
  undo: Undo,
): void => {
  const rows = [...table]
  for (const [key, row] of rows)
    if (row.phoneNumberId === from.phoneNumberId && row.customer === from.customer) {
      const moved = Object.freeze({ ...row, ...to })
      remove(undo, table, key)
      putOnce(undo, table, nameOf(moved), moved)
    }
}
