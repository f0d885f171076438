import { ask } from './ask/ask.ts'
import type { TooOld } from './ask/answer.ts'
import type { AskInput } from './ask/ask-input.ts'
import type { Charge } from './charge/charge.ts'
import { expectAsked, expectEvent, expectInstant, expectKey, expectSettings } from './door/expect.ts'
import { expectMessages, expectPlan } from './door/expect-plan.ts'
import { readableOf } from './door/readable-of.ts'
import type { Circumstances, Engine } from './engine-functions.ts'
import type { Event } from './event/event.ts'
import { compareFacts } from './event/order.ts'
import { isReadable, unreadableIn } from './event/readable.ts'
import { planFrom, type Plan } from './plan/plan.ts'
import type { PlanRequest } from './plan/request.ts'
import { askInRow } from './plan/together.ts'
import { E } from './prelude.ts'
import { calendarOf } from './rulebook/calendar.ts'
import { fateAt } from './message/fate-at.ts'
import { rulebooksWith } from './rulebook/rulebooks.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { customerId, type OwnThread, type ThreadKey } from './state/identity.ts'
import { eventsOf } from './state/regroup.ts'
import { chargesOf } from './state/charges.ts'
import { tierCounter } from './state/tier-use.ts'
import { absorbAllIntoState } from './state/absorb-all.ts'
import { accountOf } from './state/account-at.ts'
import { countsFrom } from './state/counted.ts'
import { datedLimitsIn } from './rulebook/dated-limits.ts'
import { unknownAccount } from './account/account-at.ts'
import {
  absorbIntoState,
  ownThread,
  templatesOf,
  threadOf,
  withSettled,
  type StateAbsorbed,
} from './state/state.ts'
import { stateFrom } from './state/learn-numbers.ts'
import type { State } from './state/parts.ts'
import { noTemplates, type KnownTemplates } from './template/known.ts'
import { conclude, settle } from './thread/settle.ts'
import { nothingDecided } from './thread/settlement.ts'
import { quiet } from './thread/standing.ts'
import { recentFold } from './thread/recent.ts'
import { foldThread } from './thread/fold.ts'
import { absorbIntoThread } from './thread/absorb.ts'
import { emptyThread, reachOf, type Thread } from './thread/thread.ts'
import { viewOf, type View } from './thread/view.ts'
import { isAskable, type Instant } from './time/instant.ts'
import { sortedInstants } from './time/sorted-instants.ts'

/**
 * Makes the engine of an account. Its functions throw nothing for values of their declared types; for others,
 * which only a caller without types can hand in, they throw a `Misuse` that lists what is wrong.
 *
 * @example
 * const { initial, evolve, ask } = engine()
 * const thread = { phoneNumberId: '100', customer: '15550100001' }
 * const hello = { type: 'customer-messaged', id: 'wamid.1', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread } as const
 * const state = evolve(initial, hello)
 * // The window is half-open: 24 hours after the customer wrote, it is closed.
 * isRight(ask(state, thread, { kind: 'service' }, Date.parse('2026-10-03T15:59:59.999Z'))) //=> true
 * isRight(ask(state, thread, { kind: 'service' }, Date.parse('2026-10-03T16:00:00.000Z'))) //=> false
 */
