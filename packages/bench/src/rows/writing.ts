import {
  DAY,
  EventCodec,
  engine,
  parseEvent,
  readState,
  threadsOf,
  toIso,
  writeState,
  type Event,
} from '@guichet/core'
import { writeThread } from '@guichet/core/store'
import { costOf } from '../table/cost-of.ts'
import type { Cost, Race, Row } from '../table/row.ts'
import { supportTraffic } from '../traffic.ts'

const subject = engine()

const eachOf =
  <Value>(values: readonly Value[], act: (value: Value) => unknown): Cost =>
  () =>
    costOf(values.length, () => {
      for (const value of values) act(value)
    })

const byHand = (event: Event): string => JSON.stringify({ ...event, at: toIso(event.at) })

const eventsWritten = (): Race => {
  const events = supportTraffic(20_000, 1_000)
  return {
    ours: eachOf(events, (event) => JSON.stringify(EventCodec.encode(event))),
    rivals: { 'written by hand': eachOf(events, byHand) },
  }
}

const eventsRead = (): Race => {
  const texts = supportTraffic(20_000, 1_000).map(byHand)
  return {
    ours: eachOf(texts, (text) => parseEvent(JSON.parse(text))),
    rivals: { 'JSON.parse': eachOf(texts, JSON.parse) },
  }
}

const snapshots = () => {
  const state = supportTraffic(20_000, 1_000).reduce(subject.evolve, subject.initial)
  const written = writeState(state)
  return { state, written, text: JSON.stringify(written) }
}

const snapshotWritten = (): Race => {
  const { state, written } = snapshots()
  return {
    ours: () => costOf(1, () => void JSON.stringify(writeState(state))),
    rivals: { 'JSON.stringify of the same': () => costOf(1, () => void JSON.stringify(written)) },
  }
}

const snapshotRead = (): Race => {
  const { text } = snapshots()
  return {
    ours: () => costOf(1, () => void readState(JSON.parse(text))),
    rivals: { 'JSON.parse': () => costOf(1, () => void JSON.parse(text)) },
  }
}

/** A customer who wrote, was answered, and came back a year later to a thread that is settled by then. */
const settledThread = (): Race => {
  const events = supportTraffic(8, 1)
  const last = events.at(-1)
  const state = events.reduce(subject.evolve, subject.initial)
  const key = [...threadsOf(state)][0] ?? { phoneNumberId: '', customer: '' }
  const settled = subject.settle(state, key, (last?.at ?? 0) + 365 * DAY).state
  const bytes = [...threadsOf(settled)].reduce(
    (sum, { thread }) => sum + JSON.stringify(writeThread(thread)).length,
    0,
  )
  return { ours: () => bytes, rivals: { 'the limit we set': () => 250 } }
}

export const writingRows: readonly Row[] = [
  {
    row: 'event-written',
    what: 'events as JSON text',
    unit: 'events a CPU second',
    figure: 'rate',
    target: { rival: 'written by hand', atLeast: 0.9 },
    race: eventsWritten,
  },
  {
    row: 'event-read',
    what: 'events from JSON text, checked',
    unit: 'events a CPU second',
    figure: 'rate',
    target: { rival: 'JSON.parse', atLeast: 0.6 },
    race: eventsRead,
  },
  {
    row: 'snapshot-written',
    what: 'a state of 1,000 threads and 20,000 events as JSON text',
    unit: 'ms',
    figure: { scale: 1e3 },
    target: { rival: 'JSON.stringify of the same', atLeast: 0.8 },
    race: snapshotWritten,
  },
  {
    row: 'snapshot-read',
    what: 'the same state from JSON text, checked',
    unit: 'ms',
    figure: { scale: 1e3 },
    target: { rival: 'JSON.parse', atLeast: 0.6 },
    race: snapshotRead,
  },
  {
    row: 'settled',
    what: 'a settled thread as a store keeps it',
    unit: 'bytes',
    figure: { scale: 1 },
    target: { rival: 'the limit we set', atLeast: 1 },
    rounds: 1,
    race: settledThread,
  },
]
