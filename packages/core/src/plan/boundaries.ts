import type { AskInput } from '../ask/ask-input.ts'
import { cappedAt } from '../ask/checks/marketing.ts'
import { serviceWindow } from '../conversation/window.ts'
import { burstEndsAt, largestBurst, messageCost } from '../thread/burst.ts'
import { DAY, HOUR, type Instant } from '../time/instant.ts'

/**
 * The instants from `input.at` on and before `until` at which an answer or its charge may change if nothing else
 * happens, earliest first. Between two of them every answer stays the same.
 */
export const boundariesIn = (
  input: AskInput,
  until: Instant,
  others: readonly Instant[],
): readonly Instant[] => {
  const { at, calendar, dated } = input
  const all = [
    at,
    ...calendar.changesAt,
    calendar.nextMonthAt(at),
    ...dated.changesAt,
    ...ofWindow(input),
    ...ofEntryPoint(input),
    ...ofRates(input),
    ...ofLimits(input),
    ...ofCalls(input),
    ...others,
  ]
  return [...new Set(all)].filter((instant) => instant >= at && instant < until).sort((a, b) => a - b)
}

/** The close, also as early as the safety margin of any rulebook has it (POS-1), and WhatsApp's word on it (CSW-5). */
const ofWindow = ({ standing: { latestOpener }, calendar, closedByMeta }: AskInput): readonly Instant[] => {
  if (latestOpener === null) return []
  const { closesAt } = serviceWindow(latestOpener, calendar)
  const margins = [-Infinity, ...calendar.changesAt].map(
    (instant) => calendar(instant).rules.safetyMarginSeconds.is * 1000,
  )
  return [
    closesAt,
    ...margins.map((margin) => closesAt - margin),
    ...(closedByMeta === null ? [] : [closedByMeta]),
  ]
}

/** The entry point, and the billed conversations that a message may ride. */
const ofEntryPoint = ({ standing: { entryPoint, billing } }: AskInput): readonly Instant[] => [
  ...(entryPoint === null ? [] : [entryPoint.replyBy, entryPoint.closesAt ?? entryPoint.replyBy]),
  ...billing.conversations.map(({ closesAt }) => closesAt),
]

/** Pair rate and throughput; one more message may come in before ours. */
const ofRates = ({ standing: { burst }, account: { throughput } }: AskInput): readonly Instant[] => [
  ...(burst === null
    ? []
    : [
        burst.first + messageCost,
        burstEndsAt(burst),
        burst.first + (burst.count - largestBurst + 1) * messageCost,
      ]),
  ...(throughput === null
    ? []
    : [0, 1].flatMap((more) => {
        const last = throughput.passed[throughput.passed.length - throughput.perSecond + more]
        return last === undefined ? [] : [last + second]
      })),
]

const second = 1_000

/** The messaging limit, the cap on marketing, and restrictions. */
const ofLimits = (input: AskInput): readonly Instant[] => {
  const { messagingLimit, restrictions } = input.account
  const capped = cappedAt(input)
  const { limit = null, leaving, ownLeaving = null } = messagingLimit ?? {}
  const freesAt = limit === null ? null : leaving?.fromEnd(limit)
  return [
    freesAt,
    ownLeaving,
    capped === null ? null : capped + input.positions.marketingCapHours * HOUR,
    ...(restrictions ?? []).map(({ until }) => until),
  ].flatMap((instant) => instant ?? [])
}

/** Permissions, calls that were picked up, and requests (CALL-9 to CALL-14). */
const ofCalls = ({ standing: { calls } }: AskInput): readonly Instant[] => [
  ...(calls.permission?.until == null ? [] : [calls.permission.until]),
  ...calls.connected.map((at) => at + DAY),
  ...calls.requests.flatMap(({ at }) => [at + DAY, at + 7 * DAY]),
]