export const engine = (settings: Settings = defaultSettings): Engine => {
  expectSettings(settings)
  const { horizon } = settings
  const calendar = calendarOf(settings)
  const absorption = { calendar, horizon }
  const recent = recentFold(calendar)
  const dated = datedLimitsIn(settings.timeZone)

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
  const inputFor = (
    thread: Thread,
    templates: KnownTemplates,
    at: Instant,
    others: Others,
  ): E.Either<TooOld, AskInput> => {
    const refused = tooOld(thread, at)
    if (refused !== null) return E.left(refused)
    const standing = recent.standing(thread, at, templates)
    const { positions } = settings
    const { customer, tierUse: used, account: known, cappedElsewhere, closedByMeta } = others
    return E.right({
      at,
      standing,
      templates,
      calendar,
      customer,
      tierUse: used,
      account: known,
      cappedElsewhere,
      dated,
      positions,
      closedByMeta,
    })
  }
  const plan = (input: E.Either<TooOld, AskInput>, thread: Thread, request: PlanRequest): Planned =>
    isAskable(request.until) || E.isLeft(input)
      ? E.map((asked: AskInput) => planFrom(asked, request))(input)
      : E.left({ answer: 'no-instant', earliest: reachOf(thread, horizon) })
  const unsettled = (state: State, { phoneNumberId, thread }: OwnThread): readonly Charge[] =>
    recent.charges(thread, templatesOf(state, phoneNumberId))
  const tierUse = tierCounter(recent.chargesBetween)
  const account = accountOf(settings, recent)
  const inputIn = (
    state: State,
    key: ThreadKey,
    at: Instant,
    closedByMeta: Instant | null = null,
  ): E.Either<TooOld, AskInput> => {
    const own = ownThread(state, key, at)
    const beside = account(state, key, own, at)
    return inputFor(own?.thread ?? emptyThread, templatesOf(state, key.phoneNumberId), at, {
      customer: customerId(key.customer),
      tierUse: tierUse(state, key.phoneNumberId),
      account: beside.account,
      cappedElsewhere: beside.cappedElsewhere,
      closedByMeta,
    })
  }
  const inputOf = (thread: Thread, at: Instant, given: Circumstances): E.Either<TooOld, AskInput> => {
    const { templates = noTemplates, customer = null, tierUsed = 0, closedByMeta = null } = given
    const known = { ...unknownAccount, ...given.account }
    const limit = known.messagingLimit
    return inputFor(thread, templates, at, {
      customer,
      // What is used of a month says nothing of the next.
      tierUse: (_, month) => (month === calendar.monthOf(at) ? tierUsed : 0),
      account: {
        ...known,
        messagingLimit: limit === null ? null : { ...limit, leaving: sortedInstants(limit.leaving) },
      },
      cappedElsewhere: () => known.cappedAt,
      closedByMeta,
    })
  }

  const absorb = (state: State, event: Event): StateAbsorbed => {
    expectEvent(event)
    return isReadable(event) ? absorbIntoState(state, event, absorption) : refused(state, event)
  }

  return {
    settings,
    initial: stateFrom(settings.phoneNumbers),
    evolve: (state, event) => absorb(state, event).state,
    absorb,
    absorbAll: (state, events) => absorbAllIntoState(state, readableOf(events), absorption),
    view: (state, key, at) => {
      expectKey('view', key)
      return viewThread(threadOf(state, key, at), at, templatesOf(state, key.phoneNumberId))
    },
    ask: (state, key, question, at) => {
      expectKey('ask', key)
      expectAsked(question, at)
      return E.chainW((input: AskInput) => ask(question, input))(inputIn(state, key, at))
    },
    plan: (state, key, request) => {
      expectKey('plan', key)
      expectPlan(request)
      const { from, closedByMeta = null } = request
      return plan(inputIn(state, key, from, closedByMeta), threadOf(state, key, from), request)
    },
    askTogether: (state, key, messages, at, { closedByMeta = null } = {}) => {
      expectKey('askTogether', key)
      expectMessages(messages, at)
      return E.map((input: AskInput) => askInRow(messages, input))(inputIn(state, key, at, closedByMeta))
    },
    charges: (state, settled = []) => chargesOf(state, settled, (own) => unsettled(state, own)),
    settle: (state, key, now) => {
      expectKey('settle', key)
      expectInstant('settle', now)
      if (!isAskable(now)) return { state, settled: nothingDecided }
      const { categoryOf } = templatesOf(state, key.phoneNumberId)
      const done = settle(threadOf(state, key), now, absorption, categoryOf)
      return { state: withSettled(state, key, done, absorption), settled: done.settled }
    },
    thread: {
      absorb: (thread, event, { templates = noTemplates } = {}) =>
        isReadable(event)
          ? absorbIntoThread(thread, event, absorption, templates.categoryOf)
          : { thread, outcome: 'refused', settled: nothingDecided },
      view: (thread, at, { templates = noTemplates } = {}) => viewThread(thread, at, templates),
      ask: (thread, question, at, circumstances = {}) => {
        expectAsked(question, at)
        return E.chainW((input: AskInput) => ask(question, input))(inputOf(thread, at, circumstances))
      },
      plan: (thread, request, circumstances = {}) => {
        expectPlan(request)
        return plan(inputOf(thread, request.from, circumstances), thread, request)
      },
      askTogether: (thread, messages, at, circumstances = {}) => {
        expectMessages(messages, at)
        return E.map((input: AskInput) => askInRow(messages, input))(inputOf(thread, at, circumstances))
      },
      charges: (thread, { templates = noTemplates } = {}) => recent.charges(thread, templates),
      chargesBetween: (before, after, { templates = noTemplates } = {}) =>
        recent.chargesBetween(before, after, templates),
      countsFrom: (thread, { templates = noTemplates } = {}) =>
        countsFrom(recent.standing(thread, Infinity, templates), settings.positions),
      cappedAt: (thread, at) => recent.glance(thread, at, noTemplates).cappedAt,
      conclude: (thread, { templates = noTemplates } = {}) =>
        conclude(thread, absorption, templates.categoryOf),
    },
    eventsOf: (events, customer) => eventsOf(events, customer, calendar),
    history: (events, { templates = noTemplates } = {}) =>
      foldThread(quiet, events.filter(isReadable).toSorted(compareFacts), {
        calendar,
        categoryOf: templates.categoryOf,
        remembered: [],
        until: Infinity,
      }),
    fateOf: (message, at, { templates = noTemplates } = {}) =>
      fateAt(message, at, settings.positions, templates.categoryOf),
    rulebooks: rulebooksWith(settings.amendments),
    rulesAt: calendar,
  }
}

type Planned = E.Either<TooOld, Plan>

/** What an answer depends on beside the thread. */
type Others = Pick<AskInput, 'customer' | 'tierUse' | 'closedByMeta' | 'account' | 'cappedElsewhere'>

/** Nothing of the event is taken in. */
const refused = (state: State, event: Event): StateAbsorbed => ({
  state,
  outcome: 'refused',
  thread: null,
  settled: nothingDecided,
  regrouped: null,
  problems: unreadableIn(event),
})
