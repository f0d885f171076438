import type { AccountAt } from './account/account-at.ts'
import type { Answer, TooOld } from './ask/answer.ts'
import type { MessageQuestion, Question } from './ask/question.ts'
import type { Charge, ChargesChanged } from './charge/charge.ts'
import type { Event, ThreadEvent } from './event/event.ts'
import type { MessageFate } from './message/fate-at.ts'
import type { Message } from './message/message.ts'
import type { Plan } from './plan/plan.ts'
import type { PlanRequest } from './plan/request.ts'
import type { Together } from './plan/together.ts'
import type { Either } from './prelude.ts'
import type { Calendar } from './rulebook/calendar.ts'
import type { Rulebook } from './rulebook/rulebook.ts'
import type { Settings } from './settings.ts'
import type { ThreadCharge } from './state/charges.ts'
import type { ThreadKey } from './state/identity.ts'
import type { State } from './state/parts.ts'
import type { StateAbsorbed } from './state/state.ts'
import type { KnownTemplates } from './template/known.ts'
import type { Absorbed } from './thread/absorb.ts'
import type { Settlement } from './thread/settlement.ts'
import type { History } from './thread/fold.ts'
import type { Thread } from './thread/thread.ts'
import type { View } from './thread/view.ts'
import type { Instant } from './time/instant.ts'

