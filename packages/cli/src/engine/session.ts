import {
  answerToJson,
  emptyState,
  engine,
  isLeft,
  parseEvent,
  parseInstant,
  parseQuestion,
  rulebooks,
  settings,
  toIso,
  viewToJson,
  type Engine,
  type Event,
  type Instant,
  type Json,
  type Question,
  type State,
  type ThreadKey,
  type TooOld,
} from '@guichet/core'
import { readWebhook, readWebhookText } from '@guichet/cloud-api'

type Fields = { readonly [key: string]: unknown }
type Reply = { readonly [key: string]: Json }

/** What went wrong with a line; nothing was changed by it. */
export interface SessionError {
  readonly code: 'invalid-json' | 'unknown-op' | 'invalid-argument' | 'too-old'
  readonly message: string
}

/** One line in, one line out: the engine behind the NDJSON protocol. */
export interface Session {
  readonly answer: (line: string) => string
}

/** Starts a session with nothing known, in UTC, with the rulebook in force. */
export const startSession = (): Session => {
  let rules: Engine = engine()
  let state: State = emptyState

  const reset = (request: Fields): Reply => {
    const chosen = settings({
      timeZone: optional(request, 'timeZone', isText, 'a text'),
      rulebook: optional(request, 'rulebook', isText, 'a text'),
      horizonHours: optional(request, 'horizonHours', isNumber, 'a number'),
    })
    if (isLeft(chosen)) throw refusal('invalid-argument', chosen.left.join('; '))
    rules = engine(chosen.right)
    state = emptyState
    return { rulebooks: rulebooks.map(({ id }) => id) }
  }

  const take = (events: readonly Event[]): Reply & { readonly late: number } => {
    const counts = { absorbed: 0, duplicates: 0, late: 0 }
    for (const event of events) {
      const absorbed = rules.absorb(state, event)
      state = absorbed.state
      counts[absorbed.outcome === 'duplicate' ? 'duplicates' : absorbed.outcome]++
    }
    return counts
  }

  const webhook = (request: Fields): Reply => {
    if (!('body' in request)) throw refusal('invalid-argument', 'body is missing')
    const { body } = request
    const { events, unread } = typeof body === 'string' ? readWebhookText(body) : readWebhook(body)
    take(events)
    return { events: events.length, unread: unread.map(({ path, reason }) => ({ path, reason })) }
  }

  const view = (request: Fields): Reply => {
    const answer = rules.view(state, threadKey(request), instant(request))
    if (isLeft(answer)) throw tooOld(answer.left)
    return viewToJson(answer.right)
  }

  const ask = (request: Fields): Reply => {
    const answer = rules.ask(state, threadKey(request), question(request), instant(request))
    if (isLeft(answer) && answer.left.answer === 'too-old') throw tooOld(answer.left)
    return answerToJson(answer) ?? {}
  }

  const ops: ReadonlyMap<unknown, (request: Fields) => Reply> = new Map([
    ['reset', reset],
    ['absorb', (request) => take(eventsOf(request))],
    ['webhook', webhook],
    ['view', view],
    ['ask', ask],
  ])

  return {
    answer: (line) => {
      try {
        const request = parse(line)
        const op = ops.get(request['op'])
        if (op === undefined)
          throw refusal(
            'unknown-op',
            `${request['op'] === undefined ? 'op is missing' : `unknown op ${show(request['op'])}`}; known are ${[...ops.keys()].join(', ')}`,
          )
        return JSON.stringify({ ok: true, ...op(request) })
      } catch (error) {
        const why = error instanceof Refused ? error.why : { code: 'internal', message: messageOf(error) }
        return JSON.stringify({ ok: false, error: why })
      }
    },
  }
}

/** A fault of ours must not end a session that others depend on. */
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Leaves an op from within; never leaves the session. */
class Refused extends Error {
  readonly why: SessionError
  constructor(why: SessionError) {
    super(why.message)
    this.why = why
  }
}

const refusal = (code: SessionError['code'], message: string): Refused => new Refused({ code, message })

const tooOld = ({ earliest }: TooOld): Refused =>
  refusal('too-old', `facts before ${toIso(earliest)} are settled; ask about that instant or a later one`)

const parse = (line: string): Fields => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw refusal('invalid-json', 'the line is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refusal('invalid-json', 'the line is not a JSON object')
  return value as Fields
}

const eventsOf = (request: Fields): readonly Event[] => {
  const given = request['events'] ?? ('event' in request ? [request['event']] : undefined)
  if (!Array.isArray(given)) throw refusal('invalid-argument', 'absorb needs event or events')
  return given.map((value: unknown, index) => {
    const event = parseEvent(value)
    if (isLeft(event)) {
      const where = 'events' in request ? `events[${index}]` : 'event'
      throw refusal(
        'invalid-argument',
        event.left.map(({ path, reason }) => `${where}${path.slice(1)}: ${reason}`).join('; '),
      )
    }
    return event.right
  })
}

const threadKey = (request: Fields): ThreadKey => ({
  phoneNumberId: required(request, 'phoneNumberId'),
  customer: required(request, 'customer'),
})

const required = (request: Fields, name: string): string => {
  const value = request[name]
  if (value === undefined) throw refusal('invalid-argument', `${name} is missing`)
  if (typeof value !== 'string' || value === '') throw refusal('invalid-argument', `${name} is not a text`)
  return value
}

const instant = (request: Fields): Instant => {
  if (request['at'] === undefined) throw refusal('invalid-argument', 'at is missing')
  const at = parseInstant(request['at'])
  if (isLeft(at)) throw refusal('invalid-argument', `at: ${at.left}`)
  return at.right
}

const question = (request: Fields): Question => {
  const message = parseQuestion(request['message'])
  if (isLeft(message))
    throw refusal(
      'invalid-argument',
      message.left.map(({ path, reason }) => `message${path.slice(1)}: ${reason}`).join('; '),
    )
  return message.right
}

const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'

const optional = <A>(
  request: Fields,
  name: string,
  is: (value: unknown) => value is A,
  what: string,
): A | undefined => {
  const value = request[name] ?? undefined
  if (value === undefined) return undefined
  if (!is(value)) throw refusal('invalid-argument', `${name} is not ${what}`)
  return value
}

const show = (value: unknown): string =>
  typeof value === 'string'
    ? JSON.stringify(value.slice(0, 60))
    : typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? 'an array'
        : 'an object'
      : String(value)
