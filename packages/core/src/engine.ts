import { ask } from './ask/ask.ts'
import type { Answer, TooOld } from './ask/answer.ts'
import type { Question } from './ask/question.ts'
import type { AskInput } from './ask/ask-input.ts'
import type { Charge } from './charge/charge.ts'
import { expectEvent, expectInstant, expectKey, expectQuestion, expectSettings } from './door/expect.ts'
import type { Event, ThreadEvent } from './event/event.ts'
import { compareFacts } from './event/order.ts'
import { isReadable, unreadableIn } from './event/readable.ts'
import { E } from './prelude.ts'
import { calendarOf, type Calendar } from './rulebook/calendar.ts'
import type { Rulebook } from './rulebook/rulebook.ts'
import { rulebooksWith } from './rulebook/rulebooks.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { customerId, type OwnThread, type ThreadKey } from './state/identity.ts'
import { eventsOf } from './state/regroup.ts'
import { chargesOf, type ThreadCharge } from './state/charges.ts'
import { tierCounter } from './state/tier-use.ts'
import {
  absorbIntoState,
  emptyState,
  templatesOf,
  threadOf,
  withSettled,
  type State,
  type StateAbsorbed,
} from './state/state.ts'
import { categoriesOf, noTemplates, type KnownTemplates } from './template/known.ts'
import { conclude, settle } from './thread/settle.ts'
import { nothingSettled, type Settlement } from './thread/settlement.ts'
import { quiet } from './thread/standing.ts'
import { recentFold } from './thread/recent.ts'
import { foldThread, type History } from './thread/fold.ts'
import type { ChargesChanged } from './charge/charge.ts'
import { absorbIntoThread, type Absorbed } from './thread/absorb.ts'
import { reachOf, type Thread } from './thread/thread.ts'
import { viewOf, type View } from './thread/view.ts'
import { isAskable, type Instant } from './time/instant.ts'

/** The rules engine of one account: pure functions over immutable values. Time is always an argument. */
export interface Engine {
  readonly settings: Settings
  /** Nothing is known yet. */
  readonly initial: State
  /** The reducer: `events.reduce(engine.evolve, engine.initial)`. */
  readonly evolve: (state: State, event: Event) => State
  /** The reducer that also says what became of the event and what it settled. */
  readonly absorb: (state: State, event: Event) => StateAbsorbed
  /** What holds in a thread at an instant. */
  readonly view: (state: State, key: ThreadKey, at: Instant) => E.Either<TooOld, View>
  /** May this be sent to the customer at an instant, and what would it cost? */
  readonly ask: (state: State, key: ThreadKey, question: Question, at: Instant) => Answer
  /**
   * What every delivered message costs, by delivery. The state has the charges that are not settled; pass the
   * settled ones to get all.
   */
  readonly charges: (state: State, settled?: readonly ThreadCharge[]) => readonly ThreadCharge[]
  /** Settles what no event can change any more that comes when it is this late at least; `absorb` does so by itself. */
  readonly settle: (state: State, key: ThreadKey, now: Instant) => StateSettled
  /** The same questions about a single thread, for callers that keep threads one by one. */
  readonly thread: ThreadEngine
  /** The events, among those of several customers of one phone number, of the one who has this id now. */
  readonly eventsOf: (events: readonly ThreadEvent[], customer: string) => readonly ThreadEvent[]
  /** The whole history of a thread's events, in any order; those that could not be read again are left out. */
  readonly history: (events: readonly ThreadEvent[], templates?: KnownTemplates) => History
  /** All rulebooks that it knows, Meta's and those that were handed in, oldest first. */
  readonly rulebooks: readonly Rulebook[]
  /** The rules in force at an instant. */
  readonly rulesAt: Calendar
}

/** A state after settling, and what was decided by it for good. */
export interface StateSettled {
  readonly state: State
  readonly settled: Settlement
}

/** What a thread by itself does not know. */
export interface Circumstances {
  /** The id that will be written to, where the thread's customer has several. */
  readonly customer?: string
  /** How much of the month's free tier the account or phone number has used; nothing unless told. */
  readonly tierUsed?: number
  /** When WhatsApp last refused a message because of the window, whatever the events say (CSW-5). */
  readonly closedByMeta?: Instant | null
}

/** The engine for a single thread, as a store would use it. Templates tell categories; none are known unless given. */
export interface ThreadEngine {
  readonly absorb: (thread: Thread, event: ThreadEvent, templates?: KnownTemplates) => Absorbed
  readonly view: (thread: Thread, at: Instant, templates?: KnownTemplates) => E.Either<TooOld, View>
  readonly ask: (
    thread: Thread,
    templates: KnownTemplates,
    question: Question,
    at: Instant,
    circumstances?: Circumstances,
  ) => Answer
  /** The charges that are not settled yet; where a free tier has a say, `allotTiers` decides over all threads. */
  readonly charges: (thread: Thread, templates?: KnownTemplates) => readonly Charge[]
  /** How these differ between a thread and what it was before; what both have in common may be on neither side. */
  readonly chargesBetween: (before: Thread, after: Thread, templates?: KnownTemplates) => ChargesChanged
  /** What settling would decide of a thread that gets no more events, the open conversation included. */
  readonly conclude: (thread: Thread, templates?: KnownTemplates) => Settlement
}