/** The rules engine of one account: pure functions over immutable values. Time is always an argument. */
export interface Engine {
  readonly settings: Settings
  /** Nothing is known yet. */
  readonly initial: State
  /**
   * The reducer: `events.reduce(engine.evolve, engine.initial)`.
   *
   * @example
   * const { initial, evolve } = engine()
   * const thread = { phoneNumberId: '100', customer: '15550100001' }
   * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
   * const once = evolve(initial, hello)
   * // An event that comes twice changes nothing.
   * evolve(once, hello) === once //=> true
   */
  readonly evolve: (state: State, event: Event) => State
  /**
   * The reducer that also says what became of the event and what it settled.
   *
   * @example
   * const { initial, absorb } = engine()
   * const thread = { phoneNumberId: '100', customer: '15550100001' }
   * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
   * absorb(initial, hello).outcome //=> 'absorbed'
   * absorb(absorb(initial, hello).state, hello).outcome //=> 'duplicate'
   * absorb(initial, { ...hello, at: NaN }).outcome //=> 'refused'
   */
  readonly absorb: (state: State, event: Event) => StateAbsorbed
  /**
   * `events.reduce(engine.evolve, state)` with less work where there are many: for a log, or a bot that starts.
   *
   * @example
   * const { initial, evolve, absorbAll } = engine()
   * const hello = { type: 'customer-messaged', id: 'm', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', phoneNumberId: '100', customer: '1' } as const
   * const state = absorbAll(initial, [hello, hello])
   * evolve(state, hello) === state //=> true
   */
  readonly absorbAll: (state: State, events: Iterable<Event>) => State
  /**
   * What holds in a thread at an instant.
   *
   * @example
   * const { initial, evolve, view } = engine()
   * const thread = { phoneNumberId: '100', customer: '15550100001' }
   * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
   * const phaseAt = (iso: string) => {
   *   const seen = view(evolve(initial, hello), thread, Date.parse(iso))
   *   return isRight(seen) && seen.right.phase
   * }
   * phaseAt('2026-10-03T15:59:59.999Z') //=> 'open'
   * phaseAt('2026-10-03T16:00:00.000Z') //=> 'closed'
   */
  readonly view: (state: State, key: ThreadKey, at: Instant) => Either<TooOld, View>
  /**
   * May this be sent to the customer at an instant, and what would it cost?
   *
   * @example
   * const { initial, evolve, ask } = engine()
   * const thread = { phoneNumberId: '100', customer: '15550100001' }
   * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
   * const answer = ask(evolve(initial, hello), thread, { kind: 'service' }, Date.parse('2026-10-03T15:59:59.999Z'))
   * if (isRight(answer)) answer.right.validUntil === Date.parse('2026-10-03T16:00:00.000Z') //=> true
   * const late = ask(evolve(initial, hello), thread, { kind: 'service' }, Date.parse('2026-10-03T16:00:00.000Z'))
   * if (isLeft(late) && late.left.answer === 'refused') late.left.reasons.map(({ code }) => code) //=> [ 'service-window-closed' ]
   */
  readonly ask: (state: State, key: ThreadKey, question: Question, at: Instant) => Answer
  /**
   * The earliest and the cheapest moment and form in which a message may go out from `from` on and before `until`, if
   * nothing else happens: by the facts up to `from`. The moments are those at which a limit frees, a window or an entry
   * point ends, or another rulebook or month begins.
   *
   * @example
   * const { initial, evolve, plan } = engine()
   * const thread = { phoneNumberId: '100', customer: '15550100001' }
   * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
   * const request = { message: { kind: 'service' }, from: hello.at, until: hello.at + 7 * DAY } as const
   * const planned = plan(evolve(initial, hello), thread, request)
   * if (isRight(planned)) planned.right.options.map(({ at, until }) => [at, until].map((one) => one && toIso(one)))
   * //=> [ [ '2026-10-02T16:00:00.000Z', '2026-10-03T16:00:00.000Z' ] ]
   * // Once the window is closed, only the customer can open it.
   * const late = plan(evolve(initial, hello), thread, { ...request, from: hello.at + DAY })
   * if (isRight(late)) late.right.options.map(({ needs }) => needs) //=> [ [ 'customer-writes' ] ]
   */
  readonly plan: (state: State, key: ThreadKey, request: PlanRequest) => Either<TooOld, Plan>
  /**
   * What several messages cost that go out one after another, and what joining their service messages into one saves:
   * since October 2026 each of them is charged, or uses the month's free ones.
   *
   * @example
   * const { initial, evolve, askTogether } = engine()
   * const thread = { phoneNumberId: '100', customer: '15550100001' }
   * const saved = (iso: string) => {
   *   const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse(iso), kind: 'text', ...thread } as const
   *   const replies = [1, 2, 3].map(() => ({ kind: 'service' }) as const)
   *   const answered = askTogether(evolve(initial, hello), thread, replies, hello.at)
   *   return isRight(answered) && answered.right.joined?.saves
   * }
   * saved('2026-09-30T16:00Z') //=> { messages: 2, charged: 0, ofFreeTier: 0 }
   * saved('2026-10-01T16:00Z') //=> { messages: 2, charged: 0, ofFreeTier: 2 }
   */
  readonly askTogether: (
    state: State,
    key: ThreadKey,
    messages: readonly MessageQuestion[],
    at: Instant,
    circumstances?: Pick<Circumstances, 'closedByMeta'>,
  ) => Either<TooOld, Together>
  /**
   * What every delivered message costs, by delivery. The state has the charges that are not settled; pass the
   * settled ones to get all.
   *
   * @example
   * const { initial, evolve, charges } = engine()
   * const delivered = { type: 'message-status', id: 'd', message: 'm', status: 'delivered', phoneNumberId: '100', customer: '1' } as const
   * const unitAt = (iso: string) => charges(evolve(initial, { ...delivered, at: Date.parse(iso) })).map(({ unit }) => unit)
   * // From midnight of 1 July 2025 on, messages are charged in place of conversations.
   * unitAt('2025-06-30T23:59:59.999Z') //=> [ 'conversation' ]
   * unitAt('2025-07-01T00:00:00.000Z') //=> [ 'message' ]
   */
  readonly charges: (state: State, settled?: readonly ThreadCharge[]) => readonly ThreadCharge[]
  /**
   * Settles what no event can change any more that comes when it is this late at least; `absorb` does so by itself.
   *
   * @example
   * const { initial, evolve, settle } = engine()
   * const thread = { phoneNumberId: '100', customer: '15550100001' }
   * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
   * // Within the horizon a late event may still change it.
   * settle(evolve(initial, hello), thread, hello.at + DAY).settled.conversations //=> []
   * settle(evolve(initial, hello), thread, hello.at + 40 * DAY).settled.conversations.length //=> 1
   */
  readonly settle: (state: State, key: ThreadKey, now: Instant) => StateSettled
  /** The same questions about a single thread, for callers that keep threads one by one. */
  readonly thread: ThreadEngine
  /** The events, among those of several customers of one phone number, of the one who has this id now. */
  readonly eventsOf: (events: readonly ThreadEvent[], customer: string) => readonly ThreadEvent[]
  /**
   * The whole history of a thread's events, in any order; those that could not be read again are left out.
   *
   * @example
   * const { history } = engine()
   * const thread = { phoneNumberId: '100', customer: '15550100001' }
   * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
   * history([hello]).windows.map(({ closesAt }) => toIso(closesAt)) //=> [ '2026-10-03T16:00:00.000Z' ]
   * history([]).windows //=> []
   */
  readonly history: (events: readonly ThreadEvent[], known?: Known) => History
  /**
   * What has become of a message of a history by an instant. An authentication template that nobody got within ten
   * minutes has expired; another one is under way for up to 30 days, unless settings say otherwise (TPL-9, POS-43).
   *
   * @example
   * const { history, fateOf } = engine()
   * const content = { kind: 'template', name: 'code', language: 'en', category: 'authentication' } as const
   * const sent = { type: 'business-messaged', id: 'm', at: Date.parse('2026-10-02T16:00Z'), content, phoneNumberId: '100', customer: '1' } as const
   * history([sent]).messages.map((message) => fateOf(message, sent.at + MINUTE).is) //=> [ 'under-way' ]
   * history([sent]).messages.map((message) => fateOf(message, sent.at + HOUR).is) //=> [ 'expired' ]
   */
  readonly fateOf: (message: Message, at: Instant, known?: Known) => MessageFate
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

/** What a thread by itself does not know, and the caller may add. */
export interface Known {
  /** They tell categories, and which of them may be sent; none are known unless given. */
  readonly templates?: KnownTemplates
}

/** What a question depends on besides. */
export interface Circumstances extends Known {
  /** The id that will be written to, where the thread's customer has several. */
  readonly customer?: string
  /** How much of the month's free tier the account or phone number has used; nothing unless given. */
  readonly tierUsed?: number
  /** When WhatsApp last refused a message because of the window, whatever the events say (CSW-5). */
  readonly closedByMeta?: Instant | null
  /** What is known of the account and the phone number; nothing unless given. */
  readonly account?: Partial<AccountAt>
}

/**
 * The engine for a single thread, as a store would use it. The arguments are those of the whole state's functions,
 * and what the state would know comes last, in one object.
 */
export interface ThreadEngine {
  readonly absorb: (thread: Thread, event: ThreadEvent, known?: Known) => Absorbed
  readonly view: (thread: Thread, at: Instant, known?: Known) => Either<TooOld, View>
  readonly ask: (thread: Thread, question: Question, at: Instant, circumstances?: Circumstances) => Answer
  readonly askTogether: (
    thread: Thread,
    messages: readonly MessageQuestion[],
    at: Instant,
    circumstances?: Circumstances,
  ) => Either<TooOld, Together>
  /** The circumstances are those at `from`. */
  readonly plan: (thread: Thread, request: PlanRequest, circumstances?: Circumstances) => Either<TooOld, Plan>
  /** The charges that are not settled yet; where a free tier has a say, `allotTiers` decides over all threads. */
  readonly charges: (thread: Thread, known?: Known) => readonly Charge[]
  /** How these differ between a thread and what it was before; what both have in common may be on neither side. */
  readonly chargesBetween: (before: Thread, after: Thread, known?: Known) => ChargesChanged
  /**
   * From when on the customer counts for 24 hours towards a messaging limit: the latest delivery of a message that was
   * sent outside the window, or the sending of one that is on its way (LIM-20, POS-31); `null` where there is none.
   */
  readonly countsFrom: (thread: Thread, known?: Known) => Instant | null
  /**
   * When WhatsApp last said up to an instant that the customer gets no more marketing for now (131049), to this phone
   * number (LIM-26); `null` where it never did. It holds for all numbers of the account: see `AccountAt.cappedAt`.
   */
  readonly cappedAt: (thread: Thread, at: Instant) => Instant | null
  /** What settling would decide of a thread that gets no more events, the open conversation included. */
  readonly conclude: (thread: Thread, known?: Known) => Settlement
}
