import { E, t } from '../prelude.ts'
import { problemsOf, type Problem } from '../problem.ts'
import { PartwiseEventCodec } from './codec.ts'
import type { Event } from './event.ts'
import { readPlainly, writePlainly } from './plain-codec.ts'

/** Reads and writes an event. Decoding what was encoded gives it back. */
export const EventCodec: t.Type<Event, unknown, unknown> = new t.Type(
  'Event',
  PartwiseEventCodec.is,
  (u, context) => {
    const event = readPlainly(u)
    return event === null ? PartwiseEventCodec.validate(u, context) : t.success(event)
  },
  (event) => writePlainly(event) ?? PartwiseEventCodec.encode(event),
)

/**
 * Reads an event; the left side names everything that is wrong, each with its path.
 *
 * @example
 * const read = parseEvent({ type: 'customer-messaged', id: 'm', at: '2026-10-02', phoneNumberId: '1', customer: '2', kind: 'text' })
 * isLeft(read) //=> true
 * if (isLeft(read)) read.left.map(({ path }) => path) //=> [ '$.at' ]
 */
export const parseEvent = (u: unknown): E.Either<readonly Problem[], Event> => {
  const read = EventCodec.decode(u)
  return E.isRight(read) ? read : E.left(problemsOf(read.left))
}
