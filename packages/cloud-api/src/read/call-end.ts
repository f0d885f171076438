import type { Instant } from '@guichet/core'
import { type Cursor, emit, report } from './cursor.ts'
import { identify } from './identity.ts'
import { type Json, describe, idOf, isAbsent, shorten } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/**
 * Reads the end of a call (CALL-19). It was picked up if it has a duration or a start; its status is `COMPLETED` also
 * if it was not. The id of a call may be that of a message, too: a voicemail bears it (CALL-20).
 */
export const readCallEnd = (
  cursor: Cursor,
  call: Json,
  direction: 'USER_INITIATED' | 'BUSINESS_INITIATED',
): void => {
  const no = (reason: string, word: string = 'terminate'): void => report(cursor, reason, word)
  const { status } = call
  if (status === 'FAILED')
    return no('a call that failed: it never came about, and counts for nothing', status)
  if (status !== 'COMPLETED' && !isAbsent(status))
    return typeof status === 'string'
      ? no(`the end of a call with a status not known today: ${shorten(status)}`, status)
      : no(`the status of the call is ${describe(status)}`)
  const id = idOf(call.id)
  if (id === undefined) return no('the call has no valid id')
  const connected = lastsLong(call.duration) || !isAbsent(call.start_time)
  const [name, time] = timeOf(call)
  const at: Instant | undefined = instantOf(time)
  if (at === undefined) return no(whyNoInstant(name, time))
  const customer =
    direction === 'USER_INITIATED'
      ? identify(cursor.contacts, call.from, call.from_user_id)
      : identify(cursor.contacts, call.to, call.to_user_id)
  if (customer === undefined) return no('the call has no id of the customer')
  emit(
    cursor,
    {
      type: 'call-ended',
      id: `${id}/ended`,
      at,
      phoneNumberId: cursor.phoneNumberId,
      customer: customer.customer,
      direction: direction === 'USER_INITIATED' ? 'user' : 'business',
      connected,
    },
    customer.aliases,
  )
}

/** When it was picked up, else when it ended. */
const timeOf = ({ start_time, timestamp }: Json): readonly [name: string, time: unknown] =>
  isAbsent(start_time) ? ['timestamp', timestamp] : ['start_time', start_time]

/** A duration of 0 seconds alone may be that of a call which nobody picked up. */
const lastsLong = (duration: unknown): boolean =>
  typeof duration === 'number' ? duration > 0 : typeof duration === 'string' && /^\d*[1-9]\d*$/.test(duration)
