import {
  engine as engineWith,
  explain,
  explainView,
  isPaid,
  isRight,
  type Citation,
  type Engine,
  type Instant,
  type Question,
  type State,
  type ThreadCharge,
  type ThreadKey,
  type View,
} from '@guichet/core'
import type { RateCard } from '@guichet/rates'
import { costInWords, type LogBill } from '@guichet/cli/audit'
import { billOf, billUnder, differenceInWords, type Pricing } from './prices.ts'
import { knownBefore } from './known-before.ts'
import { placeNamed } from './place.ts'
import { members, type Member } from './players.ts'
import { eventsOf, presentAfter, type Played, type StepCode } from './step.ts'

/** What holds in a play at the moment that is looked at. */
export interface Situation {
  readonly rulebook: string
  /** The view in a sentence or two. */
  readonly words: string
  readonly view: View | null
  readonly answers: readonly Answered[]
  readonly charges: readonly ThreadCharge[]
  /** What the charges cost, a line each in their order. */
  readonly bill: LogBill
  /** Who is or was in the group; nobody in a chat. */
  readonly seats: readonly Seat[]
  /** Steps after the moment, which do not count yet. */
  readonly later: number
  /** What the steps so far would cost under each rulebook, had it always been in force. */
  readonly elsewhere: readonly Elsewhere[]
}

/** Somebody's place in the group. */
export interface Seat {
  readonly member: Member
  readonly isPresent: boolean
  /** How many messages to this member are paid, and what they cost in words, where there is a card. */
  readonly paid: number
  readonly cost: string
}

/** What may be sent. */
export interface Answered {
  readonly what: string
  readonly isAllowed: boolean
  readonly isFree: boolean | null
  /** What it would add to the bill, in words; empty without a rate. */
  readonly cost: string
  readonly words: string
  readonly because: readonly Citation[]
  /** When the same answer ends, if nothing else happens. */
  readonly until: Instant | null
}

export interface Elsewhere {
  readonly rulebook: string
  readonly messages: number
  readonly paid: number
  /** The categories of what is paid, each once. */
  readonly categories: readonly string[]
  /** Empty without a rate card, and where nothing is paid. */
  readonly cost: string
}

/** What holds at an instant: only what happened by then counts. */
export const situationAt = (
  engine: Engine,
  { place, steps, now }: Played & { readonly now: Instant },
  card: RateCard | null = null,
): Situation => {
  const past = { place, steps: steps.filter(({ at }) => at <= now) }
  const before = Math.min(now, ...past.steps.map(({ at }) => at))
  const { state, charges } = stateAfter(engine, past, before)
  const { thread, questions } = placeNamed(place)
  const seen = engine.view(state, thread, now)
  const { timeZone } = engine.settings
  const pricing = { card, timeZone }
  const bill = billOf(pricing, charges)
  const costOf = (what: StepCode): string => {
    const sent = stateAfter(engine, { place, steps: [...past.steps, { at: now, what }] }, before)
    return differenceInWords(bill, billOf(pricing, sent.charges))
  }
  return {
    rulebook: engine.rulesAt(now).id,
    view: isRight(seen) ? seen.right : null,
    words: isRight(seen) ? explainView(seen.right, { timeZone }) : explain(seen, { timeZone }),
    answers: questions.map(([step, what, question]) => {
      const answer = answered(what, engine, state, thread, question, now)
      // Calls are priced by the minute, on cards of their own (CALL-17).
      if (answer.isAllowed && question.kind === 'call')
        return { ...answer, isFree: false, cost: 'by the minute' }
      return answer.isFree === false ? { ...answer, cost: costOf(step) } : answer
    }),
    charges,
    bill,
    seats: place === 'group' ? seatsOf(past, charges, pricing) : [],
    later: steps.length - past.steps.length,
    elsewhere: engine.rulebooks.map(({ id }) => elsewhere(engine, id, past, before, pricing)),
  }
}

/** Everybody of the group, those who left it among them. */
const seatsOf = (past: Played, charges: readonly ThreadCharge[], pricing: Pricing): readonly Seat[] => {
  const present = presentAfter(past)
  return members.map((member) => {
    const { total, currency } = billOf(
      pricing,
      charges.filter(({ participant }) => participant === member.phone),
    )
    return {
      member,
      isPresent: present.includes(member),
      paid: total.paid,
      cost: costInWords(total, currency),
    }
  })
}

/** The state after steps, and all of their charges: a long play settles some of them. */
const stateAfter = (
  { initial, absorb, charges }: Engine,
  past: Played,
  before: Instant,
): { readonly state: State; readonly charges: readonly ThreadCharge[] } => {
  let state = initial
  const settled: ThreadCharge[] = []
  for (const event of [...knownBefore(before), ...eventsOf(past)]) {
    const absorbed = absorb(state, event)
    ;({ state } = absorbed)
    if (absorbed.thread !== null)
      for (const charge of absorbed.settled.charges) settled.push({ ...absorbed.thread, ...charge })
  }
  return { state, charges: charges(state, settled) }
}

const answered = (
  what: string,
  { ask, settings }: Engine,
  state: State,
  thread: ThreadKey,
  question: Question,
  now: Instant,
): Answered => {
  const answer = ask(state, thread, question, now)
  const words = explain(answer, { timeZone: settings.timeZone })
  if (isRight(answer))
    return {
      what,
      words,
      isAllowed: true,
      isFree: !isPaid(answer.right.charge),
      cost: '',
      because: answer.right.because,
      until: answer.right.validUntil,
    }
  const because = answer.left.answer === 'refused' ? answer.left.reasons.flatMap((one) => one.because) : []
  return {
    what,
    words,
    isAllowed: false,
    isFree: null,
    cost: '',
    because: [...new Set(because)],
    until: null,
  }
}

const elsewhere = (
  { settings }: Engine,
  rulebook: View['rulebook'],
  past: Played,
  before: Instant,
  pricing: Pricing,
): Elsewhere => {
  const { charges } = stateAfter(engineWith({ ...settings, rulebook }), past, before)
  const paid = charges.filter(isPaid)
  const { total, currency } = billUnder(pricing, charges, rulebook)
  return {
    rulebook,
    messages: charges.length,
    paid: paid.length,
    categories: [...new Set(paid.map(({ category }) => category))],
    cost: total.paid === 0 ? '' : costInWords(total, currency),
  }
}
