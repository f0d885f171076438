import { engine, type Event, type State } from '@guichet/core'
import { answered } from '../flood/traffic.ts'
import { mapLoop } from '../map-loop.ts'
import { costOf } from '../table/cost-of.ts'
import type { Race, Row } from '../table/row.ts'
import { supportTraffic } from '../traffic.ts'
import { loadStates } from './rivals.ts'

const subject = engine()

const absorbing = async (): Promise<Race> => {
  // So many customers that some 30,000 of them write.
  const events = supportTraffic(200_000, 40_000)
  const { absorbByXState, reduxStore } = await loadStates()
  const start = events.slice(0, 20_000)
  const redux = reduxStore(events)
  const more = supportTraffic(30, 40_000, 2)
  return {
    ours: () => costOf(events.length, () => void subject.absorbAll(subject.initial, events)),
    rivals: {
      'Map with deduplication': () => costOf(events.length, () => void mapLoop(events)),
      'the same, one by one': () =>
        costOf(events.length, () => void events.reduce(subject.evolve, subject.initial)),
      'XState, a machine a thread': () => costOf(start.length, () => void absorbByXState(start)),
      'Redux Toolkit': () => costOf(more.length, () => more.forEach(redux)),
    },
  }
}

const until = Date.UTC(2026, 10, 20)
const many = 100_000
const few = 10

/** The state after so many recent events of one customer, in order, and those that come next. */
const longThread = (count: number): { readonly state: State; readonly late: readonly Event[] } => {
  const events: Event[] = answered('33639980001', Math.ceil(many / 4), until)
    .slice(0, many)
    .filter((_, index) => index % (many / count) === 0)
  const middle = events[events.length >> 1]
  const late = Array.from({ length: 40 }, (_, index) => ({ ...middle, id: `wamid.late.${index}` }) as Event)
  return { state: events.reduce(subject.evolve, subject.initial), late }
}

const lateAmong = (): Race => {
  const [long, short] = [longThread(many), longThread(few)]
  const take =
    ({ state, late }: typeof long, times: number) =>
    (): number =>
      costOf(late.length * times, () => {
        for (let time = 0; time < times; time++) for (const event of late) subject.evolve(state, event)
      })
  return { ours: take(long, 1), rivals: { 'the same among 10': take(short, 50) } }
}

export const absorbingRows: readonly Row[] = [
  {
    row: 'absorb',
    what: 'events taken in by the reducer, 30,000 threads',
    unit: 'events a CPU second',
    figure: 'rate',
    target: { rival: 'Map with deduplication', atLeast: 1 },
    race: absorbing,
  },
  {
    row: 'late',
    what: 'an event in the middle of 100,000 recent ones of its thread',
    unit: 'µs',
    figure: { scale: 1e6 },
    target: { rival: 'the same among 10', atLeast: 0.05 },
    race: lateAmong,
  },
]
