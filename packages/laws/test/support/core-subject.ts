import {
  answerToJson,
  canonicalKey,
  chargeToJson,
  engine,
  isLeft,
  parseEvent,
  parseInstant,
  reasonsInWords,
  parseQuestion,
  settings,
  toIso,
  viewToJson,
  type Engine,
  type Event,
  type Instant,
  type Settings,
  type SettingsInput,
  type State,
  type ThreadCharge,
} from '@guichet/core'
import type { Key, Reply, Request, Subject } from '../../src/index.ts'

/** An engine under test that answers at once. */
export interface SynchronousSubject extends Subject {
  readonly answer: (requests: readonly Request[]) => readonly Reply[]
}

/** Guichet's own engine as a subject: each batch is a conversation of its own, with nothing known before. */
export const coreSubject: SynchronousSubject = {
  name: 'core',
  answer: (requests) => requests.map(conversation()),
}

/** Engines by their settings: a run resets thousands of times, to one of a few. */
const engines = new Map<string, Engine>()

const engineFor = (chosen: Settings): Engine => {
  const name = JSON.stringify(chosen)
  const made = engines.get(name) ?? engine(chosen)
  engines.set(name, made)
  return made
}

interface Held {
  readonly rules: Engine
  readonly state: State
  /** What settling has decided, which the state no longer holds. */
  readonly settled: ThreadCharge[]
}

const unset = engine()

/** Replies as `guichet engine` does, one for each request. */
const conversation = (): ((request: Request) => Reply) => {
  let held: Held = { rules: unset, state: unset.initial, settled: [] }
  return (request) => {
    switch (request.op) {
      case 'reset': {
        const { op: _, ...given } = request
        const chosen = settings(given as SettingsInput)
        if (isLeft(chosen)) return failure('invalid-argument', reasonsInWords(chosen.left))
        const rules = engineFor(chosen.right)
        held = { rules, state: rules.initial, settled: [] }
        return { ok: true, rulebooks: held.rules.rulebooks.map(({ id }) => id), protocol: 2 }
      }
      case 'absorb': {
        const events: Event[] = []
        for (const value of request.events) {
          const event = parseEvent(value)
          if (isLeft(event)) return unreadable(event.left)
          events.push(event.right)
        }
        const { counts, ...next } = take(held, events)
        held = next
        return { ok: true, ...counts }
      }
      case 'view':
        return view(held, request)
      case 'ask':
        return ask(held, request)
      case 'charges':
        return { ok: true, charges: charges(held, request).map(chargeToJson) }
    }
  }
}

const take = (held: Held, events: readonly Event[]): Held & { counts: Record<string, number> } => {
  const counts = { absorbed: 0, duplicates: 0, late: 0 }
  let { state } = held
  for (const event of events) {
    const absorbed = held.rules.absorb(state, event)
    state = absorbed.state
    const { thread } = absorbed
    if (thread !== null)
      held.settled.push(...absorbed.settled.charges.map((charge) => ({ ...thread, ...charge })))
    // What was read can be read again, so none is refused.
    if (absorbed.outcome !== 'refused')
      counts[absorbed.outcome === 'duplicate' ? 'duplicates' : absorbed.outcome]++
  }
  return { ...held, state, counts }
}

const view = ({ rules, state }: Held, request: Extract<Request, { op: 'view' }>): Reply => {
  const at = parseInstant(request.at)
  if (isLeft(at)) return failure('invalid-argument', `at: ${reasonsInWords(at.left)}`)
  const answer = rules.view(state, keyOf(request), at.right)
  return isLeft(answer) ? tooOld(answer.left.earliest) : { ok: true, ...viewToJson(answer.right) }
}

const ask = ({ rules, state }: Held, request: Extract<Request, { op: 'ask' }>): Reply => {
  const at = parseInstant(request.at)
  if (isLeft(at)) return failure('invalid-argument', `at: ${reasonsInWords(at.left)}`)
  const question = parseQuestion(request.message)
  if (isLeft(question)) return unreadable(question.left)
  const answer = rules.ask(state, keyOf(request), question.right, at.right)
  if (isLeft(answer) && answer.left.answer !== 'refused') return tooOld(answer.left.earliest)
  return { ok: true, ...answerToJson(answer) }
}

const charges = (
  { rules, state, settled }: Held,
  { phoneNumberId, customer }: Extract<Request, { op: 'charges' }>,
): readonly ThreadCharge[] =>
  rules
    .charges(state, settled)
    .filter(
      (charge) =>
        (phoneNumberId === undefined || charge.phoneNumberId === phoneNumberId) &&
        (customer === undefined ||
          charge.customer ===
            canonicalKey(state, { phoneNumberId: charge.phoneNumberId, customer }).customer),
    )

const keyOf = ({ phoneNumberId, customer }: Key): Key => ({ phoneNumberId, customer })

const failure = (code: string, message: string): Reply => ({ ok: false, error: { code, message } })

const unreadable = (problems: readonly { path: string; reason: string }[]): Reply =>
  failure('invalid-argument', problems.map(({ path, reason }) => `${path}: ${reason}`).join('; '))

const tooOld = (earliest: Instant): Reply =>
  failure('too-old', `facts before ${toIso(earliest)} are settled; ask about that instant or a later one`)
