import type { Event } from '@guichet/core'
import { isLimitReached, isThroughputReached, readRefusals, type Facts, type Question } from '@guichet/laws'
import type { Instant } from '../time/instant.ts'
import { accountOf, type Thread, type World } from '../world/world.ts'
import { factsOf, keyOf } from './reading.ts'

/** What stands against a message or a call. */
export interface Verdict {
  /** The reading copy's codes, in its order; none if nothing stands against it. */
  readonly reasons: readonly Reason[]
  readonly windowIsOpen: boolean
}

export interface Reason {
  readonly code: string
  /** What is restricted, if that is the reason. */
  readonly restriction?: string
}

/**
 * Decides by the reading copy: the thread, its account's restrictions and the customer's cap by its facts; what all
 * customers share by what is kept of them, so that the time of an answer does not grow with their number.
 */
export const verdictOn = (world: World, thread: Thread, question: Question, at: Instant): Verdict => {
  const { reasons, windowIsOpen } = readRefusals(refusalFacts(world, thread), keyOf(thread), at, question)
  const own = reasons
    .filter(({ code }) => world.settings.limits || code !== 'pair-rate-reached')
    .map(({ code, says }): Reason =>
      typeof says['restriction'] === 'string' ? { code, restriction: says['restriction'] } : { code },
    )
  const shared = sharedReasons(world, thread, question, at, windowIsOpen)
  const all = [...own, ...unsaid(thread, question), ...shared].sort(
    (one, other) => rankOf(one) - rankOf(other),
  )
  return { reasons: all, windowIsOpen }
}

/** What the business knows nothing of refuses nothing by the reading copy; but WhatsApp knows that nobody permitted it. */
const unsaid = ({ facts }: Thread, { kind }: Question): readonly Reason[] =>
  kind === 'call' && !facts.some(({ type }) => type === 'call-permission-changed')
    ? [{ code: 'call-not-permitted' }]
    : []

const refusalFacts = (world: World, thread: Thread): Facts => {
  const account = accountOf(world, thread.phoneNumberId)
  const ofAccount = world.limits.facts.filter((fact) => 'account' in fact && fact.account === account)
  return {
    ...factsOf(world, thread, [...ofAccount, ...capsElsewhere(world, thread, account)]),
    settings: {
      pairRateModel: world.settings.pairRateModel,
      phoneNumbers: Object.fromEntries(
        world.settings.phoneNumbers.flatMap(({ id, country }) =>
          country === undefined ? [] : [[id, { country }]],
        ),
      ),
    },
    protocol: 2,
  }
}

/** The customer's cap holds for all numbers of the account (POS-36). */
const capsElsewhere = (
  world: World,
  { phoneNumberId, customer }: Thread,
  account: string,
): readonly Event[] =>
  world.settings.phoneNumbers
    .filter(({ id }) => id !== phoneNumberId && accountOf(world, id) === account)
    .flatMap(({ id }) => world.threads.get(`${id} ${customer.number}`)?.facts ?? [])
    .filter((fact) => fact.type === 'message-status' && fact.errorCode === 131049)

const sharedReasons = (
  { settings, limits, agenda }: World,
  { phoneNumberId, customer }: Thread,
  question: Question,
  at: Instant,
  windowIsOpen: boolean,
): readonly Reason[] => {
  if (question.kind === 'call') return []
  const reasons: Reason[] = []
  const { messagingLimit } = limits
  const isTemplate =
    question.kind === 'template' ||
    (question.kind === 'call-permission-request' && question.by === 'template')
  if (isTemplate && !windowIsOpen && messagingLimit !== null) {
    const all = [...limits.outside.values()]
    // A question about an earlier instant leaves out what was done since.
    const outside = at >= agenda.now() ? all : all.filter(({ sentAt }) => sentAt <= at)
    if (isLimitReached(outside, messagingLimit, customer.number, at))
      reasons.push({ code: 'messaging-limit-reached' })
  }
  const perSecond = limits.perSecond.get(phoneNumberId) ?? settings.perSecond
  if (settings.limits && isThroughputReached(limits.passed.get(phoneNumberId) ?? [], perSecond, at))
    reasons.push({ code: 'throughput-reached' })
  return reasons
}

/** The order of the reading copy. */
const order: readonly string[] = [
  'account-restricted',
  'template-unknown',
  'template-not-approved',
  'template-paused',
  'template-disabled',
  'marketing-not-delivered',
  'marketing-stopped',
  'marketing-cap-reached',
  'messaging-limit-reached',
  'pair-rate-reached',
  'throughput-reached',
  'call-not-permitted',
  'call-limit-reached',
  'calls-not-offered',
  'call-permission-requested-lately',
  'call-permission-is-permanent',
  'customer-unknown',
  'service-window-closed',
]

const rankOf = ({ code }: Reason): number => order.indexOf(code)
