import { isRight, type Allowed, type Answer, type Instant, type Question, type Thread } from '@guichet/core'
import { emptyThread, longestBurst, registryIn, type OwnThread } from '@guichet/core/store'
import { readIntent } from '../intents/intent.ts'
import { sentEvents } from '../intents/sent-events.ts'
import type { Message } from '../ports.ts'
import { presentOf } from '../present.ts'
import { idsOf } from '../threads/ids.ts'
import { accountAt, accountNewsOf } from './account.ts'
import type { Claim } from './command.ts'
import type { Draft } from './draft.ts'
import { elsewhereOf } from './elsewhere.ts'
import { isInSecondBefore } from './passed.ts'
import type { Claimed } from './results.ts'

/** The customer's thread, as the draft has it. */
export type Found = ReturnType<Draft['thread']>

/** The rules allow the message, or the one to send otherwise. */
export interface MayBeSent {
  readonly is: 'allowed'
  readonly message: Message
  readonly answer: Allowed
  /** The instant of the claim. */
  readonly claimedAt: Instant
  /** Does the customer count towards a messaging limit by it? */
  readonly reserves: boolean
  /** The messaging limit that it counts towards, and how many it is used by with it; `null` where none is. */
  readonly limit: { readonly limit: number; readonly used: number } | null
  /** Do they not count yet? */
  readonly isOneMore: boolean
  /** Has the customer got so many messages lately that two processes together could exceed the pair rate? */
  readonly isOneOfMany: boolean
}

/** What the rules say of a message, with what is on its way to the same customer. */
export const mayBeSent = (
  draft: Draft,
  { request, at, countsAhead, tierUsed }: Claim,
  found: Found,
): MayBeSent | Extract<Claimed, { readonly is: 'refused' }> => {
  const { engine } = draft
  const { phoneNumberId, recipient, otherwise } = request
  const known = found?.own.thread ?? emptyThread
  const templates = draft.templatesFor(phoneNumberId)
  const questions = [request, ...(otherwise === undefined ? [] : [otherwise])].map(({ content }) => content)
  const ids = idsOf(recipient, found?.own ?? null)
  const number = {
    registry: registryIn(draft.state()),
    phoneNumberId,
    accounts: draft.phoneNumbers.accountsOf(phoneNumberId),
    ids,
    elsewhere: elsewhereOf(engine, found?.own ?? null, othersOf(draft), ids),
  }
  const accountNews = accountNewsOf(engine, number)
  // A reply is never before what it replies to, also by a slow clock.
  const claimedAt = presentOf({ thread: known, templates, accountNews, questions }, at, countsAhead)
  const thread = withOnTheirWay(draft, known, { phoneNumberId, ids, key: request.key, claimedAt })
  const account = accountAt(
    engine,
    {
      ...number,
      counted: draft.limits.countedBy(phoneNumberId),
      passed: (id, instant) => [...draft.known.passed(id, instant), ...passedNow(draft, id, instant)],
    },
    claimedAt,
  )
  const ask = (message: Message): Answer =>
    engine.thread.ask(thread, questionOf(message), claimedAt, {
      templates,
      customer: recipient,
      tierUsed,
      closedByMeta: found?.stream.closedByMeta ?? null,
      account,
    })
  const isOutside = (): boolean => {
    const seen = engine.thread.view(known, claimedAt, { templates })
    return isRight(seen) && seen.right.serviceWindow === null
  }
  const allowed = (message: Message, answer: Allowed): MayBeSent => {
    const limit = account.messagingLimit
    const isLimited = limit !== null && limit !== undefined && limit.limit !== null
    const mayReserve =
      isLimited && account.group === 'none' && engine.settings.positions.limitReservesInFlight
    const reserves = mayReserve && isOutside()
    const counted = isLimited ? limit.leaving.length + (limit.ownLeaving === null ? 1 : 0) : 0
    return {
      is: 'allowed',
      message,
      answer,
      claimedAt,
      reserves,
      limit: reserves && limit.limit !== null ? { limit: limit.limit, used: counted } : null,
      isOneMore: reserves && limit.ownLeaving === null,
      isOneOfMany: sentLately(thread, claimedAt) >= fewMessages,
    }
  }
  const first = ask(request)
  if (isRight(first)) return allowed(request, first.right)
  if (otherwise === undefined) return { is: 'refused', answer: first.left }
  const second = ask(otherwise)
  return isRight(second)
    ? allowed(otherwise, second.right)
    : { is: 'refused', answer: first.left, otherwise: second.left }
}

/** Threads under the account's other phone numbers, as the draft has them. */
const othersOf = (draft: Draft): readonly OwnThread[] =>
  draft.known.elsewhere.map(({ own }) => draft.thread(own)?.own ?? own)

/**
 * A free-form request for permission to call is refused for all that stands against one. What a template is that carries
 * a request is known, and then decides.
 */
const questionOf = ({ content, asksToCall }: Message): Question =>
  asksToCall === 'service' ? { kind: 'call-permission-request', by: asksToCall } : content

/** What passed the phone number by this batch, claims before this one among them. */
const passedNow = ({ passed }: Draft, phoneNumberId: string, at: Instant): readonly Instant[] =>
  passed.flatMap((one) =>
    one.phoneNumberId === phoneNumberId && one.at !== null && isInSecondBefore(one.at, at) ? [one.at] : [],
  )

/** Of a message that left so long ago without an outcome, its statuses would have come. */
const longestOnTheWay = longestBurst

/** Where fewer went out, no two processes together exceed the pair rate. */
const fewMessages = 8

interface OnTheirWay {
  readonly phoneNumberId: string
  readonly ids: readonly string[]
  /** Of the request itself, which does not count. */
  readonly key: string
  readonly claimedAt: Instant
}

/** The thread as it is once everything that is on its way to the customer is accepted. */
const withOnTheirWay = (
  draft: Draft,
  thread: Thread,
  { phoneNumberId, ids, key, claimedAt }: OnTheirWay,
): Thread => {
  const [customer = ''] = ids
  return draft.intents
    .openTo(phoneNumberId, ids)
    .filter((row) => row.key !== key && row.claimedAt > claimedAt - longestOnTheWay)
    .map(readIntent)
    .sort((one, other) => one.claimedAt - other.claimedAt)
    .flatMap((intent) =>
      sentEvents(intent, {
        id: `on-its-way:${intent.id}`,
        at: intent.claimedAt,
        phoneNumberId,
        customer,
      }),
    )
    .reduce(
      (known, event) =>
        draft.engine.thread.absorb(known, event, { templates: draft.templatesFor(phoneNumberId) }).thread,
      thread,
    )
}

/** How many messages of the business the thread knows of, as far as a burst can reach back. */
const sentLately = ({ facts }: Thread, at: Instant): number => {
  let count = 0
  for (let rest = facts; rest !== null && rest.event.at > at - longestBurst; rest = rest.earlier)
    if (rest.event.type === 'business-messaged' || rest.event.type === 'message-status') count++
  return count
}
