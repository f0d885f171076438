import { ask } from './ask/ask.ts'
import type { Answer, Question, TooOld } from './ask/answer.ts'
import type { Event } from './event/event.ts'
import { E } from './prelude.ts'
import { calendarOf, type RulesInForce } from './rulebook/calendar.ts'
import { defaultSettings, type Settings } from './settings.ts'
import type { ThreadKey } from './state/identity.ts'
import {
  absorbIntoState,
  emptyState,
  templatesOf,
  threadOf,
  withThread,
  type State,
  type StateAbsorbed,
} from './state/state.ts'
import type { KnownTemplates } from './template/registry.ts'
import { conclude, settle } from './thread/settle.ts'
import { nothingSettled, type Settlement } from './thread/settlement.ts'
import { quiet, type Standing } from './thread/standing.ts'
import { tell, type Story } from './thread/tell.ts'
import { absorbIntoThread, type Absorbed } from './thread/absorb.ts'
import { reachOf, type Thread } from './thread/thread.ts'
import { standingAt, viewOf, type View } from './thread/view.ts'
import type { ThreadEvent } from './event/event.ts'
import { compareFacts } from './event/order.ts'
import type { Instant } from './time/instant.ts'

/** The rules engine of one account: pure functions over immutable values. Time is always an argument. */
export interface Engine {
  readonly settings: Settings
  /** Nothing is known yet. */
  readonly initial: State
  /** The reducer: `events.reduce(engine.evolve, engine.initial)`. */
  readonly evolve: (state: State, event: Event) => State
  /** The reducer that also tells what became of the event and what it settled. */
  readonly absorb: (state: State, event: Event) => StateAbsorbed
  /** What holds in a thread at an instant. */
  readonly view: (state: State, key: ThreadKey, at: Instant) => E.Either<TooOld, View>
  /** May this be sent to the customer at an instant? */
  readonly ask: (state: State, key: ThreadKey, question: Question, at: Instant) => Answer
  /** Settles what no event can change any more that comes when it is this late at least; `absorb` does so by itself. */
  readonly settle: (state: State, key: ThreadKey, now: Instant) => StateSettled
  /** The same questions for whoever keeps threads one by one. */
  readonly thread: ThreadEngine
  /** The whole story of a thread's events, in any order. */
  readonly history: (events: readonly ThreadEvent[]) => Story
  /** The rules in force at an instant. */
  readonly rulesAt: (at: Instant) => RulesInForce
}

/** A state after settling, and what was decided by it for good. */
export interface StateSettled {
  readonly state: State
  readonly settled: Settlement
}

/** The engine for a single thread, as a store would use it. */
export interface ThreadEngine {
  readonly absorb: (thread: Thread, event: ThreadEvent) => Absorbed
  readonly view: (thread: Thread, at: Instant) => E.Either<TooOld, View>
  /** `customer` is the id that will be written to, where the thread's customer has several. */
  readonly ask: (
    thread: Thread,
    templates: KnownTemplates,
    question: Question,
    at: Instant,
    customer?: string,
  ) => Answer
  /** What is left to tell of a thread that nothing more will be heard of, the open conversation included. */
  readonly conclude: (thread: Thread) => Settlement
}

/** Makes the engine of an account. */
export const engine = (settings: Settings = defaultSettings): Engine => {
  const calendar = calendarOf(settings.timeZone, settings.rulebook, settings.overrides)
  const absorption = { calendar, horizon: settings.horizon }

  const tooOld = (thread: Thread, at: Instant): TooOld | null => {
    const earliest = reachOf(thread, settings.horizon)
    return at < earliest ? { answer: 'too-old', earliest } : null
  }
  // A thread is asked about more often than it changes: how it stands by its newest fact is told once.
  const latest = new WeakMap<Thread, Standing>()
  const standingOf = (thread: Thread, at: Instant): Standing => {
    if (thread.newest === null || at < thread.newest) return standingAt(thread, at, calendar)
    const told = latest.get(thread) ?? standingAt(thread, at, calendar)
    latest.set(thread, told)
    return told
  }
  const viewThread = (thread: Thread, at: Instant): E.Either<TooOld, View> => {
    const refused = tooOld(thread, at)
    return refused === null ? E.right(viewOf(standingOf(thread, at), at, calendar)) : E.left(refused)
  }
  const askThread: ThreadEngine['ask'] = (thread, templates, question, at, customer) => {
    const refused = tooOld(thread, at)
    if (refused !== null) return E.left(refused)
    const standing = standingOf(thread, at)
    return ask(question, { at, standing, templates, calendar, customer: customer ?? null })
  }
  const absorb = (state: State, event: Event): StateAbsorbed => absorbIntoState(state, event, absorption)

  return {
    settings,
    initial: emptyState,
    evolve: (state, event) => absorb(state, event).state,
    absorb,
    view: (state, key, at) => viewThread(threadOf(state, key), at),
    ask: (state, key, question, at) =>
      askThread(threadOf(state, key), templatesOf(state, key.phoneNumberId), question, at, key.customer),
    settle: (state, key, now) => {
      const known = threadOf(state, key)
      if (known.newest === null) return { state, settled: nothingSettled }
      const { thread, settled } = settle(known, now, absorption)
      return { state: withThread(state, key, thread), settled }
    },
    thread: {
      absorb: (thread, event) => absorbIntoThread(thread, event, absorption),
      view: viewThread,
      ask: askThread,
      conclude: (thread) => conclude(thread, absorption),
    },
    history: (events) => tell(quiet, distinct(events.toSorted(compareFacts)), calendar),
    rulesAt: calendar,
  }
}

const distinct = (sorted: readonly ThreadEvent[]): readonly ThreadEvent[] =>
  sorted.filter((event, index) => {
    const before = sorted[index - 1]
    return before === undefined || compareFacts(before, event) !== 0
  })
