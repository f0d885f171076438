import type { Content } from '@guichet/core'
import { verdictOn } from '../rules/reading.ts'
import { DAY, SECOND, wholeSecond, type Instant } from '../time/instant.ts'
import { strikes } from '../strike.ts'
import { customerKey } from '../world/customers.ts'
import { accountOf, newWamid, type Message, type Thread, type World } from '../world/world.ts'
import { inThread } from '../rules/reading.ts'
import { begin } from './delivery.ts'
import { record } from './record.ts'

/** A message of the business. */
export interface Wanted {
  readonly content: Content
  /** A summary of its content. */
  readonly summary: string
  readonly callbackData?: string | undefined
  readonly isLite?: boolean
  /** Milliseconds after which it is dropped if it was not delivered (TPL-9). Default 30 days. */
  readonly timeToLive?: number
}

/** Accepted, or refused with one of Meta's codes. */
export type Acceptance =
  { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly code: number }

/** Accepts a message or refuses it, as the reading copy decides at this instant (CSW-7). */
export const accept = (world: World, thread: Thread, wanted: Wanted): Acceptance => {
  const now = world.agenda.now()
  const limited = world.settings.limits ? limitReached(world, thread, now) : null
  if (limited !== null) return { ok: false, code: limited }
  const reasons = reasonsAgainst(world, thread, wanted.content, now)
  const atOnce = reasons.map((reason) => codeAtOnce(world, reason)).find((code) => code !== null)
  if (atOnce !== undefined && atOnce !== null) return { ok: false, code: atOnce }
  count(world, thread, now)
  const message = taken(world, thread, wanted, failureOf(world, thread, wanted, reasons))
  record(thread, {
    ...inThread(world, thread),
    type: 'business-messaged',
    id: message.id,
    at: wholeSecond(now),
    content: wanted.content,
  })
  begin(world, message)
  return { ok: true, message }
}

/** The reading copy's reasons against it; none if it may be sent. */
const reasonsAgainst = (world: World, thread: Thread, content: Content, at: Instant): readonly string[] => {
  const answer = verdictOn(world, thread, content, at)
  return answer.answer === 'allowed' ? [] : answer.reasons.map(({ code }) => code)
}

/**
 * The code with which a request is refused for a reason; `null` if the message is accepted first and fails
 * later.
 */
const codeAtOnce = (world: World, reason: string): number | null => {
  switch (reason) {
    case 'template-unknown':
    case 'template-not-approved':
      return 132001
    case 'template-paused':
      return 132015
    case 'template-disabled':
      return 132016
    case 'service-window-closed':
      return world.settings.outsideWindow === 'is-refused' ? 131047 : null
    default:
      return null
  }
}

/** The code that a message fails with after it was accepted; `null` if it does not fail. */
const failureOf = (
  world: World,
  { phoneNumberId, customer }: Thread,
  { content }: Wanted,
  reasons: readonly string[],
): number | null => {
  if (reasons.includes('customer-unknown') || !customer.isOnWhatsApp) return 131026
  if (reasons.includes('service-window-closed')) return 131047
  if (reasons.includes('marketing-stopped')) return 131050
  const about = `${customerKey(customer)} ${world.sequence}`
  if (strikes(world, 'undeliverable', about)) return 131026
  return isMarketing(world, accountOf(world, phoneNumberId), content) &&
    strikes(world, 'marketingCapped', about)
    ? 131049
    : null
}

/** Is it a marketing template by its present category? */
export const isMarketing = (world: World, account: string, content: Content): boolean =>
  content.kind === 'template' &&
  world.templates.get(templateKey(account, content.name, content.language))?.category === 'MARKETING'

/** The key of a template; languages have several spellings. */
export const templateKey = (account: string, name: string, language: string): string =>
  `${account} ${name} ${language.toLowerCase().replaceAll('-', '_')}`

const taken = (world: World, thread: Thread, wanted: Wanted, failsWith: number | null): Message => {
  const { content, summary, callbackData, isLite = false, timeToLive = 30 * DAY } = wanted
  const now = world.agenda.now()
  const message: Message = {
    id: newWamid(world),
    thread,
    content,
    summary,
    acceptedAt: now,
    expiresAt: now + timeToLive,
    callbackData,
    isLite,
    failsWith,
    fate: 'accepted',
    since: now,
    errorCode: null,
    line: null,
  }
  world.messages.set(message.id, message)
  return message
}

/** A message to the same customer every six seconds, and up to 45 ahead of that (LIM-7). */
const pairInterval = 6 * SECOND
const pairAhead = 44 * pairInterval
/** Messages a second from a phone number (LIM-8). */
const mostPerSecond = 80

const limitReached = (world: World, thread: Thread, now: Instant): number | null => {
  const running = world.throughput.get(thread.phoneNumberId)
  if (running?.second === wholeSecond(now) && running.count >= mostPerSecond) return 130429
  return thread.pairBusyUntil - now > pairAhead ? 131056 : null
}

const count = (world: World, thread: Thread, now: Instant): void => {
  const second = wholeSecond(now)
  const running = world.throughput.get(thread.phoneNumberId)
  const before = running?.second === second ? running.count : 0
  world.throughput.set(thread.phoneNumberId, { second, count: before + 1 })
  thread.pairBusyUntil = Math.max(thread.pairBusyUntil, now) + pairInterval
}
