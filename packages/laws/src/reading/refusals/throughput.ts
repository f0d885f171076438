import type { Event, Instant } from '@guichet/core'
import { iso } from '../../story.ts'
import { numbersIn } from '../accounts.ts'
import { threadsOf } from '../charges.ts'
import { threadFacts } from '../facts.ts'
import { messagesIn } from '../messages.ts'
import type { Question } from '../question.ts'
import { firstOf, type Reason, type Standing } from '../standing.ts'

const second = 1000

/** The number sends and gets too many messages a second (LIM-8, LIM-35). */
export const throughputAgainst = (question: Question, standing: Standing, at: Instant): readonly Reason[] => {
  const perSecond = perSecondOf(standing)
  if (question.kind === 'call' || perSecond === undefined) return []
  const passed = passedOf(standing)
  const isReached = (then: Instant): boolean => isThroughputReached(passed, perSecond, then)
  if (!isReached(at)) return []
  const until = firstOf(turnsOfThroughput(standing), (then) => then > at && !isReached(then))
  const says = { until: until === null ? null : iso(until) }
  return [{ code: 'throughput-reached', says, endsAt: until }]
}

/** Did so many messages pass the number in the second before an instant? */
export const isThroughputReached = (passed: readonly Instant[], perSecond: number, at: Instant): boolean =>
  passed.filter((one) => at - second < one && one <= at).length >= perSecond

type ThroughputChanged = Extract<Event, { type: 'throughput-changed' }>

/** The newest level of the number; `undefined` while none is known. Of several of one instant the lowest is believed. */
export const perSecondOf = ({ all, past, moment }: Standing): number | undefined => {
  const changes = past
    .filter((event): event is ThroughputChanged => event.type === 'throughput-changed')
    .filter((event) => numbersIn(event, all).includes(moment.key.phoneNumberId))
  const newest = Math.max(...changes.map((change) => change.at))
  const levels = changes.filter((change) => change.at === newest).map(({ perSecond }) => perSecond)
  return levels.length === 0 ? undefined : Math.min(...levels)
}

/** When messages passed the number: those that were accepted, failed ones too, and all that customers sent. */
const passedOf = (standing: Standing): readonly Instant[] => {
  const { all, past, moment } = standing
  const known = readBefore.get(standing)
  if (known !== undefined) return known
  const { phoneNumberId } = moment.key
  const inbound = past.flatMap((event) =>
    event.type === 'customer-messaged' && event.phoneNumberId === phoneNumberId ? [event.at] : [],
  )
  const outbound = threadsOf(all)
    .filter((key) => key.phoneNumberId === phoneNumberId)
    .flatMap((key) => messagesIn(threadFacts(all, key, moment.at)).map(({ sentAt }) => sentAt))
  const passed = [...inbound, ...outbound]
  readBefore.set(standing, passed)
  return passed
}

const readBefore = new WeakMap<Standing, readonly Instant[]>()

/** When a message is a second old. */
export const turnsOfThroughput = (standing: Standing): readonly Instant[] =>
  perSecondOf(standing) === undefined ? [] : passedOf(standing).map((at) => at + second)
