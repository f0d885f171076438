import {
  compareFacts,
  emptyThread,
  isRight,
  isThreadEvent,
  readThread,
  writeThread,
  type Engine,
  type KnownTemplates,
  type OwnThread,
  type Thread,
  type ThreadEvent,
} from '@guichet/core'
import { readEvent } from '../event-text.ts'
import type { EventRow, Snapshot, StoredThread, ThreadRow } from '../store/rows.ts'

/** A thread in memory: what it is, and how it stands in the store. */
export interface KeptThread {
  readonly own: OwnThread
  readonly row: ThreadRow
  /** How many of its events the stored snapshot covers; 0 without one. */
  readonly snapshotLength: number
  /** The length at which another snapshot is worth a look. */
  readonly snapshotAt: number
}

/** A thread with so few events after its snapshot gets no new one. */
const leastTail = 64

/**
 * The thread that a stored one is: its snapshot and the events after it. A snapshot that other settings
 * made, or another version, is not trusted; then it is `null`, and all of its events are needed.
 */
export const keptThread = (
  { row, snapshot, tail }: StoredThread,
  engine: Engine,
  templates: KnownTemplates,
): KeptThread | null => {
  const start = snapshot === null ? emptyThread : startOf(snapshot, engine)
  if (start === null) return null
  const snapshotLength = snapshot?.length ?? 0
  return {
    own: ownOf(row, absorbAll(start, eventsIn(tail), engine, templates)),
    row,
    snapshotLength,
    snapshotAt: snapshotLength + leastTail,
  }
}

/**
 * The thread that all of its events make. They are told in the order in which they happened: what was in time
 * when it came is not late now, although threads that were joined since stand one behind the other.
 */
export const threadFromEvents = (
  row: ThreadRow,
  events: readonly EventRow[],
  engine: Engine,
  templates: KnownTemplates,
): KeptThread => ({
  own: ownOf(row, absorbAll(emptyThread, eventsIn(events).toSorted(compareFacts), engine, templates)),
  row,
  snapshotLength: 0,
  snapshotAt: leastTail,
})

const ownOf = ({ phoneNumberId, customer, aliases }: ThreadRow, thread: Thread): OwnThread => ({
  phoneNumberId,
  customer,
  aliases,
  thread,
})

const absorbAll = (
  start: Thread,
  events: readonly ThreadEvent[],
  { thread }: Engine,
  templates: KnownTemplates,
): Thread => events.reduce((soFar, event) => thread.absorb(soFar, event, templates).thread, start)

const eventsIn = (rows: readonly EventRow[]): readonly ThreadEvent[] =>
  rows.map(({ text }) => readEvent(text)).filter(isThreadEvent)

const startOf = ({ madeBy, text }: Snapshot, engine: Engine): Thread | null => {
  if (madeBy !== makerOf(engine)) return null
  try {
    const thread = readThread(JSON.parse(text))
    return isRight(thread) ? thread.right : null
  } catch {
    return null
  }
}

/** The thread as a snapshot after that many events. */
export const snapshotOf = (thread: Thread, length: number, engine: Engine): Snapshot => ({
  length,
  madeBy: makerOf(engine),
  text: JSON.stringify(writeThread(thread)),
})

/** What a snapshot depends on besides the events: it holds what settling decided under these settings. */
const makerOf = ({ settings }: Engine): string => {
  const known = makers.get(settings)
  if (known !== undefined) return known
  const maker = JSON.stringify({ snapshot: 1, ...settings })
  makers.set(settings, maker)
  return maker
}

const makers = new WeakMap<Engine['settings'], string>()

/**
 * Writing a snapshot costs as much as the thread has recent facts, so the next one comes after that many
 * events: an event of an old and busy thread costs what one of a new thread does.
 */
export const nextSnapshotAt = ({ facts }: Thread, length: number): number => {
  let recent = 0
  for (let rest = facts; rest !== null; rest = rest.earlier) recent++
  return length + Math.max(leastTail, recent)
}
