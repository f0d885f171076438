import type { ThroughputChanged } from '@guichet/core'
import { type Cursor, type Draft, handOver, report } from './cursor.ts'
import { eventId } from './event-id.ts'
import { type Json, describe, shorten, textOf } from './json.ts'
import { numberInId, numberNamedIn } from './phone-number.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** What `THROUGHPUT_UPGRADE` raises a phone number to (LIM-35). */
const UPGRADED = 1_000

/** Reads `phone_number_quality_update`: how many messages a second a phone number may send and get (LIM-35). */
export const readThroughput = (cursor: Cursor, value: Json): void => {
  const no = (reason: string): void => report(cursor, reason, cursor.field)
  const word = textOf(value.event, LONGEST_WORD)
  if (word === undefined) return no(`the event of the phone number is ${describe(value.event)}`)
  if (word !== 'THROUGHPUT_UPGRADE')
    return no(reasons.get(word) ?? `event of a phone number not known today: ${shorten(word)}`)
  const number = numberNamedIn(value)
  if (typeof number === 'string') return no(number)
  if (Object.keys(number).length === 0) return no('the value names no phone number')
  const { account, time } = cursor
  const at = instantOf(time)
  if (at === undefined) return no(whyNoInstant('time of the entry', time))
  const id = eventId('throughput', account ?? '', ...numberInId(number), UPGRADED, at / 1000)
  const event: Draft<ThroughputChanged> = {
    type: 'throughput-changed',
    id,
    at,
    ...number,
    perSecond: UPGRADED,
  }
  if (account !== undefined) event.account = account
  handOver(cursor, event)
}

const LONGEST_WORD = 512

const ofNumber = "a phone number's quality or limit, as it was before October 2025; changes nothing now"

/** Why an event of a phone number says nothing about its throughput. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ONBOARDING', 'ONBOARDING: a new phone number, whose throughput is the usual one'],
  ['UPGRADE', `UPGRADE: ${ofNumber}`],
  ['DOWNGRADE', `DOWNGRADE: ${ofNumber}`],
  ['FLAGGED', `FLAGGED: ${ofNumber}`],
  ['UNFLAGGED', `UNFLAGGED: ${ofNumber}`],
])
