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
import { eventsOf, knownBefore, players, template, type Step } from './step.ts'

/** What holds in a play at the moment that is looked at. */
export interface Situation {
  readonly rulebook: string
  /** The view in a sentence or two. */
  readonly words: string
  readonly view: View | null
  readonly answers: readonly Answered[]
  readonly charges: readonly ThreadCharge[]
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
}

const questions: readonly (readonly [what: string, question: Question])[] = [
  ['Service message', { kind: 'service' }],
  ['Utility template', template('utility')],
  ['Marketing template', template('marketing')],
  ['Authentication template', template('authentication')],
]

/** What holds at an instant: only what happened by then counts. */
export const situationAt = (engine: Engine, steps: readonly Step[], now: Instant): Situation => {
  const past = steps.filter(({ at }) => at <= now)
  const before = Math.min(now, ...past.map(({ at }) => at))
  const { state, charges } = played(engine, past, before)
  const seen = engine.view(state, players, now)
  const wording = { timeZone: engine.settings.timeZone }
  return {
    rulebook: engine.rulesAt(now).id,
    view: isRight(seen) ? seen.right : null,
    words: isRight(seen) ? explainView(seen.right, wording) : explain(seen, wording),
    answers: questions.map(([what, question]) => answered(what, engine, state, question, now)),
    charges,
    later: steps.length - past.length,
    elsewhere: engine.rulebooks.map(({ id }) => elsewhere(engine, id, past, before)),
  }
}

/** The state after steps, and all of their charges: a long play settles some of them. */
const played = (
  { initial, absorb, charges }: Engine,
  steps: readonly Step[],
  before: Instant,
): { readonly state: State; readonly charges: readonly ThreadCharge[] } => {
  let state = initial
  const settled: ThreadCharge[] = []
  for (const event of [...knownBefore(before), ...eventsOf(steps)]) {
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
      because: answer.right.because,
      until: answer.right.validUntil,
    }
  const because = answer.left.answer === 'refused' ? answer.left.reasons.flatMap((one) => one.because) : []
  return { what, words, isAllowed: false, isFree: null, because: [...new Set(because)], until: null }
}

const elsewhere = (
  { settings }: Engine,
  rulebook: View['rulebook'],
  steps: readonly Step[],
  before: Instant,
): Elsewhere => {
  const { charges } = played(engineWith({ ...settings, rulebook }), steps, before)
  const paid = charges.filter(isPaid)
  return {
    rulebook,
    messages: charges.length,
    paid: paid.length,
    categories: [...new Set(paid.map(({ category }) => category))],
  }
}
