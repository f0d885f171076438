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
  type View,
} from '@guichet/core'
import type { RateCard } from '@guichet/rates'
import { costInWords, type LogBill } from '@guichet/cli/audit'
import { billOf, billUnder, differenceInWords, type Pricing } from './prices.ts'
import { players } from './players.ts'
import { eventsOf, knownBefore, template, type Step, type StepCode } from './step.ts'

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
  /** Steps after the moment, which do not count yet. */
  readonly later: number
  /** What the steps so far would cost under each rulebook, had it always been in force. */
  readonly elsewhere: readonly Elsewhere[]
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

/** What is asked about, by the step that sends it. */
const questions: readonly (readonly [step: StepCode, what: string, question: Question])[] = [
  ['service', 'Service message', { kind: 'service' }],
  ['utility', 'Utility template', template('utility')],
  ['marketing', 'Marketing template', template('marketing')],
  ['authentication', 'Authentication template', template('authentication')],
  ['asks-to-call', 'Request to call', { kind: 'call-permission-request', by: 'service' }],
  ['call-answered', 'Call', { kind: 'call' }],
]

/** What holds at an instant: only what happened by then counts. */
export const situationAt = (
  engine: Engine,
  done: readonly Step[],
  now: Instant,
  card: RateCard | null = null,
): Situation => {
  const past = done.filter(({ at }) => at <= now)
  const before = Math.min(now, ...past.map(({ at }) => at))
  const { state, charges } = played(engine, past, before)
  const seen = engine.view(state, players, now)
  const pricing = { card, timeZone: engine.settings.timeZone }
  const bill = billOf(pricing, charges)
  const costOf = (what: StepCode): string => {
    const sent = played(engine, [...past, { at: now, what }], before)
    return differenceInWords(bill, billOf(pricing, sent.charges))
  }
  const wording = { timeZone: engine.settings.timeZone }
  return {
    rulebook: engine.rulesAt(now).id,
    view: isRight(seen) ? seen.right : null,
    words: isRight(seen) ? explainView(seen.right, wording) : explain(seen, wording),
    answers: questions.map(([step, what, question]) => {
      const answer = answered(what, engine, state, question, now)
      // Calls are priced by the minute, on cards of their own (CALL-17).
      if (answer.isAllowed && question.kind === 'call')
        return { ...answer, isFree: false, cost: 'by the minute' }
      return answer.isFree === false ? { ...answer, cost: costOf(step) } : answer
    }),
    charges,
    bill,
    later: done.length - past.length,
    elsewhere: engine.rulebooks.map(({ id }) => elsewhere(engine, id, past, before, pricing)),
  }
}

/** The state after steps, and all of their charges: a long play settles some of them. */
const played = (
  { initial, absorb, charges }: Engine,
  done: readonly Step[],
  before: Instant,
): { readonly state: State; readonly charges: readonly ThreadCharge[] } => {
  let state = initial
  const settled: ThreadCharge[] = []
  for (const event of [...knownBefore(before), ...eventsOf(done)]) {
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
  question: Question,
  now: Instant,
): Answered => {
  const answer = ask(state, players, question, now)
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
  done: readonly Step[],
  before: Instant,
  pricing: Pricing,
): Elsewhere => {
  const { charges } = played(engineWith({ ...settings, rulebook }), done, before)
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