/**
 * Makes the engine of an account. Its functions throw nothing for values of their declared types; for others,
 * which only a caller without types can hand in, they throw a `Misuse` that lists what is wrong.
 */
export const engine = (settings: Settings = defaultSettings): Engine => {
  expectSettings(settings)
  const { horizon } = settings
  const calendar = calendarOf(settings)
  const absorption = { calendar, horizon }
  const recent = recentFold(calendar)

  const tooOld = (thread: Thread, at: Instant): TooOld | null => {
    const earliest = reachOf(thread, horizon)
    if (!isAskable(at)) return { answer: 'no-instant', earliest }
    return at < earliest ? { answer: 'too-old', earliest } : null
  }
  const viewThread = (thread: Thread, at: Instant, templates: KnownTemplates): E.Either<TooOld, View> => {
    expectInstant('view', at)
    const refused = tooOld(thread, at)
    return refused === null
      ? E.right(viewOf(recent.standing(thread, at, templates), at, calendar))
      : E.left(refused)
  }
  const askThread = (
    thread: Thread,
    templates: KnownTemplates,
    question: Question,
    at: Instant,
    others: Pick<AskInput, 'customer' | 'tierUse' | 'closedByMeta'>,
  ): Answer => {
    expectQuestion(question)
    expectInstant('ask', at)
    const refused = tooOld(thread, at)
    if (refused !== null) return E.left(refused)
    return ask(question, {
      at,
      standing: recent.standing(thread, at, templates),
      templates,
      calendar,
      ...others,
    })
  }
  const unsettled = (state: State, { phoneNumberId, thread }: OwnThread): readonly Charge[] =>
    recent.charges(thread, templatesOf(state, phoneNumberId))
  const tierUse = tierCounter(recent.chargesBetween)

  const absorb = (state: State, event: Event): StateAbsorbed => {
    expectEvent(event)
    return isReadable(event) ? absorbIntoState(state, event, absorption) : refused(state, event)
  }

  return {
    settings,
    initial: emptyState,
    evolve: (state, event) => absorb(state, event).state,
    absorb,
    view: (state, key, at) => {
      expectKey('view', key)
      return viewThread(threadOf(state, key, at), at, templatesOf(state, key.phoneNumberId))
    },
    ask: (state, key, question, at) => {
      expectKey('ask', key)
      return askThread(threadOf(state, key, at), templatesOf(state, key.phoneNumberId), question, at, {
        customer: customerId(key.customer),
        tierUse: tierUse(state, key.phoneNumberId),
        closedByMeta: null,
      })
    },
    charges: (state, settled = []) => chargesOf(state, settled, (own) => unsettled(state, own)),
    settle: (state, key, now) => {
      expectKey('settle', key)
      expectInstant('settle', now)
      if (!isAskable(now)) return { state, settled: nothingSettled }
      const categoryOf = categoriesOf(() => templatesOf(state, key.phoneNumberId))
      const done = settle(threadOf(state, key), now, absorption, categoryOf)
      return { state: withSettled(state, key, done), settled: done.settled }
    },
    thread: {
      absorb: (thread, event, templates = noTemplates) =>
        isReadable(event)
          ? absorbIntoThread(
              thread,
              event,
              absorption,
              categoriesOf(() => templates),
            )
          : { thread, outcome: 'refused', settled: nothingSettled },
      view: (thread, at, templates = noTemplates) => viewThread(thread, at, templates),
      ask: (thread, templates, question, at, { customer = null, tierUsed = 0, closedByMeta = null } = {}) =>
        askThread(thread, templates, question, at, { customer, tierUse: () => tierUsed, closedByMeta }),
      charges: (thread, templates = noTemplates) => recent.charges(thread, templates),
      chargesBetween: (before, after, templates = noTemplates) =>
        recent.chargesBetween(before, after, templates),
      conclude: (thread, templates = noTemplates) =>
        conclude(
          thread,
          absorption,
          categoriesOf(() => templates),
        ),
    },
    eventsOf: (events, customer) => eventsOf(events, customer, calendar),
    history: (events, templates = noTemplates) =>
      foldThread(quiet, events.filter(isReadable).toSorted(compareFacts), {
        calendar,
        categoryOf: categoriesOf(() => templates),
        remembered: [],
        until: Infinity,
      }),
    rulebooks: rulebooksWith(settings.amendments),
    rulesAt: calendar,
  }
}

/** Nothing of the event is taken in. */
const refused = (state: State, event: Event): StateAbsorbed => ({
  state,
  outcome: 'refused',
  thread: null,
  settled: nothingSettled,
  regrouped: null,
  problems: unreadableIn(event),
})
