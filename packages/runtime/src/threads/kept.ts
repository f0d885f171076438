import {
  isRight,
  isThreadEvent,
  type Engine,
  type KnownTemplates,
  type Thread,
  type ThreadEvent,
} from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import {
  assembleState,
  compareFacts,
  emptyThread,
  ownThread,
  readThread,
  templatesFor,
  writeThread,
  type OwnThread,
  type Registry,
  type Sends,
} from '@guichet/core/store'
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
  const thread = absorbAll(start, eventsIn(tail), engine, templates)
  return {
    own: ownOf(row, thread),
    row,
    snapshotLength,
    snapshotAt: nextSnapshotAt(thread, snapshotLength),
  }
}

/** What is known of the templates that a phone number may use. */
interface TemplateFacts {
  readonly registry: Registry
  readonly accounts: readonly string[]
  readonly sends: Sends
}

/**
 * The thread that all of its events make. They are told in the order in which they happened: what was in time
 * when it came is not late now, although threads that were joined since stand one behind the other. Where a
 * number was handed on, the events of all who held it are needed: together they tell which of them are whose.
 */
export const threadFromEvents = (
  row: ThreadRow,
  events: readonly EventRow[],
  engine: Engine,
  { registry, accounts, sends }: TemplateFacts,
): KeptThread => {
  const { phoneNumberId, customer, aliases } = row
  const facts = eventsIn(events).toSorted(compareFacts)
  const ids = new Set([customer, ...aliases])
  const isAlone = facts.every(
    (event) => ids.has(event.customer) && (event.aliases ?? []).every((id) => ids.has(id)),
  )
  if (isAlone) {
    const thread = absorbAll(
      emptyThread,
      facts,
      engine,
      templatesFor(registry, accounts, { sends, phoneNumberId }),
    )
    return { own: ownOf(row, thread), row, snapshotLength: 0, snapshotAt: leastTail }
  }
  const begun = assembleState([{ id: phoneNumberId, accounts, threads: [] }], registry, sends)
  const state = engine.absorbAll(begun, facts)
  const anchor = [customer, ...aliases].find(isUserId) ?? customer
  const own = ownThread(state, { phoneNumberId, customer: anchor })
  return {
    own: ownOf(row, own?.thread ?? emptyThread),
    row,
    snapshotLength: 0,
    snapshotAt: leastTail,
  }
}

/** User ids of the customers who held a number of this one's, as a snapshot tells that is not trusted otherwise. */
export const rivalsIn = ({ snapshot }: StoredThread): readonly string[] => {
  if (snapshot === null) return []
  try {
    const thread = readThread(JSON.parse(snapshot.text))
    return isRight(thread) ? rivalsOf(thread.right) : []
  } catch {
    return []
  }
}

/** User ids of the customers who held a number of this one's. */
export const rivalsOf = ({ roots }: Thread): readonly string[] =>
  roots.contested.flatMap(({ holders }) => holders.map(({ by }) => by))

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
): Thread => events.reduce((soFar, event) => thread.absorb(soFar, event, { templates }).thread, start)

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
  const maker = JSON.stringify({ snapshot: 2, ...settings })
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
