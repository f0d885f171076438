import { ask } from './ask/ask.ts'
import type { Answer, TooOld } from './ask/answer.ts'
import type { Question } from './ask/question.ts'
import type { AskInput } from './ask/ask-input.ts'
import type { Charge } from './charge/charge.ts'
import { expectEvent, expectInstant, expectKey, expectQuestion, expectSettings } from './door/expect.ts'
import { expectPlan } from './door/expect-plan.ts'
import type { Circumstances, Engine } from './engine-functions.ts'
import type { Event } from './event/event.ts'
import { compareFacts } from './event/order.ts'
import { isReadable, unreadableIn } from './event/readable.ts'
import { planFrom, type Plan } from './plan/plan.ts'
import type { PlanRequest } from './plan/request.ts'
import { E } from './prelude.ts'
import { calendarOf } from './rulebook/calendar.ts'
import { fateAt } from './message/fate-at.ts'
import { rulebooksWith } from './rulebook/rulebooks.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { customerId, type OwnThread, type ThreadKey } from './state/identity.ts'
import { eventsOf } from './state/regroup.ts'
import { chargesOf } from './state/charges.ts'
import { tierCounter } from './state/tier-use.ts'
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
  const inputFor = (thread: Thread, templates: KnownTemplates, at: Instant, others: Others): AskInput => {
    const standing = recent.standing(thread, at, templates)
    const { account } = others
    return {
      at,
      standing,
      templates,
      calendar,
      dated,
      positions: settings.positions,
      ...others,
      account: { ...account, cappedAt: latest(standing.cappedAt, account.cappedAt) },
    }
  }
  const askThread = (
    thread: Thread,
    templates: KnownTemplates,
    question: Question,
    at: Instant,
    others: Others,
  ): Answer => {
    expectQuestion(question)
    expectInstant('ask', at)
    const refused = tooOld(thread, at)
    return refused === null ? ask(question, inputFor(thread, templates, at, others)) : E.left(refused)
  }
  const planThread = (
    thread: Thread,
    templates: KnownTemplates,
    request: PlanRequest,
    others: Others,
  ): E.Either<TooOld, Plan> => {
    const { from, until } = request
    const refused = tooOld(thread, from) ?? (isAskable(until) ? null : tooOld(thread, until))
    return refused === null
      ? E.right(planFrom(inputFor(thread, templates, from, others), request))
      : E.left(refused)
  }
  const unsettled = (state: State, { phoneNumberId, thread }: OwnThread): readonly Charge[] =>
    recent.charges(thread, templatesOf(state, phoneNumberId))
  const tierUse = tierCounter(recent.chargesBetween)
  const account = accountOf(settings, recent)
  const othersIn = (state: State, key: ThreadKey, own: OwnThread | null, at: Instant): Others => ({
    customer: customerId(key.customer),
    tierUse: tierUse(state, key.phoneNumberId),
    account: account(state, key, own, at),
    closedByMeta: null,
  })
  const othersFrom = (circumstances: Circumstances, at: Instant): Others => {
    const { customer = null, tierUsed = 0, closedByMeta = null } = circumstances
    return {
      customer,
      // What is used of a month says nothing of the next.
      tierUse: (_, month) => (month === calendar.monthOf(at) ? tierUsed : 0),
      account: { ...unknownAccount, ...circumstances.account },
      closedByMeta,
    }
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
    view: (state, key, at) => {
      expectKey('view', key)
      return viewThread(threadOf(state, key, at), at, templatesOf(state, key.phoneNumberId))
    },
    ask: (state, key, question, at) => {
      expectKey('ask', key)
      const own = ownThread(state, key, at)
      const templates = templatesOf(state, key.phoneNumberId)
      return askThread(own?.thread ?? emptyThread, templates, question, at, othersIn(state, key, own, at))
    },
    plan: (state, key, request) => {
      expectKey('plan', key)
      expectPlan(request)
      const own = ownThread(state, key, request.from)
      const templates = templatesOf(state, key.phoneNumberId)
      const { from, closedByMeta = null } = request
      const others = { ...othersIn(state, key, own, from), closedByMeta }
      return planThread(own?.thread ?? emptyThread, templates, request, others)
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
        const { templates = noTemplates } = circumstances
        return askThread(thread, templates, question, at, othersFrom(circumstances, at))
      },
      plan: (thread, request, circumstances = {}) => {
        expectPlan(request)
        const { templates = noTemplates } = circumstances
        return planThread(thread, templates, request, othersFrom(circumstances, request.from))
      },
      charges: (thread, { templates = noTemplates } = {}) => recent.charges(thread, templates),
      chargesBetween: (before, after, { templates = noTemplates } = {}) =>
        recent.chargesBetween(before, after, templates),
      countsFrom: (thread, { templates = noTemplates } = {}) =>
        countsFrom(recent.standing(thread, Infinity, templates), settings.positions),
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

/** What an answer depends on beside the thread. */
type Others = Pick<AskInput, 'customer' | 'tierUse' | 'closedByMeta' | 'account'>

const latest = (one: Instant | null, other: Instant | null): Instant | null =>
  one === null || (other !== null && other > one) ? other : one

/** Nothing of the event is taken in. */
const refused = (state: State, event: Event): StateAbsorbed => ({
  state,
  outcome: 'refused',
  thread: null,
  settled: nothingDecided,
  regrouped: null,
  problems: unreadableIn(event),
})
