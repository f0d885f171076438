import {
  answerToJson,
  canonicalKey,
  chargeToJson,
  engine,
  isLeft,
  parseAmendments,
  reasonsInWords,
  settings,
  viewToJson,
  weigh,
  type Answer,
  type Engine,
  type Event,
  type Json,
  type Question,
  type SettingsInput,
  type State,
  type ThreadCharge,
  type Weighed,
} from '@guichet/core'
import { withDisplay } from '@guichet/core/store'
import { messageOf } from '../answered.ts'
import { readWebhook, readWebhookText } from '@guichet/cloud-api'
import {
  Refused,
  eventsOf,
  instant,
  isBoolean,
  isNumber,
  isText,
  optional,
  parseRequest,
  question,
  questions,
  refusal,
  show,
  threadKey,
  tooOld,
  type Fields,
} from './request.ts'

type Fieldset = { readonly [key: string]: Json }

/** A reply as an object: `ok`, and the fields of the op or an `error`. */
export type SessionReply = Fieldset & { readonly ok: boolean }

/** One line in, one line out: the engine behind the NDJSON protocol. */
export interface Session {
  readonly answer: (line: string) => string
  /** The same without the text: one object in, one out. */
  readonly reply: (request: Fields) => SessionReply
}

/** Starts a session with an empty state, in UTC, with the rulebook in force. */
export const startSession = (): Session => {
  let rules: Engine = engine()
  let state: State = rules.initial
  let settled: ThreadCharge[] = []

  const reset = (request: Fields): Fieldset => {
    const amendments = parseAmendments(request['amendments'] ?? [])
    if (isLeft(amendments)) throw refusal('invalid-argument', reasonsInWords(amendments.left))
    const chosen = settings({
      amendments: amendments.right,
      timeZone: optional(request, 'timeZone', isText, 'a text'),
      rulebook: optional(request, 'rulebook', isText, 'a text'),
      horizonHours: optional(request, 'horizonHours', isNumber, 'a number'),
      exemptOrganisation: optional(request, 'exemptOrganisation', isBoolean, 'true or false'),
      ...limitSettings(request),
    })
    if (isLeft(chosen)) throw refusal('invalid-argument', reasonsInWords(chosen.left))
    rules = engine(chosen.right)
    state = rules.initial
    settled = []
    return { protocol: 2, rulebooks: rules.rulebooks.map(({ id }) => id) }
  }

  const take = (events: readonly Event[]): Fieldset & { readonly late: number } => {
    const counts = { absorbed: 0, duplicates: 0, late: 0 }
    for (const event of events) {
      const absorbed = rules.absorb(state, event)
      state = absorbed.state
      const { thread } = absorbed
      if (thread !== null)
        for (const charge of absorbed.settled.charges) settled.push({ ...thread, ...charge })
      // The reader produced these events, so the engine refuses none.
      if (absorbed.outcome !== 'refused')
        counts[absorbed.outcome === 'duplicate' ? 'duplicates' : absorbed.outcome]++
    }
    return counts
  }

  const webhook = (request: Fields): Fieldset => {
    if (!('body' in request)) throw refusal('invalid-argument', 'body is missing')
    const { body } = request
    const { events, unread, phoneNumbers } =
      typeof body === 'string' ? readWebhookText(body) : readWebhook(body)
    for (const { phoneNumberId, displayPhoneNumber } of phoneNumbers)
      state = withDisplay(state, phoneNumberId, displayPhoneNumber)
    take(events)
    return { events: events.length, unread: unread.map(({ path, reason }) => ({ path, reason })) }
  }

  const view = (request: Fields): Fieldset => {
    const answer = rules.view(state, threadKey(request), instant(request))
    if (isLeft(answer)) throw tooOld(answer.left)
    return viewToJson(answer.right)
  }

  const answerTo = (request: Fields, message: Question): Answer => {
    const answer = rules.ask(state, threadKey(request), message, instant(request))
    if (isLeft(answer) && answer.left.answer !== 'refused') throw tooOld(answer.left)
    return answer
  }

  const ask = (request: Fields): Fieldset =>
    'messages' in request
      ? { answers: weigh(questions(request).map((message) => answerTo(request, message))).map(weighedToJson) }
      : (answerToJson(answerTo(request, question(request))) ?? {})

  const charges = (request: Fields): Fieldset => {
    const phoneNumberId = optional(request, 'phoneNumberId', isText, 'a text')
    const customer = optional(request, 'customer', isText, 'a text')
    const isAsked = (charge: ThreadCharge): boolean => {
      if (phoneNumberId !== undefined && charge.phoneNumberId !== phoneNumberId) return false
      return (
        customer === undefined ||
        charge.customer === canonicalKey(state, { phoneNumberId: charge.phoneNumberId, customer }).customer
      )
    }
    return { charges: rules.charges(state, settled).filter(isAsked).map(chargeToJson) }
  }

  const ops: ReadonlyMap<unknown, (request: Fields) => Fieldset> = new Map([
    ['reset', reset],
    ['absorb', (request) => take(eventsOf(request))],
    ['webhook', webhook],
    ['view', view],
    ['ask', ask],
    ['charges', charges],
  ])

  const reply = (request: Fields): SessionReply => {
    const op = ops.get(request['op'])
    if (op === undefined)
      throw refusal(
        'unknown-op',
        `${request['op'] === undefined ? 'op is missing' : `unknown op ${show(request['op'])}`}; known are ${[...ops.keys()].join(', ')}`,
      )
    return { ok: true, ...op(request) }
  }

  return {
    answer: (line) => JSON.stringify(guarded(() => reply(parseRequest(line)))),
    reply: (request) => guarded(() => reply(request)),
  }
}

/** The settings of limits as they came: `settings` says what is wrong with them. */
const limitSettings = (request: Fields): SettingsInput =>
  Object.fromEntries(
    [
      'portfolio',
      'phoneNumbers',
      'pairRateModel',
      'marketingCapHours',
      'limitReservesInFlight',
      'authenticationLifeSeconds',
      'utilityLifeSeconds',
      'marketingLifeSeconds',
      'expiryBufferSeconds',
    ].map((name) => [name, request[name] ?? undefined]),
  )

/** Every error becomes a reply. */
const guarded = (reply: () => SessionReply): SessionReply => {
  try {
    return reply()
  } catch (error) {
    const why = error instanceof Refused ? error.why : { code: 'internal', message: faultOf(error) }
    return { ok: false, error: { ...why } }
  }
}

/** An internal error must not end the session. */
const faultOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const weighedToJson = ({ answer }: Weighed): Json => ({
  message: { ...messageOf(answer) },
  ...answerToJson(answer),
})
