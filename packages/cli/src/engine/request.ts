import {
  isLeft,
  parseEvent,
  parseInstant,
  reasonsInWords,
  parseQuestion,
  toIso,
  type Event,
  type Instant,
  type Question,
  type ThreadKey,
  type TooOld,
} from '@guichet/core'

/** The fields of a request, as they came. */
export type Fields = { readonly [key: string]: unknown }

/** An invalid line; it changes nothing. */
export interface SessionError {
  readonly code: 'invalid-json' | 'unknown-op' | 'invalid-argument' | 'too-old'
  readonly message: string
}

/** Ends an op; the session catches it. */
export class Refused extends Error {
  readonly why: SessionError
  constructor(why: SessionError) {
    super(why.message)
    this.why = why
  }
}

export const refusal = (code: SessionError['code'], message: string): Refused =>
  new Refused({ code, message })

export const tooOld = ({ earliest }: TooOld): Refused =>
  refusal(
    'too-old',
    `at: facts before ${toIso(earliest)} are no longer kept; give that instant or a later one`,
  )

export const parseRequest = (line: string): Fields => {
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

export const eventsOf = (request: Fields): readonly Event[] => {
  const given = request['events'] ?? ('event' in request ? [request['event']] : undefined)
  if (!Array.isArray(given))
    throw refusal('invalid-argument', 'event is missing; absorb takes event or events')
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

export const threadKey = (request: Fields): ThreadKey => ({
  phoneNumberId: required(request, 'phoneNumberId'),
  customer: required(request, 'customer'),
})

const required = (request: Fields, name: string): string => {
  const value = request[name]
  if (value === undefined) throw refusal('invalid-argument', `${name} is missing`)
  if (typeof value !== 'string' || value === '') throw refusal('invalid-argument', `${name} must be a text`)
  return value
}

export const instant = (request: Fields): Instant => {
  if (request['at'] === undefined) throw refusal('invalid-argument', 'at is missing')
  const at = parseInstant(request['at'])
  if (isLeft(at)) throw refusal('invalid-argument', `at: ${reasonsInWords(at.left)}`)
  return at.right
}

/** The message of the question. */
export const question = (request: Fields): Question => readQuestion(request['message'], 'message')

/** The messages to compare. */
export const questions = (request: Fields): readonly Question[] => {
  const given = request['messages']
  if (!Array.isArray(given) || given.length === 0)
    throw refusal('invalid-argument', 'messages must be a list of at least one message')
  return given.map((value: unknown, index) => readQuestion(value, `messages[${index}]`))
}

const readQuestion = (value: unknown, where: string): Question => {
  const message = parseQuestion(value)
  if (isLeft(message))
    throw refusal(
      'invalid-argument',
      message.left.map(({ path, reason }) => `${where}${path.slice(1)}: ${reason}`).join('; '),
    )
  return message.right
}

export const isText = (value: unknown): value is string => typeof value === 'string'
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'
export const isNumber = (value: unknown): value is number => typeof value === 'number'

export const optional = <A>(
  request: Fields,
  name: string,
  is: (value: unknown) => value is A,
  what: string,
): A | undefined => {
  const value = request[name] ?? undefined
  if (value === undefined) return undefined
  if (!is(value)) throw refusal('invalid-argument', `${name} must be ${what}`)
  return value
}

export const show = (value: unknown): string =>
  typeof value === 'string'
    ? JSON.stringify(value.slice(0, 60))
    : typeof value === 'object' && value !== null
      ? Array.isArray(value)
        ? 'an array'
        : 'an object'
      : String(value)
